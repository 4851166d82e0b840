import Experiments
import RandomStreams
import ReferenceTrainer
import Testing

private func experiment(
  hidden: [Int] = [2, 2],
  activation: Activation = .relu,
  precision: Precision = .float32,
  loss: Loss = .mse,
  optimizer: Optimizer = .sgd(learningRate: 0.01),
  points: Int = 50,
  batch: Int = 8,
  epochs: Int = 2,
  shared: Set<Purpose> = []
) -> Experiment {
  let layers = hidden.map { DenseLayer(units: $0, activation: activation, initializer: .heNormal()) }
  return Experiment(
    seed: 1999,
    precision: precision,
    network: Network(
      inputs: 1,
      layers: layers + [DenseLayer(units: 1, activation: .linear, initializer: .heNormal())]
    ),
    task: LearningTask(target: .abs, low: -2, high: 2, trainingPoints: points, testPoints: .drawn(20), shared: shared),
    training: TrainingPlan(loss: loss, optimizer: optimizer, batchSize: batch, epochs: epochs)
  )
}

private func run(_ experiment: Experiment, _ simulations: Range<UInt64> = 0..<1) -> [SimulationRecord] {
  var trainer = ReferenceTrainer()
  // It never lacks anything.
  return trainer.run(experiment, simulations: simulations, isWanted: { true }) ?? []
}

@Suite("The reference trainer")
struct ReferenceTrainerTests {
  @Test("visits batches in the epoch's own order, each a mean over its own points, the short last one too")
  func batches() {
    let experiment = experiment(activation: .tanh, precision: .float64, points: 11, batch: 4)
    var simulation = ReferenceSimulation<Double>(experiment, 6)
    var network = simulation.network
    for epoch in 0..<2 {
      _ = simulation.trainOneEpoch()
      let order = experiment.order(epoch: epoch, simulation: 6).map { Int($0) }
      for positions in [0..<4, 4..<8, 8..<11] {
        let batch = order[positions].map { simulation.trainingPoints[$0] }
        let means = batch.map { network.gradients(of: .mse, batch: [$0]).gradients }
        for layer in network.weights.indices {
          for unit in network.weights[layer].indices {
            for input in network.weights[layer][unit].indices {
              let mean = means.reduce(0) { $0 + $1.weights[layer][unit][input] } / Double(batch.count)
              network.weights[layer][unit][input] -= 0.01 * mean
            }
            network.biases[layer][unit] -= 0.01 * means.reduce(0) { $0 + $1.biases[layer][unit] } / Double(batch.count)
          }
        }
      }
      for (a, b) in zip(simulation.network.weights.joined().joined(), network.weights.joined().joined()) {
        #expect((a - b).magnitude < 1e-14)
      }
    }
  }

  @Test("reshuffles before every epoch, and every simulation for itself unless the shuffle is shared")
  func shuffles() {
    let own = experiment()
    let orders = (0..<5).flatMap { epoch in (0..<UInt64(5)).map { own.order(epoch: epoch, simulation: $0) } }
    #expect(Set(orders).count == 25)
    let shared = experiment(shared: [.shuffle])
    let sharedOrders = (0..<5).flatMap { epoch in (0..<UInt64(5)).map { shared.order(epoch: epoch, simulation: $0) } }
    #expect(Set(sharedOrders).count == 5)
  }

  @Test("shares the draws of the purposes asked for, and no others")
  func shared() {
    let data = experiment(shared: [.trainingData])
    let (a, b) = (ReferenceSimulation<Float>(data, 0), ReferenceSimulation<Float>(data, 1))
    #expect(a.trainingPoints.map(\.input) == b.trainingPoints.map(\.input) && a.network.weights != b.network.weights)
    let weights = experiment(shared: [.weights])
    let (c, d) = (ReferenceSimulation<Float>(weights, 0), ReferenceSimulation<Float>(weights, 1))
    #expect(c.trainingPoints.map(\.input) != d.trainingPoints.map(\.input) && c.network.weights == d.network.weights)
    #expect(c.network.weights != ReferenceSimulation<Float>(experiment(), 0).network.weights)
  }

  @Test("gives a simulation the same record in every slice")
  func slices() {
    let experiment = experiment()
    let together = run(experiment, 3..<9)
    #expect(together.map(\.simulation) == [3, 4, 5, 6, 7, 8])
    for simulation in UInt64(3)..<9 {
      #expect(run(experiment, simulation..<(simulation + 1)) == [together[Int(simulation) - 3]])
    }
    #expect(run(experiment, 5..<5).isEmpty)
    #expect(run(experiment, (1 << 32 - 1)..<(1 << 32 + 1)).map(\.simulation) == [1 << 32 - 1, 1 << 32])
  }

  @Test("trains a linear network to its line")
  func learns() {
    let rate = Optimizer.sgd(learningRate: 0.1)
    var line = experiment(hidden: [], precision: .float64, optimizer: rate, points: 200, batch: 10, epochs: 30)
    line.task.low = 0.5
    let record = run(line)[0]
    #expect(record.outcomes == .fitted && record.testLoss < 0.01)
    #expect(record.trainLoss > record.finalTrainLoss)
  }

  @Test("finds born-dead ReLU networks constant, without gradient, and dead at check 0")
  func collapse() {
    let records = run(experiment(hidden: .init(repeating: 2, count: 20)), 0..<40)
    let born = records.filter { $0.outcomes.contains(.bornDead) }
    // Of He-normal networks of 20 layers 99.5 % are born dead; fewer than 30 of 40 has probability below 1e-14.
    #expect(born.count >= 30)
    for record in born {
      #expect(record.outcomes.isSuperset(of: [.constant, .dead, .noGradient]) && record.deathCheck == 0)
      #expect(record.layers.dropLast().allSatisfy { $0.last.gradientNorm == 0 })
      let dead = record.deadLayer.map { record.layers[$0 - 1].unitsOffAtEnd }
      #expect(dead == 2)
    }
  }
}

@Suite("The reference trainer at its edges")
struct ReferenceTrainerEdgeTests {
  @Test("Any shape trains: no hidden layer, 1 × 1, 200 layers, uneven widths", arguments: Precision.allCases)
  func shapes(precision: Precision) {
    for hidden in [[], [1], .init(repeating: 1, count: 200), [1, 2, 2], [32, 1, 7]] {
      let record = run(experiment(hidden: hidden, precision: precision))[0]
      #expect(record.layers.count == hidden.count + 1)
      #expect(record.finalTrainLoss.isFinite && record.layers.allSatisfy { $0.last.gradientNorm.isFinite })
    }
  }

  @Test("No epochs leave the network as it was born: no training loss, no batch, equal checks")
  func noEpochs() {
    for record in run(experiment(epochs: 0), 0..<20) {
      #expect(record.trainLoss.isNaN && record.finalTrainLoss.isFinite)
      #expect(record.layers.allSatisfy { $0.last.gradientNorm.isNaN && $0.first.activationMean.isNaN })
      #expect(record.layers.allSatisfy { $0.unitsOffAtStart == $0.unitsOffAtEnd })
      #expect(record.outcomes.intersection([.died, .revived, .diverged, .noGradient]) == [])
      #expect(record.outcomes.contains(.bornDead) == record.outcomes.contains(.dead))
    }
  }

  @Test("Batches of one, of all points, and of more than all")
  func batchSizes() {
    let one = run(experiment(activation: .tanh, batch: 1))[0]
    let all = run(experiment(activation: .tanh, batch: 50))[0]
    let more = run(experiment(activation: .tanh, batch: 64))[0]
    #expect(one.finalTrainLoss < all.finalTrainLoss && one.trainLoss.isFinite)
    #expect(all == more)
    #expect(all.layers[0].first != all.layers[0].last)
  }

  @Test("A learning rate of 1e6 ends as diverged, whatever the activation and the precision")
  func diverges() {
    for activation in GradientTests.activations {
      for precision in Precision.allCases {
        let records = run(
          experiment(
            activation: activation,
            precision: precision,
            optimizer: .sgd(learningRate: 1e6),
            points: 300,
            batch: 5
          ),
          0..<10
        )
        for record in records {
          #expect(record.outcomes.subtracting(.bornDead) == .diverged, "\(activation), \(precision)")
          #expect(record.deadLayer == nil && record.deathCheck == nil)
        }
      }
    }
  }

  @Test("Absurd learning rates never trap, whatever the optimizer and the loss")
  func absurd() {
    let optimizers: [Optimizer] = [
      .sgd(learningRate: 1e38, momentum: 0.9), .sgd(learningRate: 1e30, momentum: 0.9, nesterov: true),
      .rmsprop(learningRate: 1e38), .adam(learningRate: 1e38), .adam(learningRate: 1e38, epsilonForm: .kingmaBa),
    ]
    for optimizer in optimizers {
      for loss in Loss.allCases {
        for activation in GradientTests.activations {
          for record in run(experiment(activation: activation, loss: loss, optimizer: optimizer), 0..<4) {
            let atEnd = record.outcomes.subtracting(.bornDead)
            #expect(!atEnd.contains(.diverged) || atEnd == .diverged)
            #expect(atEnd.contains(.diverged) || record.testLoss.isFinite)
          }
        }
      }
    }
  }
}
