extension Proportion {
  /// The exact interval of Clopper and Pearson: the probabilities that an equal-tailed binomial test does not reject.
  ///
  /// For every probability it covers at least as often as `confidence` says, and mostly more often, since counts are
  /// whole numbers. It assumes independent simulations and an `n` that was fixed before looking at the counts; a study
  /// that stops when it likes what it sees needs another interval. At n = 0 it is [0, 1]; at `count` 0 or `n` one end
  /// is 0 or 1 exactly and the other still leaves only half of 1 − `confidence` outside.
  ///
  /// - Parameter confidence: the coverage to guarantee, strictly between 0 and 1.
  /// - Complexity: of the order of √n steps of a continued fraction at worst; microseconds at n = 10⁹.
  /// - SeeAlso: C. J. Clopper and E. S. Pearson, Biometrika 26 (1934) 404–413; the beta quantiles as in L. D. Brown,
  ///   T. T. Cai and A. DasGupta, Statistical Science 16 (2001) 101–133, section 4.2.1.
  public func clopperPearson(confidence: Double) -> Interval {
    clopperPearson(tail: Self.tail(outside: confidence))
  }

  /// The exact interval that is one of several, all of which cover at once at least as often as `confidence` says:
  /// Bonferroni's, each leaving a share of 1/`cells` of the rest outside.
  ///
  /// It holds however the cells depend on one another. Šidák's would be narrower, by next to nothing, and needs cells
  /// that are independent, which shared draws are not. For one cell it is ``clopperPearson(confidence:)``.
  ///
  /// - Parameters:
  ///   - confidence: that all cover, strictly between 0 and 1.
  ///   - cells: how many intervals are looked at together, 1 or more.
  /// - SeeAlso: O. J. Dunn, Journal of the American Statistical Association 56 (1961) 52–64.
  public func clopperPearson(confidence: Double, simultaneousCells cells: Int) -> Interval {
    precondition(cells >= 1, "\(cells) cells; must be 1 or more")
    return clopperPearson(tail: Self.tail(outside: confidence) / Double(cells))
  }

  /// The interval that leaves `tail` outside on each side.
  private func clopperPearson(tail: Double) -> Interval {
    let hits = Double(count)
    let misses = Double(n - count)
    let low = count == 0 ? 0 : SpecialFunctions.betaQuantile(a: hits, b: misses + 1, lowerTail: tail)
    let high = count == n ? 1 : SpecialFunctions.betaQuantile(a: hits + 1, b: misses, upperTail: tail)
    return Interval(computedLow: low, computedHigh: high)
  }
}
