public import Experiments
import Lanes

extension LaneTrainer {
  /// Bytes that an experiment takes at the full width: those of a group's networks, and those of its points, which cells
  /// with equal tasks share.
  ///
  /// What ``bytesInUse`` is after a first simulation, foretold without making the buffers.
  /// - Precondition: `refusal(of: experiment)` is nil.
  public static func bytes(of experiment: Experiment) -> (networks: Int, points: Int) {
    switch experiment.precision {
    case .float32: (networkBytes(experiment, SIMD16<Float>.self), pointBytes(experiment, SIMD16<Float>.self))
    case .float64: (networkBytes(experiment, SIMD8<Double>.self), pointBytes(experiment, SIMD8<Double>.self))
    }
  }

  /// Parameters, gradients and an optimizer's two slots; the values of a block; two layers' gradients of a block; marks.
  private static func networkBytes<V: Lanes>(_ experiment: Experiment, _: V.Type) -> Int {
    let network = experiment.network
    var parameters = 0
    var values = network.layers[network.layers.count - 1].units
    var widest = network.inputs
    for (index, layer) in network.layers.enumerated() {
      let fanIn = network.fanIn(ofLayer: index)
      parameters += layer.units * (fanIn + 1)
      values += fanIn
      widest = max(widest, layer.units)
    }
    let hidden = network.hiddenLayers.reduce(0) { $0 + $1.units }
    return (4 * parameters + LaneNetwork<V>.Block.count * (values + 2 * widest) + hidden) * MemoryLayout<V>.stride
  }

  /// Points in order and in the order of the epochs that are kept, predictions, and the inputs twice while shuffled.
  private static func pointBytes<V: Lanes>(_ experiment: Experiment, _: V.Type) -> Int {
    let (inputs, outputs) = (experiment.task.target.inputs, experiment.task.target.outputs)
    let training = experiment.task.trainingPoints * (inputs + outputs) * (1 + LaneData<V>.keptEpochs(experiment))
    let test = experiment.task.testPoints.count * (inputs + 2 * outputs)
    let shuffled = LaneShuffler<V>.vectors(points: experiment.task.trainingPoints, inputs: inputs)
    return (training + test + shuffled) * MemoryLayout<V>.stride
  }
}
