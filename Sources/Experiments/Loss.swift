/// The number that training makes small: a mean over the points of a batch and the outputs of the network.
public enum Loss: String, Hashable, Sendable, CaseIterable {
  /// Mean squared error.
  case mse
  /// Mean absolute error; its derivative at zero error is 0.
  case mae
  /// −Σ y · log p of a softmax, computed from z: log Σ exp(z) − z of the label. The y of a point sum to 1. A sum over the
  /// outputs, not a mean.
  case categoricalCrossEntropy = "categorical_crossentropy"
  /// −y · log p − (1 − y) · log(1 − p) of a sigmoid, computed from z.
  case binaryCrossEntropy = "binary_crossentropy"

  /// Losses of networks that learn a function; the others are for classes.
  public static let ofFunctions: [Loss] = [.mse, .mae]

  /// The activation that it is computed with in one, and has to follow.
  public var fusedActivation: Activation? {
    switch self {
    case .mse, .mae: nil
    case .categoricalCrossEntropy: .softmax
    case .binaryCrossEntropy: .sigmoid
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
    return fusedActivation == nil && last == .softmax ? "softmax goes with categorical_crossentropy" : nil
  }
}
