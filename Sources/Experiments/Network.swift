/// A feed-forward network of dense layers as a plain value: what is trained, not how.
public struct Network: Hashable, Sendable {
  /// The number of inputs, 1 or more.
  public var inputs: Int
  /// Hidden layers in order, then the output layer; never empty.
  public var layers: [DenseLayer]

  public init(inputs: Int, layers: [DenseLayer]) {
    precondition(inputs >= 1, "a network has at least one input")
    precondition(!layers.isEmpty, "a network has at least its output layer")
    self.inputs = inputs
    self.layers = layers
  }

  public var outputs: Int { layers[layers.count - 1].units }
  public var hiddenLayerCount: Int { layers.count - 1 }
  public var hiddenLayers: ArraySlice<DenseLayer> { layers.dropLast() }

  /// The number of values that layer `index` receives.
  public func fanIn(ofLayer index: Int) -> Int { index == 0 ? inputs : layers[index - 1].units }

  /// Weights and biases of all layers.
  public var parameterCount: Int {
    layers.indices.reduce(0) { $0 + layers[$1].units * (fanIn(ofLayer: $1) + (layers[$1].hasBias ? 1 : 0)) }
  }
}

/// A fully connected layer: z = b + Σ w · a over its inputs in order, then the activation.
public struct DenseLayer: Hashable, Sendable {
  /// The layer's width, 1 or more: its fan-out.
  public var units: Int
  public var activation: Activation
  public var initializer: Initializer
  /// Without a bias, z starts from zero and nothing is learned in its place.
  public var hasBias: Bool

  public init(units: Int, activation: Activation, initializer: Initializer, hasBias: Bool = true) {
    precondition(units >= 1, "a layer has at least one unit")
    self.units = units
    self.activation = activation
    self.initializer = initializer
    self.hasBias = hasBias
  }
}
