import Experiments

extension Network {
  /// By depth and widths where that tells all, else layer by layer.
  var resolved: Literal {
    let written = layers.map {
      WrittenLayer($0.units, $0.activation.resolved, $0.initializer.resolved, hasBias: $0.hasBias)
    }
    return .network(inputs: inputs, uniform: written)
      ?? .map([.init("inputs", .count(inputs)), .init("layers", .lines(written.map { .atom($0.pairs) }))])
  }
}

/// A dense layer as a resolved study writes it.
struct WrittenLayer {
  let units: Int
  let activation: Literal
  let initializer: Literal
  let hasBias: Bool

  init(_ units: Int, _ activation: Literal, _ initializer: Literal, hasBias: Bool) {
    self.units = units
    self.activation = activation
    self.initializer = initializer
    self.hasBias = hasBias
  }

  var pairs: [Literal.Pair] {
    [
      .init("dense", .count(units)), .init("activation", activation), .init("initializer", initializer),
      .init("bias", .flag(hasBias)),
    ]
  }
}

extension Literal {
  /// A network by depth and widths; nil where these do not tell all.
  static func network(inputs: Int, uniform layers: [WrittenLayer]) -> Literal? {
    guard let output = layers.last, layers.count > 1 else { return nil }
    let hidden = Array(layers.dropLast())
    let inner = hidden.dropFirst()
    let isUniform =
      layers.allSatisfy { $0.hasBias == output.hasBias }
      && hidden.allSatisfy { $0.activation == hidden[0].activation }
      && inner.allSatisfy { $0.initializer == hidden[1].initializer }
    guard isUniform else { return nil }
    let isOneWidth = hidden.allSatisfy { $0.units == hidden[0].units }
    let shape: [Literal.Pair] =
      isOneWidth
      ? [.init("hidden_layers", .count(hidden.count)), .init("width", .count(hidden[0].units))]
      : [.init("widths", .list(hidden.map { .count($0.units) }))]
    return .map(
      [.init("inputs", .count(inputs))] + shape + [
        .init("bias", .flag(output.hasBias)), .init("activation", hidden[0].activation),
        .init("initializer", (inner.first ?? hidden[0]).initializer), .init("first_initializer", hidden[0].initializer),
        .init("output_initializer", output.initializer), .init("output_activation", output.activation),
      ]
    )
  }
}

extension Activation {
  var resolved: Literal {
    switch self {
    case .relu: .word("relu")
    case .leakyReLU(let slope): .named("leaky_relu", ("slope", .number(slope)))
    case .elu: .word("elu")
    case .selu: .word("selu")
    case .tanh: .word("tanh")
    case .sigmoid: .word("sigmoid")
    case .linear: .word("linear")
    case .prelu: .word("prelu")
    case .rrelu(let low, let high): .named("rrelu", ("low", .number(low)), ("high", .number(high)))
    case .softmax: .word("softmax")
    }
  }
}

extension Initializer {
  var resolved: Literal {
    switch self {
    case .zeros: .word("zeros")
    case .constant(let value): .named("constant", ("value", .number(value)))
    case .uniform(let low, let high): .named("uniform", ("low", .number(low)), ("high", .number(high)))
    case .normal(let mean, let deviation, let truncated):
      .named("normal", ("mean", .number(mean)), ("stddev", .number(deviation)), ("truncated", .flag(truncated)))
    case .varianceScaling(let scale, let mode, let distribution): Self.scaled(self, scale, mode, distribution)
    }
  }

  /// By the name that people know, where it has one.
  private static func scaled(
    _ initializer: Initializer,
    _ scale: Double,
    _ mode: FanMode,
    _ distribution: Distribution
  ) -> Literal {
    if initializer == .glorotUniform { return .word("glorot_uniform") }
    if initializer == .heUniform { return .word("he_uniform") }
    if initializer == .leCunUniform { return .word("lecun_uniform") }
    for truncated in [false, true] {
      let parameter = ("truncated", Literal.flag(truncated))
      if initializer == .glorotNormal(truncated: truncated) { return .named("glorot_normal", parameter) }
      if initializer == .heNormal(truncated: truncated) { return .named("he_normal", parameter) }
      if initializer == .leCunNormal(truncated: truncated) { return .named("lecun_normal", parameter) }
    }
    return .named(
      "variance_scaling",
      ("scale", .number(scale)),
      ("mode", .word(mode.rawValue)),
      ("distribution", .word(distribution.rawValue))
    )
  }
}
