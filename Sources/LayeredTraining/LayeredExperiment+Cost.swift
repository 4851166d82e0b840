import Datasets
import Networks

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

  /// Multiply-adds of one replicate: a pass forward for each point of every check, three of that for each point trained on or
  /// looked at with its gradients. An estimate.
  public var multiplyAdds: Double {
    let facts = task.facts
    let training = Double(facts.training)
    let looked = Double(min(looks.count ?? .max, looks.points == .training ? facts.training : facts.test))
    let checked = training + Double(facts.validation + facts.test) + 3 * looked
    return multiplyAddsPerPoint * (3 * training * Double(self.training.epochs) + checked * Double(checks.count))
  }
}
