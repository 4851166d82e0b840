public import Experiments

/// What others found, in the file's order.
public struct Reported: Hashable, Sendable {
  public internal(set) var outcomes: [ReportedOutcome] = []
  public internal(set) var values: [ReportedValue] = []
}

/// A fraction that someone else reported of a cell, to be set beside ours.
public struct ReportedOutcome: Hashable, Sendable {
  /// Position in ``StudyPlan/cells``.
  public let cell: Int
  /// The name of an outcome that means something in the cell.
  public let outcome: String
  /// From 0 to 1.
  public let fraction: Double
  /// Runs that it is a fraction of, 1 or more.
  public let runs: Int64
  /// Where it was reported, in a line of text; nil where nothing is said.
  public let source: String?
}

/// A number that someone else reported of a single run of a cell, such as its test loss.
public struct ReportedValue: Hashable, Sendable {
  /// Position in ``StudyPlan/cells``.
  public let cell: Int
  /// One of ``quantities(of:)``.
  public let quantity: String
  public let value: Double
  /// Where it was reported, in a line of text; nil where nothing is said.
  public let source: String?

  /// The numbers that a simulation ends with once, by the names that results give them.
  public static func quantities(of subject: CellExperiment) -> [String] {
    guard case .function(let experiment) = subject else {
      guard case .dataset(let experiment) = subject else { return [] }
      return experiment.numbers.filter { $0.layer == nil && ["end", "last_epoch"].contains($0.when) }.map(\.name)
    }
    let outputs = experiment.network.outputs
    let means = (1...outputs).map { "prediction_mean" + (outputs == 1 ? "" : "_\($0)") }
    return (experiment.training.epochs > 0 ? ["train_loss"] : []) + ["final_train_loss", "test_loss"] + means
  }
}
