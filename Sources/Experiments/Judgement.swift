/// What a trainer saw of one simulation, from which the record is judged: the one place where outcomes are decided.
public struct Observations: Sendable {
  /// Units with z ≤ 0 on every training point, `[check · hidden layers + layer]`; check 0 is before training.
  public var unitsOff: [Int32]
  /// The loss over the training points, by check; one that is not finite makes the simulation `diverged`.
  public var losses: [Double]
  /// Every hidden weight gradient of the last batch was exactly 0; not looked at where `no_gradient` is undefined.
  public var noGradient: Bool
  /// Every parameter at the end and every epoch's loss was finite.
  public var isFinite: Bool
  public var trainLoss: Double
  public var test: TestFit
  /// On the first and last batch, a value a layer with the output layer; empty when there was no batch.
  public var first: [BatchSummary]
  public var last: [BatchSummary]
  /// A value an epoch but the last, where the experiment asks for it.
  public var epochs: [EpochSummary]

  public init(
    unitsOff: [Int32],
    losses: [Double],
    noGradient: Bool,
    isFinite: Bool,
    trainLoss: Double,
    test: TestFit,
    first: [BatchSummary],
    last: [BatchSummary],
    epochs: [EpochSummary] = []
  ) {
    precondition(!losses.isEmpty, "there is always a check before training")
    self.unitsOff = unitsOff
    self.losses = losses
    self.noGradient = noGradient
    self.isFinite = isFinite
    self.trainLoss = trainLoss
    self.test = test
    self.first = first
    self.last = last
    self.epochs = epochs
  }
}

extension Observations {
  /// The outcomes and numbers of a simulation, by the definitions in ``Outcomes``.
  /// - Complexity: proportional to checks × layers.
  public func judged(_ experiment: Experiment, simulation: UInt64) -> Record {
    let network = experiment.network
    let diverged = !isFinite || !losses.allSatisfy(\.isFinite) || !test.isFinite
    let checks = network.hiddenLayerCount == 0 ? 0 : unitsOff.count / network.hiddenLayerCount
    let bornDead = checks > 0 && firstDeadLayer(check: 0, network) != nil

    var outcomes: Outcomes = []
    if bornDead { outcomes.insert(.bornDead) }
    var deadLayer: Int?
    var deathCheck: Int?
    if diverged {
      outcomes.insert(.diverged)
    } else {
      // The dead spell that lasts to the end starts after the last check that found no layer dead.
      let spell = (0..<checks).last { firstDeadLayer(check: $0, network) == nil }.map { $0 + 1 } ?? 0
      if spell < checks {
        deadLayer = firstDeadLayer(check: checks - 1, network)
        deathCheck = spell
        outcomes.insert(.dead)
        if !bornDead { outcomes.insert(.died) }
      } else if (0..<checks).contains(where: { firstDeadLayer(check: $0, network) != nil }) {
        outcomes.insert(.revived)
      }
      if test.isConstant { outcomes.insert(.constant) }
      for (index, tolerance) in experiment.criteria.flat.enumerated()
      where test.predictions.allSatisfy({ $0.maximum - $0.minimum < tolerance }) {
        outcomes.insert(.flat(index))
      }
      if noGradient { outcomes.insert(.noGradient) }
      if test.hasFlatEnd { outcomes.insert(.halfTrained) }
      if test.loss <= 0.1 * test.bestConstantLoss { outcomes.insert(.fitted) }
    }
    outcomes.subtract(experiment.undefinedOutcomes)
    let values = values(experiment, deadLayer, deathCheck) + deadLayers(checks, network, diverged: diverged)
    // One NaN of all: its sign and payload differ between processors.
    return Record(simulation: simulation, outcomes: outcomes, values: values.map { $0.isNaN ? .nan : $0 })
  }

  /// The numbers of ``RecordSchema``, in its order, up to the checks of death.
  private func values(_ experiment: Experiment, _ deadLayer: Int?, _ deathCheck: Int?) -> [Double] {
    let network = experiment.network
    var values: [Double] = []
    values.reserveCapacity(8 * network.layers.count * (1 + epochs.count) + losses.count)
    values.append(deadLayer.map(Double.init) ?? .nan)
    values.append(deathCheck.map(Double.init) ?? .nan)
    let isTrained = experiment.training.epochs > 0
    if isTrained { values.append(trainLoss) }
    values.append(losses[losses.count - 1])
    values.append(test.loss)
    for prediction in test.predictions {
      values.append(prediction.minimum)
      values.append(prediction.maximum)
      values.append(prediction.mean)
    }
    for epoch in epochs { values.append(epoch.trainLoss) }
    for layer in network.layers.indices {
      func append(_ batch: BatchSummary) {
        values.append(batch.gradientNorm)
        values.append(batch.activationMean)
        values.append(batch.activationDeviation)
      }
      if isTrained {
        append(first.isEmpty ? .none : first[layer])
        append(last.isEmpty ? .none : last[layer])
      }
      for epoch in epochs { append(epoch.batches[layer]) }
      guard network.canBeOff(layer: layer) else { continue }
      for epoch in epochs { values.append(Double(epoch.unitsOff[layer])) }
      values.append(Double(unitsOff[layer]))
      values.append(Double(unitsOff[unitsOff.count - network.hiddenLayerCount + layer]))
    }
    return values
  }

  /// The first dead layer at each check, where a layer can be dead; 0 where none is, NaN from where the simulation diverged.
  private func deadLayers(_ checks: Int, _ network: Network, diverged: Bool) -> [Double] {
    guard network.deathIsDefined else { return [] }
    // What was once not finite stays in its own band.
    let firstInfinite = losses.firstIndex { !$0.isFinite } ?? (diverged ? checks - 1 : checks)
    return (0..<checks).map { check in
      check >= firstInfinite ? .nan : Double(firstDeadLayer(check: check, network) ?? 0)
    }
  }

  /// The first hidden layer, from 1, whose units are all off, where the activation gives that a meaning.
  private func firstDeadLayer(check: Int, _ network: Network) -> Int? {
    let start = check * network.hiddenLayerCount
    for layer in 0..<network.hiddenLayerCount where Int(unitsOff[start + layer]) == network.layers[layer].units {
      if network.layers[layer].activation.allUnitsOff != .undefined { return layer + 1 }
    }
    return nil
  }
}
