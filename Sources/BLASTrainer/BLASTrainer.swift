internal import COpenBLAS
internal import Datasets
public import Experiments

/// Trains replicates of layered experiments, one network at a time, on one core.
///
/// Keeps the data that it has read; numbers of one replicate never reach another.
public struct BLASTrainer: Trainer {
  private var float32 = DataStore<Float>()
  private var float64 = DataStore<Double>()

  public init() {}

  /// The library that multiplies matrices, and the kind of processor whose kernels it has chosen, by itself or by
  /// `OPENBLAS_CORETYPE`. Others round in another order: where this differs, so do bytes.
  public static var library: String {
    let version = String(cString: copenblas_config()).split(separator: " ").prefix(2).joined(separator: " ")
    return "\(version), kernel \(String(cString: copenblas_kernel()))"
  }

  public func refusal(of experiment: CellExperiment) -> String? {
    if case .dataset = experiment { nil } else { "the BLAS trainer takes data sets" }
  }

  public mutating func run(
    _ experiment: CellExperiment,
    simulations: Range<UInt64>,
    isWanted: () -> Bool
  ) throws(TrainingFailure) -> [Record]? {
    guard case .dataset(let experiment) = experiment else { preconditionFailure("not for the BLAS trainer") }
    var records: [Record] = []
    for simulation in simulations {
      guard let record = try run(experiment, simulation: simulation, isWanted: isWanted) else { return nil }
      records.append(record)
    }
    return records
  }

  /// Trains one simulation.
  /// - Returns: nil where it was abandoned.
  /// - Complexity: epochs × training points × parameters, and a pass over the data for each check.
  public mutating func run(
    _ experiment: LayeredExperiment,
    simulation: UInt64,
    isWanted: () -> Bool
  ) throws(TrainingFailure) -> Record? {
    switch experiment.precision {
    case .float32:
      let data = try float32.samples(of: experiment, simulation: simulation)
      return try Replicate<Float>(experiment, simulation: simulation, data).run(isWanted)
    case .float64:
      let data = try float64.samples(of: experiment, simulation: simulation)
      return try Replicate<Double>(experiment, simulation: simulation, data).run(isWanted)
    }
  }
}
