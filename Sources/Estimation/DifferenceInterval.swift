/// A closed interval within [−1, 1]: what is known of the difference of two probabilities.
///
/// It is not `Codable` on purpose: an endpoint is written with `rounded(toSignificantDigits:)`, never with all its bits.
public struct DifferenceInterval: Hashable, Sendable {
  public let low: Double
  public let high: Double

  /// The interval from `low` to `high`.
  ///
  /// - Precondition: −1 ≤ `low` ≤ `high` ≤ 1.
  public init(low: Double, high: Double) {
    precondition(-1 <= low && low <= high && high <= 1, "\(low)...\(high) is not an interval within [-1, 1]")
    self.low = low
    self.high = high
  }

  /// The interval with computed endpoints, where an endpoint that could not be computed (NaN) gives way to −1 or 1.
  package init(computedLow: Double, computedHigh: Double) {
    self.init(
      low: computedLow.isNaN ? -1 : min(max(computedLow, -1), 1),
      high: computedHigh.isNaN ? 1 : min(max(computedHigh, -1), 1)
    )
  }

  /// All that is possible: the interval of someone who has seen nothing.
  public static let everything = DifferenceInterval(low: -1, high: 1)

  /// Half the distance between the ends.
  public var halfWidth: Double { (high - low) / 2 }

  /// Whether `difference` lies in the interval, ends included.
  public func contains(_ difference: Double) -> Bool { low <= difference && difference <= high }

  /// The interval with both ends rounded, as they are written to files.
  ///
  /// - Parameter digits: significant decimal digits, 1 to 17.
  public func rounded(toSignificantDigits digits: Int) -> DifferenceInterval {
    DifferenceInterval(low: low.rounded(toSignificantDigits: digits), high: high.rounded(toSignificantDigits: digits))
  }
}
