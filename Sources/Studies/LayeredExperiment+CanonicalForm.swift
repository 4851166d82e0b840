import Datasets
import Experiments
import RandomStreams

extension LayeredExperiment {
  /// As of `canonicalForm(seed:_:_:)`, frozen: without paths, so that the same files make the same study wherever they lie,
  /// and with every number of it, so that a change of some default changes no hash.
  var canonicalForm: String {
    let input = network.input
    // A vector is flat already: such a layer changes nothing that is computed.
    let layers = network.layersAboveShapes.filter { !($0.layer == .flatten && $0.input.isVector) }
      .map { "layer \($0.layer.canonicalForm)\n" }.joined()
    return "layered \(precision.rawValue)\ninput \(input.height) \(input.width) \(input.channels)\n" + layers
      + task.canonicalForm + training.canonicalForm + looks.canonicalForm
  }
}

extension Layer {
  fileprivate var canonicalForm: String {
    switch self {
    case .dense(let units, let activation, let initializer, let bias, let penalty):
      "dense \(units) \(Self.tail(activation, initializer, bias, penalty))"
    case .convolution(let filters, let padding, let activation, let initializer, let bias, let penalty):
      "convolution \(filters) \(padding.rawValue) \(Self.tail(activation, initializer, bias, penalty))"
    case .maxPooling: "max_pooling"
    case .flatten: "flatten"
    case .dropout(let rate): "dropout \(rate)"
    case .batchNormalization(let momentum, let epsilon): "batch_normalization \(momentum) \(epsilon)"
    case .activation(let activation): "activation \(activation.canonicalForm)"
    case .shift(let value): "shift \(value)"
    }
  }

  private static func tail(
    _ activation: Activation,
    _ initializer: Initializer,
    _ bias: Bool,
    _ penalty: Penalty?
  ) -> String {
    let start = "\(bias ? "bias" : "no_bias") \(activation.canonicalForm) \(initializer.canonicalForm)"
    guard let penalty else { return start }
    switch penalty.scale {
    case .whole: return "\(start) \(penalty.norm.rawValue) \(penalty.lambda)"
    case .halfOver(let points): return "\(start) \(penalty.norm.rawValue) \(penalty.lambda) / (2 * \(points))"
    }
  }
}

extension DataTask {
  fileprivate var canonicalForm: String {
    let (shape, counts) = (facts.shape, "\(facts.training) \(facts.validation) \(facts.test)")
    let held =
      switch validation {
      case .first: "first"
      case .last: "last"
      case nil: "none"
      }
    return """
      data \(facts.digest ?? source.canonicalForm)
      points \(shape.height) \(shape.width) \(shape.channels) \(facts.classes) \(counts)
      held_out \(held)
      scaling \(scaling.canonicalForm)

      """ + shared.canonicalForm
  }
}

extension DatasetSource {
  /// What is drawn; files are known by their digest.
  fileprivate var canonicalForm: String {
    switch self {
    case .mnist, .fashionMNIST, .hdf5: name
    case .ball(let data): "ball \(data.trainingPoints) \(data.testPoints) \(data.dimensions) \(data.fraction)"
    case .gaussian(let data): "gaussian \(data.trainingPoints) \(data.testPoints) \(data.features)"
    case .classification(let data): "classification \(data.canonicalForm)"
    }
  }
}

extension Classification {
  fileprivate var canonicalForm: String {
    let counts = [
      trainingPoints, testPoints, features, informative, redundant, repeated, classes, clustersPerClass,
    ]
    let weights = self.weights.map { "(" + $0.map { "\($0)" }.joined(separator: " ") + ")" } ?? "equal"
    let numbers = "\(weights) \(flipped) \(separation) \(isHypercube)"
    return counts.map { "\($0)" }.joined(separator: " ")
      + " \(numbers) \(shift.canonicalForm) \(scale.canonicalForm) \(shuffles)"
  }
}

extension Classification.Adjustment {
  fileprivate var canonicalForm: String {
    switch self {
    case .value(let value): "\(value)"
    case .drawn: "drawn"
    }
  }
}

extension Scaling {
  fileprivate var canonicalForm: String {
    switch self {
    case .raw: "raw"
    case .unit: "unit"
    case .standardized: "standardized"
    case .minMax(let low, let high): "min_max \(low) \(high)"
    }
  }
}

extension LayeredTrainingPlan {
  fileprivate var canonicalForm: String {
    let clip =
      switch clipping {
      case .value(let limit): "value \(limit)"
      case .norm(let limit): "norm \(limit)"
      case .globalNorm(let limit): "global_norm \(limit)"
      case nil: "none"
      }
    return """
      loss \(loss.rawValue)
      optimizer \(optimizer.canonicalForm)
      clipping \(clip)
      batch \(batchSize)
      epochs \(epochs)
      zeroed \(zeroed)

      """
  }
}

extension LayeredLooks {
  fileprivate var canonicalForm: String {
    let names = distributions.map { " \($0.rawValue)" }.joined()
    let equal = bins.map { "\($0.low) \($0.high) \($0.count)" } ?? "none"
    return """
      looks \(epochs) \(points.rawValue) \(count.map { "\($0)" } ?? "all") \(every) \(inputDescents)
      distributions\(names)
      bins \(equal)
      curves \(losses) \(biasGradients)

      """
  }
}
