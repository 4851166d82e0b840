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

/// A record with the names of its numbers.
@dynamicMemberLookup
private struct Seen: Equatable {
  let record: Record
  let schema: RecordSchema

  static func == (a: Seen, b: Seen) -> Bool { a.record == b.record }

  subscript<Value>(dynamicMember path: KeyPath<Record, Value>) -> Value { record[keyPath: path] }

  /// A number; nil for NaN, and for one that the experiment does not have.
  func value(_ name: String, _ when: String = "end", layer: Int? = nil) -> Double? {
    schema.value(name, when, layer: layer, of: record).flatMap { $0.isNaN ? nil : $0 }
  }

  /// A number of every layer that has it, in order.
  func byLayer(_ name: String, _ when: String) -> [Double] {
    zip(schema.quantities, record.values)
      .filter { $0.0.layer != nil && $0.0.name == name && $0.0.when == when }.map(\.1)
  }
}

private func run(_ experiment: Experiment, _ simulations: Range<UInt64> = 0..<1) -> [Seen] {
  var trainer = ReferenceTrainer()
  let schema = RecordSchema(experiment)
  // It never lacks anything.
  let records = trainer.run(.function(experiment), simulations: simulations, isWanted: { true }) ?? []
  return records.map { Seen(record: $0, schema: schema) }
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
    let (train, final) = (record.value("train_loss", "last_epoch") ?? 0, record.value("final_train_loss") ?? 1)
    #expect(record.outcomes == .fitted && record.value("test_loss") ?? 1 < 0.01 && train > final)
  }

  @Test("finds born-dead ReLU networks constant, without gradient, and dead at check 0")
  func collapse() {
    let records = run(experiment(hidden: .init(repeating: 2, count: 20)), 0..<40)
    let born = records.filter { $0.outcomes.contains(.bornDead) }
    // Of He-normal networks of 20 layers 99.5 % are born dead; fewer than 30 of 40 has probability below 1e-14.
    #expect(born.count >= 30)
    for record in born {
      #expect(record.outcomes.isSuperset(of: [.constant, .dead, .noGradient]) && record.value("death_check") == 0)
      #expect(record.byLayer("gradient_norm", "last_batch").dropLast().allSatisfy { $0 == 0 })
      let dead = record.value("dead_layer").flatMap { record.value("units_off", layer: Int($0)) }
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
      let norms = record.byLayer("gradient_norm", "last_batch")
      #expect(norms.count == hidden.count + 1 && norms.allSatisfy(\.isFinite))
      #expect(record.value("final_train_loss")?.isFinite == true)
    }
  }

  @Test("No epochs leave the network as it was born: no training loss, no batch, equal checks")
  func noEpochs() {
    for record in run(experiment(epochs: 0), 0..<20) {
      #expect(record.value("train_loss", "last_epoch") == nil && record.value("final_train_loss") != nil)
      #expect(record.byLayer("gradient_norm", "last_batch").isEmpty)
      #expect(record.byLayer("activation_mean", "first_batch").isEmpty)
      #expect(record.byLayer("units_off", "start") == record.byLayer("units_off", "end"))
      #expect(record.outcomes.intersection([.died, .revived, .diverged, .noGradient]) == [])
      #expect(record.outcomes.contains(.bornDead) == record.outcomes.contains(.dead))
    }
  }

  @Test("Batches of one, of all points, and of more than all")
  func batchSizes() {
    let one = run(experiment(activation: .tanh, batch: 1))[0]
    let all = run(experiment(activation: .tanh, batch: 50))[0]
    let more = run(experiment(activation: .tanh, batch: 64))[0]
    let (first, second) = (one.value("final_train_loss") ?? .nan, all.value("final_train_loss") ?? .nan)
    #expect(first < second && one.value("train_loss", "last_epoch")?.isFinite == true)
    #expect(all == more)
    #expect(
      all.value("gradient_norm", "first_batch", layer: 1) != all.value("gradient_norm", "last_batch", layer: 1)
    )
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
          #expect(record.value("dead_layer") == nil && record.value("death_check") == nil)
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
      for loss in Loss.ofFunctions {
        for activation in GradientTests.activations {
          for record in run(experiment(activation: activation, loss: loss, optimizer: optimizer), 0..<4) {
            let atEnd = record.outcomes.subtracting(.bornDead)
            #expect(!atEnd.contains(.diverged) || atEnd == .diverged)
            #expect(atEnd.contains(.diverged) || record.value("test_loss")?.isFinite == true)
          }
        }
      }
    }
  }
}
