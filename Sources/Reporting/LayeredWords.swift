internal import Datasets
package import Experiments
internal import RandomStreams

/// An experiment on a data set in plain words, aspect by aspect, as ``ExperimentWords`` has those on functions.
package enum LayeredWords {
  /// What can be said of experiments, with a text each.
  package static func aspects(of experiments: [LayeredExperiment]) -> [(title: String, texts: [String])] {
    aspects.map { aspect in (aspect.title, experiments.map { aspect.text($0) }) }
  }

  private static let aspects: [(title: String, text: @Sendable (LayeredExperiment) -> String)] = [
    ("Network", { LayerWords.network($0.network) }),
    ("Activation", { LayerWords.activations($0.network) }),
    ("Weights drawn from", { LayerWords.initializers($0.network) }),
    ("Biases", { LayerWords.biases($0.network) }),
    ("Penalty", { LayerWords.penalties($0.network) }),
    ("Arithmetic", { $0.precision.rawValue }),
    ("Data", { data($0.task) }),
    ("Points", { points($0.task) }),
    ("Scaling", { scaling($0.task.scaling) }),
    ("The same in every replicate", { shared($0.task) }),
    ("Loss", { $0.hasTargets ? ExperimentWords.loss($0.training.loss) : "none: there is nothing to learn" }),
    ("Optimizer", { $0.training.epochs > 0 ? ExperimentWords.optimizer($0.training.optimizer) : "none" }),
    ("Clipping", { clipping($0.training.clipping) }),
    ("Training", { training($0) }),
    ("Looked at", { looks($0) }),
  ]

  // MARK: Data

  private static func data(_ task: DataTask) -> String {
    let facts = task.facts
    let name =
      switch task.source {
      case .mnist(_, let parts): "MNIST" + files(parts)
      case .fashionMNIST(_, let parts): "Fashion-MNIST" + files(parts)
      case .hdf5: "a pair of HDF5 files"
      case .classification(let data):
        "drawn as by scikit-learn’s make_classification: \(data.informative) informative, \(data.redundant) redundant, "
          + "\(data.repeated) repeated features, \(data.clustersPerClass) clusters a class \(trimmed(data.separation)) apart"
      case .gaussian: "standard normal numbers"
      case .ball(let data): "deepreplay’s ball, class 1 where |Σx| is more than \(trimmed(data.fraction)) of the radius"
      }
    let kind = facts.shape.isVector ? "\(facts.shape) features" : "images of \(facts.shape)"
    let classes = facts.classes > 1 ? "\(facts.classes) classes" : "no classes"
    let digest = facts.digest.map { "; SHA-256 \($0.prefix(12))…" } ?? ""
    return "\(name): \(kind), \(classes)\(digest)"
  }

  private static func files(_ parts: IDXParts) -> String {
    switch parts {
    case .all: ""
    case .testFilesOnly(let training): ", its test files alone (the first \(grouped(training)) to train on)"
    }
  }

  private static func points(_ task: DataTask) -> String {
    let facts = task.facts
    var parts = ["\(grouped(facts.training)) to train on"]
    switch task.validation {
    case .first: parts.append("\(grouped(facts.validation)) for validation (the first of the training points)")
    case .last: parts.append("\(grouped(facts.validation)) for validation (the last of the training points)")
    case nil: break
    }
    parts.append("\(grouped(facts.test)) to test on")
    let drawn =
      task.source.synthetic == nil || task.shared.contains(.trainingData) ? "" : ", drawn anew for each replicate"
    return parts.joined(separator: ", ") + drawn
  }

  private static func scaling(_ scaling: Scaling) -> String {
    switch scaling {
    case .raw: "none"
    case .unit: "pixels divided by 255"
    case .standardized: "each feature to mean 0 and deviation 1, by the training points"
    case .minMax(let low, let high):
      "each feature to \(trimmed(low)) … \(trimmed(high)), by the extremes of the training points"
    }
  }

  private static func shared(_ task: DataTask) -> String {
    var parts = task.source.synthetic == nil ? ["the data"] : []
    let names: [(Purpose, String)] = [
      (.trainingData, "training points"), (.testData, "test points"), (.weights, "first weights"),
      (.shuffle, "the order of the points"), (.dropout, "dropout"), (.activationNoise, "slopes of RReLU"),
    ]
    parts += names.filter { task.shared.contains($0.0) }.map(\.1)
    return parts.isEmpty ? "nothing" : parts.joined(separator: ", ")
  }

  // MARK: Training

  private static func clipping(_ clipping: Clipping?) -> String {
    switch clipping {
    case nil: "none"
    case .value(let limit): "each number of the gradient to ± \(trimmed(limit))"
    case .norm(let limit): "the gradient of each layer’s weights, and of its biases, to norm \(trimmed(limit))"
    case .globalNorm(let limit): "the whole gradient to norm \(trimmed(limit))"
    }
  }

  private static func training(_ experiment: LayeredExperiment) -> String {
    let plan = experiment.training
    let zeroed =
      plan.zeroed > 0 ? "; then \(trimmed(plan.zeroed * 100)) % of every layer’s weights, at random, set to 0" : ""
    guard plan.epochs > 0 else { return "none: networks as they are born" + zeroed }
    let epochs = plan.epochs == 1 ? "1 epoch" : "\(grouped(plan.epochs)) epochs"
    let batch =
      plan.batchSize >= experiment.task.facts.training
      ? "all points a step"
      : "\(grouped(plan.batchSize)) points a step, \(grouped(experiment.stepsPerEpoch)) steps an epoch"
    return "\(epochs), \(batch)\(zeroed)"
  }

  private static func looks(_ experiment: LayeredExperiment) -> String {
    let looks = experiment.looks
    let times =
      experiment.training.epochs == 0
      ? "at birth" : looks.epochs ? "at the start and after every epoch" : "at the start and at the end"
    let half = looks.points == .training ? "training" : "test"
    let points = looks.count.map { "up to \(grouped($0)) \(half) points" } ?? "all \(half) points"
    var parts = ["\(times), on \(points)"]
    let names = looks.distributions.map(name)
    if !names.isEmpty {
      parts.append("distributions of " + names.joined(separator: ", "))
    }
    if let kept = kept(experiment) { parts.append("of values at points \(kept), so that every unit has its turn") }
    if let bins = looks.bins {
      parts.append(
        "activations in \(grouped(bins.count)) equal bins from \(trimmed(bins.low)) to \(trimmed(bins.high))"
      )
    }
    if looks.losses > 0 { parts.append("the loss of \(every(looks.losses, "batch"))") }
    if looks.biasGradients > 0 { parts.append("gradients by the biases at \(every(looks.biasGradients, "step"))") }
    return parts.joined(separator: "; ")
  }

  private static func every(_ stride: Int, _ what: String) -> String {
    stride == 1 ? "every \(what)" : "one \(what) in \(grouped(stride))"
  }

  private static func name(_ values: LayerValues) -> String {
    switch values {
    case .sums: "z"
    case .activations: "activations"
    case .weights: "weights"
    case .weightGradients: "weight gradients"
    case .sumGradients: "gradients by z"
    case .unitGradients: "gradient norms of units"
    }
  }
}
