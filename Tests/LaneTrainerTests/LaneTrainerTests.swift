import LaneTrainer
import Networks
import RandomStreams
import Targets
import Testing
import Training

@Suite("The lane trainer gives the reference's bits")
struct LaneTrainerTests {
  /// Shapes, activations and losses that take every path of the kernels: short batches, no bias, widths beyond a block.
  static let experiments: [Experiment] = {
    var all: [Experiment] = []
    let activations: [Activation] = [.relu, .leakyReLU(slope: 0.01), .leakyReLU(slope: 1), .linear]
    let optimizers: [Optimizer] = [
      .sgd(learningRate: 0.05), .sgd(learningRate: 0.01, momentum: 0.9),
      .sgd(learningRate: 0.01, momentum: 0.9, nesterov: true), .rmsprop(), .adam(), .adam(epsilonForm: .kingmaBa),
      .sgd(learningRate: 1e6),
    ]
    var shape = 0
    for precision in Precision.allCases {
      for activation in activations {
        for optimizer in optimizers {
          for loss in Loss.allCases {
            shape += 1
            all.append(experiment(shape, precision, activation, optimizer, loss))
          }
        }
      }
    }
    return all + Precision.allCases.map(learnable)
  }()

  /// On positive inputs |x| is x: a linear network learns it in no time, so that some simulations are fitted.
  static func learnable(_ precision: Precision) -> Experiment {
    let layer = DenseLayer(units: 1, activation: .linear, initializer: .glorotUniform)
    return Experiment(
      seed: 5,
      precision: precision,
      network: Network(inputs: 1, layers: [layer, layer]),
      task: LearningTask(target: .abs, low: 0.5, high: 2, trainingPoints: 60, testPoints: .drawn(20)),
      training: TrainingPlan(optimizer: .sgd(learningRate: 0.1), batchSize: 8, epochs: 20)
    )
  }

  static func experiment(
    _ shape: Int,
    _ precision: Precision,
    _ activation: Activation,
    _ optimizer: Optimizer,
    _ loss: Loss
  ) -> Experiment {
    let widths = [[2, 2, 2], [1, 2, 3], [5], [32, 1, 7], [], [2, 1, 2, 2, 1]][shape % 6]
    let target = Target.allCases[shape % Target.allCases.count]
    let hasBias = shape % 3 != 0
    let initializer: Initializer = [
      .glorotUniform, .heNormal(), .leCunNormal(truncated: true), .uniform(low: -1, high: 0.5),
      .normal(mean: 0.1, standardDeviation: 0.7, truncated: false), .constant(0.3), .zeros,
    ][shape % 7]
    let layers =
      widths.map { DenseLayer(units: $0, activation: activation, initializer: initializer, hasBias: hasBias) }
      + [DenseLayer(units: target.outputs, activation: .linear, initializer: .glorotUniform, hasBias: hasBias)]
    return Experiment(
      seed: 7 &+ UInt64(shape),
      precision: precision,
      network: Network(inputs: target.inputs, layers: layers),
      task: LearningTask(
        target: target,
        low: -2,
        high: 1.5,
        trainingPoints: 37 + shape % 9,
        testPoints: .drawn(11 + shape % 4),
        shared: shape % 11 == 0 ? [.trainingData, .shuffle] : shape % 13 == 0 ? [.weights] : []
      ),
      training: TrainingPlan(loss: loss, optimizer: optimizer, batchSize: 1 + (shape * 7) % 37, epochs: shape % 4)
    )
  }

  @Test("at every width, for every optimizer, loss, activation and shape", arguments: LaneTrainer.Width.allCases)
  func sameBits(width: LaneTrainer.Width) {
    let trainer = LaneTrainer(width: width)
    var reference = ReferenceTrainer()
    var kinds: Outcomes = []
    for experiment in Self.experiments {
      // A range that begins and ends inside a group.
      let expected = reference.run(experiment, simulations: 3..<24)
      let found = trainer.run(experiment, simulations: 3..<24)
      #expect(found.count == expected.count)
      for (mine, theirs) in zip(found, expected) {
        kinds.formUnion(theirs.outcomes)
        #expect(mine.isIdentical(to: theirs), "\(experiment) simulation \(theirs.simulation)")
      }
    }
    // The comparison is worth something only where lanes truly go different ways.
    for kind in [Outcomes.constant, .bornDead, .dead, .died, .noGradient, .diverged, .fitted, .halfTrained] {
      #expect(kinds.contains(kind), "no simulation showed outcome \(kind.rawValue)")
    }
  }

  @Test("in any grouping: a simulation does not depend on its neighbours")
  func anyGrouping() {
    let trainer = LaneTrainer()
    let experiment = Self.experiments[3]
    let together = trainer.run(experiment, simulations: 0..<50)
    for index in [0, 1, 15, 16, 17, 49] {
      let alone = trainer.run(experiment, simulations: UInt64(index)..<UInt64(index) + 1)
      #expect(alone[0].isIdentical(to: together[index]))
    }
  }

  @Test("with cells taking turns, whose data are drawn once")
  func cellsInTurn() {
    let shared = LaneTrainer()
    let first = Self.experiments[1]
    var second = first
    second.training.optimizer = .sgd(learningRate: 0.001)
    second.training.epochs = first.training.epochs + 2
    var elsewhere = first
    elsewhere.task.high = first.task.high + 1
    for start in [UInt64(0), 16, 32] {
      for experiment in [first, elsewhere, second, elsewhere, first] {
        let fresh = LaneTrainer()
        let expected = fresh.run(experiment, simulations: start..<start + 16)
        let found = shared.run(experiment, simulations: start..<start + 16)
        for (mine, theirs) in zip(found, expected) { #expect(mine.isIdentical(to: theirs)) }
      }
    }
  }

  @Test("200 layers and the 32 bits beyond which indices need a second word")
  func extremes() {
    let layers =
      (0..<200).map { _ in DenseLayer(units: 3, activation: .leakyReLU(slope: 0.2), initializer: .heUniform) }
      + [DenseLayer(units: 1, activation: .linear, initializer: .heUniform)]
    let experiment = Experiment(
      seed: 1,
      network: Network(inputs: 1, layers: layers),
      task: LearningTask(
        target: .xSinX,
        low: -2,
        high: 2,
        trainingPoints: 20,
        testPoints: .listed([[0.5], [1], [-0.25]])
      ),
      training: TrainingPlan(optimizer: .sgd(learningRate: 0.01), batchSize: 8, epochs: 2)
    )
    let range = (UInt64(1) << 32) - 3..<(UInt64(1) << 32) + 3
    let trainer = LaneTrainer()
    var reference = ReferenceTrainer()
    for (mine, theirs) in zip(
      trainer.run(experiment, simulations: range),
      reference.run(experiment, simulations: range)
    ) {
      #expect(mine.isIdentical(to: theirs))
    }
  }

  @Test("refuses what is not for the lanes, with a reason")
  func refusals() {
    var experiment = Self.experiments[0]
    #expect(LaneTrainer.refusal(of: experiment) == nil)
    experiment.network.layers[0].activation = .tanh
    #expect(LaneTrainer.refusal(of: experiment)?.contains("relu") == true)
    experiment.network.layers[0].activation = .leakyReLU(slope: 1.5)
    #expect(LaneTrainer.refusal(of: experiment) != nil)
    experiment.network.layers[0].activation = .relu
    experiment.network.layers[0].units = 33
    #expect(LaneTrainer.refusal(of: experiment)?.contains("32") == true)
  }
}

extension SimulationRecord {
  /// Equal bit for bit; a NaN equals a NaN, whatever its sign and payload.
  func isIdentical(to other: SimulationRecord) -> Bool {
    simulation == other.simulation && outcomes == other.outcomes && deadLayer == other.deadLayer
      && deathCheck == other.deathCheck && layers.map(\.unitsOffAtStart) == other.layers.map(\.unitsOffAtStart)
      && layers.map(\.unitsOffAtEnd) == other.layers.map(\.unitsOffAtEnd) && bits == other.bits
  }

  private var bits: [UInt64] {
    let losses = [trainLoss, finalTrainLoss, testLoss]
    let summaries = predictions.flatMap { [$0.minimum, $0.maximum, $0.mean] }
    let byLayer = layers.flatMap { [$0.first, $0.last] }.flatMap {
      [$0.gradientNorm, $0.activationMean, $0.activationDeviation]
    }
    return (losses + summaries + byLayer).map { $0.isNaN ? UInt64.max : $0.bitPattern }
  }
}
