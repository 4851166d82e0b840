/// Pairs that fell to one side or the other, those that did neither left out: what the exact tests of both ``PairedTable``
/// and ``SignCounts`` look at.
///
/// Under the hypothesis that neither side is likelier, the first count is binomial with probability ½ given their sum.
struct DiscordantPairs: Hashable, Sendable {
  /// b: to the first side.
  let first: Int64
  /// c: to the second.
  let second: Int64

  /// log₁₀ of the exact two-sided p value, 2 P(X ≤ min(b, c)) for X binomial of b + c and ½, 1 at most.
  ///
  /// The whole tail is summed, outwards from its largest term, relative to it; where most of the law lies inside, that
  /// is summed instead and taken from 1. Nothing underflows: of a million pairs all on one side it is −301,029.7.
  ///
  /// - Complexity: O(√(b + c)) terms; a millisecond at a thousand million pairs.
  var log10ExactP: Double {
    let (low, high) = (min(first, second), max(first, second))
    let apart = high - low
    // No pairs, or as even a split as there is: every outcome is at least as far from even.
    guard apart > 1 else { return 0 }
    let m = Double(first + second)
    if Double(apart) * Double(apart) < m / 2 {
      // 1 − P(low < X < high): from the middle to just inside `low`, twice; an even m has its middle once.
      let middle = (first + second) / 2
      var term = SpecialFunctions.exp(Self.logProbability(of: middle, outOf: m))
      var inside = (first + second) % 2 == 0 ? term : 2 * term
      var k = middle
      while k - 1 > low {
        term *= Double(k) / (m - Double(k) + 1)
        inside += 2 * term
        k -= 1
      }
      return (SpecialFunctions.logOnePlusMinus(-inside) - inside) / SpecialFunctions.logTen
    }
    var (term, sum, k) = (1.0, 1.0, low)
    while k > 0, term > sum * 0x1p-60 {
      term *= Double(k) / (m - Double(k) + 1)
      sum += term
      k -= 1
    }
    return (Self.logProbability(of: low, outOf: m) + SpecialFunctions.log(2 * sum)) / SpecialFunctions.logTen
  }

  /// log₁₀ of the e-value 2ᵇ⁺ᶜ B(b + ½, c + ½)/B(½, ½): the likelihood of all splits alike by Jeffreys' mixture over
  /// that of an even one.
  ///
  /// It holds at any count, however that was chosen: if neither side is likelier, it ever reaches 1/α with probability
  /// at most α. It is ``BetaMixture`` at ½ with a weight of 1.
  var log10EValue: Double {
    BetaMixture(weight: 1).logRatio(hits: Double(first), misses: Double(second), at: 0.5) / SpecialFunctions.logTen
  }

  /// log P(X = k) for X binomial of m and ½, by Loader's saddle-point expansion, in which nothing large cancels.
  private static func logProbability(of k: Int64, outOf m: Double) -> Double {
    let (k, half) = (Double(k), m / 2)
    let rest = m - k
    guard k > 0, rest > 0 else { return -m * SpecialFunctions.log(2) }
    return SpecialFunctions.stirlingError(m) - SpecialFunctions.stirlingError(k) - SpecialFunctions.stirlingError(rest)
      - SpecialFunctions.deviance(of: k, mean: half, difference: k - half)
      - SpecialFunctions.deviance(of: rest, mean: half, difference: rest - half)
      - SpecialFunctions.halfLogTwoPi - SpecialFunctions.log(k / m * rest) / 2
  }
}

extension DiscordantPairs {
  /// Tango's score interval for the probability of the first side minus that of the second, among `n` pairs in all.
  ///
  /// It holds the differences Δ for which |b − c − nΔ| ≤ z √(n (p̃₁ + p̃₂ − Δ²)), where p̃₁ and p̃₂ = p̃₁ − Δ are the
  /// likeliest probabilities of the two sides that differ by Δ: p̃₂ = (√(B² − 4AC) − B)/2A with A = 2n,
  /// B = (2n − b + c) Δ − b − c, C = −c Δ (1 − Δ). The statistic falls with Δ, so each end is found by bisection.
  ///
  /// - SeeAlso: T. Tango, Statistics in Medicine 17 (1998) 891–908; the closed form of p̃₂ is from its appendix.
  func tango(n: Int64, confidence: Double) -> DifferenceInterval {
    let z = SpecialFunctions.normalQuantile(upperTail: Proportion.tail(outside: confidence))
    guard n > 0 else { return .everything }
    let mirrored = DiscordantPairs(first: second, second: first)
    return DifferenceInterval(
      computedLow: -mirrored.tangoUpperEnd(n: Double(n), z: z),
      computedHigh: tangoUpperEnd(n: Double(n), z: z)
    )
  }

  /// The largest Δ that the score test does not reject.
  private func tangoUpperEnd(n: Double, z: Double) -> Double {
    let (b, c) = (Double(first), Double(second))
    // All pairs on the first side: a difference of 1 fits perfectly.
    if b == n { return 1 }
    func isInside(_ difference: Double) -> Bool {
      let score = n * difference - (b - c)
      return score <= 0 || score <= z * (n * variance(at: difference, n: n)).squareRoot()
    }
    return Double.boundary(from: (b - c) / n, to: 1, where: isInside)
  }

  /// p̃₁ + p̃₂ − Δ²: the variance of a pair's score, +1, −1 or 0, at the likeliest probabilities that differ by Δ.
  private func variance(at difference: Double, n: Double) -> Double {
    // The other way round the roots are the same, and with Δ ≥ 0 the discriminant is a sum of squares.
    guard difference >= 0 else {
      return DiscordantPairs(first: second, second: first).variance(at: -difference, n: n)
    }
    let (b, c) = (Double(first), Double(second))
    let linear = (2 * n - b + c) * difference - b - c
    let constant = c * difference * (1 - difference)
    let root = (linear * linear + 8 * n * constant).squareRoot()
    // Of the two forms of the root, the one that adds.
    let rarer = linear <= 0 ? (root - linear) / (4 * n) : 2 * constant / (root + linear)
    return 2 * rarer + difference * (1 - difference)
  }
}
