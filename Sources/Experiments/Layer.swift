/// One layer of a ``LayeredNetwork``. Formulas and defaults are those of Keras 2.3 where nothing else is said.
public enum Layer: Hashable, Sendable {
  /// Fully connected: z = b + W · x over all values of the layer below, then the activation. Biases start at 0.
  case dense(
    units: Int,
    activation: Activation = .linear,
    initializer: Initializer,
    bias: Bool = true,
    penalty: Penalty? = nil
  )
  /// 3 × 3, stride 1; a bias a filter, starting at 0. Fans as in Keras: 9 · channels in, 9 · filters out.
  case convolution(
    filters: Int,
    padding: Padding = .valid,
    activation: Activation = .linear,
    initializer: Initializer,
    bias: Bool = true,
    penalty: Penalty? = nil
  )
  /// The largest of every 2 × 2 values of a channel, stride 2; an odd last row or column is left out. The gradient goes
  /// to the first of equal ones.
  case maxPooling
  /// In training each value is 0 with probability `rate`, else divided by 1 − rate; at rest, itself.
  case dropout(rate: Double)
  /// An image as a vector, pixel by pixel: what stands above sees every value by itself. Moves no number.
  case flatten
  /// γ · (x − mean) / √(variance + ε) + β (Ioffe and Szegedy 2015), γ = 1 and β = 0 at start: by channel of an image, as Keras
  /// has it, and by value of a vector. Moments are the batch's in training, the variance divided by n; at rest running ones,
  /// started at 0 and 1, each momentum · old + (1 − momentum) · batch's.
  case batchNormalization(momentum: Double = 0.99, epsilon: Double = 1e-3)
  /// An activation by itself, as in dense – batch normalization – activation.
  case activation(Activation)
  /// A fixed number added to every value.
  case shift(Double)

  /// The activation it ends with: its own, or none.
  public var activation: Activation? {
    switch self {
    case .dense(_, let activation, _, _, _), .convolution(_, _, let activation, _, _, _), .activation(let activation):
      activation
    case .maxPooling, .flatten, .dropout, .batchNormalization, .shift: nil
    }
  }

  /// What a dense layer or a convolution is penalized by.
  public var penalty: Penalty? {
    switch self {
    case .dense(_, _, _, _, let penalty), .convolution(_, _, _, _, _, let penalty): penalty
    case .maxPooling, .flatten, .dropout, .batchNormalization, .activation, .shift: nil
    }
  }

  /// What its weights are drawn by, if it has any.
  public var initializer: Initializer? {
    switch self {
    case .dense(_, _, let initializer, _, _), .convolution(_, _, _, let initializer, _, _): initializer
    case .maxPooling, .flatten, .dropout, .batchNormalization, .activation, .shift: nil
    }
  }

  /// Whether weights are drawn for it: dense layers and convolutions.
  public var drawsWeights: Bool {
    switch self {
    case .dense, .convolution: true
    case .maxPooling, .flatten, .dropout, .batchNormalization, .activation, .shift: false
    }
  }
}

extension Layer {
  /// Whether it looks at neighbouring pixels, and so has to receive an image.
  public var needsImage: Bool {
    switch self {
    case .convolution, .maxPooling: true
    case .dense, .flatten, .dropout, .batchNormalization, .activation, .shift: false
    }
  }
}

/// What a convolution sees beyond the edge.
public enum Padding: String, Hashable, Sendable, CaseIterable {
  /// Nothing: the image shrinks by 2 in height and width.
  case valid
  /// Zeros, one pixel wide: the image keeps its size.
  case same
}

/// What is added to the loss for the size of a layer's weights; biases are left out.
public struct Penalty: Hashable, Sendable {
  public enum Norm: String, Hashable, Sendable, CaseIterable {
    /// Σ |w|; its derivative at 0 is 0.
    case l1
    /// Σ w².
    case l2
  }

  public enum Scale: Hashable, Sendable {
    /// λ · norm, as in Keras.
    case whole
    /// λ / (2m) · norm, with m training points.
    case halfOver(trainingPoints: Int)
  }

  public var norm: Norm
  /// λ, 0 or more.
  public var lambda: Double
  public var scale: Scale

  public init(_ norm: Norm, lambda: Double, scale: Scale = .whole) {
    self.norm = norm
    self.lambda = lambda
    self.scale = scale
  }

  /// What the norm is multiplied by.
  public var factor: Double {
    switch scale {
    case .whole: lambda
    case .halfOver(let points): lambda / (2 * Double(points))
    }
  }
}
