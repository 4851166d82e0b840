import Experiments
import RandomStreams

/// Everything that decides what simulations compute and record, as text in one fixed form, piece by piece.
///
/// The plan hash is taken of this and not of the resolved study, whose layout may change: this text is frozen, and a new
/// field is written only where it differs from what older plans meant. Its first line has the number of the definitions: it
/// rises when an outcome or a recorded number changes its meaning, so that results of two meanings are never put together.
func canonicalForm(seed: UInt64, _ cells: [StudyCell], _ write: (String) -> Void) {
  write("collapsar plan 2\nseed \(seed)\n")
  for cell in cells {
    guard case .function(let experiment) = cell.subject else {
      if case .dataset(let experiment) = cell.subject { write("cell \(cell.name)\n" + experiment.canonicalForm) }
      continue
    }
    write("cell \(cell.name)\nprecision \(experiment.precision.rawValue)\ninputs \(experiment.network.inputs)\n")
    for layer in experiment.network.layers {
      let bias = layer.hasBias ? "bias" : "no_bias"
      write("dense \(layer.units) \(bias) \(layer.activation.canonicalForm) \(layer.initializer.canonicalForm)\n")
    }
    write(experiment.task.canonicalForm)
    write(experiment.training.canonicalForm)
    if experiment.looks != .none { write("looks \(experiment.looks.steps) \(experiment.looks.epochs)\n") }
    write("flat" + experiment.criteria.flat.map { " \($0)" }.joined() + "\n")
  }
}

extension LearningTask {
  fileprivate var canonicalForm: String {
    var text = "target \(target.rawValue) \(low) \(high)\ntraining_points \(trainingPoints)\n"
    switch testPoints {
    case .drawn(let count): text += "test_points \(count)\n"
    case .listed(let points):
      text += "test_points listed"
      for point in points { text += " (" + point.map { "\($0)" }.joined(separator: " ") + ")" }
      text += "\n"
    }
    return text + shared.canonicalForm
  }
}

extension Set<Purpose> {
  var canonicalForm: String { "shared" + map(\.rawValue).sorted().map { " \($0)" }.joined() + "\n" }
}

extension TrainingPlan {
  fileprivate var canonicalForm: String {
    "loss \(loss.rawValue)\noptimizer \(optimizer.canonicalForm)\nbatch \(batchSize)\nepochs \(epochs)\n"
  }
}

extension Optimizer {
  var canonicalForm: String {
    switch self {
    case .sgd(let rate, let momentum, let nesterov): "sgd \(rate) \(momentum) \(nesterov)"
    case .rmsprop(let rate, let rho, let epsilon): "rmsprop \(rate) \(rho) \(epsilon)"
    case .adam(let rate, let beta1, let beta2, let epsilon, let form):
      "adam \(rate) \(beta1) \(beta2) \(epsilon) \(form.rawValue)"
    case .adagrad(let rate, let epsilon): "adagrad \(rate) \(epsilon)"
    case .adadelta(let rate, let rho, let epsilon): "adadelta \(rate) \(rho) \(epsilon)"
    case .nadam(let rate, let beta1, let beta2, let epsilon, let decay):
      "nadam \(rate) \(beta1) \(beta2) \(epsilon) \(decay)"
    }
  }
}

extension Activation {
  var canonicalForm: String {
    switch self {
    case .relu: "relu"
    case .leakyReLU(let slope): "leaky_relu(\(slope))"
    case .elu: "elu"
    case .selu: "selu"
    case .tanh: "tanh"
    case .sigmoid: "sigmoid"
    case .linear: "linear"
    case .prelu: "prelu"
    case .rrelu(let low, let high): "rrelu(\(low) \(high))"
    case .softmax: "softmax"
    }
  }
}

extension Initializer {
  var canonicalForm: String {
    switch self {
    case .zeros: "zeros"
    case .constant(let value): "constant(\(value))"
    case .uniform(let low, let high): "uniform(\(low) \(high))"
    case .normal(let mean, let deviation, let truncated): "normal(\(mean) \(deviation) \(truncated))"
    case .varianceScaling(let scale, let mode, let distribution):
      "variance_scaling(\(scale) \(mode.rawValue) \(distribution.rawValue))"
    }
  }
}
