extension Experiment {
  /// The work of one simulation. An estimate: biases count as weights.
  public var work: Work {
    let (points, epochs) = (Double(task.trainingPoints), Double(training.epochs))
    let (parameters, layers) = (Double(network.parameterCount), Double(network.layers.count))
    let tests = Double(task.testPoints.count)
    // Forward for each point of every check and of the test set, three times as much for each point trained on.
    let passes = points * (3 * epochs + Double(checkCount)) + tests
    var work = Work()
    work.multiplyAdds = parameters * passes
    work.values = Double(network.layers.reduce(0) { $0 + $1.units }) * passes
    work.layerPasses = layers * passes
    work.steps = Double(stepsPerEpoch) * epochs
    work.layerCalls = layers * work.steps
    work.moves = parameters * work.steps
    work.rememberingMoves = training.optimizer.isPlainSGD ? 0 : work.moves
    work.trainedPoints = points * epochs
    work.drawnNumbers = (points + tests) * Double(network.inputs)
    work.recordedNumbers = layers * Double(8 + (looks.epochs ? 4 * max(training.epochs - 1, 0) : 0))
    return work
  }

  /// Multiply-adds of one simulation.
  public var multiplyAdds: Double { work.multiplyAdds }
}
