/// Mean and deviation of values that come in stretches, without their squares (Chan, Golub and LeVeque 1979).
struct RunningMoments {
  private(set) var count = 0.0
  private(set) var mean = 0.0
  /// Σ (v − mean)².
  private var squares = 0.0

  /// Two passes over the stretch, in order.
  mutating func add<Scalar: BLASScalar>(_ values: UnsafeBufferPointer<Scalar>) {
    guard !values.isEmpty else { return }
    let n = Double(values.count)
    var sum = 0.0
    for value in values { sum += Double(value) }
    let own = sum / n
    var about = 0.0
    for value in values {
      let difference = Double(value) - own
      about += difference * difference
    }
    let shift = own - mean
    let total = count + n
    squares += about + shift * shift * (count * n / total)
    mean += shift * (n / total)
    count = total
  }

  /// Population standard deviation.
  var deviation: Double { (squares / count).squareRoot() }
}
