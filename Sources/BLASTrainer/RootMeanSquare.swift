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
