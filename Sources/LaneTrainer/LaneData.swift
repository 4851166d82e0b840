import Experiments
import Lanes
import RandomStreams

/// What a group's simulations are trained and tested on, one simulation a lane: drawn once a group, and used again by every
/// cell that asks for the same draws.
final class LaneData<V: Lanes> {
  let seed: UInt64
  let task: LearningTask
  let inputs: Int
  let outputs: Int
  let trainingPoints: Int
  let testPoints: Int
  /// The simulation in lane 0; nil before the first draw.
  private var first: UInt64?
  /// Points in order of their index: `[point · inputs + input]`, `[point · outputs + output]`.
  let trainingInputs: LaneBuffer<V>
  let trainingTargets: LaneBuffer<V>
  let testInputs: LaneBuffer<V>
  let testTargets: LaneBuffer<V>
  /// Room for one network's predictions, `[point · outputs + output]`: every cell that shares the test points writes its own.
  let predictions: LaneBuffer<V>
  /// Points in the order of an epoch, which differs from lane to lane; laid out alike, `slots.count` epochs.
  private let epochInputs: LaneBuffer<V>
  private let epochTargets: LaneBuffer<V>
  /// The epoch that a slot holds.
  private var slots: [Int?]
  private let shuffler: LaneShuffler<V>

  /// By loss; see `bestConstantLoss`.
  var bestConstantLosses: [Loss: [Double]] = [:]

  /// Epochs are kept for the cells that follow while they fit into this many bytes.
  private static var keptBytes: Int { 4 << 20 }

  /// Epochs whose order is kept, one at least.
  static func keptEpochs(_ experiment: Experiment) -> Int {
    let values = experiment.task.target.inputs + experiment.task.target.outputs
    let epochBytes = experiment.task.trainingPoints * values * MemoryLayout<V>.stride
    return max(1, min(experiment.training.epochs, keptBytes / epochBytes))
  }

  init(_ experiment: Experiment) {
    seed = experiment.seed
    task = experiment.task
    inputs = task.target.inputs
    outputs = task.target.outputs
    trainingPoints = task.trainingPoints
    testPoints = task.testPoints.count
    let zero = V(0)
    trainingInputs = LaneBuffer(count: trainingPoints * inputs, filledWith: zero)
    trainingTargets = LaneBuffer(count: trainingPoints * outputs, filledWith: zero)
    testInputs = LaneBuffer(count: testPoints * inputs, filledWith: zero)
    testTargets = LaneBuffer(count: testPoints * outputs, filledWith: zero)
    predictions = LaneBuffer(count: testPoints * outputs, filledWith: zero)
    let kept = Self.keptEpochs(experiment)
    slots = [Int?](repeating: nil, count: kept)
    epochInputs = LaneBuffer(count: kept * trainingPoints * inputs, filledWith: zero)
    epochTargets = LaneBuffer(count: kept * trainingPoints * outputs, filledWith: zero)
    shuffler = LaneShuffler(points: trainingPoints, inputs: inputs)
  }

  var byteCount: Int {
    trainingInputs.byteCount + trainingTargets.byteCount + testInputs.byteCount + testTargets.byteCount
      + predictions.byteCount + epochInputs.byteCount + epochTargets.byteCount + shuffler.byteCount
  }

  /// Whether an experiment draws its data as this one does.
  func serves(_ experiment: Experiment) -> Bool { experiment.seed == seed && experiment.task == task }

  /// - Precondition: data have been drawn.
  var firstSimulation: UInt64 {
    guard let first else { preconditionFailure("no data were drawn") }
    return first
  }

  /// Draws the data of simulations `first` and following, unless they are there already.
  func draw(_ experiment: Experiment, first: UInt64) {
    if self.first == first { return }
    self.first = first
    for slot in slots.indices { slots[slot] = nil }
    bestConstantLosses = [:]
    draw(experiment, .trainingData, into: trainingInputs.start, points: trainingPoints)
    switch task.testPoints {
    case .drawn: draw(experiment, .testData, into: testInputs.start, points: testPoints)
    case .listed(let points):
      for (position, value) in points.joined().enumerated() { testInputs.start[position] = V(V.Element(value)) }
    }
    shuffler.take(trainingInputs.start)
    evaluateTarget(at: trainingInputs.start, into: trainingTargets.start, points: trainingPoints)
    evaluateTarget(at: testInputs.start, into: testTargets.start, points: testPoints)
  }

  /// The training points in the order in which an epoch visits them, each lane's own.
  func points(_ experiment: Experiment, epoch: Int) -> (inputs: UnsafePointer<V>, targets: UnsafePointer<V>) {
    let slot = epoch % slots.count
    let inputs = epochInputs.start + slot * trainingPoints * self.inputs
    let targets = epochTargets.start + slot * trainingPoints * outputs
    if slots[slot] != epoch {
      let stream = RandomStream(
        seed: seed,
        purpose: .shuffle,
        epoch: epoch,
        simulations: experiment.lanes(for: .shuffle, from: firstSimulation, V.Words.self)
      )
      shuffler.shuffle(by: stream, into: inputs)
      evaluateTarget(at: inputs, into: targets, points: trainingPoints)
      slots[slot] = epoch
    }
    return (UnsafePointer(inputs), UnsafePointer(targets))
  }

  private func draw(
    _ experiment: Experiment,
    _ purpose: Purpose,
    into points: UnsafeMutablePointer<V>,
    points count: Int
  ) {
    let stream = RandomStream(
      seed: seed,
      purpose: purpose,
      simulations: experiment.lanes(for: purpose, from: firstSimulation, V.Words.self)
    )
    let low = V.Element(task.low)
    let high = V.Element(task.high)
    stream.forEachWord(count: count * inputs) { points[$0] = V.uniform($1, low: low, high: high) }
  }

  private func evaluateTarget(
    at points: UnsafePointer<V>,
    into values: UnsafeMutablePointer<V>,
    points count: Int
  ) {
    // What is read at every point is read once: through `self` each reading would cost more than the target does.
    let target = task.target
    let inputs = inputs
    let outputs = outputs
    for output in 0..<outputs {
      for point in 0..<count {
        let x = points + point &* inputs
        values[point &* outputs &+ output] = target.value(output: output, x[0], x[inputs &- 1])
      }
    }
  }
}
