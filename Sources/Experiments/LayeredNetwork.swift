/// A feed-forward network of real size as a plain value: layers of any ``Layer`` kind, one after the other.
public struct LayeredNetwork: Hashable, Sendable {
  public var input: LayerShape
  /// In order; the last one's values are the outputs.
  public var layers: [Layer]

  /// Any shapes; ``problem`` says what does not fit.
  public init(input: LayerShape, layers: [Layer]) {
    self.input = input
    self.layers = layers
  }

  /// A network of dense layers, as one of these.
  public init(_ network: Network) {
    input = LayerShape(count: network.inputs)
    layers = network.layers.map {
      .dense(units: $0.units, activation: $0.activation, initializer: $0.initializer, bias: $0.hasBias)
    }
  }

  /// What each layer gives, in order. Meaningless where there is a ``problem``.
  public var shapes: [LayerShape] {
    var shape = input
    return layers.map {
      shape = $0.output(for: shape)
      return shape
    }
  }

  public var outputs: Int { (shapes.last ?? input).count }

  /// What is wrong with it, in words; nil when it can be trained.
  public var problem: String? {
    guard input.height >= 1, input.width >= 1, input.channels >= 1 else { return "the input has no values" }
    guard !layers.isEmpty else { return "the network has no layers" }
    if layers.count(where: \.drawsWeights) > 256 { return "more than 256 layers with weights" }
    var shape = input
    for (index, layer) in layers.enumerated() {
      if let problem = layer.problem(with: shape) { return "layer \(index + 1): \(problem)" }
      if layer.activation == .softmax, index + 1 < layers.count {
        return "layer \(index + 1): softmax stands at the output alone"
      }
      shape = layer.output(for: shape)
    }
    return nil
  }
}

/// How many values a point has, and how they lie: row by row, pixel by pixel, the channels of a pixel together (NHWC).
public struct LayerShape: Hashable, Sendable {
  public var height: Int
  public var width: Int
  public var channels: Int

  public init(height: Int, width: Int, channels: Int) {
    self.height = height
    self.width = width
    self.channels = channels
  }

  /// A vector: 1 × 1 × count.
  public init(count: Int) { self.init(height: 1, width: 1, channels: count) }

  public var count: Int { height * width * channels }

  /// Whether it has no pixels that lie beside each other.
  public var isVector: Bool { height == 1 && width == 1 }
}

extension Layer {
  /// The fans of its weights above a layer of this shape; nil without weights.
  public func fans(above input: LayerShape) -> (fanIn: Int, fanOut: Int)? {
    switch self {
    case .dense(let units, _, _, _, _): (input.count, units)
    case .convolution(let filters, _, _, _, _, _): (9 * input.channels, 9 * filters)
    case .maxPooling, .flatten, .dropout, .batchNormalization, .activation, .shift: nil
    }
  }

  func output(for input: LayerShape) -> LayerShape {
    switch self {
    case .dense(let units, _, _, _, _): LayerShape(count: units)
    case .convolution(let filters, .same, _, _, _, _):
      LayerShape(height: input.height, width: input.width, channels: filters)
    case .convolution(let filters, .valid, _, _, _, _):
      LayerShape(height: input.height - 2, width: input.width - 2, channels: filters)
    case .maxPooling: LayerShape(height: input.height / 2, width: input.width / 2, channels: input.channels)
    case .flatten: LayerShape(count: input.count)
    case .dropout, .batchNormalization, .activation, .shift: input
    }
  }

  func problem(with input: LayerShape) -> String? {
    if let penalty, let problem = penalty.problem { return problem }
    if case .rrelu(let low, let high)? = activation, !(low < high && low.isFinite && high.isFinite) {
      return "RReLU wants low < high, not \(low) and \(high)"
    }
    switch self {
    case .dense(let units, _, _, _, _): return units >= 1 ? nil : "\(units) units; must be 1 or more"
    case .convolution(let filters, let padding, _, _, _, _):
      if filters < 1 { return "\(filters) filters; must be 1 or more" }
      let fits = padding == .same || (input.height >= 3 && input.width >= 3)
      return fits ? nil : "an image of \(input.height) × \(input.width) has no place for 3 × 3 without padding"
    case .maxPooling:
      let fits = input.height >= 2 && input.width >= 2
      return fits ? nil : "an image of \(input.height) × \(input.width) has no 2 × 2 to pool"
    case .dropout(let rate):
      return rate >= 0 && rate < 1 ? nil : "a dropout rate of \(rate); must be 0 or more and below 1"
    case .batchNormalization(let momentum, let epsilon):
      if !(momentum >= 0 && momentum <= 1) { return "a momentum of \(momentum); must be from 0 to 1" }
      return epsilon > 0 ? nil : "an ε of \(epsilon); must be above 0"
    case .flatten, .activation: return nil
    case .shift(let value): return value.isFinite ? nil : "a shift of \(value)"
    }
  }
}

extension Penalty {
  var problem: String? {
    if case .halfOver(let points) = scale, points < 1 { return "a penalty over \(points) training points" }
    return lambda >= 0 && lambda.isFinite ? nil : "a penalty of λ = \(lambda); must be 0 or more"
  }
}
