import Experiments
import ReferenceTrainer
import Testing

@Suite("The story of a simulation")
struct SimulationStoryTests {
  private func experiment(
    _ activation: Activation = .relu,
    precision: Precision = .float32,
    target: Target = .abs,
    points: Int = 50,
    epochs: Int = 2
  ) -> Experiment {
    let hidden = DenseLayer(units: 2, activation: activation, initializer: .heNormal())
    let output = DenseLayer(units: target.outputs, activation: .linear, initializer: .heNormal())
    return Experiment(
      seed: 3,
      precision: precision,
      network: Network(inputs: target.inputs, layers: [hidden, hidden, output]),
      task: LearningTask(target: target, low: -1, high: 1, trainingPoints: points, testPoints: .drawn(12)),
      training: TrainingPlan(optimizer: .sgd(learningRate: 0.05), batchSize: 8, epochs: epochs)
    )
  }

  private func epochs(_ story: SimulationStory) -> [Int] {
    story.looks.compactMap { if case .epoch(let epoch, _) = $0.moment { epoch } else { nil } }
  }

  private func steps(_ story: SimulationStory) -> [Int] {
    story.looks.compactMap { if case .step(let step) = $0.moment { step } else { nil } }
  }

  @Test(
    "ends in the record that the trainer makes, looked at or not",
    arguments: [Activation.relu, .tanh, .leakyReLU(slope: 0.01)],
    [Precision.float32, .float64]
  )
  func sameRecord(activation: Activation, precision: Precision) throws {
    let experiment = experiment(activation, precision: precision)
    var trainer = ReferenceTrainer()
    for record in try trainer.run(experiment, simulations: 5..<9) {
      #expect(ReferenceTrainer.story(experiment, simulation: record.simulation).record == record)
    }
  }

  @Test("looks before training, after steps 1, 2, 4, … of the first epoch but its last, and after every epoch")
  func moments() {
    let story = ReferenceTrainer.story(experiment(points: 50, epochs: 3), simulation: 0)
    #expect(story.looks.first?.moment == .birth)
    #expect(steps(story) == [1, 2, 4])
    #expect(epochs(story) == [1, 2, 3])
    // Of eight steps the eighth is the epoch's end.
    #expect(steps(ReferenceTrainer.story(experiment(points: 64), simulation: 0)) == [1, 2, 4])
    #expect(steps(ReferenceTrainer.story(experiment(points: 65), simulation: 0)) == [1, 2, 4, 8])
    #expect(steps(ReferenceTrainer.story(experiment(points: 8), simulation: 0)) == [])
    #expect(ReferenceTrainer.story(experiment(epochs: 0), simulation: 0).looks.map(\.moment) == [.birth])
  }

  @Test("says at its last look what the record says")
  func lastLook() throws {
    let story = ReferenceTrainer.story(experiment(), simulation: 4)
    let last = try #require(story.looks.last)
    #expect(last.loss == story.value("final_train_loss", "end"))
    #expect(last.test.loss == story.value("test_loss", "end"))
    #expect(last.test.predictions.map(\.mean) == [story.value("prediction_mean", "end")])
    #expect(last.moment == .epoch(2, trainLoss: try #require(story.value("train_loss", "last_epoch"))))
    for (look, when) in [(last, "end"), (story.looks[0], "start")] {
      let found = (1...look.unitsOff.count).map { story.value("units_off", when, layer: $0) }
      #expect(look.unitsOff.map(Double.init) == found)
    }
    #expect(story.test.predictions.joined().min() == story.value("prediction_min", "end"))
    #expect(story.initial != story.final)
  }

  @Test("takes gradients of the loss over all training points, by central differences")
  func gradientNorms() {
    let experiment = experiment(.tanh, precision: .float64, epochs: 0)
    let story = ReferenceTrainer.story(experiment, simulation: 2)
    let born = ReferenceSimulation<Double>(experiment, 2)
    func loss(_ network: ReferenceNetwork<Double>) -> Double {
      let errors = born.trainingPoints.map { network.forward($0.input).output[0] - $0.target[0] }
      return errors.map { $0 * $0 }.reduce(0, +) / Double(errors.count)
    }
    for layer in born.network.weights.indices {
      var squares = 0.0
      for unit in born.network.weights[layer].indices {
        for input in born.network.weights[layer][unit].indices {
          var (low, high) = (born.network, born.network)
          low.weights[layer][unit][input] -= 1e-5
          high.weights[layer][unit][input] += 1e-5
          let slope = (loss(high) - loss(low)) / 2e-5
          squares += slope * slope
        }
      }
      let norm = story.looks[0].gradientNorms[layer]
      #expect(abs(squares.squareRoot() - norm) < 1e-7 * max(norm, 1))
    }
  }

  @Test("has a curve over the domain with one input, and none with two")
  func curve() {
    let story = ReferenceTrainer.story(experiment(), simulation: 1)
    #expect(story.curve.count == SimulationStory.curveCount)
    #expect(story.curve.first?.input == -1 && story.curve.last?.input == 1)
    #expect(story.curve.allSatisfy { $0.target == [$0.input.magnitude] })
    let two = ReferenceTrainer.story(experiment(target: .abs2D), simulation: 1)
    #expect(two.curve.isEmpty)
    #expect(two.training.inputs.allSatisfy { $0.count == 2 } && two.test.targets.allSatisfy { $0.count == 2 })
  }
}
