import Networks

extension Experiment {
  /// Multiply-adds of one simulation: a pass forward for each point of every check and of the test set, and three of that
  /// (forward, gradients of weights, gradients of activations) for each point trained on.
  /// An estimate: biases count as weights. A floating-point number, since the largest studies exceed 64-bit integers.
  public var multiplyAdds: Double {
    let pass = Double(network.parameterCount)
    let points = Double(task.trainingPoints)
    let epochs = Double(training.epochs)
    return pass * (points * (3 * epochs + Double(checkCount)) + Double(task.testPoints.count))
  }
}
