import Experiments
import Foundation
import ReferenceTrainer
import Testing

/// A run recorded by Reference/optimizers.py.
private struct RecordedRun: Decodable {
  var optimizer: String
  var loss: String
  var bias: Bool
  var weights: [[[Double]]]
  var biases: [[Double]]
  var trainLoss: Double
  var finalTrainLoss: Double
  var first: [[Double]]
  var last: [[Double]]

  static func all() throws -> [RecordedRun] {
    let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("Reference/optimizers.json")
    return try JSONDecoder().decode([RecordedRun].self, from: Data(contentsOf: file))
  }

  func experiment(_ precision: Precision) throws -> Experiment {
    let optimizers: [String: Optimizer] = [
      "sgd": .sgd(learningRate: 0.05),
      "momentum": .sgd(learningRate: 0.02, momentum: 0.9),
      "nesterov": .sgd(learningRate: 0.02, momentum: 0.9, nesterov: true),
      "rmsprop": .rmsprop(learningRate: 0.01, rho: 0.8, epsilon: 1e-3),
      "adam_keras": .adam(learningRate: 0.01, beta1: 0.9, beta2: 0.99, epsilon: 1e-2),
      "adam_kingma_ba": .adam(learningRate: 0.01, beta1: 0.9, beta2: 0.99, epsilon: 1e-2, epsilonForm: .kingmaBa),
    ]
    return Experiment(
      seed: 7,
      precision: precision,
      network: Network(
        inputs: 1,
        layers: [
          DenseLayer(units: 3, activation: .tanh, initializer: .glorotUniform, hasBias: bias),
          DenseLayer(units: 2, activation: .leakyReLU(slope: 0.1), initializer: .heNormal(), hasBias: bias),
          DenseLayer(units: 1, activation: .linear, initializer: .leCunNormal(), hasBias: bias),
        ]
      ),
      task: LearningTask(target: .abs, low: -2, high: 1.5, trainingPoints: 19, testPoints: .drawn(4)),
      training: TrainingPlan(
        loss: try #require(Loss(rawValue: loss)),
        optimizer: try #require(optimizers[optimizer]),
        batchSize: 4,
        epochs: 2
      )
    )
  }
}

private let simulation: UInt64 = 1 << 32 + 5

@Suite("Ten steps of every optimizer against NumPy: draws, shuffles, short last batch, passes, steps and summaries")
struct OptimizerReferenceTests {
  @Test("Weights and biases agree to 1e-12 in Double and to 2e-5 in Float")
  func parameters() throws {
    let runs = try RecordedRun.all()
    #expect(runs.count == 8)
    for run in runs {
      var double = ReferenceSimulation<Double>(try run.experiment(.float64), simulation)
      var single = ReferenceSimulation<Float>(try run.experiment(.float32), simulation)
      for _ in 0..<2 {
        _ = double.trainOneEpoch()
        _ = single.trainOneEpoch()
      }
      let expected = flattened(run.weights, run.biases)
      let doubles = flattened(double.network.weights, double.network.biases)
      let singles = flattened(single.network.weights, single.network.biases)
      #expect(expected.count == doubles.count)
      for (value, (a, b)) in zip(expected, zip(doubles, singles)) {
        #expect((a - value).magnitude <= 1e-12 * max(1, value.magnitude), "\(run.optimizer), \(run.loss)")
        #expect((Double(b) - value).magnitude <= 2e-5 * max(1, value.magnitude), "\(run.optimizer), \(run.loss)")
      }
    }
  }

  @Test("Losses and the summaries of the first and last batch agree to 1e-12")
  func records() throws {
    for run in try RecordedRun.all() {
      var trainer = ReferenceTrainer()
      let experiment = try run.experiment(.float64)
      let record = try trainer.run(experiment, simulations: simulation..<(simulation + 1))[0]
      func expect(_ name: String, _ when: String, layer: Int? = nil, is value: Double) throws {
        let found = try #require(RecordSchema(experiment).value(name, when, layer: layer, of: record))
        #expect((found - value).magnitude <= 1e-12, "\(name) \(when)")
      }
      try expect("train_loss", "last_epoch", is: run.trainLoss)
      try expect("final_train_loss", "end", is: run.finalTrainLoss)
      for (index, batches) in zip(run.first, run.last).enumerated() {
        for (when, values) in [("first_batch", batches.0), ("last_batch", batches.1)] {
          try expect("gradient_norm", when, layer: index + 1, is: values[0])
          try expect("activation_mean", when, layer: index + 1, is: values[1])
          try expect("activation_deviation", when, layer: index + 1, is: values[2])
        }
      }
    }
  }

  private func flattened<Scalar>(_ weights: [[[Scalar]]], _ biases: [[Scalar]]) -> [Scalar] {
    weights.flatMap { $0.flatMap { $0 } } + biases.flatMap { $0 }
  }
}
