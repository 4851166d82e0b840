public import Networks

/// How the network at the end of a training does on the test points: all that a record and its outcomes ask of the
/// predictions.
///
/// Numbers of either precision stand here as `Double`, which holds each of them exactly; sums run in order of the points.
public struct TestFit: Hashable, Sendable {
  /// A value an output.
  public var predictions: [PredictionSummary]
  /// The mean over test points and outputs.
  public var loss: Double
  /// The loss of the constant that fits the test points best: each output's mean (MSE) or median (MAE).
  public var bestConstantLoss: Double
  /// Of networks with one input: the predictions are equal on a quarter or more of the test points, counted from the
  /// smallest or from the largest input.
  public var hasFlatEnd: Bool

  public init(predictions: [PredictionSummary], loss: Double, bestConstantLoss: Double, hasFlatEnd: Bool) {
    self.predictions = predictions
    self.loss = loss
    self.bestConstantLoss = bestConstantLoss
    self.hasFlatEnd = hasFlatEnd
  }

  /// All predictions are equal by IEEE `==`, output by output, and finite.
  public var isConstant: Bool { predictions.allSatisfy { $0.minimum == $0.maximum && $0.minimum.isFinite } }

  var isFinite: Bool { loss.isFinite && predictions.allSatisfy { $0.minimum.isFinite && $0.maximum.isFinite } }
}

/// Targets and predictions on the test points, from which ``TestFit`` is taken.
public struct TestPredictions: Sendable {
  /// `[point · inputs + input]`.
  public var inputs: [Double]
  /// `[point · outputs + output]`.
  public var targets: [Double]
  /// `[point · outputs + output]`.
  public var predictions: [Double]
  public var outputs: Int

  public init(inputs: [Double], targets: [Double], predictions: [Double], outputs: Int) {
    precondition(targets.count == predictions.count && predictions.count % outputs == 0 && !predictions.isEmpty)
    self.inputs = inputs
    self.targets = targets
    self.predictions = predictions
    self.outputs = outputs
  }

  var points: Int { predictions.count / outputs }

  /// - Complexity: proportional to the test points, times their logarithm for MAE.
  public func fit(_ loss: Loss) -> TestFit {
    TestFit(
      predictions: (0..<outputs).map(summary),
      loss: meanLoss(loss),
      bestConstantLoss: bestConstantLoss(loss),
      hasFlatEnd: inputs.count == points && hasFlatEnd
    )
  }

  /// Minimum and maximum, NaN where a prediction is, and mean of one output.
  private func summary(ofOutput output: Int) -> PredictionSummary {
    var minimum = predictions[output]
    var maximum = minimum
    var sum = 0.0
    for point in 0..<points {
      let prediction = predictions[point * outputs + output]
      // NaN comes in by the negated comparison, and once in is not replaced.
      if !(prediction >= minimum), !minimum.isNaN { minimum = prediction }
      if !(prediction <= maximum), !maximum.isNaN { maximum = prediction }
      sum += prediction
    }
    return PredictionSummary(minimum: minimum, maximum: maximum, sum: sum, count: points)
  }

  private func meanLoss(_ loss: Loss) -> Double {
    var sum = 0.0
    for (prediction, target) in zip(predictions, targets) {
      let error = prediction - target
      sum += loss == .mse ? error * error : error.magnitude
    }
    return sum / Double(predictions.count)
  }

  private func bestConstantLoss(_ loss: Loss) -> Double {
    var total = 0.0
    for output in 0..<outputs {
      let values = (0..<points).map { targets[$0 * outputs + output] }
      let best = loss == .mse ? values.reduce(0, +) / Double(points) : median(values)
      for value in values {
        let error = value - best
        total += loss == .mse ? error * error : error.magnitude
      }
    }
    return total / Double(targets.count)
  }

  /// The points need no sorting: the run from an end reaches to the nearest point that differs.
  private var hasFlatEnd: Bool {
    let lowest = inputs.indices.reduce(0) { inputs[$1] < inputs[$0] ? $1 : $0 }
    let highest = inputs.indices.reduce(0) { inputs[$1] > inputs[$0] ? $1 : $0 }
    var lowestThatDiffers = Double.infinity
    var highestThatDiffers = -Double.infinity
    for output in 0..<outputs {
      let atLowest = predictions[lowest * outputs + output]
      let atHighest = predictions[highest * outputs + output]
      for (point, input) in inputs.enumerated() {
        let prediction = predictions[point * outputs + output]
        if prediction != atLowest, input < lowestThatDiffers { lowestThatDiffers = input }
        if prediction != atHighest, input > highestThatDiffers { highestThatDiffers = input }
      }
    }
    let fromLowest = inputs.count { $0 < lowestThatDiffers }
    let fromHighest = inputs.count { $0 > highestThatDiffers }
    return 4 * max(fromLowest, fromHighest) >= points
  }
}
