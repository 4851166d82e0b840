import Experiments

extension Reader {
  static let networkKeys = ["inputs"] + shape + uniform + ["layers"]
  private static let shape = ["hidden_layers", "width", "widths"]
  private static let uniform = [
    "bias", "activation", "initializer", "first_initializer", "output_initializer", "output_activation",
  ]

  /// - Parameter target: what the inputs and outputs must fit; nil when it is not known.
  func network(_ value: Value, target: Target?) -> Network? {
    let outputs = ["outputs": "unknown key; leave it out, the outputs are the target's"]
    let refused = withData(Self.layersOfData).merging(outputs, uniquingKeysWith: { $1 })
    let section = Section(value, keys: Self.networkKeys, refused: refused, problems)
    let inputs = section.optional("inputs", default: target?.inputs ?? 1) { integer($0, in: 1...Limits.width) }
    if let target, inputs != target.inputs, let given = section["inputs"] {
      problems.add(given.place, "\(inputs); must be \(target.inputs), the inputs of \(target.rawValue)")
    }
    guard let layers = section["layers"] == nil ? uniformLayers(section, target) : listedLayers(section, target) else {
      return nil
    }
    // Two hundred layers of the largest width have some 10¹² parameters: no product runs over.
    let network = Network(inputs: inputs, layers: layers)
    if network.parameterCount > Limits.parameters {
      let bound = "must be at most \(Limits.parameters.grouped): fewer units or layers"
      return reported(value.place, "\(network.parameterCount.grouped) parameters; \(bound)")
    }
    return network
  }

  private func uniformLayers(_ section: Section, _ target: Target?) -> [DenseLayer]? {
    let uniform = uniform(section, Self.activations) { value, _ in activation(value) }
    guard let uniform, let target else { return nil }
    return uniform.layers(outputs: target.outputs, outputActivation: .linear) {
      DenseLayer(units: $0, activation: $1, initializer: $2, hasBias: $3)
    }
  }

  /// Hidden layers that differ in width alone, by `hidden_layers` and `width` or by `widths`, and the output layer.
  /// - Parameters:
  ///   - names: of the hidden layers' activations.
  ///   - read: an activation; true for the output's.
  func uniform<A>(_ section: Section, _ names: [String], _ read: (Value, Bool) -> A?) -> UniformNetwork<A>? {
    let widths = self.widths(section)
    let activation = section.required("activation", "write one of \(names.joined(separator: ", "))") { read($0, false) }
    let bias = section.optional("bias", default: true) { boolean($0) }
    let initializer = section.optional("initializer", default: .glorotUniform) { self.initializer($0) }
    let first = section.optional("first_initializer", default: initializer) { self.initializer($0) }
    let last = section.optional("output_initializer", default: initializer) { self.initializer($0) }
    let outputActivation = section["output_activation"].flatMap { read($0, true) }
    guard let widths, let activation else { return nil }
    return UniformNetwork(
      widths: widths,
      activation: activation,
      initializers: (first, initializer, last),
      hasBias: bias,
      outputActivation: outputActivation
    )
  }

  private func widths(_ section: Section) -> [Int]? {
    let depths = 1...Limits.hiddenLayers
    let units = 1...Limits.width
    if let widths = section["widths"] {
      conflict(section, "widths", with: ["hidden_layers", "width"], "keep one way to tell the widths")
      return list(widths, of: "widths", such: "[2, 2]", counts: depths) { integer($0, in: units) }
    }
    let remedy = "write hidden_layers: 10 and width: 2, or widths: [2, 2]"
    let count = section.required("hidden_layers", remedy) { integer($0, in: depths) }
    let width = section.required("width", remedy) { integer($0, in: units) }
    guard let count, let width else { return nil }
    return [Int](repeating: width, count: count)
  }

  /// Every layer by itself, `layers: [{dense: 2, activation: relu}, …, {dense: 1}]`, the output layer last.
  private func listedLayers(_ section: Section, _ target: Target?) -> [DenseLayer]? {
    conflictOfLayers(section)
    guard let value = section["layers"] else { return nil }
    let layers = list(
      value,
      of: "layers",
      such: "[{dense: 2, activation: relu}, {dense: 1}]",
      counts: 2...(Limits.hiddenLayers + 1)
    ) { layer($0) }
    guard let layers, let target else { return nil }
    guard let last = layers.last, last.units == target.outputs else {
      let place = value.items?.last?.place ?? value.place
      let outputs = "the outputs of \(target.rawValue)"
      return reported(place, "\(layers.last?.units ?? 0) units; the last layer must have \(target.outputs), \(outputs)")
    }
    return layers
  }

  /// Reports what else is said of a network whose layers are listed.
  /// - Parameter allowed: what may be said beside them.
  func conflictOfLayers(_ section: Section, allowed: [String] = []) {
    let others = (Self.shape + Self.uniform).filter { !allowed.contains($0) }
    conflict(section, "layers", with: others, "write that into the layers, or do without `layers`")
  }

  /// Reports a key beside others that say the same in another way: in one line, since it is one mistake.
  func conflict(_ section: Section, _ key: String, with others: [String], _ remedy: String) {
    let found = others.compactMap { section.entry($0) }
    guard let entry = section.entry(key), let first = found.first else { return }
    let names = found.map { "`\($0.key)`" }.joined(separator: ", ")
    problems.add(entry.place, "stands beside \(names)\(whence(first, from: entry)); \(remedy)")
  }

  /// Keras' `Dense`, with Keras' defaults.
  private func layer(_ value: Value) -> DenseLayer? {
    if let text = value.text, !value.isNull {
      let dense = "a target's layers are dense ones, each with its activation: {dense: 2, activation: relu}"
      if !Synonyms.of(text, among: Self.layersOfData).isEmpty {
        return reported(value, "comes with data sets, that is with task.dataset; \(dense)")
      }
      return reported(value, "must be a map; \(dense)")
    }
    let keys = ["dense", "activation", "initializer", "bias"]
    let others = Self.layersOfData
    let section = Section(value, keys: keys, refused: withData(others, "use dense layers"), problems)
    if others.contains(where: { section[$0] != nil }) { return nil }
    let units = section.required("dense", "write {dense: 2, activation: relu}") { integer($0, in: 1...Limits.width) }
    let activation = section.optional("activation", default: .linear) { self.activation($0) }
    let initializer = section.optional("initializer", default: .glorotUniform) { self.initializer($0) }
    let bias = section.optional("bias", default: true) { boolean($0) }
    return units.map { DenseLayer(units: $0, activation: activation, initializer: initializer, hasBias: bias) }
  }
}

/// A network whose hidden layers differ in width alone.
struct UniformNetwork<A> {
  let widths: [Int]
  let activation: A
  /// Of the first hidden layer, the other ones and the output layer.
  let initializers: (first: Initializer, hidden: Initializer, output: Initializer)
  let hasBias: Bool
  /// Nil where it was left out.
  let outputActivation: A?

  /// - Parameter layer: a layer of so many units, its activation, initializer and whether it has biases.
  func layers<L>(outputs: Int, outputActivation: A, _ layer: (Int, A, Initializer, Bool) -> L) -> [L] {
    widths.enumerated().map { layer($1, activation, $0 == 0 ? initializers.first : initializers.hidden, hasBias) }
      + [layer(outputs, self.outputActivation ?? outputActivation, initializers.output, hasBias)]
  }
}
