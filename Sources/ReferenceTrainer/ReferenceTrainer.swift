public import Experiments
public import Lanes
import RandomStreams

/// The slow, plain and right trainer: one network at a time, one number at a time, every activation and any shape.
///
/// It defines the answer that the other trainers are held against.
public struct ReferenceTrainer: Trainer {
  public init() {}

  public func refusal(of experiment: CellExperiment) -> String? {
    if case .function = experiment { nil } else { "the reference trainer takes functions" }
  }

  public mutating func run(
    _ experiment: CellExperiment,
    simulations: Range<UInt64>,
    isWanted: () -> Bool
  ) -> [Record]? {
    guard case .function(let experiment) = experiment else { preconditionFailure("not for the reference trainer") }
    var records: [Record] = []
    for simulation in simulations {
      let record =
        switch experiment.precision {
        case .float32: Self.simulate(experiment, simulation, Float.self, isWanted)
        case .float64: Self.simulate(experiment, simulation, Double.self, isWanted)
        }
      guard let record else { return nil }
      records.append(record)
    }
    return records
  }

  private static func simulate<Scalar: LaneElement>(
    _ experiment: Experiment,
    _ simulation: UInt64,
    _: Scalar.Type,
    _ isWanted: () -> Bool
  ) -> Record? {
    var run = ReferenceSimulation<Scalar>(experiment, simulation)
    return run.run(isWanted: isWanted)
  }
}

/// One simulation, from its birth to its record.
public struct ReferenceSimulation<Scalar: LaneElement> {
  public typealias Point = (input: [Scalar], target: [Scalar])
  public typealias Observer = (Moment, ReferenceSimulation) -> Void

  public let experiment: Experiment
  public let simulation: UInt64
  public private(set) var network: ReferenceNetwork<Scalar>
  public let trainingPoints: [Point]
  private var schedule: OptimizerSchedule
  private var slot0: ReferenceNetwork<Scalar>.Gradients
  private var slot1: ReferenceNetwork<Scalar>.Gradients
  private var epoch = 0
  private var first: [BatchSummary] = []
  private var last: [BatchSummary] = []
  /// By check.
  private var seenUnitsOff: [Int32] = []
  private var losses: [Double] = []
  private var epochs: [EpochSummary] = []
  private var lastHiddenGradientsAreZero = false

  public init(_ experiment: Experiment, _ simulation: UInt64) {
    self.experiment = experiment
    self.simulation = simulation
    network = ReferenceNetwork(
      experiment.network,
      seed: experiment.seed,
      simulations: experiment.lanes(for: .weights, from: simulation)
    )
    trainingPoints = experiment.trainingInputs(simulation: simulation).map { ($0, experiment.targets(at: $0)) }
    schedule = OptimizerSchedule(experiment.training.optimizer)
    slot0 = network.zeroGradients
    slot1 = slot0
  }

  /// - Parameters:
  ///   - isWanted: asked before every step; once it answers no, the simulation is given up.
  ///   - observer: told of every ``Moment`` as it comes, with the simulation as it then stands; what is computed does not
  ///     depend on it.
  /// - Returns: nil where the simulation was given up.
  public mutating func run(
    isWanted: () -> Bool = { true },
    observing observer: Observer = { _, _ in }
  ) -> Record? {
    observer(.birth, self)
    check()
    var trainLoss = Double.nan
    var lossesAreFinite = true
    for _ in 0..<experiment.training.epochs {
      guard let loss = trainOneEpoch(isWanted: isWanted, observing: observer) else { return nil }
      trainLoss = loss
      observer(.epoch(epoch, trainLoss: trainLoss), self)
      if !trainLoss.isFinite { lossesAreFinite = false }
      check()
      if experiment.looks.epochs, epoch < experiment.training.epochs {
        epochs.append(EpochSummary(trainLoss: trainLoss, batches: last, unitsOff: unitsOff()))
      }
    }
    let testInputs: [[Scalar]] = experiment.testInputs(simulation: simulation)
    let predictions = TestPredictions(
      inputs: testInputs.joined().map { Double($0) },
      targets: testInputs.flatMap { experiment.targets(at: $0) }.map { Double($0) },
      predictions: testInputs.flatMap { network.forward($0).output }.map { Double($0) },
      outputs: experiment.network.outputs
    )
    let observations = Observations(
      unitsOff: seenUnitsOff,
      losses: losses,
      noGradient: lastHiddenGradientsAreZero,
      isFinite: lossesAreFinite && network.isFinite,
      trainLoss: trainLoss,
      test: predictions.fit(experiment.training.loss, experiment.criteria),
      first: first,
      last: last,
      epochs: epochs
    )
    return observations.judged(experiment, simulation: simulation)
  }

  /// Looks at the training points.
  private mutating func check() {
    seenUnitsOff += unitsOff()
    losses.append(meanLossOfTrainingPoints())
  }

  /// Visits every training point once, in the epoch's own order, in batches.
  /// - Returns: the running mean of the loss, each point's taken before the step it took part in; nil where `isWanted`, asked
  ///   before every step, ended it.
  public mutating func trainOneEpoch(
    isWanted: () -> Bool = { true },
    observing observer: Observer = { _, _ in }
  ) -> Double? {
    let plan = experiment.training
    let order = experiment.order(epoch: epoch, simulation: simulation)
    var total = Scalar(0)
    for start in stride(from: 0, to: order.count, by: plan.batchSize) {
      guard isWanted() else { return nil }
      let batch = order[start..<min(start + plan.batchSize, order.count)].map { trainingPoints[Int($0)] }
      let (gradients, lossSum, traces) = network.gradients(of: plan.loss, batch: batch)
      total += lossSum
      let isFirst = epoch == 0 && start == 0
      let endsEpoch = start + plan.batchSize >= order.count
      if isFirst { first = summaries(traces, gradients) }
      if endsEpoch {
        last = summaries(traces, gradients)
        lastHiddenGradientsAreZero = gradients.weights.dropLast().joined().joined().allSatisfy { $0 == 0 }
      }
      step(gradients)
      let steps = start / plan.batchSize + 1
      if epoch == 0, steps.nonzeroBitCount == 1, !endsEpoch { observer(.step(steps), self) }
      if epoch == 0, experiment.isLook(afterStep: steps) { check() }
    }
    epoch += 1
    return Double(total) / (Double(order.count) * Double(experiment.network.outputs))
  }

  /// Units of each hidden layer with z ≤ 0 on every training point; 0 where the activation gives that no meaning.
  public func unitsOff() -> [Int32] {
    var isOn = experiment.network.hiddenLayers.map { [Bool](repeating: false, count: $0.units) }
    for point in trainingPoints {
      let trace = network.forward(point.input)
      for (layer, units) in isOn.enumerated() {
        for unit in units.indices where !(trace.sums[layer][unit] <= 0) { isOn[layer][unit] = true }
      }
    }
    return zip(experiment.network.hiddenLayers, isOn).map { layer, units in
      layer.activation.allUnitsOff == .undefined ? 0 : Int32(units.count { !$0 })
    }
  }

  /// The loss over the training points as the network stands: points in order of their index, summed by batches.
  public func meanLossOfTrainingPoints() -> Double {
    let size = experiment.training.batchSize
    var total = Scalar(0)
    for start in stride(from: 0, to: trainingPoints.count, by: size) {
      var sum = Scalar(0)
      for point in trainingPoints[start..<min(start + size, trainingPoints.count)] {
        for (output, target) in zip(network.forward(point.input).output, point.target) {
          sum = experiment.training.loss.added(output - target, to: sum)
        }
      }
      total += sum
    }
    return Double(total) / (Double(trainingPoints.count) * Double(experiment.network.outputs))
  }

  private mutating func step(_ gradients: ReferenceNetwork<Scalar>.Gradients) {
    let rule: OptimizerStep<Scalar> = schedule.next()
    for (index, layer) in experiment.network.layers.enumerated() {
      for unit in 0..<layer.units {
        if layer.hasBias {
          rule.apply(
            &network.biases[index][unit],
            gradient: gradients.biases[index][unit],
            slot0: &slot0.biases[index][unit],
            slot1: &slot1.biases[index][unit]
          )
        }
        for input in network.weights[index][unit].indices {
          rule.apply(
            &network.weights[index][unit][input],
            gradient: gradients.weights[index][unit][input],
            slot0: &slot0.weights[index][unit][input],
            slot1: &slot1.weights[index][unit][input]
          )
        }
      }
    }
  }

  /// Activations are taken point by point, unit by unit; gradients unit by unit, input by input.
  private func summaries(
    _ traces: [ReferenceNetwork<Scalar>.Trace],
    _ gradients: ReferenceNetwork<Scalar>.Gradients
  ) -> [BatchSummary] {
    experiment.network.layers.indices.map { layer in
      let (mean, deviation) = meanAndDeviation(traces.flatMap { $0.activations[layer] }.map { Double($0) })
      return BatchSummary(
        gradientNorm: l2Norm(gradients.weights[layer].joined().map { Double($0) }),
        activationMean: mean,
        activationDeviation: deviation
      )
    }
  }
}

/// When a training is looked at.
public enum Moment: Hashable, Sendable {
  /// Before training.
  case birth
  /// After 1, 2, 4, 8, … steps of the first epoch, its last step left to `epoch`.
  case step(Int)
  /// After so many epochs, with the last one's running mean of the loss.
  case epoch(Int, trainLoss: Double)
}

extension ReferenceNetwork {
  /// Whether every weight and bias is a finite number.
  public var isFinite: Bool {
    weights.joined().joined().allSatisfy(\.isFinite) && biases.joined().allSatisfy(\.isFinite)
  }
}
