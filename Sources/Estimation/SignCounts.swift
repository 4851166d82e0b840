/// A real value in two cells that hold the same simulation indices: how often the first was larger, smaller or equal.
///
/// Signs need no scale: gradient norms spread over thirty powers of ten, where a mean difference is that of a few pairs.
/// Integers, so sums are the same in any order.
public struct SignCounts: Hashable, Sendable {
  /// Pairs with A > B.
  public private(set) var greater: Int64
  /// Pairs with A < B.
  public private(set) var less: Int64
  /// Pairs with A = B; zeros are equal, whatever their sign.
  public private(set) var equal: Int64
  /// Pairs with a NaN, which are neither: they stay among all pairs.
  public private(set) var incomparable: Int64

  /// - Precondition: all 0 or more.
  public init(greater: Int64 = 0, less: Int64 = 0, equal: Int64 = 0, incomparable: Int64 = 0) {
    precondition(
      min(greater, less, equal, incomparable) >= 0,
      "\(greater), \(less), \(equal), \(incomparable) are not counts"
    )
    self.greater = greater
    self.less = less
    self.equal = equal
    self.incomparable = incomparable
  }

  /// Counts one pair.
  public mutating func add(_ a: Double, _ b: Double) {
    if a > b {
      greater += 1
    } else if a < b {
      less += 1
    } else if a == b {
      equal += 1
    } else {
      incomparable += 1
    }
  }

  /// All pairs, equal and incomparable ones included.
  public var n: Int64 { greater + less + equal + incomparable }

  /// The fraction with A > B minus that with A < B, over all pairs; `nil` without pairs.
  public var difference: Double? { n == 0 ? nil : Double(greater - less) / Double(n) }

  /// Tango's score interval for P(A > B) − P(A < B) over all pairs, on the table whose discordant counts these are.
  ///
  /// Equal pairs count as no difference rather than being left out: an interval given that A ≠ B would say nothing of how
  /// seldom that is. Coverage as of ``PairedTable/tango(confidence:)``.
  ///
  /// - Parameter confidence: strictly between 0 and 1.
  public func tango(confidence: Double) -> DifferenceInterval { discordant.tango(n: n, confidence: confidence) }

  /// log₁₀ of the exact two-sided sign test's p value, equal pairs left out; 0 when all are.
  ///
  /// For a fixed n; tests P(A > B) = P(A < B) and nothing about sizes.
  ///
  /// - Complexity: O(√(greater + less)).
  /// - SeeAlso: W. J. Dixon and A. M. Mood, Journal of the American Statistical Association 41 (1946) 557–566.
  public var log10ExactP: Double { discordant.log10ExactP }

  /// log₁₀ of an e-value against P(A > B) = P(A < B), which holds at any count; see ``PairedTable/log10EValue``.
  public var log10EValue: Double { discordant.log10EValue }

  /// Both together, as if they had been counted at once.
  public static func + (x: SignCounts, y: SignCounts) -> SignCounts {
    SignCounts(
      greater: x.greater + y.greater,
      less: x.less + y.less,
      equal: x.equal + y.equal,
      incomparable: x.incomparable + y.incomparable
    )
  }

  private var discordant: DiscordantPairs { DiscordantPairs(first: greater, second: less) }
}
