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
  /// The outcomes and summaries of a simulation, by the definitions in ``Outcomes``.
  /// - Complexity: proportional to checks × layers.
  public func judged(_ experiment: Experiment, simulation: UInt64) -> SimulationRecord {
    let network = experiment.network
    let finalTrainLoss = losses[losses.count - 1]
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
    return SimulationRecord(
      simulation: simulation,
      outcomes: outcomes,
      deadLayer: deadLayer,
      deathCheck: deathCheck,
      trainLoss: trainLoss,
      finalTrainLoss: finalTrainLoss,
      testLoss: test.loss,
      predictions: test.predictions,
      layers: layerSummaries(network),
      checks: network.deathIsDefined ? states(checks, network, diverged: diverged) : [],
      epochs: epochs
    )
  }

  private func states(_ checks: Int, _ network: Network, diverged: Bool) -> [CheckState] {
    // What was once not finite stays in its own band.
    let firstInfinite = losses.firstIndex { !$0.isFinite } ?? (diverged ? checks - 1 : checks)
    return (0..<checks).map { check in
      if check >= firstInfinite { return .diverged }
      return firstDeadLayer(check: check, network).map { .dead(layer: $0) } ?? .alive
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

  private func layerSummaries(_ network: Network) -> [LayerSummary] {
    let hidden = network.hiddenLayerCount
    return network.layers.indices.map { index in
      LayerSummary(
        unitsOffAtStart: index < hidden ? unitsOff[index] : 0,
        unitsOffAtEnd: index < hidden ? unitsOff[unitsOff.count - hidden + index] : 0,
        first: first.isEmpty ? .none : first[index],
        last: last.isEmpty ? .none : last[index]
      )
    }
  }
}
