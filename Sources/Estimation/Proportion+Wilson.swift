extension Proportion {
  /// The score interval of Wilson: the probabilities that a normal test, with the variance under the null, does not
  /// reject.
  ///
  /// Its coverage is near `confidence` on average and falls below it at some probabilities: 0.9198 at n = 1000 and
  /// p = 0.001 for a nominal 0.95. Quote Clopper–Pearson; this one is for comparison with others' tables. It assumes
  /// independent simulations and a fixed `n`. At n = 0 it is [0, 1]; at `count` 0 or `n` one end is 0 or 1 exactly.
  ///
  /// - Parameter confidence: the nominal coverage, strictly between 0 and 1.
  /// - Complexity: O(1).
  /// - SeeAlso: E. B. Wilson, Journal of the American Statistical Association 22 (1927) 209–212.
  public func wilson(confidence: Double) -> Interval {
    let tail = Self.tail(outside: confidence)
    guard n > 0 else { return .everything }
    let z = SpecialFunctions.normalQuantile(upperTail: tail)
    let hits = Double(count) / Double(n)
    let misses = Double(n - count) / Double(n)
    let z2n = z * z / Double(n)
    // The ends are the roots of (1 + z²/n) x² − (2 p̂ + z²/n) x + p̂² = 0.
    let numerator = hits + z2n / 2 + (z2n * (hits * misses + z2n / 4)).squareRoot()
    return Interval(
      // By the product of the roots: their difference would cancel at small counts, and miss 0 at a count of 0.
      computedLow: hits * hits / numerator,
      // Rounding alone would leave the end a little to either side of 1.
      computedHigh: count == n ? 1 : numerator / (1 + z2n)
    )
  }
}
