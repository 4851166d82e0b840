extension ExactMoments {
  /// The arithmetic mean, the Double nearest to the true one (of two, the even one); `nil` without values. It cannot
  /// overflow.
  ///
  /// - Complexity: O(`flatCount`).
  public var mean: Double? {
    guard count > 0 else { return nil }
    let sum = number(Self.sumDigits)
    // A digit beyond 2⁻¹⁰⁷⁴, so that what is rounded to a subnormal has its rounding bit.
    let quotient = sum.magnitude.shifted(digits: 1).divided(by: UInt64(count))
    let mean = quotient.value.truncated(exponent: -1074 - 32, isExact: quotient.isExact).nearest
    return sum.isNegative ? -mean : mean
  }

  /// The standard deviation of a sample, √(Σ (x − mean)²/(n − 1)), the Double nearest to the true one (of two, the even
  /// one); `nil` for n < 2, or if it is beyond the Doubles.
  ///
  /// It is √((n Σx² − (Σx)²)/(n(n − 1))), the textbook formula that cancels in floating point; here the difference is one
  /// of whole numbers, and nothing is rounded but the root.
  ///
  /// - Complexity: O(`flatCount`²), some microseconds.
  public var standardDeviation: Double? {
    guard count > 1 else { return nil }
    guard let deviations else { preconditionFailure("no values have these sums") }
    let n = UInt64(count)
    // Eight digits beyond 2⁻²¹⁴⁸ leave at least 129 bits of any difference but 0: the root has 63.
    let first = deviations.shifted(digits: 8).divided(by: n)
    let second = first.value.divided(by: n - 1)
    let variance = second.value.truncated(exponent: -2148 - 256, isExact: first.isExact && second.isExact)
    let deviation = variance.squareRoot.nearest
    return deviation.isFinite ? deviation : nil
  }

  /// Whether there are values with these sums: n of them are below 2¹⁰²⁴, their squares together below n times
  /// 2^(131 · 32 + 4) units, and not negative.
  var isPossible: Bool {
    let (isNegative, squares) = number(Self.squareDigits)
    let most = (Natural(UInt64(count)) * Natural(16)).shifted(digits: 131)
    return !isNegative && squares <= most && deviations != nil
  }

  /// n Σx² − (Σx)² in units of 2⁻²¹⁴⁸; `nil` if it is negative, which it is for no values (Cauchy and Schwarz).
  var deviations: Natural? {
    let sum = number(Self.sumDigits).magnitude
    let squares = number(Self.squareDigits).magnitude * Natural(UInt64(count))
    let square = sum * sum
    return square <= squares ? squares - square : nil
  }
}
