import Datasets
import Estimation

extension LayeredExperiment {
  /// When a simulation is looked at: at the start, after the epochs asked for, at the end where there is training.
  public var checks: [String] {
    if training.epochs == 0 { return ["start"] }
    let between = looks.epochs ? (1..<training.epochs).map { "epoch_\($0)" } : []
    return ["start"] + between + ["end"]
  }

  /// The last of ``checks``.
  public var lastCheck: String { training.epochs == 0 ? "start" : "end" }

  /// Whether there is something to learn: without classes, activations are looked at and nothing else.
  public var hasTargets: Bool { task.facts.classes > 1 }

  /// The numbers of a ``Record``, in order.
  ///
  /// - Complexity: O(checks × layers).
  public var numbers: [Quantity] {
    var all: [Quantity] = []
    func losses(_ half: String, _ when: String) {
      guard hasTargets else { return }
      all += [Quantity("\(half)_loss", when), Quantity("\(half)_accuracy", when)]
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
    all += [Quantity("input_mean", "start"), Quantity("input_deviation", "start")]
    let layers = network.lookedLayers
    if layers.count > 2, hasTargets { all += checks.map { Quantity("gradient_ratio", $0) } }
    for layer in layers {
      for check in checks {
        all += layerNumbers(layer).map { Quantity(layer: layer.number, $0, check) }
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

  /// The distributions of a ``Record``, in order.
  public var distributions: [Quantity] {
    network.lookedLayers.flatMap { layer in
      looks.distributions.flatMap { values in
        checks.map { Quantity(layer: layer.number, values.rawValue, $0) }
      }
    }
  }

  /// The histograms of activations in equal bins, in order.
  public var binned: [Quantity] {
    guard looks.bins != nil else { return [] }
    return network.lookedLayers.flatMap { layer in
      checks.map { Quantity(layer: layer.number, "activations", $0) }
    }
  }

  /// Steps of the optimizer in an epoch.
  public var stepsPerEpoch: Int { (task.facts.training + training.batchSize - 1) / training.batchSize }

  /// The curves of a ``Record``, in order.
  public var curves: [Curve] {
    let steps = stepsPerEpoch * training.epochs
    func every(_ stride: Int) -> [Int] { Array(Swift.stride(from: 1, through: steps, by: stride)) }
    var all: [Curve] = []
    if looks.losses > 0, steps > 0 { all.append(Curve(name: "batch_loss", steps: every(looks.losses))) }
    if looks.biasGradients > 0, steps > 0 {
      all += network.lookedLayers.map {
        Curve(layer: $0.number, name: "bias_gradient_norm", steps: every(looks.biasGradients))
      }
    }
    return all
  }
}

extension LayeredExperiment {
  /// The outcomes that a replicate can have, in the order in which tables show them: those of death where some hidden layer
  /// can be off.
  public var outcomes: [NamedOutcome] {
    var all = [NamedOutcome(name: "constant", flag: .constant)]
    if hasTargets { all.append(NamedOutcome(name: "one_class", flag: .oneClass)) }
    if deathIsDefined {
      all += [NamedOutcome(name: "born_dead", flag: .bornDead), NamedOutcome(name: "dead", flag: .dead)]
    }
    return all + [NamedOutcome(name: "diverged", flag: .diverged)]
  }

  /// Why one of ``outcomes`` says nothing of this experiment; nil where it is defined.
  public func missingPremise(of outcome: Outcomes) -> String? {
    guard task.facts.test < 2 else { return nil }
    switch outcome {
    case .constant: return Experiment.missingPremiseOfConstant(testPoints: task.facts.test)
    case .oneClass: return "with one test point every network predicts one class"
    default: return nil
    }
  }

  /// Whether some hidden layer is one whose units can be off.
  public var deathIsDefined: Bool { network.lookedLayers.contains { $0.idleness == .off } }

  /// Whether a dead layer passes no gradient at all, in every hidden layer that can be dead.
  public var deathStopsGradients: Bool {
    network.lookedLayers.filter { $0.idleness == .off }.allSatisfy {
      network.layers[$0.activation].activation?.allUnitsOff == .dead
    }
  }
}
