import Lanes
import Networks
import Training

extension LaneGroup {
  /// How each lane's network does on the test points, as ``TestPredictions`` has it, all lanes at once.
  func testFits(_ data: LaneData<V>, lanes: Int) -> [TestFit] {
    let loss = experiment.training.loss
    let outputs = data.outputs
    let summaries = (0..<outputs).map { summary(data, ofOutput: $0) }
    let total = testLoss(data, loss)
    let best = data.bestConstantLoss(loss)
    let flatEnds = data.inputs == 1 ? pointsInFlatEnds(data) : V(0)
    let points = Double(data.testPoints)
    return (0..<lanes).map { lane in
      TestFit(
        predictions: summaries.map {
          PredictionSummary(
            minimum: Double($0.minimum[lane]),
            maximum: Double($0.maximum[lane]),
            sum: $0.sum[lane],
            count: data.testPoints
          )
        },
        loss: total[lane] / (points * Double(outputs)),
        bestConstantLoss: best[lane],
        hasFlatEnd: data.inputs == 1 && 4 * Double(flatEnds[lane]) >= points
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

  /// Test points in the longer of the two runs of equal predictions that start at the smallest and at the largest input.
  ///
  /// Counts are exact: there are no more than ``LaneTrainer/mostTestPoints``.
  private func pointsInFlatEnds(_ data: LaneData<V>) -> V {
    let inputs = UnsafePointer(data.testInputs.start)
    let points = data.testPoints
    let outputs = data.outputs
    var lowestThatDiffers = V(.infinity)
    var highestThatDiffers = V(-.infinity)
    for output in 0..<outputs {
      let values = data.predictions.start + output
      var (lowest, highest) = (inputs[0], inputs[0])
      var (atLowest, atHighest) = (values[0], values[0])
      for point in 1..<points {
        let (input, value) = (inputs[point], values[point &* outputs])
        let isLower = input.isBelow(lowest)
        lowest = lowest.replacing(with: input, where: isLower)
        atLowest = atLowest.replacing(with: value, where: isLower)
        let isHigher = highest.isBelow(input)
        highest = highest.replacing(with: input, where: isHigher)
        atHighest = atHighest.replacing(with: value, where: isHigher)
      }
      for point in 0..<points {
        let (input, value) = (inputs[point], values[point &* outputs])
        let differsBelow = V.both(V.inverted(value.equals(atLowest)), input.isBelow(lowestThatDiffers))
        lowestThatDiffers = lowestThatDiffers.replacing(with: input, where: differsBelow)
        let differsAbove = V.both(V.inverted(value.equals(atHighest)), highestThatDiffers.isBelow(input))
        highestThatDiffers = highestThatDiffers.replacing(with: input, where: differsAbove)
      }
    }
    let one = V(1)
    var (fromLowest, fromHighest) = (V(0), V(0))
    for point in 0..<points {
      fromLowest += V(0).replacing(with: one, where: inputs[point].isBelow(lowestThatDiffers))
      fromHighest += V(0).replacing(with: one, where: highestThatDiffers.isBelow(inputs[point]))
    }
    return fromLowest.replacing(with: fromHighest, where: fromLowest.isBelow(fromHighest))
  }
}
