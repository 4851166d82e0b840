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
