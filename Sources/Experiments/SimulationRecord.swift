/// What one simulation came to: its outcomes, losses, predictions and a summary of every layer.
///
/// The same bits for every trainer that shares the promise, every lane width and every grouping.
public struct SimulationRecord: Hashable, Sendable {
  /// The index that, with the study's seed, names every random draw.
  public var simulation: UInt64
  public var outcomes: Outcomes
  /// The first hidden layer (from 1) that is dead after training; nil when none is, or the network diverged.
  public var deadLayer: Int?
  /// The first check of the dead spell that lasts to the end, counted from 0 along ``Experiment/checkTimes``: without looks at
  /// steps 0 is before training, k after epoch k; nil when not dead.
  public var deathCheck: Int?
  /// The running mean of the loss over the last epoch, as Keras reports it; NaN when no epoch was asked for.
  public var trainLoss: Double
  /// The loss over all training points after training.
  public var finalTrainLoss: Double
  /// The loss over the test points after training.
  public var testLoss: Double
  /// A value an output of the network.
  public var predictions: [PredictionSummary]
  /// A value a layer, hidden layers in order, the output layer last.
  public var layers: [LayerSummary]
  /// How it stood at each of ``Experiment/checkTimes``; empty where no hidden layer can be dead.
  public var checks: [CheckState]
  /// A value an epoch, the last left out; empty where the experiment does not ask for it.
  public var epochs: [EpochSummary]

  public init(
    simulation: UInt64,
    outcomes: Outcomes,
    deadLayer: Int?,
    deathCheck: Int?,
    trainLoss: Double,
    finalTrainLoss: Double,
    testLoss: Double,
    predictions: [PredictionSummary],
    layers: [LayerSummary],
    checks: [CheckState] = [],
    epochs: [EpochSummary] = []
  ) {
    self.simulation = simulation
    self.outcomes = outcomes
    self.deadLayer = deadLayer
    self.deathCheck = deathCheck
    self.trainLoss = trainLoss
    self.finalTrainLoss = finalTrainLoss
    self.testLoss = testLoss
    self.predictions = predictions
    self.layers = layers
    self.checks = checks
    self.epochs = epochs
  }
}

/// The predictions of one output over the test points.
public struct PredictionSummary: Hashable, Sendable {
  public var minimum: Double
  public var maximum: Double
  public var mean: Double

  public init(minimum: Double, maximum: Double, mean: Double) {
    self.minimum = minimum
    self.maximum = maximum
    self.mean = mean
  }

  /// - Parameters:
  ///   - sum: of all predictions, in order; the mean is kept from leaving the extremes by the sum's rounding.
  ///   - count: of points.
  public init(minimum: Double, maximum: Double, sum: Double, count: Int) {
    let mean = sum / Double(count)
    self.init(minimum: minimum, maximum: maximum, mean: mean < minimum ? minimum : mean > maximum ? maximum : mean)
  }
}

/// What was seen of one layer.
public struct LayerSummary: Hashable, Sendable {
  /// Units with z ≤ 0 on every training point, before and after training; 0 where the activation gives it no meaning.
  public var unitsOffAtStart: Int32
  public var unitsOffAtEnd: Int32
  /// On the first and on the last batch of training; NaN when there was none.
  public var first: BatchSummary
  public var last: BatchSummary

  public init(unitsOffAtStart: Int32, unitsOffAtEnd: Int32, first: BatchSummary, last: BatchSummary) {
    self.unitsOffAtStart = unitsOffAtStart
    self.unitsOffAtEnd = unitsOffAtEnd
    self.first = first
    self.last = last
  }
}

/// One layer on one batch, before the step that the batch leads to.
public struct BatchSummary: Hashable, Sendable {
  /// √Σ g² over the layer's weight gradients, biases left out.
  public var gradientNorm: Double
  /// Over the layer's units and the batch's points.
  public var activationMean: Double
  /// Population standard deviation over the layer's units and the batch's points.
  public var activationDeviation: Double

  public init(gradientNorm: Double, activationMean: Double, activationDeviation: Double) {
    self.gradientNorm = gradientNorm
    self.activationMean = activationMean
    self.activationDeviation = activationDeviation
  }

  public static let none = BatchSummary(gradientNorm: .nan, activationMean: .nan, activationDeviation: .nan)
}
