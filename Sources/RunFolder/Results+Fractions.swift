/// How often an outcome was seen.
public struct OutcomeResults: Codable, Hashable, Sendable {
  public var count: Int64
  /// count / simulations.
  public var estimate: Double
  /// The interval to quote.
  public var interval: IntervalResults
  public var intervals: [IntervalResults]
  /// Of one family with the same outcome of the study's other cells: all of them hold at once with the confidence given
  /// (Bonferroni). Nil where the study has one cell.
  public var simultaneous: IntervalResults?
  /// For `dead` and its kin: whether "all units off" means that no gradient passes.
  public var zeroGradient: Bool?

  public init(
    count: Int64,
    estimate: Double,
    interval: IntervalResults,
    intervals: [IntervalResults],
    simultaneous: IntervalResults? = nil,
    zeroGradient: Bool? = nil
  ) {
    self.count = count
    self.estimate = estimate
    self.interval = interval
    self.intervals = intervals
    self.simultaneous = simultaneous
    self.zeroGradient = zeroGradient
  }

  enum CodingKeys: String, CodingKey {
    case count, estimate, interval, intervals, simultaneous
    case zeroGradient = "zero_gradient"
  }
}

/// A confidence interval with its method; ends at 12 significant digits.
public struct IntervalResults: Codable, Hashable, Sendable {
  public var method: String
  public var confidence: Double
  public var low: Double
  public var high: Double

  public init(method: String, confidence: Double, low: Double, high: Double) {
    self.method = method
    self.confidence = confidence
    self.low = low
    self.high = high
  }
}
