import Experiments
import Testing

@Suite("A network of two inputs and two outputs")
struct SeveralOutputsTests {
  private let experiment = Experiment(
    seed: 1,
    precision: .float64,
    network: Network(inputs: 2, layers: [DenseLayer(units: 2, activation: .linear, initializer: .zeros)]),
    task: LearningTask(target: .abs2D, low: -1, high: 1, trainingPoints: 4, testPoints: .drawn(4)),
    training: TrainingPlan(optimizer: .sgd(learningRate: 0.1), batchSize: 4, epochs: 0),
    criteria: Criteria(flat: [0.5])
  )

  private func record(_ predictions: [Double]) -> Record {
    Observations(
      unitsOff: [],
      losses: [1],
      noGradient: true,
      isFinite: true,
      trainLoss: .nan,
      test: TestPredictions(
        inputs: [0, 1, 2, 3, 4, 5, 6, 7],
        targets: [1, 0, 5, 0, 5, 0, 1, 0],
        predictions: predictions,
        outputs: 2
      ).fit(.mse, experiment.criteria),
      first: [],
      last: []
    ).judged(experiment, simulation: 0)
  }

  @Test("is constant or flat when every output is, each about its own value")
  func everyOutput() {
    #expect(record([1, 9, 1, 9, 1, 9, 1, 9]).outcomes == [.constant, .flat(0)])
    #expect(record([1, 9, 1, 9, 1, 9.25, 1, 9]).outcomes == .flat(0))
    #expect(record([1, 9, 1, 9, 1, 9.5, 1, 9]).outcomes == [])
  }

  @Test("is summed up output by output, and never called half trained")
  func summaries() {
    let record = record([1, 9, 1, 7, 1, 5, 3, 3])
    let found = (1...2).map { output in
      ["min", "max", "mean"].map { RecordSchema(experiment).value("prediction_\($0)_\(output)", "end", of: record) }
    }
    #expect(found == [[1, 3, 1.5], [3, 9, 6]])
    #expect(record.outcomes == [])
  }

  @Test("is fitted against the best constant of each output")
  func fitted() {
    // The first output's variance is 4, the second's 0: the mean over both is 2, a tenth of it 0.2.
    #expect(record([1.63, 0, 4.37, 0, 5.63, 0, 0.37, 0]).outcomes == .fitted)
    #expect(record([1.64, 0, 4.36, 0, 5.64, 0, 0.36, 0]).outcomes == [])
  }

  @Test("without hidden layers has no hidden gradient that could be zero")
  func noHiddenLayers() {
    #expect(!record([1, 9, 1, 7, 1, 5, 3, 3]).outcomes.contains(.noGradient))
  }
}
