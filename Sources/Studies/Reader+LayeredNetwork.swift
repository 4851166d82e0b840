import Datasets
import Experiments

extension Reader {
  /// A network on a data set.
  /// - Parameter task: what its inputs and outputs must fit; nil when it is not known.
  func layeredNetwork(_ value: Value, _ task: DataTask?) -> LayeredNetwork? {
    let outputs = ["outputs": "unknown key; leave it out, the outputs are told by the classes"]
    let section = Section(value, keys: Self.networkKeys, refused: Self.layerKeys.merging(outputs) { $1 }, problems)
    if let given = section["inputs"], let inputs = integer(given, in: 1...Limits.pointValues), let task,
      inputs != task.facts.shape.features
    {
      let features = task.facts.shape.features
      problems.add(given.place, "\(inputs); must be \(features), the features of \(task.source.name); or leave it out")
    }
    let listed = section["layers"].map { _ in listedLayers(section, task) }
    let layers = listed.map { $0?.map(\.layer) } ?? uniformLayers(section, task)
    // Where a mistake was told, a stand-in would bring others.
    guard problems.all.isEmpty, let layers, let task else { return nil }
    // Where no layer needs an image, its pixels are a plain vector, as if a `flatten` stood below all layers.
    let shape = task.facts.shape
    let isImage = layers.contains(where: \.needsImage)
    let input = isImage ? LayerShape(shape) : LayerShape(count: shape.features)
    let network = LayeredNetwork(input: input, layers: layers)
    return fits(network, value.place, listed??.map(\.place), points: task.facts.training) ? network : nil
  }

  /// The message for layers, or parts of layers, that are written beside what all layers share.
  private static let layerKeys = Dictionary(
    uniqueKeysWithValues: layersOfData.map { key in
      let isPart = ["l1", "l2"].contains(key)
      let what = isPart ? "belongs to a layer" : "is a layer of its own"
      let example =
        isPart
        ? "{dense: 100, \(key): 0.01}, …"
        : "{dense: 100, activation: relu}, \(["dropout", "shift"].contains(key) ? "{\(key): 0.5}" : key == "convolution" ? "{convolution: 32}" : key), …"
      return (key, "\(what); write layers: [\(example)]")
    }
  )

  /// Where the outputs of a network are told.
  func outputPlace(_ network: Value) -> Place {
    network["layers"]?.items?.last?.place ?? network["output_activation"]?.place ?? network.place
  }

  private func uniformLayers(_ section: Section, _ task: DataTask?) -> [Layer]? {
    if let task, task.facts.classes < 2 {
      let remedy = "write layers: [{dense: 100, activation: relu}, …], the last one too"
      return reported(
        section.place,
        "\(task.source.name) has no classes, so nothing says how wide the output is; \(remedy)"
      )
    }
    let uniform = uniform(section, Self.layerActivations) { layerActivation($0, isOutput: $1) }
    guard let uniform, let task else { return nil }
    let classes = task.facts.classes
    let last = uniform.outputActivation ?? .byDefault(classes: classes)
    return uniform.layers(outputs: last.outputs(classes: classes), outputActivation: last) {
      .dense(units: $0, activation: $1, initializer: $2, bias: $3)
    }
  }

  private func listedLayers(_ section: Section, _ task: DataTask?) -> [(layer: Layer, place: Place)]? {
    conflictOfLayers(section, allowed: ["activation", "initializer", "bias"])
    guard let value = section["layers"] else { return nil }
    let defaults = LayerDefaults(
      activation: section.optional("activation", default: .linear) { layerActivation($0, isOutput: false) },
      initializer: section.optional("initializer", default: .glorotUniform) { self.initializer($0) },
      hasBias: section.optional("bias", default: true) { boolean($0) },
      points: task?.facts.training
    )
    let example = "[{dense: 100, activation: relu}, {dense: 10, activation: softmax}]"
    let count = value.items?.count ?? 0
    var index = 0
    let items: [[(layer: Layer, place: Place)]]? = list(value, of: "layers", such: example, counts: 1...Limits.layers) {
      item in
      index += 1
      guard let layer = layer(item, isOutput: index == count, defaults) else { return nil }
      return repetitions(item, of: layer).map {
        [(layer: Layer, place: Place)](repeating: (layer, item.place), count: $0)
      }
    }
    guard let layers = items?.flatMap(\.self) else { return nil }
    guard layers.count <= Limits.layers else {
      return reported(value.place, "\(layers.count) layers; must be at most \(Limits.layers)")
    }
    if layers.contains(where: \.layer.drawsWeights) { return layers }
    return reported(value.place, "none with weights; write a dense layer or a convolution")
  }

  /// How often a layer stands there.
  private func repetitions(_ item: Value, of layer: Layer) -> Int? {
    guard let given = item["repeat"] else { return 1 }
    guard let count = integer(given, in: 1...Limits.layers) else { return nil }
    if count > 1, layer.activation == .softmax {
      return reported(given.place, "\(count); a softmax stands at the output alone")
    }
    return count
  }

  /// Whether every layer fits on what is below it, and all of them into memory and the random streams.
  /// - Parameter items: where the layers are listed; nil where they are not.
  private func fits(_ network: LayeredNetwork, _ place: Place, _ items: [Place]?, points: Int) -> Bool {
    var shape = network.input
    var parameters = 0
    for (index, layer) in network.layers.enumerated() {
      let place = items?[index] ?? place
      let single = LayeredNetwork(input: shape, layers: [layer])
      if let problem = single.problem {
        let text = problem.hasPrefix("layer 1: ") ? problem.dropFirst("layer 1: ".count) : problem[...]
        return reported(place, "\(text); pool less below it, write padding: same below it, or leave it out") ?? false
      }
      parameters += layer.counts(above: shape).learned
      shape = single.shapes[0]
      guard shape.count <= Limits.pointValues else {
        let most = "must be at most \(Limits.pointValues.grouped): fewer filters, or pooling below it"
        return reported(place, "\(shape.count.grouped) values a point; \(most)") ?? false
      }
      let (words, overflow) = shape.count.multipliedReportingOverflow(by: points)
      if layer.drawsWhileTraining, overflow || words > Limits.words {
        let text = "\(points.grouped) training points of \(shape.count.grouped) values each to draw for in an epoch"
        return reported(place, "\(text); must be at most \(Limits.words.grouped) together: fewer of either") ?? false
      }
    }
    guard parameters <= Limits.parameters else {
      let bound = "must be at most \(Limits.parameters.grouped): fewer units or layers"
      return reported(place, "\(parameters.grouped) parameters; \(bound)") ?? false
    }
    guard areFew(network, place) else { return false }
    // What no layer shows by itself.
    return network.problem.map { reported(place, $0) ?? false } ?? true
  }

  private func areFew(_ network: LayeredNetwork, _ place: Place) -> Bool {
    let counts = [
      ("layers with weights", network.layers.count(where: \.drawsWeights)),
      ("dropouts", network.layers.count { if case .dropout = $0 { true } else { false } }),
      ("activations with random slopes", network.layers.count { $0.drawsWhileTraining && $0.activation != nil }),
    ]
    guard let (what, count) = counts.first(where: { $0.1 > Limits.drawingLayers }) else { return true }
    return reported(place, "\(count) \(what); must be at most \(Limits.drawingLayers)") ?? false
  }
}

extension Activation {
  /// Of the output layer, for classes.
  static func byDefault(classes: Int) -> Activation { classes == 2 ? .sigmoid : .softmax }

  /// Units of the output layer where nothing else says so: one tells two classes apart, but for a softmax.
  func outputs(classes: Int) -> Int { self != .softmax && classes == 2 ? 1 : classes }
}

extension LayerShape {
  init(_ shape: PointShape) {
    if shape.isVector {
      self.init(count: shape.features)
    } else {
      self.init(height: shape.height, width: shape.width, channels: shape.channels)
    }
  }
}

extension Layer {
  /// Whether a random number is drawn for every value in training.
  fileprivate var drawsWhileTraining: Bool {
    if case .dropout = self { return true }
    if case .rrelu? = activation { return true }
    return false
  }
}
