import Experiments
import Lanes

/// An activation made of straight pieces, ready for the kernels. What it received is negative or zero exactly where what
/// it gave is, so the sums z need not be kept.
///
/// Not an enumeration that carries the slope: its cases would be told apart by the slope's bits, at each layer of each block.
struct LaneActivation<V: Lanes> {
  enum Kind {
    case relu, leakyReLU, linear
  }

  let kind: Kind
  /// Of leaky ReLU, 0 < slope ≤ 1.
  let slope: V

  /// Nil for activations that the kernels do not know.
  init?(_ activation: Activation) {
    switch activation {
    case .relu: (kind, slope) = (.relu, V(0))
    case .leakyReLU(let slope) where V.Element(slope) > 0 && slope <= 1:
      kind = .leakyReLU
      self.slope = V(V.Element(slope))
    case .linear: (kind, slope) = (.linear, V(0))
    case .leakyReLU, .elu, .selu, .tanh, .sigmoid, .prelu, .rrelu, .softmax: return nil
    }
  }

  /// f(z) for every point of a block.
  @inline(__always)
  func apply<let count: Int>(to z: inout Points<count, V>) {
    let zero = V(0)
    switch kind {
    case .relu: for point in 0..<count { z[point] = z[point].replacing(with: zero, where: z[point].isBelow(zero)) }
    case .leakyReLU:
      for point in 0..<count {
        // max(z, slope · z): with 0 < slope ≤ 1 the same bits as choosing by sign.
        let scaled = slope * z[point]
        z[point] = z[point].replacing(with: scaled, where: z[point].isBelow(scaled))
      }
    case .linear: break
    }
  }

  /// ∂L/∂z from ∂L/∂a for every point of a block, by the sign of a.
  @inline(__always)
  func differentiate<let count: Int>(_ gradient: inout Points<count, V>, values: Points<count, V>) {
    let zero = V(0)
    switch kind {
    case .relu:
      for point in 0..<count {
        gradient[point] = gradient[point].replacing(with: zero, where: values[point].isAtMost(zero))
      }
    case .leakyReLU:
      for point in 0..<count {
        gradient[point] = gradient[point].replacing(
          with: gradient[point] * slope,
          where: values[point].isAtMost(zero)
        )
      }
    case .linear: break
    }
  }
}
