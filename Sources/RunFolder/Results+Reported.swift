/// A fraction that others reported, beside ours.
public struct ReportedResults: Codable, Hashable, Sendable {
  public var outcome: String
  public var fraction: Double
  /// Runs that it was a fraction of.
  public var of: Int64
  /// Where it was reported.
  public var source: String?
  /// Ours less theirs.
  public var difference: Double
  /// Newcombe's interval for the difference.
  public var interval: IntervalResults
  /// Whether the interval holds 0.
  public var agrees: Bool

  public init(
    outcome: String,
    fraction: Double,
    of: Int64,
    source: String?,
    difference: Double,
    interval: IntervalResults,
    agrees: Bool
  ) {
    self.outcome = outcome
    self.fraction = fraction
    self.of = of
    self.source = source
    self.difference = difference
    self.interval = interval
    self.agrees = agrees
  }
}
