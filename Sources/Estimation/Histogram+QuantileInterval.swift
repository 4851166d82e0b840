extension Histogram {
  /// An interval for a quantile of the law that values come from, between two of the values in order.
  public struct QuantileInterval: Hashable, Sendable {
    /// Which value, counted from 1 in ascending order, bounds it from below; `nil`: none does, there are too few.
    public let lowerRank: Int64?
    /// Which value bounds it from above; `nil`: none does.
    public let upperRank: Int64?
    /// The lower end of the bin that holds the value numbered `lowerRank`; `nil`: unbounded.
    public let low: Double?
    /// The upper end of the bin that holds the value numbered `upperRank`; `nil`: unbounded.
    public let high: Double?
  }

  /// The order-statistic interval for the `q` quantile: no assumption about the law but independent values, and no
  /// digit that the bins do not have.
  ///
  /// Among n values, those that do not exceed the quantile are binomial(n, q), or more where the law has atoms, as zeros
  /// are. So the value numbered l, the largest with P(X ≤ l − 1) ≤ α/2, and the one numbered u, the smallest with
  /// P(X ≥ u) ≤ α/2, enclose the quantile with probability at least 1 − α. Reported outwards, from the lower end of the
  /// one's bin to the upper end of the other's, which covers more often still. With few values an end is unbounded:
  /// the median has a 95 % interval from n = 6 on, the 5 % quantile a lower end from n = 72.
  ///
  /// The values of one layer in one simulation are not independent; over simulations, one value each, they are.
  ///
  /// - Parameters:
  ///   - q: from 0 to 1.
  ///   - confidence: strictly between 0 and 1.
  ///   - values: whether zeros count.
  /// - Returns: the interval, or `nil` when there are no such values.
  /// - Complexity: O(the octaves spanned) and some sixty incomplete beta functions.
  /// - SeeAlso: H. A. David and H. N. Nagaraja, Order Statistics (2003), section 7.1; W. R. Thompson, Annals of
  ///   Mathematical Statistics 7 (1936) 122–128.
  public func quantileInterval(_ q: Double, confidence: Double, of values: Values = .finite) -> QuantileInterval? {
    let n = values == .finite ? finite : nonZero
    guard n > 0 else { return nil }
    return interval(between: QuantileRanks(q, of: n, confidence: confidence), of: values)
  }

  /// The interval between ranks that are known already: they are the same for every histogram of as many values.
  ///
  /// - Complexity: O(the octaves spanned).
  public func interval(between ranks: QuantileRanks, of values: Values = .finite) -> QuantileInterval {
    QuantileInterval(
      lowerRank: ranks.lower,
      upperRank: ranks.upper,
      low: ranks.lower.flatMap { place(ofRank: $0, of: values).map { edges(of: $0.bin).lowerBound } },
      high: ranks.upper.flatMap { place(ofRank: $0, of: values).map { edges(of: $0.bin).upperBound } }
    )
  }
}

/// Which values in order, counted from 1, enclose a quantile.
public struct QuantileRanks: Hashable, Sendable {
  /// `nil`: there are too few values for one.
  public let lower: Int64?
  public let upper: Int64?

  /// - Parameters:
  ///   - q: from 0 to 1.
  ///   - n: values, 1 or more.
  ///   - confidence: strictly between 0 and 1.
  /// - Complexity: O(log n) incomplete beta functions.
  public init(_ q: Double, of n: Int64, confidence: Double) {
    precondition(0 <= q && q <= 1, "quantile \(q) is not within [0, 1]")
    let tail = Proportion.tail(outside: confidence)
    lower = Self.lowerRank(q, of: n, tail: tail)
    upper = Self.upperRank(q, of: n, tail: tail)
  }

  /// The largest l in 1...n with P(X ≤ l − 1) ≤ `tail`, X binomial of n and q.
  private static func lowerRank(_ q: Double, of n: Int64, tail: Double) -> Int64? {
    // P(X ≤ k) = 1 − I_q(k + 1, n − k), which grows with k.
    func isLower(_ l: Int64) -> Bool {
      SpecialFunctions.betaUpperTail(a: Double(l), b: Double(n - l + 1), at: q) <= tail
    }
    guard isLower(1) else { return nil }
    return last(in: 1...n, where: isLower)
  }

  /// The smallest u in 1...n with P(X ≥ u) ≤ `tail`.
  private static func upperRank(_ q: Double, of n: Int64, tail: Double) -> Int64? {
    // P(X ≥ u) = I_q(u, n − u + 1).
    func isUpper(_ u: Int64) -> Bool {
      SpecialFunctions.betaLowerTail(a: Double(u), b: Double(n - u + 1), at: q) <= tail
    }
    guard isUpper(n) else { return nil }
    return n + 1 - last(in: 1...n) { isUpper(n + 1 - $0) }
  }

  /// The last number of `range` at which a condition holds that holds at its first and stops once. A tail that could not
  /// be computed (NaN) fails the condition, which makes the interval wider.
  private static func last(in range: ClosedRange<Int64>, where holds: (Int64) -> Bool) -> Int64 {
    var (good, bad) = (range.lowerBound, range.upperBound + 1)
    while bad - good > 1 {
      let middle = good + (bad - good) / 2
      if holds(middle) { good = middle } else { bad = middle }
    }
    return good
  }
}
