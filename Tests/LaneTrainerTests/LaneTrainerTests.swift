import Experiments
import LaneTrainer
import RandomStreams
import ReferenceTrainer
import Testing

@Suite("The lane trainer gives the reference's bits")
struct LaneTrainerTests {
  /// Widths of hidden layers that take every path of the kernels: runs of narrow layers alone, above and below wide ones, and
  /// between each other, widths beyond a block, none.
  static let widths: [[Int]] = [
    [], [5], [1, 1], [2, 2, 2], [1, 2, 3], [32, 1, 7], [2, 1, 2, 2, 1], [3, 2, 2], [4, 2, 1, 5], [2, 2, 3, 2, 1, 2],
    [1, 1, 2, 1, 1], [Int](repeating: 2, count: 10),
  ]

  /// Every combination of widths, loss and bias, three times, with all else drawn for each.
  static let experiments: [Experiment] = {
    var all: [Experiment] = []
    var draws = Draws()
    for _ in 0..<3 {
      for widths in widths {
        for loss in Loss.ofFunctions {
          for hasBias in [false, true] { all.append(experiment(widths, loss, hasBias: hasBias, &draws)) }
        }
      }
    }
    return all + Precision.allCases.flatMap { [studied($0), learnable($0)] }
  }()

  /// Choices that go their own ways, always the same.
  struct Draws {
    private var state: UInt64 = 1

    /// Below `count`.
    mutating func next(_ count: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % count
    }

    mutating func one<Value>(of values: [Value]) -> Value { values[next(values.count)] }
  }

  /// The network of `configs/dying-relu.yaml`, on fewer points.
  static func studied(_ precision: Precision) -> Experiment {
    let hidden = DenseLayer(units: 2, activation: .leakyReLU(slope: 0.01), initializer: .glorotUniform)
    let output = DenseLayer(units: 1, activation: .linear, initializer: .glorotUniform)
    return Experiment(
      seed: 1999,
      precision: precision,
      network: Network(inputs: 1, layers: Array(repeating: hidden, count: 10) + [output]),
      task: LearningTask(target: .abs, low: -2.6, high: 2.6, trainingPoints: 150, testPoints: .drawn(50)),
      training: TrainingPlan(optimizer: .sgd(learningRate: 0.01), batchSize: 64, epochs: 2)
    )
  }

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

  static func experiment(_ widths: [Int], _ loss: Loss, hasBias: Bool, _ draws: inout Draws) -> Experiment {
    let activation = draws.one(of: [Activation.relu, .leakyReLU(slope: 0.01), .leakyReLU(slope: 1), .linear])
    let optimizer = draws.one(of: [
      Optimizer.sgd(learningRate: 0.05), .sgd(learningRate: 0.01, momentum: 0.9),
      .sgd(learningRate: 0.01, momentum: 0.9, nesterov: true), .rmsprop(), .adam(), .adam(epsilonForm: .kingmaBa),
      .sgd(learningRate: 1e6), .adagrad(), .adadelta(), .nadam(),
    ])
    let initializer = draws.one(of: [
      Initializer.glorotUniform, .heNormal(), .leCunNormal(truncated: true), .uniform(low: -1, high: 0.5),
      .normal(mean: 0.1, standardDeviation: 0.7, truncated: false), .constant(0.3), .zeros,
    ])
    let target = draws.one(of: Target.allCases)
    let shared = draws.one(of: [Set<Purpose>(), [], [], [.trainingData, .shuffle], [.weights]])
    let layers =
      widths.map { DenseLayer(units: $0, activation: activation, initializer: initializer, hasBias: hasBias) }
      + [DenseLayer(units: target.outputs, activation: .linear, initializer: .glorotUniform, hasBias: hasBias)]
    return Experiment(
      seed: UInt64(draws.next(1000)),
      precision: draws.one(of: Precision.allCases),
      network: Network(inputs: target.inputs, layers: layers),
      task: LearningTask(
        target: target,
        low: -2,
        high: 1.5,
        trainingPoints: 37 + draws.next(9),
        testPoints: .drawn(11 + draws.next(4)),
        shared: shared
      ),
      training: TrainingPlan(
        loss: loss,
        optimizer: optimizer,
        batchSize: 1 + draws.next(37),
        epochs: draws.one(of: [0, 1, 2, 2, 3])
      ),
      looks: Looks(steps: hasBias, epochs: loss == .mse)
    )
  }

  @Test("at every width, for every shape with every loss, with bias and without", arguments: LaneTrainer.Width.allCases)
  func sameBits(width: LaneTrainer.Width) throws {
    let trainer = LaneTrainer(width: width)
    var reference = ReferenceTrainer()
    var kinds: Outcomes = []
    for experiment in Self.experiments {
      // A range that begins and ends inside a group.
      let expected = try reference.run(experiment, simulations: 3..<24)
      let found = try trainer.run(experiment, simulations: 3..<24)
      #expect(found.count == expected.count)
      for (mine, theirs) in zip(found, expected) {
        kinds.formUnion(theirs.outcomes)
        #expect(mine == theirs, "\(experiment) simulation \(theirs.simulation)")
      }
    }
    // The comparison is worth something only where lanes truly go different ways.
    for kind in [Outcomes.constant, .bornDead, .dead, .died, .noGradient, .diverged, .fitted, .halfTrained] {
      #expect(kinds.contains(kind), "no simulation showed outcome \(kind.rawValue)")
    }
  }

  @Test("in any grouping: a simulation does not depend on its neighbours")
  func anyGrouping() throws {
    let trainer = LaneTrainer()
    let experiment = Self.experiments[3]
    let together = try trainer.run(experiment, simulations: 0..<50)
    for index in [0, 1, 15, 16, 17, 49] {
      let alone = try trainer.run(experiment, simulations: UInt64(index)..<UInt64(index) + 1)
      #expect(alone[0] == together[index])
    }
  }

  @Test("with cells taking turns, whose data are drawn once")
  func cellsInTurn() throws {
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
        let expected = try fresh.run(experiment, simulations: start..<start + 16)
        let found = try shared.run(experiment, simulations: start..<start + 16)
        for (mine, theirs) in zip(found, expected) { #expect(mine == theirs) }
      }
    }
  }

  @Test("whatever it keeps of networks and points", arguments: [0, 200_000, LaneTrainer.usualKeptBytes])
  func bounded(keptBytes: Int) throws {
    let bounded = LaneTrainer(keptBytes: keptBytes)
    let experiments = Self.experiments.prefix(20)
    let largest = experiments.map { LaneTrainer.bytes(of: $0) }.map { $0.networks + $0.points }.max() ?? 0
    for start in [UInt64(0), 16] {
      for experiment in experiments {
        let fresh = LaneTrainer()
        let expected = try fresh.run(experiment, simulations: start..<start + 2)
        let found = try bounded.run(experiment, simulations: start..<start + 2)
        for (mine, theirs) in zip(found, expected) { #expect(mine == theirs) }
        let (networks, points) = LaneTrainer.bytes(of: experiment)
        #expect(fresh.bytesInUse == networks + points)
        // Of each precision, what was at work last.
        if keptBytes == 0 { #expect(bounded.bytesInUse <= 2 * largest) }
      }
    }
    let all = experiments.reduce(0) { $0 + LaneTrainer.bytes(of: $1).networks }
    #expect(keptBytes < LaneTrainer.usualKeptBytes || bounded.bytesInUse > all)
  }

  @Test("200 layers and the 32 bits beyond which indices need a second word")
  func extremes() throws {
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
      try trainer.run(experiment, simulations: range),
      try reference.run(experiment, simulations: range)
    ) {
      #expect(mine == theirs)
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
