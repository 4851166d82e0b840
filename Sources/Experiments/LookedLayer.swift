/// One layer as looks and results number it: those that have weights, from 1, each with the activation that follows it.
public struct LookedLayer: Hashable, Sendable {
  /// From 1.
  public var number: Int
  /// The index in the network of the dense layer or convolution.
  public var weights: Int
  /// The index of the layer whose activation it is: itself, or an `activation` above it (batch normalization between them).
  public var activation: Int
  /// Units, or filters.
  public var units: Int
  public var isOutput: Bool
  /// What a layer is called whose units all do nothing; nil where that has no meaning, as at the output.
  public var idleness: Idleness?

  /// In which way a unit can do nothing on every training point.
  public enum Idleness: String, Hashable, Sendable {
    /// z ≤ 0: the ReLU family.
    case off
    /// |f′| below 1 % of its maximum: tanh and sigmoid.
    case saturated

    /// The name of the share of a layer's units that are idle on every training point.
    public var unitShare: String { "share_\(rawValue)" }
    /// The name of the share of all its values that are idle, of every unit at every point looked at: a unit that is idle on
    /// all points but one is missing in the other.
    public var valueShare: String { "share_\(rawValue)_values" }
  }
}

extension LayeredNetwork {
  public var lookedLayers: [LookedLayer] {
    let drawing = layers.indices.filter { layers[$0].drawsWeights }
    return drawing.enumerated().map { position, index in
      let end = position + 1 < drawing.count ? drawing[position + 1] : layers.count
      let own = layers[index].activation
      let above =
        own == .linear
        ? (index + 1..<end).first {
          if case .activation = layers[$0] { true } else { false }
        } : nil
      let activation = above ?? index
      let isOutput = position == drawing.count - 1
      return LookedLayer(
        number: position + 1,
        weights: index,
        activation: activation,
        units: layers[index].units,
        isOutput: isOutput,
        idleness: isOutput ? nil : layers[activation].activation?.idleness
      )
    }
  }
}

extension Layer {
  /// Units, or filters; 0 for what has no weights.
  public var units: Int {
    switch self {
    case .dense(let units, _, _, _, _): units
    case .convolution(let filters, _, _, _, _, _): filters
    case .maxPooling, .flatten, .dropout, .batchNormalization, .activation, .shift: 0
    }
  }

  /// Whether it learns a number a unit.
  public var hasBias: Bool {
    switch self {
    case .dense(_, _, _, let bias, _), .convolution(_, _, _, _, let bias, _): bias
    case .maxPooling, .flatten, .dropout, .batchNormalization, .activation, .shift: false
    }
  }
}

extension Activation {
  fileprivate var idleness: LookedLayer.Idleness? {
    switch self {
    case .tanh, .sigmoid: .saturated
    case .linear, .softmax: nil
    case .relu, .leakyReLU, .elu, .selu, .prelu, .rrelu: .off
    }
  }
}
