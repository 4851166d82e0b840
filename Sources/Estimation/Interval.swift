/// A closed interval within [0, 1]: what is known of a probability.
///
/// It is not `Codable` on purpose: an endpoint is written with `rounded(toSignificantDigits:)`, never with all its bits.
public struct Interval: Hashable, Sendable {
  public let low: Double
  public let high: Double

  /// The interval from `low` to `high`.
  ///
  /// - Precondition: 0 ≤ `low` ≤ `high` ≤ 1.
  public init(low: Double, high: Double) {
    precondition(0 <= low && low <= high && high <= 1, "\(low)...\(high) is not an interval within [0, 1]")
    self.low = low
    self.high = high
  }

  /// The interval with computed endpoints, where an endpoint that could not be computed (NaN) gives way to 0 or 1.
  ///
  /// So a failing special function costs width and never coverage, and no NaN reaches a results file.
  package init(computedLow: Double, computedHigh: Double) {
    self.init(
      low: computedLow.isNaN ? 0 : min(max(computedLow, 0), 1),
      high: computedHigh.isNaN ? 1 : min(max(computedHigh, 0), 1)
    )
  }

  /// All that is possible: the interval of someone who has seen nothing.
  public static let everything = Interval(low: 0, high: 1)

  /// Half the distance between the ends; the figure that a precision target bounds.
  public var halfWidth: Double { (high - low) / 2 }

  /// Whether `probability` lies in the interval, ends included.
  public func contains(_ probability: Double) -> Bool { low <= probability && probability <= high }

  /// The interval with both ends rounded, as they are written to files.
  ///
  /// - Parameter digits: significant decimal digits, 1 to 17.
  public func rounded(toSignificantDigits digits: Int) -> Interval {
    Interval(low: low.rounded(toSignificantDigits: digits), high: high.rounded(toSignificantDigits: digits))
  }
}
