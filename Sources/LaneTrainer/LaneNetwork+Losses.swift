import Experiments
import Lanes

extension LaneNetwork {
  /// Takes the losses of a block that went forward, point by point, output by output.
  /// - Parameter targets: `[point · outputs + output]`.
  /// - Returns: `sum` and all of them.
  @inline(__always)
  func losses<let count: Int>(
    _: Points<count, V>.Type,
    _ loss: Loss,
    targets: UnsafePointer<V>,
    onto sum: V
  ) -> V {
    if outputs == 1 { return errors(Points<count, V>.self, 0, targets, stride: 1).losses(loss, onto: sum) }
    let predictions = values(ofLayer: layers.count &- 1, Points<count, V>.self)
    var sum = sum
    for point in 0..<count {
      for output in 0..<outputs {
        sum = loss.added(predictions[output &* count &+ point] - targets[point &* outputs &+ output], to: sum)
      }
    }
    return sum
  }

  /// Leaves ∂L/∂a of the outputs of a block that went forward, `[output · count + point]`.
  @inline(__always)
  func differentiateLosses<let count: Int>(
    _: Points<count, V>.Type,
    _ loss: Loss,
    targets: UnsafePointer<V>,
    scale: V,
    into gradients: UnsafeMutablePointer<V>
  ) {
    for output in 0..<outputs {
      var gradient = errors(Points<count, V>.self, output, targets, stride: outputs)
      gradient.differentiate(loss, scale: scale)
      gradient.store(to: gradients + output &* count)
    }
  }

  @inline(__always)
  private func errors<let count: Int>(
    _: Points<count, V>.Type,
    _ output: Int,
    _ targets: UnsafePointer<V>,
    stride: Int
  ) -> Points<count, V> {
    let predictions = values(ofLayer: layers.count &- 1, Points<count, V>.self)
    var errors = Points<count, V>(from: predictions + output &* count)
    errors.subtract(Points(from: targets + output, stride: stride))
    return errors
  }
}

extension Points {
  /// Of errors: their losses added to `sum`, in order of the points.
  @inline(__always)
  fileprivate func losses(_ loss: Loss, onto sum: V) -> V {
    var sum = sum
    // The choice stands outside of the loops, which are written out.
    switch loss {
    case .mse: for point in 0..<count { sum = Loss.mse.added(self[point], to: sum) }
    case .mae: for point in 0..<count { sum = Loss.mae.added(self[point], to: sum) }
    case .categoricalCrossEntropy, .binaryCrossEntropy: preconditionFailure("functions have no classes")
    }
    return sum
  }

  /// Turns errors into the gradients of their losses.
  @inline(__always)
  fileprivate mutating func differentiate(_ loss: Loss, scale: V) {
    switch loss {
    case .mse: for point in 0..<count { self[point] = Loss.mse.gradient(self[point], scale: scale) }
    case .mae: for point in 0..<count { self[point] = Loss.mae.gradient(self[point], scale: scale) }
    case .categoricalCrossEntropy, .binaryCrossEntropy: preconditionFailure("functions have no classes")
    }
  }
}
