public import Lanes

/// A function on an interval that the networks are asked to fit.
///
/// Values are computed in the study's precision with `Lanes`' functions, so that every machine and every lane width
/// gives the same bits.
public enum Target: String, Hashable, Sendable, CaseIterable {
  /// |x|.
  case abs
  /// x · sin x.
  case xSinX = "x_sin_x"
  /// x · sin 5x.
  case xSin5X = "x_sin_5x"
  /// 1 where x > 0, else 0, plus 0.2 · sin 5x.
  case stepSin = "step_sin"
  /// Two inputs, two outputs: |x₁ + x₂| and |x₁ − x₂|.
  case abs2D = "abs_2d"

  /// The number of inputs, each drawn from the whole domain.
  public var inputs: Int { self == .abs2D ? 2 : 1 }
  public var outputs: Int { self == .abs2D ? 2 : 1 }

  /// Output `output` (from 0) at a point, lane by lane.
  /// - Parameters:
  ///   - output: which output, 0 ..< `outputs`.
  ///   - x: the first input.
  ///   - x2: the second input; not looked at by functions of one input.
  @inlinable @inline(__always)
  public func value<V: Lanes>(output: Int, _ x: V, _ x2: V) -> V {
    switch self {
    case .abs: return x.magnitude
    case .xSinX: return x * x.sine
    case .xSin5X: return x * (x * V(5)).sine
    case .stepSin:
      let step = V(1).replacing(with: V(0), where: x.isAtMost(V(0)))
      return step.addingProduct(V(0.2), (x * V(5)).sine)
    case .abs2D: return output == 0 ? (x + x2).magnitude : (x - x2).magnitude
    }
  }
}
