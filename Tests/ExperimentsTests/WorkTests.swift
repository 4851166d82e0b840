import Experiments
import ReferenceTrainer
import Testing

@Suite("What a simulation has to do, counted")
struct WorkTests {
  private static func experiment(batch: Int, epochs: Int, width: Int, optimizer: Optimizer) -> Experiment {
    Experiment(
      seed: 1,
      precision: .float32,
      network: Network(
        inputs: 1,
        layers: [
          DenseLayer(units: width, activation: .tanh, initializer: .heNormal()),
          DenseLayer(units: width, activation: .tanh, initializer: .heNormal()),
          DenseLayer(units: 1, activation: .linear, initializer: .heNormal()),
        ]
      ),
      task: LearningTask(target: .abs, low: -2, high: 2, trainingPoints: 50, testPoints: .drawn(7)),
      training: TrainingPlan(loss: .mse, optimizer: optimizer, batchSize: batch, epochs: epochs)
    )
  }

  @Test("Steps are as many as a trainer asks about", arguments: [1, 3, 8, 50], [0, 1, 4])
  func steps(batch: Int, epochs: Int) throws {
    let experiment = Self.experiment(batch: batch, epochs: epochs, width: 2, optimizer: .sgd(learningRate: 0.01))
    var asked = 0
    var trainer = ReferenceTrainer()
    _ = trainer.run(.function(experiment), simulations: 0..<1) {
      asked += 1
      return true
    }
    // A trainer asks before every step, and may once more.
    #expect(experiment.work.steps == Double(epochs * ((50 + batch - 1) / batch)))
    #expect(0...2 ~= Double(asked) - experiment.work.steps, "\(asked)")
  }

  @Test("Passes, moves and values of a small network are those that one counts by hand")
  func byHand() {
    let work = Self.experiment(batch: 8, epochs: 2, width: 3, optimizer: .adam()).work
    // (1 + 1) · 3 + (3 + 1) · 3 + (3 + 1) · 1 parameters, seven steps an epoch.
    #expect(work.moves == 22 * 14 && work.rememberingMoves == work.moves && work.trainedPoints == 100)
    // Forward at the start and after each epoch and on the test points; three passes for each point trained on.
    let passes = Double(50 * 3 + 7 + 3 * 50 * 2)
    #expect(work.multiplyAdds == 22 * passes && work.values == 7 * passes && work.layerPasses == 3 * passes)
    #expect(work.layerCalls == 3 * 14 && work.drawnNumbers == 57 && work.recordedNumbers == 24)
    let plain = Self.experiment(batch: 8, epochs: 2, width: 3, optimizer: .sgd(learningRate: 0.1)).work
    #expect(plain.rememberingMoves == 0 && plain.moves == work.moves)
  }
}
