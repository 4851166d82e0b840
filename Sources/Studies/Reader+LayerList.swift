import Experiments

/// What listed layers are that do not say so themselves, as it stands beside `layers`; else Keras' defaults.
struct LayerDefaults {
  let activation: Activation
  let initializer: Initializer
  let hasBias: Bool
  /// Training points, which a penalty may be divided by; nil when they are not known.
  let points: Int?
}

extension Reader {
  private static let kinds = [
    "dense", "convolution", "max_pooling", "flatten", "dropout", "batch_normalization", "shift", "activation",
  ]
  /// What stands in networks on data sets alone.
  static let layersOfData = [
    "convolution", "max_pooling", "flatten", "dropout", "batch_normalization", "shift", "l1", "l2",
  ]
  static let layerActivations = activations + ["prelu", "rrelu"]

  /// One layer of a network on a data set: a kind with what belongs to it, or the word alone where nothing has to.
  /// - Parameter defaults: what a layer is that does not say so itself.
  func layer(_ value: Value, isOutput: Bool, _ defaults: LayerDefaults) -> Layer? {
    if let text = value.text, !value.isNull { return layer(bare: text, value) }
    let keys = value.entries?.map(\.key) ?? []
    // An activation may belong to another layer, and is a layer by itself where there is none.
    let kind = Self.kinds.first { keys.contains($0) }
    let section = Section(
      value,
      keys: kind.map { kind in
        Self.keys(of: kind) + Self.kinds.filter { !Self.keys(of: kind).contains($0) }
      } ?? Self.kinds,
      problems
    )
    guard let kind, let given = section[kind] else {
      if keys.allSatisfy({ Self.kinds.contains($0) }), value.entries != nil {
        problems.add(value.place, "must be a layer, \(Self.kinds.joined(separator: ", ")), such as {dense: 100}")
      }
      return nil
    }
    let others = Self.kinds.filter { $0 != kind && !Self.keys(of: kind).contains($0) }
    conflict(section, kind, with: others, "layers follow each other: write each as an item of its own")
    switch kind {
    case "dense": return dense(section, given, isOutput: isOutput, defaults)
    case "convolution": return convolution(section, given, defaults)
    case "dropout": return number(given, .fraction).map { .dropout(rate: $0) }
    case "shift": return number(given).map { .shift($0) }
    case "activation": return layerActivation(given, isOutput: isOutput).map { .activation($0) }
    case "batch_normalization": return batchNormalization(given)
    default:
      guard given.isNull || hasNoParameters(kind, given) else { return nil }
      return kind == "flatten" ? .flatten : .maxPooling
    }
  }

  private static func keys(of kind: String) -> [String] {
    switch kind {
    case "dense": ["dense", "activation", "initializer", "bias", "l1", "l2", "repeat"]
    case "convolution": ["convolution", "padding", "activation", "initializer", "bias", "l1", "l2", "repeat"]
    default: [kind]
    }
  }

  private func layer(bare name: String, _ value: Value) -> Layer? {
    switch name {
    case "max_pooling": return .maxPooling
    case "flatten": return .flatten
    case "batch_normalization": return .batchNormalization()
    case "dropout", "shift": return reported(value, "must have a number; write {\(name): 0.5}")
    case "dense", "convolution": return reported(value, "must have a count; write {\(name): 32}")
    case _ where Self.layerActivations.contains(name): return reported(value, "no layer; write {activation: \(name)}")
    default: return reported(value, nearest(name, of: Self.kinds))
    }
  }

  /// Keras' `Dense`.
  private func dense(_ section: Section, _ given: Value, isOutput: Bool, _ defaults: LayerDefaults) -> Layer? {
    let units = integer(given, in: 1...Limits.width)
    let activation = section.optional("activation", default: defaults.activation) {
      layerActivation($0, isOutput: isOutput)
    }
    let initializer = section.optional("initializer", default: defaults.initializer) { self.initializer($0) }
    let bias = section.optional("bias", default: defaults.hasBias) { boolean($0) }
    let penalty = penalty(section, defaults.points)
    return units.map {
      .dense(units: $0, activation: activation, initializer: initializer, bias: bias, penalty: penalty)
    }
  }

  /// Keras' `Conv2D` of 3 × 3.
  private func convolution(_ section: Section, _ given: Value, _ defaults: LayerDefaults) -> Layer? {
    let filters = integer(given, in: 1...Limits.width)
    let padding = section.optional("padding", default: Padding.valid) { choice($0) }
    let activation = section.optional("activation", default: defaults.activation) {
      layerActivation($0, isOutput: false)
    }
    let initializer = section.optional("initializer", default: defaults.initializer) { self.initializer($0) }
    let bias = section.optional("bias", default: defaults.hasBias) { boolean($0) }
    let penalty = penalty(section, defaults.points)
    return filters.map {
      .convolution(
        filters: $0,
        padding: padding,
        activation: activation,
        initializer: initializer,
        bias: bias,
        penalty: penalty
      )
    }
  }

  private func batchNormalization(_ given: Value) -> Layer? {
    if given.isNull { return .batchNormalization() }
    let section = Section(given, keys: ["momentum", "epsilon"], problems)
    return .batchNormalization(
      momentum: section.optional("momentum", default: 0.99) { number($0, .share) },
      epsilon: section.optional("epsilon", default: 1e-3) { number($0, .positive) }
    )
  }

  /// How a resolved study and people write the two scales of a penalty.
  enum PenaltyScale: String, CaseIterable {
    case whole
    case halfOverPoints = "half_over_points"
  }

  private func penalty(_ section: Section, _ points: Int?) -> Penalty? {
    conflict(section, "l2", with: ["l1"], "a layer has one penalty")
    guard let norm = Penalty.Norm.allCases.first(where: { section[$0.rawValue] != nil }),
      let value = section[norm.rawValue]
    else { return nil }
    guard value.entries != nil else { return number(value, .notNegative).map { Penalty(norm, lambda: $0) } }
    let inner = Section(value, keys: ["lambda", "scale"], problems)
    let lambda = inner.required("lambda", "write {lambda: 0.01, scale: whole}") { number($0, .notNegative) }
    let scale = inner.optional("scale", default: PenaltyScale.whole) { choice($0) }
    return lambda.map {
      Penalty(norm, lambda: $0, scale: scale == .whole ? .whole : .halfOver(trainingPoints: points ?? 1))
    }
  }

  func layerActivation(_ value: Value, isOutput: Bool) -> Activation? {
    let known = Self.layerActivations + (isOutput ? ["softmax"] : [])
    if !isOutput, value.text == "softmax" {
      return reported(value, "stands at the output alone; use one of \(known.joined(separator: ", "))")
    }
    guard let named = named(value, known: known) else { return nil }
    switch named.name {
    case "prelu": return hasNoParameters(named) ? .prelu : nil
    case "softmax": return hasNoParameters(named) ? .softmax : nil
    case "rrelu": return rrelu(named)
    default: return activation(named)
    }
  }

  private func rrelu(_ named: Named) -> Activation? {
    let section = Section(named.parameters, keys: ["low", "high"], problems)
    let low = section.optional("low", default: 1 / 8) { number($0, .slope) }
    let high = section.optional("high", default: 1 / 3) { number($0, .slope) }
    guard isInterval(low, high) else {
      return reported(section["low"]?.place ?? named.place, "\(low); must be less than high, \(high)")
    }
    return .rrelu(low: low, high: high)
  }

  private func hasNoParameters(_ name: String, _ value: Value) -> Bool {
    hasNoParameters(Named(name: name, place: value.place, parameters: value))
  }
}
