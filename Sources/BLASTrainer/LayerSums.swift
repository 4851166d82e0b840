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

/// √(Σ v² / n), scaled by the largest magnitude so that vanishing gradients do not vanish a second time by underflow.
struct RootMeanSquare {
  private var scale = 0.0
  /// Σ (v / scale)².
  private var sum = 0.0
  private var count = 0.0
  /// Σ v.
  private(set) var total = 0.0

  mutating func add(_ value: Double) {
    count += 1
    total += value
    let magnitude = value.magnitude
    if magnitude == 0 { return }
    if magnitude > scale {
      let ratio = scale / magnitude
      sum = 1 + sum * ratio * ratio
      scale = magnitude
    } else {
      // NaN comes here, and stays.
      let ratio = magnitude / scale
      sum += ratio * ratio
    }
  }

  var value: Double { scale == 0 && sum == 0 ? 0 : scale * (sum / count).squareRoot() }
  var mean: Double { total / count }
  /// √Σ v².
  var norm: Double { scale == 0 && sum == 0 ? 0 : scale * sum.squareRoot() }
}
