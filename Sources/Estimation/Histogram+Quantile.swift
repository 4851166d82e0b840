extension Histogram {
  /// Which values a quantile is taken over.
  public enum Values: Hashable, Sendable, CaseIterable {
    /// Every finite value, zeros included.
    case finite
    /// Every finite value but the zeros.
    case nonZero
  }

  /// A quantile as far as bins tell.
  public struct Quantile: Hashable, Sendable {
    /// The quantile lies from `low` to `high`: the edges of its bin, or the least and the greatest value, whichever is closer.
    public let low: Double
    public let high: Double
    /// An estimate between them: where the value would be if those of its bin were spread evenly.
    public let value: Double

    package init(low: Double, high: Double, value: Double) {
      self.low = low
      self.high = high
      self.value = value
    }
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
    rank(q, of: values).flatMap { place(ofRank: $0, of: values)?.bin }
  }

  /// The bin of the median; of an even number of values, the lower of the middle two.
  ///
  /// - Complexity: O(the octaves spanned).
  public func median(of values: Values = .finite) -> Bin? { quantile(0.5, of: values) }

  /// The `q` quantile as a number, with the ends that it cannot lie beyond.
  ///
  /// - Complexity: O(the octaves spanned).
  /// - SeeAlso: ``quantile(_:of:)``, whose definition and parameters these are.
  public func located(_ q: Double, of values: Values = .finite) -> Quantile? {
    guard let rank = rank(q, of: values), let place = place(ofRank: rank, of: values) else { return nil }
    let edges = edges(of: place.bin)
    return Quantile(
      low: edges.lowerBound,
      high: edges.upperBound,
      value: Self.interpolated(rank: rank - place.before, of: place.count, in: edges)
    )
  }

  /// Where the value numbered `rank`, from 1, of `count` lies that are spread evenly over a bin.
  public static func interpolated(rank: Int64, of count: Int64, in edges: ClosedRange<Double>) -> Double {
    let share = (Double(rank) - 0.5) / Double(count)
    // Not low + share · (high − low), which overflows in the outermost bins of both signs together.
    let value = edges.lowerBound * (1 - share) + edges.upperBound * share
    return min(max(value, edges.lowerBound), edges.upperBound)
  }

  /// The edges of a bin with values, moved in to the least and the greatest value where those lie in it.
  public func edges(of bin: Bin) -> ClosedRange<Double> {
    let edges = bin.lowerEdge...bin.upperEdge
    return extremes.range.map(edges.clamped) ?? edges
  }

  /// The number of the `q` quantile among the values in order, from 1; `nil` without values.
  private func rank(_ q: Double, of values: Values) -> Int64? {
    precondition(0 <= q && q <= 1, "quantile \(q) is not within [0, 1]")
    let n = values == .finite ? finite : nonZero
    guard n > 0 else { return nil }
    return Self.rank(q, of: n)
  }

  /// The number, from 1, of the `q` quantile among `n` values in order.
  public static func rank(_ q: Double, of n: Int64) -> Int64 {
    // Where q·n rounds up past n (n beyond 2⁵³), the greatest value is meant.
    min(max(Int64(exactly: (q * Double(n)).rounded(.up)) ?? n, 1), n)
  }

  /// The bin that holds the value numbered `rank`, from 1, in ascending order, with its count and that of the values
  /// before it; `nil` beyond the last.
  ///
  /// - Complexity: O(the octaves spanned).
  func place(ofRank rank: Int64, of values: Values) -> (bin: Bin, count: Int64, before: Int64)? {
    var before: Int64 = 0
    for (bin, count) in bins where values == .finite || bin.index != 0 {
      if rank <= before + count { return (bin, count, before) }
      before += count
    }
    return nil
  }
}
