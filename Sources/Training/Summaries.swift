public import Lanes

/// √Σ v², scaled by the largest magnitude so that vanishing gradients do not vanish a second time by underflow.
///
/// In `Double`, in order. 0 for no values or all zero; not finite when some value is not.
public func l2Norm<Scalar: LaneElement>(_ values: some Sequence<Scalar>) -> Double {
  var largest = 0.0
  for value in values {
    let magnitude = Double(value).magnitude
    if !(magnitude <= largest) { largest = magnitude }
    if largest.isNaN { return .nan }
  }
  if largest == 0 || largest == .infinity { return largest }
  var sum = 0.0
  for value in values {
    let ratio = Double(value) / largest
    sum += ratio * ratio
  }
  return largest * sum.squareRoot()
}

/// Mean and population standard deviation, in `Double`, two passes in order.
public func meanAndDeviation<Scalar: LaneElement>(_ values: some Collection<Scalar>) -> (
  mean: Double, deviation: Double
) {
  let count = Double(values.count)
  var sum = 0.0
  for value in values { sum += Double(value) }
  let mean = sum / count
  var squares = 0.0
  for value in values {
    let difference = Double(value) - mean
    squares += difference * difference
  }
  return (mean, (squares / count).squareRoot())
}
