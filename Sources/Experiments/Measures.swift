/// The name of something that every replicate of an experiment has: results list it by layer, name and time.
public struct Measure: Hashable, Sendable {
  /// From 1, the output layer last; nil where it is not a layer's.
  public var layer: Int?
  public var name: String
  /// `start`, `epoch_1`, …, `last_epoch`, `end`.
  public var when: String

  public init(layer: Int? = nil, _ name: String, _ when: String) {
    self.layer = layer
    self.name = name
    self.when = when
  }
}

extension Measure {
  /// What a number of this name can be.
  public static func bounds(of name: String) -> ClosedRange<Double> {
    if name.hasSuffix("_accuracy") || name.hasPrefix("share_") { return 0...1 }
    // Means of activations and inputs, and predictions, have a sign; all else is a loss, a size or a ratio of sizes.
    let isSigned = name.hasSuffix("_mean") || name.hasPrefix("prediction_")
    return isSigned ? -.infinity ... .infinity : 0 ... .infinity
  }
}

/// A number that a replicate has at many steps.
public struct CurveMeasure: Hashable, Sendable {
  /// From 1; nil where it is not a layer's.
  public var layer: Int?
  public var name: String
  /// Steps of the optimizer, from 1: losses and gradients are of the step's batch, before the parameters move.
  public var steps: [Int]
}

extension LayeredExperiment {
  /// When a replicate is looked at: at the start, after the epochs asked for, at the end where there is training.
  public var checks: [String] {
    if training.epochs == 0 { return ["start"] }
    let between = looks.epochs ? (1..<training.epochs).map { "epoch_\($0)" } : []
    return ["start"] + between + ["end"]
  }

  /// The last of ``checks``.
  public var lastCheck: String { training.epochs == 0 ? "start" : "end" }

  /// Whether there is something to learn: without classes, activations are looked at and nothing else.
  public var hasTargets: Bool { task.facts.classes > 1 }

  /// The numbers of a ``LayeredRecord``, in order.
  ///
  /// - Complexity: O(checks × layers).
  public var numbers: [Measure] {
    var all: [Measure] = []
    func losses(_ half: String, _ when: String) {
      guard hasTargets else { return }
      all += [Measure("\(half)_loss", when), Measure("\(half)_accuracy", when)]
    }
    if training.epochs > 0 { losses("train", "last_epoch") }
    if looks.epochs { for epoch in 1..<max(training.epochs, 1) { losses("train", "epoch_\(epoch)") } }
    losses("final_train", lastCheck)
    if task.facts.validation > 0 { losses("validation", lastCheck) }
    losses("test", lastCheck)
    for check in checks where check != lastCheck {
      if task.facts.validation > 0 { losses("validation", check) }
      losses("test", check)
    }
    all += [Measure("input_mean", "start"), Measure("input_deviation", "start")]
    let layers = network.lookedLayers
    if layers.count > 2, hasTargets { all += checks.map { Measure("gradient_ratio", $0) } }
    for layer in layers {
      for check in checks {
        all += layerNumbers(layer).map { Measure(layer: layer.number, $0, check) }
      }
    }
    return all
  }

  /// The numbers of one layer at one check, in order.
  public func layerNumbers(_ layer: LookedLayer) -> [String] {
    var names = ["activation_mean", "activation_deviation"]
    if hasTargets { names = ["weight_gradient_rms", "z_gradient_rms"] + names }
    if looks.inputDescents, hasTargets { names += ["input_descent_mean", "input_descent_rms"] }
    if let idleness = layer.idleness { names += [idleness.unitShare, idleness.valueShare] }
    return names
  }

  /// The distributions of a ``LayeredRecord``, in order.
  public var distributions: [Measure] {
    network.lookedLayers.flatMap { layer in
      looks.distributions.flatMap { values in
        checks.map { Measure(layer: layer.number, values.rawValue, $0) }
      }
    }
  }

  /// The histograms of activations in equal bins, in order.
  public var binned: [Measure] {
    guard looks.bins != nil else { return [] }
    return network.lookedLayers.flatMap { layer in
      checks.map { Measure(layer: layer.number, "activations", $0) }
    }
  }

  /// Steps of the optimizer in an epoch.
  public var stepsPerEpoch: Int { (task.facts.training + training.batchSize - 1) / training.batchSize }

  /// The curves of a ``LayeredRecord``, in order.
  public var curves: [CurveMeasure] {
    let steps = stepsPerEpoch * training.epochs
    func every(_ stride: Int) -> [Int] { Array(Swift.stride(from: 1, through: steps, by: stride)) }
    var all: [CurveMeasure] = []
    if looks.losses > 0, steps > 0 { all.append(CurveMeasure(name: "batch_loss", steps: every(looks.losses))) }
    if looks.biasGradients > 0, steps > 0 {
      all += network.lookedLayers.map {
        CurveMeasure(layer: $0.number, name: "bias_gradient_norm", steps: every(looks.biasGradients))
      }
    }
    return all
  }
}
