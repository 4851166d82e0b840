import Datasets

extension LayeredExperiment {
  /// Weights, biases and all else that is learned.
  public var parameterCount: Int { network.counts.learned }

  /// Multiply-adds of one pass forward of one point: every weight once for each place it is applied at.
  public var multiplyAddsPerPoint: Double {
    var shape = network.input
    var sum = 0.0
    for (layer, output) in zip(network.layers, network.shapes) {
      if let (fanIn, _) = layer.fans(above: shape) { sum += Double(fanIn) * Double(output.count) }
      shape = output
    }
    return sum
  }

  /// The work of one simulation. An estimate.
  public var work: Work {
    let facts = task.facts
    let (training, epochs) = (Double(facts.training), Double(self.training.epochs))
    let looked = Double(min(looks.count ?? .max, looks.points == .training ? facts.training : facts.test))
    let layers = Double(network.layers.count)
    // Forward for each point of every check; for each point looked at with its gradients three times as much.
    let atRest = Double(checks.count) * (training + Double(facts.validation + facts.test) + 3 * looked)
    let passes = 3 * training * epochs + atRest
    var work = Work()
    work.multiplyAdds = multiplyAddsPerPoint * passes
    work.values = Double(network.shapes.reduce(0) { $0 + $1.count }) * passes
    work.layerPasses = layers * passes
    work.steps = Double(stepsPerEpoch) * epochs
    work.layerCalls = layers * (3 * work.steps + atRest / Double(Self.restingBatch))
    work.moves = Double(parameterCount) * work.steps
    work.rememberingMoves = self.training.optimizer.isPlainSGD ? 0 : work.moves
    work.trainedPoints = training * epochs
    if task.source.synthetic != nil {
      work.drawnNumbers = Double((facts.training + facts.validation + facts.test) * facts.shape.features)
    }
    work.recordedNumbers = Double(numbers.count)
    work.distributedValues = Double(checks.count) * distributedValues(of: looked)
    return work
  }

  /// Points that pass together where nothing is learned, unless batches are larger.
  private static let restingBatch = 256

  /// The number of values of these points that go into distributions at one check.
  private func distributedValues(of points: Double) -> Double {
    network.lookedLayers.reduce(0) { sum, layer in
      let shape = layer.weights == 0 ? network.input : network.shapes[layer.weights - 1]
      let weights = Double(layer.units * (network.layers[layer.weights].fans(above: shape)?.fanIn ?? 0))
      let outputs = points * Double(network.shapes[layer.activation].count) / Double(looks.every)
      return looks.distributions.reduce(sum) { sum, kind in
        switch kind {
        case .activations, .sums, .sumGradients: sum + outputs
        case .weights, .weightGradients: sum + weights
        case .unitGradients: sum + Double(layer.units)
        }
      }
    }
  }

  /// Multiply-adds of one simulation.
  public var multiplyAdds: Double { work.multiplyAdds }
}
