import LaneTrainer
import Networks
import Training

/// Bytes that the trainers hold for an experiment. Counted after the buffers that they make, without the small ones.
extension Experiment {
  /// What the lane trainer keeps of networks, and of points, beside those it works on.
  static let laneBytesKept = Double(256 << 20)

  /// A vector of the lane trainer at its full width.
  private static let vector = 64.0

  private var trainingPoints: Double { Double(task.trainingPoints) }
  private var testPoints: Double { Double(task.testPoints.count) }
  private var parameters: Double { Double(network.parameterCount) }
  /// Numbers of one point: inputs and targets.
  private var valuesOfPoint: Double { Double(network.inputs + network.outputs) }

  /// On the lanes, a group's networks: parameters, gradients and an optimizer's two slots, one point's values in blocks of
  /// eight.
  var laneBytesOfNetwork: Double {
    let units = Double(network.layers.reduce(network.inputs) { $0 + $1.units })
    return Self.vector * (4 * parameters + 8 * 2 * units)
  }

  /// On the lanes, a group's points: in order, in the order of the epochs that are kept (4 MiB of them, or one), twice the
  /// inputs while they are shuffled, and the predictions.
  var laneBytesOfPoints: Double {
    let epoch = Self.vector * trainingPoints * valuesOfPoint
    let kept = max(1, min(Double(training.epochs), (Double(4 << 20) / epoch).rounded(.down)))
    let test = testPoints * (valuesOfPoint + Double(network.outputs))
    return epoch * (1 + kept) + Self.vector * (2 * trainingPoints * Double(network.inputs) + test)
  }

  /// On the reference trainer, one simulation: an array for the inputs and one for the targets of every point, the
  /// network with its gradients and slots, and what each layer received and gave at every point of a batch.
  var referenceBytes: Double {
    let scalar = precision == .float32 ? 4.0 : 8.0
    let array = 48.0
    let units = Double(network.layers.reduce(network.inputs) { $0 + $1.units })
    let trace = 2 * units * scalar + array * Double(2 * network.layers.count + 1)
    return 3 * array * (trainingPoints + testPoints) + 5 * parameters * scalar + Double(training.batchSize) * trace
  }
}
