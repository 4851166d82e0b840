/// √(Σ v² / n), scaled by the largest magnitude so that vanishing gradients do not vanish a second time by underflow.
package struct RootMeanSquare {
  /// The largest magnitude.
  private(set) var scale = 0.0
  /// Σ (v / scale)².
  private var sum = 0.0
  private var count = 0.0
  /// Σ v, and the same in a unit in which it does not overflow.
  private var total = 0.0
  private var farTotal = 0.0

  package init() {}

  package mutating func add(_ value: Double) {
    count += 1
    total += value
    farTotal += value * 0x1p-600
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

  package var value: Double { scale == 0 && sum == 0 ? 0 : scale * (sum / count).squareRoot() }
  package var mean: Double { total.isFinite ? total / count : farTotal / count / 0x1p-600 }
  /// √Σ v².
  package var norm: Double { scale == 0 && sum == 0 ? 0 : scale * scaledNorm }
  /// √Σ (v / scale)².
  var scaledNorm: Double { sum.squareRoot() }
}
