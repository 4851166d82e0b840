import Networks

extension Experiment {
  /// Multiply-adds of one simulation: a pass forward for each point of every check and of the test set, and three of that
  /// (forward, gradients of weights, gradients of activations) for each point trained on.
  public var multiplyAdds: UInt64 {
    let pass = UInt64(network.parameterCount)
    let points = UInt64(task.trainingPoints)
    let epochs = UInt64(training.epochs)
    return pass * (points * (3 * epochs + epochs + 1) + UInt64(task.testPoints.count))
  }
}
