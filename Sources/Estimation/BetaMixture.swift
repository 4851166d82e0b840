/// The likelihood of other success probabilities, mixed with a beta distribution, over the likelihood of one: how much
/// better than `p` a set of guesses around it predicted what came.
///
/// For simulations that do succeed with probability p the ratio M is a non-negative martingale that starts at 1,
/// whatever the weights of the mixture, so it ever reaches 1/α with probability at most α (Ville's inequality): the root
/// of everything here that holds at any count.
///
/// - SeeAlso: H. Robbins, Annals of Mathematical Statistics 41 (1970) 1397–1409; S. R. Howard, A. Ramdas,
///   J. McAuliffe and J. Sekhon, Annals of Statistics 49 (2021) 1055–1080, the two-sided beta-binomial mixture there.
struct BetaMixture: Hashable, Sendable {
  /// c: the mixture is Beta(c p, c (1 − p)), which has the mean p and, as a prior would, the weight of c simulations.
  let weight: Double

  /// log M(p) for M(p) = B(c p + s, c (1 − p) + t) / (B(c p, c (1 − p)) pˢ (1 − p)ᵗ).
  ///
  /// Convex in p, since it is a constant plus Σ log(c + i/p) over i < s plus Σ log(c + j/(1 − p)) over j < t, and convex
  /// in s; 0 or below at p = s/(s + t), where no other probability has a larger likelihood. So where it stays below a
  /// bound above 0 is an interval around the estimate. Infinite at p = 0 with any success and at p = 1 with any failure.
  ///
  /// Computed as deviances and Stirling errors, in which nothing large cancels: good to about 10⁻¹⁴ at any count.
  ///
  /// - Parameters:
  ///   - hits: s ≥ 0, whole or not.
  ///   - misses: t ≥ 0, whole or not.
  ///   - p: from 0 to 1.
  /// - Complexity: O(1), about a microsecond.
  func logRatio(hits s: Double, misses t: Double, at p: Double) -> Double {
    let q = 1 - p
    if p == 0 || q == 0 { return (p == 0 ? s : t) == 0 ? 0 : .infinity }
    let (c, n) = (weight, s + t)
    let total = c + n
    let successes = Side(weight: c * p, count: s, mean: total * p, difference: s - n * p)
    let failures = Side(weight: c * q, count: t, mean: total * q, difference: t - n * q)
    return successes.logRatio + failures.logRatio
      - SpecialFunctions.logRatio(total, c) / 2
      - (SpecialFunctions.stirlingError(total) - SpecialFunctions.stirlingError(c))
  }

  /// What the successes, or the failures, add.
  private struct Side {
    /// The mixture's part: c p.
    let weight: Double
    /// s.
    let count: Double
    /// Of c p + s, under p: (c + n) p.
    let mean: Double
    /// Of c p + s from its mean: s − n p.
    let difference: Double

    /// The deviance of c p + s, a half logarithm and the Stirling errors.
    var logRatio: Double {
      let seen = weight + count
      let deviance = SpecialFunctions.deviance(of: seen, mean: mean, difference: difference)
      let errors = count == 0 ? 0 : SpecialFunctions.stirlingError(seen) - SpecialFunctions.stirlingError(weight)
      return deviance - SpecialFunctions.logRatio(seen, mean) / 2 + errors
    }
  }
}
