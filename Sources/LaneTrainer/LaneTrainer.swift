public import Experiments
import Lanes

/// Trains many small networks at once, one a lane of the processor's vectors, with the same bits as ``ReferenceTrainer``.
public final class LaneTrainer: Trainer {
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
  private let keptBytes: Int
  private var engines: [Precision: any Measured] = [:]

  /// What a trainer keeps of networks, and of points, when it is not told.
  public static let usualKeptBytes = 256 << 20

  /// - Parameter keptBytes: bytes of networks, and of points, beyond which the oldest are given up and made again when they
  ///   are wanted; those at work are always there.
  public init(width: Width = .full, keptBytes: Int = LaneTrainer.usualKeptBytes) {
    self.width = width
    self.keptBytes = keptBytes
  }

  /// Bytes of all networks and points that are kept.
  public var bytesInUse: Int { engines.values.reduce(0) { $0 + $1.byteCount } }

  /// The widest layer that the lanes take.
  public static let largestWidth = 32
  public static let mostHiddenLayers = 200

  /// Why an experiment is not for the lanes, in words for its user; nil where it is.
  public static func refusal(of experiment: Experiment) -> String? {
    let network = experiment.network
    for layer in network.layers {
      let isKnown =
        switch experiment.precision {
        case .float32: LaneActivation<Float>(layer.activation) != nil
        case .float64: LaneActivation<Double>(layer.activation) != nil
        }
      if !isKnown { return "the lane trainer knows relu, leaky_relu with a slope above 0 and at most 1, and linear" }
      if layer.units > largestWidth { return "the lane trainer takes layers of width 1 to \(largestWidth)" }
    }
    if network.hiddenLayerCount > mostHiddenLayers {
      return "the lane trainer takes up to \(mostHiddenLayers) hidden layers"
    }
    return nil
  }

  public func refusal(of experiment: CellExperiment) -> String? {
    switch experiment {
    case .function(let experiment): Self.refusal(of: experiment)
    case .dataset: "the lane trainer takes functions"
    }
  }

  /// The lanes of the widest vectors, whatever the width here: ranks on different processors divide simulations alike.
  public func unitSize(of experiment: CellExperiment) -> UInt64 {
    switch experiment.precision {
    case .float32: UInt64(SIMD16<Float>.scalarCount)
    case .float64: UInt64(SIMD8<Double>.scalarCount)
    }
  }

  public func run(
    _ experiment: CellExperiment,
    simulations: Range<UInt64>,
    isWanted: () -> Bool
  ) throws(TrainingFailure) -> [Record]? {
    guard case .function(let experiment) = experiment else { preconditionFailure("not for the lanes") }
    // Each call names its vector type: only so are the engine's methods compiled for it (through a protocol or a class
    // hierarchy they would run unspecialized, several times slower).
    return switch (experiment.precision, width) {
    case (.float32, .full): try engine(SIMD16<Float>.self, .float32).run(experiment, simulations, isWanted)
    case (.float32, .narrow): try engine(SIMD4<Float>.self, .float32).run(experiment, simulations, isWanted)
    case (.float32, .one): try engine(Float.self, .float32).run(experiment, simulations, isWanted)
    case (.float64, .full): try engine(SIMD8<Double>.self, .float64).run(experiment, simulations, isWanted)
    case (.float64, .narrow): try engine(SIMD2<Double>.self, .float64).run(experiment, simulations, isWanted)
    case (.float64, .one): try engine(Double.self, .float64).run(experiment, simulations, isWanted)
    }
  }

  /// Trains simulations to their end; as a class it need not be mutable for that.
  /// - Precondition: `refusal(of: experiment)` is nil.
  public func run(_ experiment: Experiment, simulations: Range<UInt64>) throws(TrainingFailure) -> [Record] {
    var trainer: any Trainer = self
    return try trainer.run(experiment, simulations: simulations)
  }

  private func engine<V: Lanes>(_: V.Type, _ precision: Precision) -> LaneEngine<V> {
    if let engine = engines[precision] as? LaneEngine<V> { return engine }
    let engine = LaneEngine<V>(keptBytes: keptBytes)
    engines[precision] = engine
    return engine
  }
}
