import Experiments
import Lanes

/// Something that holds memory.
protocol Measured: AnyObject {
  var byteCount: Int { get }
}

/// Cuts ranges into groups of one vector type; keeps the buffers of the experiments it has met, and the latest group's data
/// of each task for the cells that share them, as long as they take little memory.
final class LaneEngine<V: Lanes>: Measured {
  private var groups: [Experiment: LaneGroup<V>] = [:]
  private var groupBytes = 0
  /// The most recently used last.
  private var data: [LaneData<V>] = []

  /// What all networks, and all tasks' data, may take before the oldest give way.
  private let keptBytes: Int

  init(keptBytes: Int) { self.keptBytes = keptBytes }

  var byteCount: Int { groupBytes + data.reduce(0) { $0 + $1.byteCount } }

  func run(
    _ experiment: Experiment,
    _ simulations: Range<UInt64>,
    _ isWanted: () -> Bool
  ) throws(TrainingFailure) -> [Record]? {
    let group = try group(experiment)
    var records: [Record] = []
    var first = simulations.lowerBound
    while first < simulations.upperBound {
      let count = Int(min(UInt64(V.laneCount), simulations.upperBound - first))
      guard let some = group.run(groupData(experiment, first), count: count, isWanted) else { return nil }
      records += some
      first += UInt64(count)
    }
    return records
  }

  private func group(_ experiment: Experiment) throws(TrainingFailure) -> LaneGroup<V> {
    if let group = groups[experiment] { return group }
    let bytes = LaneTrainer.bytes(of: experiment)
    try TrainingFailure.requireMemory(
      bytes.networks + bytes.points,
      for: "the networks and points of a group of simulations"
    )
    guard let group = LaneGroup<V>(experiment) else { preconditionFailure("not an experiment for the lanes") }
    groupBytes += group.byteCount
    if groupBytes > keptBytes {
      groups = [:]
      groupBytes = group.byteCount
    }
    groups[experiment] = group
    return group
  }

  private func groupData(_ experiment: Experiment, _ first: UInt64) -> LaneData<V> {
    let latest: LaneData<V>
    if let index = data.lastIndex(where: { $0.serves(experiment) }) {
      latest = data.remove(at: index)
    } else {
      while data.reduce(0, { $0 + $1.byteCount }) > keptBytes { data.removeFirst() }
      latest = LaneData(experiment)
    }
    data.append(latest)
    latest.draw(experiment, first: first)
    return latest
  }
}
