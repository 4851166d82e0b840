import Experiments
import Testing

/// An experiment of one input and two hidden layers, and what a trainer might have seen of it: alive, finite, and with
/// eight test points 0, 1, … 7 whose targets are the points themselves.
private struct Scene {
  var activation = Activation.relu
  var loss = Loss.mse
  var unitsOff: [[Int32]] = [[0, 0], [0, 0]]
  var noGradient = false
  var isFinite = true
  var finalTrainLoss = 1.0
  var inputs: [Double] = [0, 1, 2, 3, 4, 5, 6, 7]
  var targets: [Double]?
  var predictions: [Double] = [0.5, 2, 1, 4, 3, 9, 2.5, 8]
  var flat = [1e-6, 1e-3, 0.1]

  private var experiment: Experiment {
    let hidden = DenseLayer(units: 2, activation: activation, initializer: .heUniform)
    let output = DenseLayer(units: 1, activation: .linear, initializer: .heUniform)
    return Experiment(
      seed: 1,
      precision: .float64,
      network: Network(inputs: 1, layers: [hidden, hidden, output]),
      task: LearningTask(target: .abs, low: 0, high: 8, trainingPoints: 8, testPoints: .drawn(inputs.count)),
      training: TrainingPlan(loss: loss, optimizer: .sgd(learningRate: 0.1), batchSize: 4, epochs: 1),
      criteria: Criteria(flat: flat)
    )
  }

  var record: Record {
    let summary = BatchSummary(gradientNorm: 1, activationMean: 2, activationDeviation: 3)
    return Observations(
      unitsOff: Array(unitsOff.joined()),
      losses: [Double](repeating: 1, count: max(unitsOff.count - 1, 0)) + [finalTrainLoss],
      noGradient: noGradient,
      isFinite: isFinite,
      trainLoss: 1.5,
      test: TestPredictions(inputs: inputs, targets: targets ?? inputs, predictions: predictions, outputs: 1)
        .fit(loss, experiment.criteria),
      first: [summary, summary, summary],
      last: [summary, summary, summary]
    ).judged(experiment, simulation: 77)
  }

  var outcomes: Outcomes { record.outcomes }

  var deadLayer: Double? { value("dead_layer") }
  var deathCheck: Double? { value("death_check") }

  /// A number of the record; nil for NaN.
  func value(_ name: String, _ when: String = "end", layer: Int? = nil) -> Double? {
    RecordSchema(experiment).value(name, when, layer: layer, of: record).flatMap { $0.isNaN ? nil : $0 }
  }
}

@Suite("The verdict on predictions")
struct PredictionVerdictTests {
  @Test("An ordinary network has no outcome at all")
  func ordinary() {
    #expect(Scene().outcomes == [])
    #expect(Scene().record.simulation == 77 && Scene().value("train_loss", "last_epoch") == 1.5)
  }

  @Test("Equal predictions are constant and flat; +0 equals −0; one unit in the last place is enough not to be")
  func constant() {
    let all: Outcomes = [.constant, .flat(0), .flat(1), .flat(2)]
    #expect(Scene(predictions: .init(repeating: 3, count: 8)).outcomes == all)
    #expect(Scene(predictions: [0, -0.0, 0, 0, -0.0, 0, 0, 0]).outcomes == all)
    #expect(Scene(predictions: [-0.0, 0, 0, 0, 0, 0, 0, 0]).outcomes == all)
    let almost = Scene(predictions: [3, 3, 3, 3.0.nextUp, 3, 3, 3, 3]).outcomes
    #expect(almost == [.flat(0), .flat(1), .flat(2)])
  }

  @Test("NaN is never constant, wherever it stands: the network diverged, and its extremes say NaN")
  func notANumber() {
    for position in 0..<8 {
      var scene = Scene(predictions: .init(repeating: 3, count: 8))
      scene.predictions[position] = .nan
      #expect(scene.outcomes == .diverged)
      #expect(scene.value("prediction_min") == nil && scene.value("prediction_max") == nil)
    }
    #expect(Scene(predictions: .init(repeating: .nan, count: 8)).outcomes == .diverged)
    #expect(Scene(predictions: .init(repeating: .infinity, count: 8)).outcomes == .diverged)
  }

  @Test("The mean of equal predictions is their value, whatever their sum was rounded to")
  func mean() {
    let value = 0.07950846482112385
    let count = 501
    let sum = (0..<count).reduce(0.0) { total, _ in total + value }
    #expect(sum / Double(count) != value, "nothing to be kept from")
    #expect(PredictionSummary(minimum: value, maximum: value, sum: sum, count: count).mean == value)
    #expect(PredictionSummary(minimum: .nan, maximum: .nan, sum: .nan, count: 1).mean.isNaN)
  }

  @Test("Flat means a range below the tolerance, not at it")
  func flat() {
    let base = [0.5, 0.25, 0.5, 0.375, 0.5, 0.25, 0.375, 0.5]
    #expect(Scene(predictions: base, flat: [0.25, 0.2500001, 1]).outcomes == [.flat(1), .flat(2)])
    #expect(Scene(predictions: base, flat: [0.1]).outcomes == [])
    let scene = Scene(predictions: base)
    let extremes = [scene.value("prediction_min"), scene.value("prediction_max"), scene.value("prediction_mean")]
    #expect(extremes == [0.25, 0.5, 0.40625])
  }

  @Test("Half trained: equal over a quarter of the sorted points from either end, in whatever order they were drawn")
  func halfTrained() {
    #expect(Scene(predictions: [5, 5, 1, 2, 3, 4, 6, 7]).outcomes == .halfTrained)
    #expect(Scene(predictions: [1, 2, 3, 4, 6, 7, 5, 5]).outcomes == .halfTrained)
    #expect(Scene(predictions: [0, -0.0, 1, 2, 3, 4, 6, 7]).outcomes == .halfTrained)
    // Equal, but not at an end; and at both ends, but one point each.
    #expect(Scene(predictions: [1, 5, 5, 5, 5, 5, 5, 2]).outcomes == [])
    #expect(Scene(predictions: [5, 1, 2, 3, 4, 6, 7, 5]).outcomes == [])
    // The points shuffled: 0 and 1 are the smallest inputs, and agree.
    let shuffled: [Double] = [3, 0, 7, 5, 1, 6, 2, 4]
    #expect(Scene(inputs: shuffled, predictions: [1, 9, 2, 3, 9, 4, 5, 6]).outcomes == .halfTrained)
    #expect(Scene(inputs: shuffled, predictions: [9, 9, 1, 2, 3, 4, 5, 6]).outcomes == [])
    // A quarter of nine points is three of them.
    let nine: [Double] = [0, 1, 2, 3, 4, 5, 6, 7, 8]
    #expect(Scene(inputs: nine, predictions: [5, 5, 1, 2, 3, 4, 6, 7, 9]).outcomes == [])
    #expect(Scene(inputs: nine, predictions: [5, 5, 5, 2, 3, 4, 6, 7, 9]).outcomes == .halfTrained)
  }

  @Test("Half trained counts points that share an input, but needs two inputs, and a network that is not constant")
  func halfTrainedTies() {
    #expect(Scene(inputs: [0, 0, 2, 3, 4, 5, 6, 7], predictions: [9, 9, 1, 2, 3, 4, 5, 6]).outcomes == [])
    #expect(Scene(inputs: [0, 0, 2, 3, 4, 5, 6, 7], predictions: [9, 9, 9, 2, 3, 4, 5, 6]).outcomes == .halfTrained)
    #expect(Scene(inputs: [0, 1, 1, 3, 4, 5, 6, 7], predictions: [9, 8, 8, 2, 3, 4, 5, 6]).outcomes == [])
    #expect(!Scene(predictions: .init(repeating: 1, count: 8)).outcomes.contains(.halfTrained))
  }

  @Test("Fitted: a test loss of a tenth of the best constant's or less, the mean's for MSE, the median's for MAE")
  func fitted() {
    // Targets 0…7 have variance 5.25 about their mean 3.5: errors of √0.525 are the border.
    let border = 0.525.squareRoot()
    func scene(_ error: Double, _ loss: Loss, _ targets: [Double]) -> Outcomes {
      Scene(loss: loss, targets: targets, predictions: targets.enumerated().map { $1 + ($0 % 2 == 0 ? error : -error) })
        .outcomes
    }
    let line: [Double] = [0, 1, 2, 3, 4, 5, 6, 7]
    #expect(scene(border - 1e-9, .mse, line).contains(.fitted) && !scene(border + 1e-9, .mse, line).contains(.fitted))
    // One far target: the median of 0, 0, 0, 0, 0, 1, 1, 70 is 0, with mean magnitude 9; about the mean it is 15.25.
    let skewed: [Double] = [0, 0, 0, 0, 0, 1, 1, 70]
    #expect(scene(0.899, .mae, skewed).contains(.fitted) && !scene(0.901, .mae, skewed).contains(.fitted))
  }
}

@Suite("The verdict on layers")
struct LayerVerdictTests {
  @Test("A layer with some units on is not dead")
  func alive() {
    #expect(Scene(unitsOff: [[1, 1], [1, 1]]).outcomes == [])
    let scene = Scene(unitsOff: [[1, 0], [1, 1]])
    #expect((1...3).map { scene.value("units_off", "end", layer: $0) } == [1, 1, nil])
    #expect((1...3).map { scene.value("units_off", "start", layer: $0) } == [1, 0, nil])
  }

  @Test("Born dead and dead for good: death at check 0")
  func bornDead() {
    let record = Scene(unitsOff: [[0, 2], [0, 2], [0, 2]])
    #expect(record.outcomes == [.bornDead, .dead])
    #expect(record.deadLayer == 2 && record.deathCheck == 0)
  }

  @Test("Died: alive when born; the first dead layer is named, and the check from which it lasted")
  func died() {
    let record = Scene(unitsOff: [[0, 0], [1, 0], [2, 2], [2, 2]])
    #expect(record.outcomes == [.dead, .died])
    #expect(record.deadLayer == 1 && record.deathCheck == 2)
  }

  @Test("The death that counts is the last: revivals in between do not")
  func relapse() {
    let record = Scene(unitsOff: [[0, 2], [0, 0], [2, 0], [0, 1], [0, 2]])
    #expect(record.outcomes == [.bornDead, .dead] && record.deadLayer == 2 && record.deathCheck == 4)
    // Another layer dead at every check is one spell.
    let spell = Scene(unitsOff: [[0, 0], [2, 0], [0, 2]])
    #expect(spell.outcomes == [.dead, .died] && spell.deadLayer == 2 && spell.deathCheck == 1)
  }

  @Test("Revived: dead at some check, born dead or not, and alive at the end")
  func revived() {
    let born = Scene(unitsOff: [[2, 0], [0, 0]])
    #expect(born.outcomes == [.bornDead, .revived] && born.deadLayer == nil && born.deathCheck == nil)
    #expect(Scene(unitsOff: [[0, 0], [2, 0], [0, 1]]).outcomes == .revived)
  }

  @Test("Leaky, ELU and SELU layers with all units negative are dead too; tanh, sigmoid and linear layers never")
  func activations() {
    for activation: Activation in [.leakyReLU(slope: 0.01), .elu, .selu] {
      #expect(Scene(activation: activation, unitsOff: [[2, 0], [2, 0]]).outcomes == [.bornDead, .dead])
    }
    for activation: Activation in [.tanh, .sigmoid, .linear] {
      #expect(Scene(activation: activation, unitsOff: [[2, 2], [2, 2]]).outcomes == [])
    }
  }

  @Test("No gradient is what the trainer saw on the last batch")
  func noGradient() {
    #expect(Scene(noGradient: true).outcomes == .noGradient)
  }

  @Test("Diverged hides every outcome at the end and keeps born dead", arguments: 0..<4)
  func diverged(reason: Int) {
    var scene = Scene(unitsOff: [[2, 2], [0, 0], [2, 2]], noGradient: true)
    scene.predictions = .init(repeating: 3, count: 8)
    switch reason {
    case 0: scene.isFinite = false
    case 1: scene.finalTrainLoss = .infinity
    case 2: scene.finalTrainLoss = .nan
    default: scene.predictions[5] = -.infinity
    }
    #expect(scene.outcomes == [.bornDead, .diverged])
    #expect(scene.deadLayer == nil && scene.deathCheck == nil)
    scene.unitsOff[0] = [0, 0]
    #expect(scene.outcomes == .diverged)
  }
}
