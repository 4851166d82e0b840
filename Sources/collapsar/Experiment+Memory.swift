import Experiments

/// Bytes that the reference trainer holds for an experiment.
extension Experiment {
  /// On the reference trainer, one simulation: an array for the inputs and one for the targets of every point, the
  /// network with its gradients and slots, and what each layer received and gave at every point of a batch.
  var referenceBytes: Double {
    let points = Double(task.trainingPoints + task.testPoints.count)
    let scalar = precision == .float32 ? 4.0 : 8.0
    let array = 48.0
    let units = Double(network.layers.reduce(network.inputs) { $0 + $1.units })
    let trace = 2 * units * scalar + array * Double(2 * network.layers.count + 1)
    return 3 * array * points + 5 * Double(network.parameterCount) * scalar + Double(training.batchSize) * trace
  }
}
