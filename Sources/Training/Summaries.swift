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

/// Mean and population standard deviation, two passes in order.
public func meanAndDeviation(_ values: [Double]) -> (mean: Double, deviation: Double) {
  let count = Double(values.count)
  var sum = 0.0
  for value in values { sum += value }
  let mean = sum / count
  var squares = 0.0
  for value in values {
    let difference = value - mean
    squares += difference * difference
  }
  return (mean, (squares / count).squareRoot())
}

/// The middle value, or the mean of the two in the middle.
/// - Complexity: O(n log n).
public func median(_ values: [Double]) -> Double {
  let sorted = values.sorted()
  return (sorted[(sorted.count - 1) / 2] + sorted[sorted.count / 2]) / 2
}
