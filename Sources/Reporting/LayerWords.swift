internal import Experiments

/// A layered network in plain words.
enum LayerWords {
  /// "28 × 28 inputs; 5 × dense 100, dense 10; 123,456 parameters".
  static func network(_ network: LayeredNetwork) -> String {
    let input = network.input
    let inputs = "\(shape(input)) input\(input.count == 1 ? "" : "s")"
    let layers = repeated(network.layers.map(name)).joined(separator: ", ")
    return "\(inputs); \(layers); \(grouped(network.counts.learned)) parameters"
  }

  /// "784", "28 × 28", "64 × 64 × 3".
  static func shape(_ shape: LayerShape) -> String {
    if shape.isVector { return grouped(shape.channels) }
    return "\(shape.height) × \(shape.width)\(shape.channels == 1 ? "" : " × \(shape.channels)")"
  }

  static func name(_ layer: Layer) -> String {
    switch layer {
    case .dense(let units, _, _, _, _): "dense \(grouped(units))"
    case .convolution(let filters, let padding, _, _, _, _):
      "3 × 3 convolution \(grouped(filters))\(padding == .same ? " (padded)" : "")"
    case .maxPooling: "2 × 2 max pooling"
    case .flatten: "flatten"
    case .dropout(let rate): "dropout \(trimmed(rate))"
    case .batchNormalization(let momentum, let epsilon):
      "batch normalization"
        + (momentum == 0.99 && epsilon == 1e-3 ? "" : " (momentum \(trimmed(momentum)), ε \(scientific(epsilon)))")
    case .activation: "activation"
    case .shift(let value): "plus \(compact(value))"
    }
  }

  /// "5 × dense 100", "3 × (dense 100, dropout 0.5)": what follows itself is told once.
  static func repeated(_ names: [String]) -> [String] {
    var told: [String] = []
    var index = 0
    while index < names.count {
      var (period, times) = (1, 1)
      // Of several readings the one that tells most; of those the one with the shortest period.
      for length in 1...4 where index + 2 * length <= names.count {
        let block = names[index..<index + length]
        var count = 1
        while index + (count + 1) * length <= names.count,
          names[index + count * length..<index + (count + 1) * length].elementsEqual(block)
        { count += 1 }
        if count > 1, count * length > period * times { (period, times) = (length, count) }
      }
      let block = names[index..<index + period].joined(separator: ", ")
      told.append(times == 1 ? block : period == 1 ? "\(times) × \(block)" : "\(times) × (\(block))")
      index += period * times
    }
    return told
  }

  /// "ReLU; softmax at the output".
  static func activations(_ network: LayeredNetwork) -> String {
    let looked = network.lookedLayers
    let hidden = looked.filter { !$0.isOutput }.map { activation($0, of: network) }
    let last = network.layers.last?.activation ?? .linear
    let output = looked.last.map { activation($0, of: network) } ?? ExperimentWords.name(last)
    guard let first = hidden.first else { return "\(output) at the output" }
    let inside = Set(hidden).count == 1 ? first : ExperimentWords.listed(repeated(hidden))
    return "\(inside); \(output) at the output"
  }

  static func activation(_ layer: LookedLayer, of network: LayeredNetwork) -> String {
    ExperimentWords.name(network.layers[layer.activation].activation ?? .linear)
  }

  static func initializers(_ network: LayeredNetwork) -> String {
    let names = network.layers.compactMap { $0.initializer.map(ExperimentWords.name) }
    guard let first = names.first else { return "there are no weights" }
    if Set(names).count == 1 { return first }
    let last = names[names.count - 1]
    if Set(names.dropLast()).count == 1 { return "\(first), \(last) at the output" }
    return ExperimentWords.listed(repeated(names))
  }

  static func biases(_ network: LayeredNetwork) -> String {
    let have = network.layers.compactMap { layer -> Bool? in
      switch layer {
      case .dense(_, _, _, let bias, _), .convolution(_, _, _, _, let bias, _): bias
      case .maxPooling, .flatten, .dropout, .batchNormalization, .activation, .shift: nil
      }
    }
    let count = have.count(where: \.self)
    return count == 0
      ? "none" : count == have.count ? "start at 0" : "in \(count) of \(have.count) layers, start at 0"
  }

  static func penalties(_ network: LayeredNetwork) -> String {
    let weighted = network.layers.filter(\.drawsWeights)
    let names = weighted.map { $0.penalty.map(name) ?? "none" }
    guard let first = names.first else { return "none" }
    return Set(names).count == 1 ? first : ExperimentWords.listed(repeated(names)) + ", layer by layer"
  }

  private static func name(_ penalty: Penalty) -> String {
    let norm = penalty.norm == .l1 ? "Σ |w|" : "Σ w²"
    switch penalty.scale {
    case .whole: return "\(trimmed(penalty.lambda)) · \(norm)"
    case .halfOver(let points): return "\(trimmed(penalty.lambda)) / (2 · \(grouped(points))) · \(norm)"
    }
  }
}
