/// The function a layer applies to what it receives, z, unit by unit.
///
/// The derivative at z = 0 is the one of the negative side for ReLU (0) and leaky ReLU (its slope), and the one of the
/// positive side for ELU (1) and SELU (1.0507…).
public enum Activation: Hashable, Sendable {
  /// max(z, 0) (Nair and Hinton 2010).
  case relu
  /// z for z > 0, slope · z otherwise (Maas et al. 2013); 0 ≤ slope ≤ 1.
  case leakyReLU(slope: Double)
  /// z for z > 0, exp(z) − 1 otherwise (Clevert et al. 2015, α = 1).
  case elu
  /// scale · z for z > 0, scale · α · (exp(z) − 1) otherwise (Klambauer et al. 2017, equation 2).
  case selu
  case tanh
  /// 1 / (1 + exp(−z)).
  case sigmoid
  /// z itself.
  case linear
  /// z for z > 0, slope · z otherwise, a slope for every value of a point, learned, starting at 0 (He et al. 2015).
  case prelu
  /// Leaky ReLU with random slopes: in training each value has a slope drawn from U(low, high), at rest the slope is their mean
  /// (Xu et al. 2015, with the slope itself drawn, not its reciprocal).
  case rrelu(low: Double = 1 / 8, high: Double = 1 / 3)
  /// exp(z) / Σ exp(z) over the values of a point: at the output alone, with its cross-entropy.
  case softmax

  /// SELU's α, the fixed-point constant of Klambauer et al. 2017.
  public static let seluAlpha = 1.673_263_242_354_377_2
  /// SELU's scale λ, the fixed-point constant of Klambauer et al. 2017.
  public static let seluScale = 1.050_700_987_355_480_5

  /// What "every unit of the layer has z ≤ 0 on every training point" means for this activation.
  public var allUnitsOff: AllUnitsOff {
    switch self {
    case .relu: .dead
    case .leakyReLU(let slope): slope == 0 ? .dead : .allUnitsNegative
    case .elu, .selu, .prelu, .rrelu: .allUnitsNegative
    case .tanh, .sigmoid, .linear, .softmax: .undefined
    }
  }
}

/// The reading of a layer whose units all receive z ≤ 0 on every training point.
public enum AllUnitsOff: Hashable, Sendable {
  /// The layer outputs zero and passes no gradient.
  case dead
  /// The layer passes a gradient, a small one; such layers come back.
  case allUnitsNegative
  /// z ≤ 0 says nothing special about this activation.
  case undefined
}
