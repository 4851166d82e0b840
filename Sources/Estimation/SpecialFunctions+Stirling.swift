// Factorials without their large parts: where log Γ of two large numbers is subtracted, at n = 10⁹ ten digits are gone.
// Stirling's formula leaves log Γ = (x − ½) log x − x + ½ log 2π + a small error, and its large parts combine into
// deviances that are computed without cancellation.

extension SpecialFunctions {
  /// What Stirling's formula leaves of log Γ(x): log Γ(x) − (x − ½) log x + x − ½ log 2π, for x > 0.
  ///
  /// Good to about 10⁻¹⁵, absolutely.
  ///
  /// - SeeAlso: C. Loader, Fast and accurate computation of binomial probabilities (2000) (his error is that
  ///   of x!, ours that of Γ(x), which are the same); the series is NIST DLMF 5.11.1.
  package static func stirlingError(_ x: Double) -> Double {
    guard x >= 16 else { return logGamma(x) - ((x - 0.5) * log(x) - x + halfLogTwoPi) }
    let w = 1 / (x * x)
    // B₂ₖ / (2k (2k − 1) x²ᵏ⁻¹); the next term is below 10⁻¹⁶ at 16.
    var series = 1.0 / 1_188 - w * 691 / 360_360
    series = 1.0 / 1_260 - w * (1.0 / 1_680 - w * series)
    return (1.0 / 12 - w * (1.0 / 360 - w * series)) / x
  }

  /// The deviance x log(x/m) − x + m of a value x = m + d ≥ 0 from its mean m > 0: never negative, about d²/2m near it.
  ///
  /// - Parameters:
  ///   - x: the value.
  ///   - mean: m.
  ///   - difference: d, computed by the caller where x − m would lose its digits.
  /// - SeeAlso: Loader (2000), there the deviance `bd0`.
  package static func deviance(of x: Double, mean: Double, difference: Double) -> Double {
    if x == 0 { return mean }
    let u = difference / mean
    if abs(u) < 0.5 { return mean * (u * u + (1 + u) * logOnePlusMinus(u)) }
    return x * logRatio(x, mean) - difference
  }

  /// log(x/y), also where the quotient is beyond the range of a Double.
  package static func logRatio(_ x: Double, _ y: Double) -> Double {
    let ratio = x / y
    return ratio.isNormal ? log(ratio) : log(x) - log(y)
  }

  /// ½ log 2π.
  package static let halfLogTwoPi = 0.918938533204672741780329736405617640
  /// log 10.
  package static let logTen = 2.30258509299404568401799145468436421
}
