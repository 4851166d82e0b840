internal import CBoostMath

/// The one door to the special functions: quantiles of the beta and the normal distribution.
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
}
