import BLASTrainer
import Experiments
import RandomStreams
import ReferenceTrainer
import Testing

private func experiment(
  _ activation: Activation,
  _ optimizer: Optimizer,
  _ loss: Loss = .mse,
  bias: Bool = true
) -> Experiment {
  func layer(_ units: Int, _ activation: Activation, _ initializer: Initializer) -> DenseLayer {
    DenseLayer(units: units, activation: activation, initializer: initializer, hasBias: bias)
  }
  return Experiment(
    seed: 7,
    precision: .float64,
    network: Network(
      inputs: 1,
      layers: [
        layer(5, .tanh, .glorotUniform), layer(19, activation, .heNormal()), layer(1, .linear, .leCunNormal()),
      ]
    ),
    task: LearningTask(target: .abs, low: -2, high: 1.5, trainingPoints: 19, testPoints: .drawn(8)),
    training: TrainingPlan(loss: loss, optimizer: optimizer, batchSize: 4, epochs: 2)
  )
}

private let simulation: UInt64 = 1 << 32 + 5

/// The trainer that defines the right answer, and this one on the same points.
private struct Pair {
  var reference: ReferenceSimulation<Double>
  var network: BLASNetwork<Double>
  var samples: Samples<Double>

  init(_ experiment: Experiment) throws {
    reference = ReferenceSimulation(experiment, simulation)
    network = try BLASNetwork(
      LayeredNetwork(experiment.network),
      loss: experiment.training.loss,
      optimizer: experiment.training.optimizer,
      coordinates: Coordinates(seed: experiment.seed, simulation: simulation),
      largestBatch: experiment.training.batchSize
    )
    samples = Samples(
      inputs: reference.trainingPoints.flatMap(\.input),
      features: 1,
      targets: .values(reference.trainingPoints.flatMap(\.target))
    )
  }

  func expectEqualParameters(_ what: String) throws {
    for layer in network.network.layers.indices {
      let weights = try #require(network.values(of: .weights, layer: layer))
      for (a, b) in zip(weights, reference.network.weights[layer].joined()) {
        #expect((a - b).magnitude <= 1e-12 * max(1, b.magnitude), "\(what), layer \(layer)")
      }
      guard let biases = network.values(of: .biases, layer: layer) else { continue }
      for (a, b) in zip(biases, reference.network.biases[layer]) {
        #expect((a - b).magnitude <= 1e-12 * max(1, b.magnitude), "\(what), layer \(layer)")
      }
    }
  }
}

@Suite("Against the reference trainer, dense networks with MSE and MAE")
struct ReferenceTests {
  static let activations: [Activation] = [
    .relu, .leakyReLU(slope: 0.1), .elu, .selu, .tanh, .sigmoid, .linear,
  ]
  static let optimizers: [Optimizer] = [
    .sgd(learningRate: 0.05), .sgd(learningRate: 0.02, momentum: 0.9),
    .sgd(learningRate: 0.02, momentum: 0.9, nesterov: true),
    .rmsprop(learningRate: 0.01), .adam(learningRate: 0.01), .adam(learningRate: 0.01, epsilonForm: .kingmaBa),
    .adagrad(), .adadelta(), .nadam(learningRate: 0.01),
  ]

  @Test("A network is born with the reference's weights, bit for bit")
  func birth() throws {
    for bias in [true, false] {
      let pair = try Pair(experiment(.relu, .sgd(learningRate: 0.05), bias: bias))
      for layer in 0..<3 {
        let weights = try #require(pair.network.values(of: .weights, layer: layer))
        #expect(Array(weights) == Array(pair.reference.network.weights[layer].joined()))
        #expect((pair.network.values(of: .biases, layer: layer) != nil) == bias)
      }
    }
  }

  @Test("Two epochs with a short last batch agree to 1e-12, parameters and losses", arguments: activations)
  func training(_ activation: Activation) throws {
    for optimizer in Self.optimizers {
      for (loss, bias) in [(Loss.mse, true), (.mse, false), (.mae, true)] {
        var pair = try Pair(experiment(activation, optimizer, loss, bias: bias))
        for epoch in 0..<2 {
          let seen = try #require(pair.network.trainEpoch(pair.samples, epoch: epoch))
          let trained = pair.reference.trainOneEpoch()
          let expected = try #require(trained)
          #expect((seen - expected).magnitude <= 1e-12)
        }
        try pair.expectEqualParameters("\(activation), \(optimizer), \(loss), bias \(bias)")
        let evaluation = pair.network.evaluate(pair.samples)
        #expect((evaluation.loss - pair.reference.meanLossOfTrainingPoints()).magnitude <= 1e-12)
        #expect(evaluation.accuracy == nil && evaluation.isFinite && !evaluation.isConstant && !evaluation.isOneClass)
      }
    }
  }

  @Test("What a layer shows of the last pass is what the reference computed: z, values and gradients")
  func views() throws {
    let pair = try Pair(experiment(.selu, .sgd(learningRate: 0.05)))
    let batch = [3, 0, 11]
    pair.network.forward(pair.samples, points: batch, mode: .training(epoch: 0, position: 0))
    pair.network.backward()
    let expected = pair.reference.network.gradients(of: .mse, batch: batch.map { pair.reference.trainingPoints[$0] })
    for layer in 0..<3 {
      let view = pair.network.view(ofLayer: layer)
      let pairs: [(UnsafeBufferPointer<Double>?, [Double])] = [
        (view.sums, expected.traces.flatMap { $0.sums[layer] }),
        (view.values, expected.traces.flatMap { $0.activations[layer] }),
        (view.weightGradients, expected.gradients.weights[layer].flatMap { $0 }),
        (view.biasGradients, expected.gradients.biases[layer]),
      ]
      for (seen, right) in pairs {
        let seen = try #require(seen)
        try #require(seen.count == right.count)
        #expect(zip(seen, right).allSatisfy { ($0 - $1).magnitude <= 1e-13 })
      }
      // ∂L/∂b is the sum of ∂L/∂z over the points.
      let units = expected.gradients.biases[layer].count
      let dz = try #require(view.sumGradients)
      for unit in 0..<units {
        let sum = stride(from: unit, to: dz.count, by: units).reduce(0) { $0 + dz[$1] }
        #expect((sum - expected.gradients.biases[layer][unit]).magnitude <= 1e-13)
      }
    }
  }
}
