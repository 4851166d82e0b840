/// How many numbers a layer, or a network, keeps.
public struct LayerCounts: Hashable, Sendable {
  /// Numbers that training moves along the gradient: weights, biases, slopes of PReLU, γ and β of batch normalization.
  public var learned: Int
  /// Numbers that batch normalization keeps and no gradient moves: a running mean and a running variance each.
  public var moments: Int

  public init(learned: Int = 0, moments: Int = 0) {
    self.learned = learned
    self.moments = moments
  }

  public static func + (one: LayerCounts, other: LayerCounts) -> LayerCounts {
    LayerCounts(learned: one.learned + other.learned, moments: one.moments + other.moments)
  }
}

extension Layer {
  /// How many numbers it keeps above a layer of this shape.
  public func counts(above input: LayerShape) -> LayerCounts {
    var counts =
      switch self {
      case .dense(let units, _, _, let bias, _): LayerCounts(learned: (input.count + (bias ? 1 : 0)) * units)
      case .convolution(let filters, _, _, _, let bias, _):
        LayerCounts(learned: (9 * input.channels + (bias ? 1 : 0)) * filters)
      case .batchNormalization: LayerCounts(learned: 2 * input.channels, moments: 2 * input.channels)
      case .maxPooling, .flatten, .dropout, .activation, .shift: LayerCounts()
      }
    if activation == .prelu { counts.learned += output(for: input).count }
    return counts
  }
}

extension LayeredNetwork {
  /// Each layer with the shape that it receives, in order.
  public var layersAboveShapes: [(layer: Layer, input: LayerShape)] {
    zip(layers, [input] + shapes).map { (layer: $0, input: $1) }
  }

  /// How many numbers all layers keep together.
  public var counts: LayerCounts {
    layersAboveShapes.reduce(LayerCounts()) { $0 + $1.layer.counts(above: $1.input) }
  }
}
