import Networks

/// What a trainer saw of one simulation, from which the record is judged: the one place where outcomes are decided.
///
/// Numbers of either precision stand here as `Double`, which holds each of them exactly.
public struct Observations: Sendable {
  /// Units with z ≤ 0 on every training point, `[check][hidden layer]`; check 0 is before training.
  public var unitsOff: [[Int32]]
  /// Every hidden weight gradient of the last batch was exactly 0; false when there was no batch. Without hidden layers
  /// it is not looked at.
  public var noGradient: Bool
  /// Every parameter at the end and every epoch's loss was finite.
  public var isFinite: Bool
  public var trainLoss: Double
  public var finalTrainLoss: Double
  /// `[point · inputs + input]`.
  public var testInputs: [Double]
  /// `[point · outputs + output]`.
  public var testTargets: [Double]
  /// `[point · outputs + output]`.
  public var predictions: [Double]
  /// On the first and last batch, a value a layer with the output layer; empty when there was no batch.
  public var first: [BatchSummary]
  public var last: [BatchSummary]

  public init(
    unitsOff: [[Int32]],
    noGradient: Bool,
    isFinite: Bool,
    trainLoss: Double,
    finalTrainLoss: Double,
    testInputs: [Double],
    testTargets: [Double],
    predictions: [Double],
    first: [BatchSummary],
    last: [BatchSummary]
  ) {
    self.unitsOff = unitsOff
    self.noGradient = noGradient
    self.isFinite = isFinite
    self.trainLoss = trainLoss
    self.finalTrainLoss = finalTrainLoss
    self.testInputs = testInputs
    self.testTargets = testTargets
    self.predictions = predictions
    self.first = first
    self.last = last
  }
}

extension Observations {
  /// The outcomes and summaries of a simulation, by the definitions in ``Outcomes``.
  /// - Complexity: proportional to the test points, times their logarithm for MAE.
  public func judged(_ experiment: Experiment, simulation: UInt64) -> SimulationRecord {
    let network = experiment.network
    let deadLayers = unitsOff.map { Self.firstDeadLayer($0, network) }
    let (summaries, isConstant) = predictionSummaries(outputs: network.outputs)
    let loss = experiment.training.loss
    let testLoss = meanLoss(loss, outputs: network.outputs)
    let diverged =
      !isFinite || !testLoss.isFinite || !finalTrainLoss.isFinite
      || summaries.contains { !($0.minimum.isFinite && $0.maximum.isFinite) }

    var outcomes: Outcomes = []
    let bornDead = deadLayers[0] != nil
    if bornDead { outcomes.insert(.bornDead) }
    var deadLayer: Int?
    var deathCheck: Int?
    if diverged {
      outcomes.insert(.diverged)
    } else {
      deadLayer = deadLayers[deadLayers.count - 1]
      if deadLayer != nil {
        outcomes.insert(.dead)
        if !bornDead { outcomes.insert(.died) }
        deathCheck = (deadLayers.lastIndex { $0 == nil } ?? -1) + 1
      } else if deadLayers.contains(where: { $0 != nil }) {
        outcomes.insert(.revived)
      }
      if isConstant { outcomes.insert(.constant) }
      for (index, tolerance) in experiment.criteria.flat.enumerated()
      where summaries.allSatisfy({ $0.maximum - $0.minimum < tolerance }) {
        outcomes.insert(.flat(index))
      }
      if noGradient, network.hiddenLayerCount > 0 { outcomes.insert(.noGradient) }
      if network.inputs == 1, !isConstant, hasFlatEnd(outputs: network.outputs) { outcomes.insert(.halfTrained) }
      if testLoss <= 0.1 * bestConstantLoss(loss, outputs: network.outputs) { outcomes.insert(.fitted) }
    }
    return SimulationRecord(
      simulation: simulation,
      outcomes: outcomes,
      deadLayer: deadLayer,
      deathCheck: deathCheck,
      trainLoss: trainLoss,
      finalTrainLoss: finalTrainLoss,
      testLoss: testLoss,
      predictions: summaries,
      layers: layerSummaries(network)
    )
  }

  /// The first hidden layer, from 1, whose units are all off, where the activation gives that a meaning.
  static func firstDeadLayer(_ unitsOff: [Int32], _ network: Network) -> Int? {
    zip(unitsOff, network.hiddenLayers).enumerated().first { _, pair in
      pair.1.activation.allUnitsOff != .undefined && pair.0 == pair.1.units
    }.map { $0.offset + 1 }
  }

  private func layerSummaries(_ network: Network) -> [LayerSummary] {
    network.layers.indices.map { index in
      let isHidden = index < network.hiddenLayerCount
      return LayerSummary(
        unitsOffAtStart: isHidden ? unitsOff[0][index] : 0,
        unitsOffAtEnd: isHidden ? unitsOff[unitsOff.count - 1][index] : 0,
        first: first.isEmpty ? .none : first[index],
        last: last.isEmpty ? .none : last[index]
      )
    }
  }

  /// Minimum, maximum (NaN where a prediction is) and mean of each output, and whether all outputs are constant.
  private func predictionSummaries(outputs: Int) -> ([PredictionSummary], isConstant: Bool) {
    var isConstant = true
    let summaries = (0..<outputs).map { output in
      var minimum = predictions[output]
      var maximum = minimum
      var sum = 0.0
      var position = output
      while position < predictions.count {
        let prediction = predictions[position]
        // NaN comes in by the negated comparison, and once in is not replaced.
        if !(prediction >= minimum), !minimum.isNaN { minimum = prediction }
        if !(prediction <= maximum), !maximum.isNaN { maximum = prediction }
        sum += prediction
        position += outputs
      }
      if !(minimum == maximum) || !minimum.isFinite { isConstant = false }
      let count = Double(predictions.count / outputs)
      return PredictionSummary(minimum: minimum, maximum: maximum, mean: sum / count)
    }
    return (summaries, isConstant)
  }

  /// The mean over test points and outputs, in `Double`, in order.
  private func meanLoss(_ loss: Loss, outputs: Int) -> Double {
    var sum = 0.0
    for (prediction, target) in zip(predictions, testTargets) {
      let error = prediction - target
      sum += loss == .mse ? error * error : error.magnitude
    }
    return sum / Double(predictions.count)
  }

  /// The loss on the test points of the constant that fits them best: their mean (MSE), their median (MAE).
  private func bestConstantLoss(_ loss: Loss, outputs: Int) -> Double {
    let count = testTargets.count / outputs
    var total = 0.0
    for output in 0..<outputs {
      var best = 0.0
      if loss == .mse {
        for point in 0..<count { best += testTargets[point * outputs + output] }
        best /= Double(count)
      } else {
        let sorted = (0..<count).map { testTargets[$0 * outputs + output] }.sorted()
        best = (sorted[(count - 1) / 2] + sorted[count / 2]) / 2
      }
      for point in 0..<count {
        let error = testTargets[point * outputs + output] - best
        total += loss == .mse ? error * error : error.magnitude
      }
    }
    return total / Double(testTargets.count)
  }

  /// True where the predictions are equal on a quarter or more of the test points, counted from the smallest or from the
  /// largest input. The points need no sorting: the run from an end reaches to the nearest point that differs.
  private func hasFlatEnd(outputs: Int) -> Bool {
    let count = testInputs.count
    let lowest = testInputs.indices.reduce(0) { testInputs[$1] < testInputs[$0] ? $1 : $0 }
    let highest = testInputs.indices.reduce(0) { testInputs[$1] > testInputs[$0] ? $1 : $0 }
    var lowestThatDiffers = Double.infinity
    var highestThatDiffers = -Double.infinity
    for output in 0..<outputs {
      let atLowest = predictions[lowest * outputs + output]
      let atHighest = predictions[highest * outputs + output]
      for point in 0..<count {
        let prediction = predictions[point * outputs + output]
        let input = testInputs[point]
        if prediction != atLowest, input < lowestThatDiffers { lowestThatDiffers = input }
        if prediction != atHighest, input > highestThatDiffers { highestThatDiffers = input }
      }
    }
    var fromLowest = 0
    var fromHighest = 0
    for input in testInputs {
      if input < lowestThatDiffers { fromLowest += 1 }
      if input > highestThatDiffers { fromHighest += 1 }
    }
    return 4 * max(fromLowest, fromHighest) >= count
  }
}
