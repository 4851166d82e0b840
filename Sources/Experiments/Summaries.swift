/// √Σ v², scaled by the largest magnitude so that vanishing gradients do not vanish a second time by underflow.
///
/// In order. 0 for no values or all zero; NaN or ∞ where some value is.
public func l2Norm(_ values: [Double]) -> Double {
  var largest = 0.0
  for value in values {
    if value.isNaN { return .nan }
    largest = max(largest, value.magnitude)
  }
  if largest == 0 || largest == .infinity { return largest }
  var sum = 0.0
  for value in values {
    let ratio = value / largest
    sum += ratio * ratio
  }
  return largest * sum.squareRoot()
}

/// Mean and population standard deviation, two passes in order over the values times their ``SquareUnit``.
public func meanAndDeviation(_ values: [Double]) -> (mean: Double, deviation: Double) {
  let count = Double(values.count)
  var largest = 0.0
  for value in values where largest < value.magnitude { largest = value.magnitude }
  let unit = SquareUnit.of(largest: largest)
  var sum = 0.0
  for value in values { sum += value * unit }
  let mean = sum / count
  var squares = 0.0
  for value in values {
    let difference = value * unit - mean
    squares += difference * difference
  }
  return (mean / unit, (squares / count).squareRoot() / unit)
}

/// Power of two that values are multiplied by before they are added up and squared, so that the sums neither overflow nor
/// vanish.
///
/// It is 1 for values of everyday size, and multiplying by a power of two changes no digit: moments keep their bits. One
/// unit for large and one for small values is enough (Blue, ACM Transactions on Mathematical Software 4, 1978, 15–23).
public enum SquareUnit {
  /// Largest magnitudes whose values are squared as they are.
  ///
  /// Two values that differ do so by 2⁻⁵⁴ of the largest or more, and 2⁻⁹⁰⁸ still has all its digits.
  public static let everyday = 0x1p-400...0x1p400

  /// The unit of values whose largest magnitude is `largest`.
  public static func of(largest: Double) -> Double {
    if largest > everyday.upperBound { return 0x1p-600 }
    return largest > 0 && largest < everyday.lowerBound ? 0x1p600 : 1
  }

  /// Whether every number of a format is of everyday size, as in float32.
  @inlinable
  public static func isAlwaysOne<Scalar: BinaryFloatingPoint>(_: Scalar.Type) -> Bool {
    Scalar.greatestFiniteMagnitude.exponent < 400 && Scalar.leastNonzeroMagnitude.exponent > -400
  }
}

/// The middle value, or the mean of the two in the middle.
/// - Complexity: O(n log n).
public func median(_ values: [Double]) -> Double {
  let sorted = values.sorted()
  return (sorted[(sorted.count - 1) / 2] + sorted[sorted.count / 2]) / 2
}
