import Experiments

extension LayeredNetwork {
  /// By depth and widths where that tells all, else layer by layer.
  /// - Parameter classes: of the data.
  func resolved(classes: Int) -> Literal {
    let uniform = classes > 1 && outputs == layers.last?.activation?.outputs(classes: classes)
    let plain = uniform && layers.count <= Limits.hiddenLayers + 1 ? layers.compactMap(\.written) : []
    if plain.count == layers.count, let network = Literal.network(inputs: input.count, uniform: plain) {
      return network
    }
    return .map([.init("inputs", .count(input.count)), .init("layers", .lines(layers.map(\.resolved)))])
  }
}

extension Layer {
  /// A dense layer without a penalty; nil for anything else.
  fileprivate var written: WrittenLayer? {
    guard case .dense(let units, let activation, let initializer, let bias, nil) = self else { return nil }
    return WrittenLayer(units, activation.resolved, initializer.resolved, hasBias: bias)
  }

  fileprivate var resolved: Literal {
    switch self {
    case .dense(let units, let activation, let initializer, let bias, let penalty):
      let written = WrittenLayer(units, activation.resolved, initializer.resolved, hasBias: bias)
      return .atom(written.pairs + (penalty?.resolved ?? []))
    case .convolution(let filters, let padding, let activation, let initializer, let bias, let penalty):
      return .atom(
        [
          .init("convolution", .count(filters)), .init("padding", .word(padding.rawValue)),
          .init("activation", activation.resolved), .init("initializer", initializer.resolved),
          .init("bias", .flag(bias)),
        ] + (penalty?.resolved ?? [])
      )
    case .maxPooling: return .atom([.init("max_pooling", .atom([]))])
    case .flatten: return .atom([.init("flatten", .atom([]))])
    case .dropout(let rate): return .atom([.init("dropout", .number(rate))])
    case .batchNormalization(let momentum, let epsilon):
      return .named("batch_normalization", ("momentum", .number(momentum)), ("epsilon", .number(epsilon)))
    case .activation(let activation): return .atom([.init("activation", activation.resolved)])
    case .shift(let value): return .atom([.init("shift", .number(value))])
    }
  }
}

extension Penalty {
  fileprivate var resolved: [Literal.Pair] {
    let word: Reader.PenaltyScale = scale == .whole ? .whole : .halfOverPoints
    return [
      .init(norm.rawValue, .atom([.init("lambda", .number(lambda)), .init("scale", .word(word.rawValue))]))
    ]
  }
}
