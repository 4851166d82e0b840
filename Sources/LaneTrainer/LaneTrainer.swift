import Lanes
import Networks
public import Training

/// Trains many small networks at once, one a lane of the processor's vectors, with the same bits as ``ReferenceTrainer``.
public struct LaneTrainer: Trainer {
  /// How many simulations go side by side; the records do not depend on it.
  public enum Width: String, Sendable, CaseIterable {
    /// 16 in float32, 8 in float64: one AVX-512 register.
    case full
    /// 4 in float32, 2 in float64.
    case narrow
    /// One: the scalar twin.
    case one
  }

  public let width: Width
  private var engines: [Precision: AnyObject] = [:]

  public init(width: Width = .full) { self.width = width }

  /// The widest layer that the lanes take.
  public static let largestWidth = 32
  public static let mostHiddenLayers = 200

  /// Why an experiment is not for the lanes, in words for its user; nil where it is.
  public static func refusal(of experiment: Experiment) -> String? {
    let network = experiment.network
    for layer in network.layers {
      if LaneActivation<Float>(layer.activation) == nil {
        return "the lane trainer knows relu, leaky_relu with a slope in (0, 1], and linear"
      }
      if layer.units > largestWidth { return "the lane trainer takes layers of width 1 to \(largestWidth)" }
    }
    if network.hiddenLayerCount > mostHiddenLayers {
      return "the lane trainer takes up to \(mostHiddenLayers) hidden layers"
    }
    return nil
  }

  /// - Precondition: `refusal(of: experiment)` is nil.
  public mutating func run(_ experiment: Experiment, simulations: Range<UInt64>) -> [SimulationRecord] {
    // Each call names its vector type: only so are the engine's methods compiled for it (through a protocol or a class
    // hierarchy they would run unspecialized, several times slower).
    switch (experiment.precision, width) {
    case (.float32, .full): engine(SIMD16<Float>.self, .float32).run(experiment, simulations)
    case (.float32, .narrow): engine(SIMD4<Float>.self, .float32).run(experiment, simulations)
    case (.float32, .one): engine(Float.self, .float32).run(experiment, simulations)
    case (.float64, .full): engine(SIMD8<Double>.self, .float64).run(experiment, simulations)
    case (.float64, .narrow): engine(SIMD2<Double>.self, .float64).run(experiment, simulations)
    case (.float64, .one): engine(Double.self, .float64).run(experiment, simulations)
    }
  }

  private mutating func engine<V: Lanes>(_: V.Type, _ precision: Precision) -> LaneEngine<V> {
    if let engine = engines[precision] as? LaneEngine<V> { return engine }
    let engine = LaneEngine<V>()
    engines[precision] = engine
    return engine
  }
}

/// Cuts ranges into groups; keeps the buffers of every experiment it has met, and the latest group's data for the cells
/// that share it.
private final class LaneEngine<V: Lanes> {
  private var groups: [Experiment: LaneGroup<V>] = [:]
  private var data: LaneData<V>?

  func run(_ experiment: Experiment, _ simulations: Range<UInt64>) -> [SimulationRecord] {
    let group = groups[experiment] ?? LaneGroup<V>(experiment)
    guard let group else { preconditionFailure("not an experiment for the lanes") }
    groups[experiment] = group
    var records: [SimulationRecord] = []
    var first = simulations.lowerBound
    while first < simulations.upperBound {
      let count = Int(min(UInt64(V.laneCount), simulations.upperBound - first))
      records += group.run(groupData(experiment, first), count: count)
      first += UInt64(count)
    }
    return records
  }

  private func groupData(_ experiment: Experiment, _ first: UInt64) -> LaneData<V> {
    let data = self.data.flatMap { $0.serves(experiment) ? $0 : nil } ?? LaneData<V>(experiment)
    self.data = data
    data.draw(experiment, first: first)
    return data
  }
}
