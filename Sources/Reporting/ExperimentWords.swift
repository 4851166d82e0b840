internal import Experiments
internal import RandomStreams
internal import Studies

/// An experiment in plain words, aspect by aspect, so that what all cells share can be told apart from what differs.
enum ExperimentWords {
  struct Aspect: Sendable {
    var title: String
    var text: @Sendable (Experiment) -> String
  }

  static let aspects: [Aspect] = [
    Aspect(title: "Network", text: { shape($0.network) }),
    Aspect(title: "Activation", text: { activations($0.network) }),
    Aspect(title: "Weights drawn from", text: { initializers($0.network) }),
    Aspect(title: "Biases", text: { biases($0.network) }),
    Aspect(title: "Arithmetic", text: { $0.precision.rawValue }),
    Aspect(title: "Target", text: { target($0.task) }),
    Aspect(title: "Training points", text: { "\(grouped($0.task.trainingPoints)), \(drawn($0.task))" }),
    Aspect(title: "Test points", text: { testPoints($0.task) }),
    Aspect(title: "Loss", text: { loss($0.training.loss) }),
    Aspect(title: "Optimizer", text: { optimizer($0.training.optimizer) }),
    Aspect(title: "Training", text: { training($0.training) }),
    Aspect(title: "Checks", text: { checks($0) }),
  ]

  private static func shape(_ network: Network) -> String {
    let widths = network.hiddenLayers.map(\.units)
    let inputs = network.inputs == 1 ? "1 input" : "\(network.inputs) inputs"
    let outputs = network.outputs == 1 ? "1 output" : "\(network.outputs) outputs"
    let parameters = "\(grouped(network.parameterCount)) parameters"
    guard let width = widths.first else { return "\(inputs), no hidden layer, \(outputs); \(parameters)" }
    let layers =
      Set(widths).count == 1
      ? "\(widths.count == 1 ? "1 hidden layer" : "\(widths.count) hidden layers") of width \(width)"
      : "hidden layers of widths \(listed(widths.map { "\($0)" }))"
    return "\(inputs), \(layers), \(outputs); \(parameters)"
  }

  private static func activations(_ network: Network) -> String {
    let hidden = network.hiddenLayers.map { name($0.activation) }
    let output = name(network.layers[network.layers.count - 1].activation)
    guard let first = hidden.first else { return "\(output) at the output" }
    let inside = Set(hidden).count == 1 ? first : listed(hidden)
    return "\(inside); \(output) at the output"
  }

  static func name(_ activation: Activation) -> String {
    switch activation {
    case .relu: "ReLU"
    case .leakyReLU(let slope): "leaky ReLU with slope \(trimmed(slope))"
    case .elu: "ELU"
    case .selu: "SELU"
    case .tanh: "tanh"
    case .sigmoid: "sigmoid"
    case .linear: "linear"
    case .prelu: "PReLU"
    case .rrelu(let low, let high): "RReLU with slopes from \(compact(low)) to \(compact(high))"
    case .softmax: "softmax"
    }
  }

  private static func initializers(_ network: Network) -> String {
    let names = network.layers.map { name($0.initializer) }
    if Set(names).count == 1 { return names[0] }
    let (first, inner, last) = (names[0], names.dropFirst().dropLast(), names[names.count - 1])
    if Set(inner).count > 1 { return listed(names) }
    var parts = ["\(first) (first layer)"]
    if let middle = inner.first { parts.append("\(middle) (others)") }
    return (parts + ["\(last) (output)"]).joined(separator: ", ")
  }

  static func name(_ initializer: Initializer) -> String {
    switch initializer {
    case .zeros: "zeros"
    case .constant(let value): "the constant \(trimmed(value))"
    case .uniform(let low, let high): "uniform on [\(trimmed(low)), \(trimmed(high)))"
    case .normal(let mean, let deviation, let truncated):
      "\(truncated ? "truncated " : "")normal with mean \(trimmed(mean)) and deviation \(trimmed(deviation))"
    case .varianceScaling(let scale, let mode, let distribution): scaled(scale, mode, distribution)
    }
  }

  private static func scaled(
    _ scale: Double,
    _ mode: Initializer.FanMode,
    _ distribution: Initializer.Distribution
  ) -> String {
    let shape =
      switch distribution {
      case .uniform: "uniform"
      case .untruncatedNormal: "normal"
      case .truncatedNormal: "normal, truncated"
      }
    switch (scale, mode) {
    case (1, .fanAverage): return "Glorot \(shape)"
    case (2, .fanIn): return "He \(shape)"
    case (1, .fanIn): return "LeCun \(shape)"
    default:
      let fan =
        switch mode {
        case .fanIn: "fan-in"
        case .fanOut: "fan-out"
        case .fanAverage: "mean fan"
        }
      return "\(shape), variance \(trimmed(scale)) / \(fan)"
    }
  }

  private static func biases(_ network: Network) -> String {
    let have = network.layers.count(where: \.hasBias)
    return have == 0
      ? "none"
      : have == network.layers.count ? "start at 0" : "in \(have) of \(network.layers.count) layers, start at 0"
  }

  private static func target(_ task: LearningTask) -> String {
    let function =
      switch task.target {
      case .abs: "|x|"
      case .xSinX: "x · sin x"
      case .xSin5X: "x · sin 5x"
      case .stepSin: "1 where x > 0, plus 0.2 · sin 5x"
      case .abs2D: "|x₁ + x₂| and |x₁ − x₂|"
      }
    return "\(function) on [\(compact(task.low)), \(compact(task.high))]"
  }

  private static func drawn(_ task: LearningTask) -> String {
    task.shared.contains(.trainingData) ? "one set for all simulations" : "drawn anew for each simulation"
  }

  private static func testPoints(_ task: LearningTask) -> String {
    switch task.testPoints {
    case .drawn(let count): return "\(grouped(count)), drawn anew for each simulation"
    case .listed(let points):
      if points.count > 8 { return "\(grouped(points.count)), the same for all" }
      return points.map { point in
        let numbers = point.map { compact($0) }.joined(separator: ", ")
        return point.count == 1 ? numbers : "(\(numbers))"
      }.joined(separator: ", ")
    }
  }

  static func loss(_ loss: Loss) -> String {
    switch loss {
    case .mse: "mean squared error"
    case .mae: "mean absolute error"
    case .categoricalCrossEntropy: "categorical cross-entropy"
    case .binaryCrossEntropy: "binary cross-entropy"
    }
  }

  static func optimizer(_ optimizer: Optimizer) -> String {
    switch optimizer {
    case .sgd(let rate, let momentum, let nesterov):
      let extra = momentum == 0 ? "" : ", \(nesterov ? "Nesterov " : "")momentum \(trimmed(momentum))"
      return "stochastic gradient descent, rate \(trimmed(rate))\(extra)"
    case .rmsprop(let rate, let rho, let epsilon):
      return "RMSprop, rate \(trimmed(rate)), ρ \(trimmed(rho)), ε \(scientific(epsilon))"
    case .adam(let rate, let beta1, let beta2, let epsilon, let form):
      return "Adam, rate \(trimmed(rate)), β \(trimmed(beta1)) and \(trimmed(beta2)), ε \(scientific(epsilon)) "
        + (form == .keras ? "(Keras’ form)" : "(Kingma and Ba’s form)")
    case .adagrad(let rate, let epsilon): return "Adagrad, rate \(trimmed(rate)), ε \(scientific(epsilon))"
    case .adadelta(let rate, let rho, let epsilon):
      return "Adadelta, rate \(trimmed(rate)), ρ \(trimmed(rho)), ε \(scientific(epsilon))"
    case .nadam(let rate, let beta1, let beta2, let epsilon, let decay):
      return "Nadam, rate \(trimmed(rate)), β \(trimmed(beta1)) and \(trimmed(beta2)), ε \(scientific(epsilon)), decay "
        + trimmed(decay)
    }
  }

  private static func training(_ training: TrainingPlan) -> String {
    guard training.epochs > 0 else { return "none: networks as they are born" }
    let epochs = training.epochs == 1 ? "1 epoch" : "\(grouped(training.epochs)) epochs"
    return "\(epochs), \(grouped(training.batchSize)) points a step"
  }

  private static func checks(_ experiment: Experiment) -> String {
    guard experiment.training.epochs > 0 else { return "before training" }
    return
      "before training\(experiment.looks.steps ? ", after steps 1, 2, 4, … of the first epoch," : "") and after every epoch"
  }

  /// So many that a line holds them.
  static func listed(_ texts: [String]) -> String {
    texts.prefix(12).joined(separator: ", ") + (texts.count > 12 ? ", … (\(texts.count) in all)" : "")
  }
}
