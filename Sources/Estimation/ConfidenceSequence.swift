/// Intervals for a success probability that hold at every count at once: the chance that any of them, ever, misses it is
/// at most 1 − `confidence`.
///
/// So one may look as often as one likes and stop when the interval pleases, on precision or on anything else, and the
/// last interval still covers. It asks for what the exact interval asks for, independent simulations of one probability
/// in an order that does not depend on outcomes, and for a `weight` that was chosen before the first; it does not ask
/// for a fixed n. The price is width: 1.6 times that of Clopper–Pearson where `weight` was aimed, thus two and a half
/// times the simulations, and more elsewhere; a table is in the module's README.
///
/// The interval is {p : M(p) < 1/α}, α = 1 − `confidence`, closed, with M the beta-binomial mixture's likelihood ratio
/// M(p) = B(c p + s, c (1 − p) + n − s) / (B(c p, c (1 − p)) pˢ (1 − p)ⁿ⁻ˢ) for s successes of n. It is an interval because
/// log M is convex in p. With one success of any n its low end is 0, with one failure its high end 1: one success alone
/// never rules out small probabilities, since M stays finite as p goes to 0.
///
/// - SeeAlso: H. Robbins, Annals of Mathematical Statistics 41 (1970) 1397–1409; S. R. Howard, A. Ramdas, J. McAuliffe
///   and J. Sekhon, Annals of Statistics 49 (2021) 1055–1080, the two-sided beta-binomial mixture there.
public struct ConfidenceSequence: Hashable, Sendable {
  /// The name of these intervals in results files, beside those of ``IntervalMethod``; frozen.
  public static let methodName = "confidence_sequence"

  /// c: the weight of the mixture, in simulations. The sequence is narrowest, for its confidence, around the count at
  /// which it was aimed; it covers with any.
  public let weight: Double
  /// The probability, at least, that every interval covers.
  public let confidence: Double

  /// The sequence aimed at a half-width: c = z²/(32 h²), z the normal quantile of 1 − α/2.
  ///
  /// A fixed sample needs z²/4h² simulations for a half-width of h at p = ½: c is an eighth of that.
  ///
  /// - Parameters:
  ///   - halfWidth: h, wanted in the end, above 0 and below 0.5.
  ///   - confidence: strictly between 0 and 1.
  public init(halfWidth: Double, confidence: Double) {
    precondition(0 < halfWidth && halfWidth < 0.5, "half-width \(halfWidth) is not strictly between 0 and 0.5")
    let z = SpecialFunctions.normalQuantile(upperTail: Proportion.tail(outside: confidence))
    self.init(weight: z * z / (32 * halfWidth * halfWidth), confidence: confidence)
  }

  /// The sequence with a given weight, as a study that is continued must take it from its own resolved form: another
  /// weight after looking, for another half-width, would not cover.
  ///
  /// - Parameters:
  ///   - weight: c, above 0.
  ///   - confidence: strictly between 0 and 1.
  public init(weight: Double, confidence: Double) {
    precondition(0 < confidence && confidence < 1, "confidence \(confidence) is not strictly between 0 and 1")
    precondition(0 < weight && weight < .infinity, "weight \(weight) is not a positive number")
    self.weight = weight
    self.confidence = confidence
  }

  /// The interval at this count; all of [0, 1] at n = 0.
  ///
  /// - Complexity: about a hundred evaluations of log M, some 50 µs, at any n.
  public func interval(for proportion: Proportion) -> Interval {
    interval(hits: Double(proportion.count), misses: Double(proportion.n - proportion.count))
  }

  /// How many simulations, in all, make the interval's half-width at most `halfWidth` if a fraction `estimate` of them
  /// succeed; the fewest such count.
  ///
  /// A forecast, since the fraction will move. With `estimate` 0 or 1 it is the least that could do, with ½ the count
  /// that certainly does.
  ///
  /// - Parameters:
  ///   - halfWidth: wanted, above 0.
  ///   - estimate: a fraction from 0 to 1; at its multiples of n that are not whole, successes are taken as not whole.
  ///   - limit: the most to look at, 1 or more.
  /// - Returns: the count, or `nil` if even `limit` is not enough.
  /// - Complexity: O(log(`limit`)) intervals, a few milliseconds.
  public func simulationsNeeded(halfWidth: Double, estimate: Double, limit: Int64) -> Int64? {
    precondition(0 <= estimate && estimate <= 1, "\(estimate) is not a fraction")
    precondition(limit >= 1, "a limit of \(limit) simulations; must be 1 or more")
    func suffices(_ n: Int64) -> Bool {
      let hits = estimate * Double(n)
      return interval(hits: hits, misses: Double(n) - hits).halfWidth <= halfWidth
    }
    guard suffices(limit) else { return nil }
    // The half-width falls as n grows with the fraction held.
    var (tooFew, enough) = (Int64(0), limit)
    while enough - tooFew > 1 {
      let middle = tooFew + (enough - tooFew) / 2
      if suffices(middle) { enough = middle } else { tooFew = middle }
    }
    return enough
  }

  /// log M(p), natural: below −log(1 − `confidence`) inside the interval. The logarithm of an e-value against p.
  ///
  /// - Parameter p: from 0 to 1.
  public func logMixtureRatio(_ proportion: Proportion, at p: Double) -> Double {
    precondition(0 <= p && p <= 1, "\(p) is not a probability")
    return BetaMixture(weight: weight)
      .logRatio(hits: Double(proportion.count), misses: Double(proportion.n - proportion.count), at: p)
  }

  /// The interval for counts that need not be whole.
  private func interval(hits: Double, misses: Double) -> Interval {
    let n = hits + misses
    guard n > 0 else { return .everything }
    let mixture = BetaMixture(weight: weight)
    let bound = -SpecialFunctions.log(1 - confidence)
    func isInside(_ p: Double) -> Bool {
      let ratio = mixture.logRatio(hits: hits, misses: misses, at: p)
      // What could not be computed is not ruled out.
      return ratio < bound || ratio.isNaN
    }
    let estimate = min(hits / n, 1)
    // Up to one success, M does not grow without bound as p goes to 0: nothing is ruled out there.
    let low = hits <= 1 ? 0 : Double.boundary(from: estimate, to: 0, where: isInside)
    let high = misses <= 1 ? 1 : Double.boundary(from: estimate, to: 1, where: isInside)
    return Interval(computedLow: low, computedHigh: high)
  }
}
