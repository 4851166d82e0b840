internal import CBoostMath

/// The one door to the special functions: the beta and the normal distribution, logarithms and what is built on them.
///
/// All return NaN where there is no answer.
package enum SpecialFunctions {
  /// The x with Iₓ(a, b) = `lowerTail`.
  package static func betaQuantile(a: Double, b: Double, lowerTail: Double) -> Double {
    CBoostMath.betaQuantile(a: a, b: b, lowerTail: lowerTail)
  }

  /// The x with 1 − Iₓ(a, b) = `upperTail`.
  package static func betaQuantile(a: Double, b: Double, upperTail: Double) -> Double {
    CBoostMath.betaQuantile(a: a, b: b, upperTail: upperTail)
  }

  /// The z that a standard normal variable exceeds with probability `upperTail`.
  package static func normalQuantile(upperTail: Double) -> Double {
    CBoostMath.normalQuantile(upperTail: upperTail)
  }

  /// Iₓ(a, b), the probability that a beta variable is at most `x`.
  package static func betaLowerTail(a: Double, b: Double, at x: Double) -> Double {
    CBoostMath.betaLowerTail(a: a, b: b, at: x)
  }

  /// 1 − Iₓ(a, b), the probability that a beta variable is more than `x`.
  package static func betaUpperTail(a: Double, b: Double, at x: Double) -> Double {
    CBoostMath.betaUpperTail(a: a, b: b, at: x)
  }

  /// The t that Student's variable with so many degrees of freedom exceeds with probability `upperTail`, up to a half.
  ///
  /// With y the beta variable t²/(ν + t²), which has the parameters ½ and ν/2: t² = ν y/(1 − y), where both y and 1 − y
  /// are quantiles, so that neither cancels (NIST DLMF 8.17.4).
  package static func studentQuantile(upperTail: Double, degreesOfFreedom: Double) -> Double {
    let y = betaQuantile(a: 0.5, b: degreesOfFreedom / 2, upperTail: 2 * upperTail)
    let rest = betaQuantile(a: degreesOfFreedom / 2, b: 0.5, lowerTail: 2 * upperTail)
    return (degreesOfFreedom * y / rest).squareRoot()
  }

  /// log Γ(x) for x > 0.
  package static func logGamma(_ x: Double) -> Double { CBoostMath.logGamma(x) }

  /// log(1 + x) − x for x > −1.
  package static func logOnePlusMinus(_ x: Double) -> Double { CBoostMath.logOnePlusMinus(x) }

  /// The natural logarithm of x > 0.
  package static func log(_ x: Double) -> Double { CBoostMath.logarithm(x) }

  /// e to the x.
  package static func exp(_ x: Double) -> Double { CBoostMath.exponential(x) }
}
