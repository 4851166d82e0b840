/// The rule that turns a gradient g into a step of a parameter w. Formulas and defaults are those of Keras 2.0 to 2.3
/// (`keras/optimizers.py`), with ε = 1e-7 as in the later of these.
public enum Optimizer: Hashable, Sendable {
  /// Plain: w ← w − rate · g. With momentum μ: v ← μ·v − rate · g, then w ← w + v, or w ← w + μ·v − rate · g (Nesterov).
  case sgd(learningRate: Double, momentum: Double = 0, nesterov: Bool = false)
  /// s ← ρ·s + (1 − ρ)·g², then w ← w − rate · g / (√s + ε) (Tieleman and Hinton 2012). Later Keras, and TensorFlow's own
  /// optimizer, have √(s + ε).
  case rmsprop(learningRate: Double = 0.001, rho: Double = 0.9, epsilon: Double = 1e-7)
  /// m ← β₁·m + (1 − β₁)·g, v ← β₂·v + (1 − β₂)·g² (Kingma and Ba 2014); the step is in ``EpsilonForm``.
  case adam(
    learningRate: Double = 0.001,
    beta1: Double = 0.9,
    beta2: Double = 0.999,
    epsilon: Double = 1e-7,
    epsilonForm: EpsilonForm = .keras
  )

  /// s ← s + g², then w ← w − rate · g / (√s + ε) (Duchi et al. 2011).
  case adagrad(learningRate: Double = 0.01, epsilon: Double = 1e-7)
  /// s ← ρ·s + (1 − ρ)·g², u = g · √(d + ε) / √(s + ε), w ← w − rate · u, d ← ρ·d + (1 − ρ)·u² (Zeiler 2012). The
  /// rate of Keras 3 is 0.001.
  case adadelta(learningRate: Double = 1, rho: Double = 0.95, epsilon: Double = 1e-7)
  /// Adam with Nesterov momentum (Dozat 2016), at step t from 1 with μₜ = β₁ · (1 − 0.96^(t · decay) / 2) and Πₜ = μ₁ … μₜ:
  /// m ← β₁·m + (1 − β₁)·g, v ← β₂·v + (1 − β₂)·g², then w ← w − rate · ((1 − μₜ) · g / (1 − Πₜ) + μₜ₊₁ · m / (1 − Πₜ₊₁)) /
  /// (√(v / (1 − β₂ᵗ)) + ε).
  case nadam(
    learningRate: Double = 0.002,
    beta1: Double = 0.9,
    beta2: Double = 0.999,
    epsilon: Double = 1e-7,
    decay: Double = 0.004
  )

  /// Where Adam's ε stands at step t (from 1).
  public enum EpsilonForm: String, Hashable, Sendable, CaseIterable {
    /// w ← w − rate · √(1 − β₂ᵗ) / (1 − β₁ᵗ) · m / (√v + ε): ε beside the uncorrected √v.
    case keras
    /// w ← w − rate · m̂ / (√v̂ + ε) with m̂ = m / (1 − β₁ᵗ), v̂ = v / (1 − β₂ᵗ): algorithm 1 of the paper.
    case kingmaBa = "kingma_ba"
  }

  /// How many numbers it remembers of each parameter.
  public var slotCount: Int {
    switch self {
    case .sgd(_, let momentum, _): momentum == 0 ? 0 : 1
    case .rmsprop, .adagrad: 1
    case .adam, .adadelta, .nadam: 2
    }
  }

  /// Whether it is SGD without momentum: a step is the gradient times a constant.
  public var isPlainSGD: Bool {
    if case .sgd(_, let momentum, _) = self { momentum == 0 } else { false }
  }
}

/// The floating-point format of everything in a simulation: data, weights, gradients, losses, predictions.
public enum Precision: String, Hashable, Sendable, CaseIterable {
  case float32
  case float64
}
