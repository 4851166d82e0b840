public import Lanes

extension Loss {
  /// What an error's gradient is multiplied by, so that the loss is the mean over a batch of `points` and over `outputs`.
  public func gradientScale(points: Int, outputs: Int) -> Double {
    switch self {
    case .mse: 2 / (Double(points) * Double(outputs))
    case .mae, .binaryCrossEntropy: 1 / (Double(points) * Double(outputs))
    case .categoricalCrossEntropy: 1 / Double(points)
    }
  }

  /// ∂L/∂a for an error a − target: scale · error (MSE); ± scale, 0 at no error (MAE). Of a cross-entropy with its activation
  /// ∂L/∂z: scale · error.
  @inlinable @inline(__always)
  public func gradient<V: Lanes>(_ error: V, scale: V) -> V {
    switch self {
    case .mse, .categoricalCrossEntropy, .binaryCrossEntropy: return error * scale
    case .mae:
      // An error of zero, and NaN, pass as they are.
      return error.replacing(with: scale, where: V(0).isBelow(error))
        .replacing(with: scale.negated, where: error.isBelow(V(0)))
    }
  }

  /// sum + error² (fused) or sum + |error|.
  /// - Precondition: the loss is a function of the error.
  @inlinable @inline(__always)
  public func added<V: Lanes>(_ error: V, to sum: V) -> V {
    switch self {
    case .mse: return sum.addingProduct(error, error)
    case .mae: return sum + error.magnitude
    case .categoricalCrossEntropy, .binaryCrossEntropy: preconditionFailure("no function of the error")
    }
  }
}
