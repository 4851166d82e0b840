/// What training a ``LayeredNetwork`` makes small: a mean over the points of a batch.
public enum LayeredLoss: String, Hashable, Sendable, CaseIterable {
  /// Mean squared error, over the outputs too.
  case mse
  /// −Σ y · log p of a softmax, computed from z: log Σ exp(z) − z of the label. The y of a point sum to 1.
  case categoricalCrossEntropy = "categorical_crossentropy"
  /// −y · log p − (1 − y) · log(1 − p) of a sigmoid, over the outputs too, computed from z.
  case binaryCrossEntropy = "binary_crossentropy"

  /// The activation that it is computed with in one, and has to follow.
  public var fusedActivation: LayerActivation? {
    switch self {
    case .mse: nil
    case .categoricalCrossEntropy: .softmax
    case .binaryCrossEntropy: .plain(.sigmoid)
    }
  }

  /// Why it cannot stand on this network, in words; nil when it can.
  public func problem(with network: LayeredNetwork) -> String? {
    let last = network.layers.last?.activation
    if let fused = fusedActivation, last != fused {
      return "\(rawValue) wants \(fused == .softmax ? "softmax" : "a sigmoid") at the output"
    }
    let computing = network.layers.filter { $0 != .flatten }
    if computing.isEmpty { return "the network computes nothing" }
    if fusedActivation != nil, computing.count == 1, case .activation? = computing.first {
      return "\(rawValue) wants a layer below the output's activation"
    }
    return self == .mse && last == .softmax ? "softmax goes with categorical_crossentropy" : nil
  }
}

/// The rule that moves the parameters of a ``LayeredNetwork``: those of ``Optimizer``, and three more, with the formulas and
/// defaults of Keras 2.3 (`keras/optimizers.py`); g is the gradient, w the parameter.
public enum LayeredOptimizer: Hashable, Sendable {
  case plain(Optimizer)
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

  /// How many numbers it remembers of each parameter.
  public var slotCount: Int {
    switch self {
    case .plain(.sgd(_, let momentum, _)): momentum == 0 ? 0 : 1
    case .plain(.rmsprop), .adagrad: 1
    case .plain(.adam), .adadelta, .nadam: 2
    }
  }
}

/// What is done to the gradient, penalties and all, before the optimizer sees it.
public enum Clipping: Hashable, Sendable {
  /// Every number of it into [−limit, limit].
  case value(Double)
  /// Each variable's (a layer's weights, its biases, …) to this 2-norm where it is longer.
  case norm(Double)
  /// All of it to this 2-norm where it is longer.
  case globalNorm(Double)
}
