public import Lanes

extension Activation {
  /// f(z), lane by lane. NaN stays NaN.
  /// - Precondition: it is a function of z alone.
  @inlinable @inline(__always)
  public func value<V: Lanes>(_ z: V) -> V {
    switch self {
    case .relu: return z.replacing(with: V(0), where: z.isBelow(V(0)))
    case .leakyReLU(let slope): return z.replacing(with: V(V.Element(slope)) * z, where: z.isAtMost(V(0)))
    case .elu: return z.replacing(with: z.exponentialMinusOne, where: z.isBelow(V(0)))
    case .selu:
      let positive = V(V.Element(Activation.seluScale)) * z
      let negative = V(V.Element(Activation.seluScale * Activation.seluAlpha)) * z.exponentialMinusOne
      return positive.replacing(with: negative, where: z.isBelow(V(0)))
    case .tanh: return z.hyperbolicTangent
    case .sigmoid: return z.logistic
    case .linear: return z
    case .prelu, .rrelu, .softmax: preconditionFailure("not a function of z alone")
    }
  }

  /// ∂L/∂z from ∂L/∂a: the gradient times f′(z), or the gradient itself, or +0, where f′ is 1 or 0.
  /// - Parameters:
  ///   - sum: z, what the activation received.
  ///   - value: a = f(z).
  @inlinable @inline(__always)
  public func gradient<V: Lanes>(_ gradient: V, sum z: V, value a: V) -> V {
    switch self {
    case .relu: return gradient.replacing(with: V(0), where: z.isAtMost(V(0)))
    case .leakyReLU(let slope):
      return gradient.replacing(with: gradient * V(V.Element(slope)), where: z.isAtMost(V(0)))
    case .elu: return gradient.replacing(with: gradient * (a + V(1)), where: z.isBelow(V(0)))
    case .selu:
      let scale = V(V.Element(Activation.seluScale))
      let negative = a + V(V.Element(Activation.seluScale * Activation.seluAlpha))
      return gradient * scale.replacing(with: negative, where: z.isBelow(V(0)))
    case .tanh: return gradient * V(1).addingProduct(a.negated, a)
    case .sigmoid: return gradient * (a * (V(1) - a))
    case .linear: return gradient
    case .prelu, .rrelu, .softmax: preconditionFailure("not a function of z alone")
    }
  }
}
