import Experiments
import Lanes

extension LaneGroup {
  /// How each lane's network does on the test points, as ``TestPredictions`` has it, all lanes at once.
  func testFits(_ data: LaneData<V>, lanes: Int) -> [TestFit] {
    let loss = experiment.training.loss
    let outputs = data.outputs
    let summaries = (0..<outputs).map { summary(data, ofOutput: $0) }
    let total = testLoss(data, loss)
    let best = data.bestConstantLoss(loss)
    let points = Double(data.testPoints)
    return (0..<lanes).map { lane in
      let predictions = summaries.map {
        PredictionSummary(
          minimum: Double($0.minimum[lane]),
          maximum: Double($0.maximum[lane]),
          sum: $0.sum[lane],
          count: data.testPoints
        )
      }
      return TestFit(
        predictions: predictions,
        loss: total[lane] / (points * Double(outputs)),
        bestConstantLoss: best[lane],
        hasFlatEnd: hasFlatEnd(data, lane: lane, predictions)
      )
    }
  }

  private func summary(
    _ data: LaneData<V>,
    ofOutput output: Int
  ) -> (minimum: V, maximum: V, sum: V.Doubles) {
    let values = data.predictions.start + output
    let outputs = data.outputs
    var minimum = values[0]
    var maximum = minimum
    var sum = V.Doubles(0)
    for point in 0..<data.testPoints {
      let value = values[point &* outputs]
      // NaN comes in by the inverted comparison, and once in is not replaced.
      let isNotAbove = V.both(V.inverted(minimum.isAtMost(value)), minimum.equals(minimum))
      minimum = minimum.replacing(with: value, where: isNotAbove)
      let isNotBelow = V.both(V.inverted(value.isAtMost(maximum)), maximum.equals(maximum))
      maximum = maximum.replacing(with: value, where: isNotBelow)
      sum += value.doubles
    }
    return (minimum, maximum, sum)
  }

  private func testLoss(_ data: LaneData<V>, _ loss: Loss) -> V.Doubles {
    var sum = V.Doubles(0)
    for position in 0..<data.predictions.count {
      let error = data.predictions.start[position].doubles - data.testTargets.start[position].doubles
      sum += loss == .mse ? error * error : error.magnitude
    }
    return sum
  }

  /// Looks for flat ends lane by lane, by the one rule of all trainers: few networks are not flat all over.
  private func hasFlatEnd(_ data: LaneData<V>, lane: Int, _ predictions: [PredictionSummary]) -> Bool {
    guard data.inputs == 1, let rule = FlatEnd(predictions, experiment.criteria) else { return false }
    let (inputs, values) = (data.testInputs.start, data.predictions.start)
    return rule.isFound(
      inputs: (0..<data.testPoints).map { Double(inputs[$0][lane]) },
      predictions: (0..<data.testPoints * data.outputs).map { Double(values[$0][lane]) }
    )
  }
}
