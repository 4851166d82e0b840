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

/// A number that others reported of a single run, beside where one more run of ours would lie.
public struct ReportedValueResults: Codable, Hashable, Sendable {
  /// Of the cell's `quantities`.
  public var quantity: String
  public var value: Double
  /// Where it was reported.
  public var source: String?
  /// The prediction interval for one more run; nil where there are fewer than two finite values.
  public var prediction: IntervalResults?
  /// Whether that interval holds the number; nil where it is not judged.
  public var agrees: Bool?
  /// How many runs it takes to judge, where these are too few, or all gave the same number; nil where it is judged.
  public var runsNeeded: Int64?

  public init(
    quantity: String,
    value: Double,
    source: String?,
    prediction: IntervalResults?,
    agrees: Bool?,
    runsNeeded: Int64? = nil
  ) {
    self.quantity = quantity
    self.value = value
    self.source = source
    self.prediction = prediction
    self.agrees = agrees
    self.runsNeeded = runsNeeded
  }

  enum CodingKeys: String, CodingKey {
    case quantity, value, source, prediction, agrees
    case runsNeeded = "runs_needed"
  }
}
