extension Histogram {
  /// Which values a quantile is taken over.
  public enum Values: Hashable, Sendable, CaseIterable {
    /// Every finite value, zeros included.
    case finite
    /// Every finite value but the zeros.
    case nonZero
  }

  /// The bin that holds the `q` quantile: the smallest value that at least the fraction `q` of the values do not exceed.
  ///
  /// Of n values in order that is the one numbered ⌈q·n⌉ (1 for q = 0), the product being rounded to a Double. No value
  /// between two bins is made up: the true quantile lies within the edges of the bin.
  ///
  /// - Parameters:
  ///   - q: from 0 (the least value) to 1 (the greatest).
  ///   - values: whether zeros count.
  /// - Returns: the bin, or `nil` when there are no such values.
  /// - Complexity: O(the octaves spanned).
  /// - SeeAlso: R. J. Hyndman and Y. Fan, The American Statistician 50 (1996) 361–365, definition 1.
  public func quantile(_ q: Double, of values: Values = .finite) -> Bin? {
    precondition(0 <= q && q <= 1, "quantile \(q) is not within [0, 1]")
    let n = values == .finite ? finite : nonZero
    guard n > 0 else { return nil }
    // Where q·n rounds up past n (n beyond 2⁵³), the greatest value is meant.
    var left = min(max(Int64(exactly: (q * Double(n)).rounded(.up)) ?? n, 1), n)
    for (bin, count) in bins where values == .finite || bin != .zero {
      left -= count
      if left <= 0 { return bin }
    }
    return nil
  }

  /// The bin of the median; of an even number of values, the lower of the middle two.
  ///
  /// - Complexity: O(the octaves spanned).
  public func median(of values: Values = .finite) -> Bin? { quantile(0.5, of: values) }
}
