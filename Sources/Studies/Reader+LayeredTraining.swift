import Datasets
import Experiments

extension Reader {
  /// How a network on a data set is trained.
  /// - Parameters:
  ///   - task: nil when it is not known, as `network`.
  ///   - outputs: where the network's outputs are told.
  func layeredTraining(
    _ value: Value,
    _ task: DataTask?,
    _ network: LayeredNetwork?,
    outputs: Place
  ) -> LayeredTrainingPlan? {
    let clipping = "write clipping: {norm: 1.0}, {global_norm: 1.0} or {value: 1.0}"
    let layer = "belongs to a layer; write layers: [{dense: 100, l2: 0.01}, …]"
    let refused = ["clip_norm": clipping, "clip_value": clipping, "l1": layer, "l2": layer]
    let section = Section(
      value,
      keys: Self.trainingKeys + ["clipping", "zeroed"],
      refused: refused.merging(Self.notYet) { $1 },
      problems
    )
    let loss = loss(section, task, network, outputs: outputs)
    let plan = LayeredTrainingPlan(
      loss: loss ?? .mse,
      optimizer: section.optional("optimizer", default: .sgd(learningRate: 0.01)) { self.optimizer($0) },
      clipping: section["clipping"].flatMap { self.clipping($0) },
      batchSize: batchSize(section, task),
      epochs: epochs(section, task),
      zeroed: section.optional("zeroed", default: 0) { number($0, .fraction) }
    )
    return loss == nil ? nil : plan
  }

  // MARK: - Loss

  private func loss(
    _ section: Section,
    _ task: DataTask?,
    _ network: LayeredNetwork?,
    outputs: Place
  ) -> Loss? {
    let given = section["loss"]
    if let task, task.facts.classes < 2 {
      if let entry = section.entry("loss") {
        return reported(entry.place, "\(task.source.name) has no classes and so no loss; leave it out")
      }
      guard let network, let problem = Loss.mse.problem(with: network) else { return .mse }
      return reported(outputs, "\(problem), and \(task.source.name) has no classes; use another activation")
    }
    let written: Loss? = given.flatMap { choice($0) }
    if given != nil, written == nil { return nil }
    guard let task, let network else { return nil }
    let loss = written ?? .byDefault(network)
    if let problem = loss.problem(with: network) {
      let remedy = "change the activation of the last layer, or leave the loss out"
      return reported(given?.place ?? outputs, "\(loss.rawValue); \(problem); \(remedy)")
    }
    return fits(loss, isWritten: written != nil, network, task, outputs) ? loss : nil
  }

  /// Whether a network has an output for every class, or one for all where that means something.
  private func fits(
    _ loss: Loss,
    isWritten: Bool,
    _ network: LayeredNetwork,
    _ task: DataTask,
    _ place: Place
  ) -> Bool {
    let classes = task.facts.classes
    let count = "\(network.outputs) output\(network.outputs == 1 ? "" : "s")"
    let told = "the classes of \(task.source.name)"
    switch loss {
    case .categoricalCrossEntropy where network.outputs != classes:
      return reported(place, "\(count); a softmax must have \(classes), \(told)") ?? false
    case .binaryCrossEntropy where classes != 2:
      let text = "sigmoid with \(isWritten ? "" : "its default loss, ")binary_crossentropy is for two classes"
      let remedy = "write a softmax of \(classes) units, or training.loss: mse"
      return reported(place, "\(text), and \(task.source.name) has \(classes); \(remedy)") ?? false
    case .binaryCrossEntropy where network.outputs != 1:
      return reported(place, "\(count); binary_crossentropy must have 1: write 1 unit, or a softmax of 2") ?? false
    case .mse where network.outputs != classes && !(network.outputs == 1 && classes <= 2),
      .mae where network.outputs != classes && !(network.outputs == 1 && classes <= 2):
      return reported(place, "\(count); must be \(classes), \(told)\(classes == 2 ? ", or 1" : "")") ?? false
    default: return true
    }
  }

  // MARK: - Steps

  private func clipping(_ value: Value) -> Clipping? {
    if value.plainText == "none" { return nil }
    let remedy = "must be one of {value: 1.0}, {norm: 1.0}, {global_norm: 1.0}, or none"
    guard let entry = onlyEntry(value, remedy) else { return nil }
    let section = Section(value, keys: ["value", "norm", "global_norm"], problems)
    guard section[entry.key] != nil, ["value", "norm", "global_norm"].contains(entry.key) else { return nil }
    guard let limit = number(entry.value, .positive) else { return nil }
    return entry.key == "value" ? .value(limit) : entry.key == "norm" ? .norm(limit) : .globalNorm(limit)
  }

  private func batchSize(_ section: Section, _ task: DataTask?) -> Int {
    // Keras' own, where there are as many points.
    let usual = min(32, task?.facts.training ?? 32)
    guard let given = section["batch_size"] else { return usual }
    if given.plainText == "all" { return task?.facts.training ?? usual }
    guard let size = integer(given, in: 1...Limits.points) else { return usual }
    if let task, size > task.facts.training {
      problems.add(
        given.place,
        "\(size); must be at most \(task.facts.training), the training points; or write all"
      )
    }
    return size
  }

  private func epochs(_ section: Section, _ task: DataTask?) -> Int {
    let canLearn = task.map { $0.facts.classes > 1 } ?? true
    guard let given = section["epochs"] else { return canLearn ? 1 : 0 }
    let epochs = integer(given, in: 0...Limits.epochs) ?? 0
    if let task, !canLearn, epochs > 0 {
      problems.add(given.place, "\(epochs); must be 0: \(task.source.name) has no classes to learn")
    }
    return epochs
  }
}

extension Loss {
  /// The cross-entropy of the output's activation, where it has one.
  static func byDefault(_ network: LayeredNetwork) -> Loss {
    let last = network.layers.last?.activation
    return allCases.first { $0.fusedActivation != nil && $0.fusedActivation == last } ?? .mse
  }
}
