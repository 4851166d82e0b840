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
  /// Whether a network with one input is flat on a quarter of the test points from one end, and not flat over all of
  /// them; see ``FlatEnd``.
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
  public func fit(_ loss: Loss, _ criteria: Criteria) -> TestFit {
    let summaries = (0..<outputs).map(summary)
    let rule = inputs.count == points ? FlatEnd(summaries, criteria) : nil
    return TestFit(
      predictions: summaries,
      loss: meanLoss(loss),
      bestConstantLoss: bestConstantLoss(loss),
      hasFlatEnd: rule?.isFound(inputs: inputs, predictions: predictions) ?? false
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
}
