internal import Experiments

/// Mean and deviation of values that come in stretches, without their squares (Chan, Golub and LeVeque 1979).
package struct RunningMoments {
  private var count = 0.0
  /// Largest magnitude so far, which the unit of all sums follows.
  private var largest = 0.0
  private var unit = 1.0
  /// The mean times `unit`.
  private var scaledMean = 0.0
  /// Σ (v − mean)² times `unit`².
  private var squares = 0.0

  package init() {}

  /// Two passes over the stretch, in order.
  package mutating func add<Scalar: BLASScalar>(_ values: UnsafeBufferPointer<Scalar>) {
    guard !values.isEmpty else { return }
    if !SquareUnit.isAlwaysOne(Scalar.self) { chooseUnit(values) }
    let n = Double(values.count)
    var sum = 0.0
    for value in values { sum += Double(value) * unit }
    let own = sum / n
    var about = 0.0
    for value in values {
      let difference = Double(value) * unit - own
      about += difference * difference
    }
    let shift = own - scaledMean
    let total = count + n
    squares += about + shift * shift * (count * n / total)
    scaledMean += shift * (n / total)
    count = total
  }

  /// Takes the unit for all values so far and the stretch. A change of unit is exact, but for what is too small to matter
  /// beside the largest value.
  private mutating func chooseUnit<Scalar: BLASScalar>(_ values: UnsafeBufferPointer<Scalar>) {
    for value in values where largest < Double(value).magnitude { largest = Double(value).magnitude }
    let next = SquareUnit.of(largest: largest)
    let change = next / unit
    unit = next
    if change == 1 { return }
    scaledMean *= change
    squares = squares * change * change
  }

  package var mean: Double { scaledMean / unit }
  /// Population standard deviation.
  package var deviation: Double { (squares / count).squareRoot() / unit }
}
