package import Experiments
internal import Lanes

/// The constants that fit a target best over its whole domain, and what they cost: where a collapsed network ends, and the
/// loss it cannot get below.
package struct BestConstant: Hashable {
  /// By output.
  package private(set) var means: [Double]
  package private(set) var medians: [Double]
  /// The loss of the mean (MSE) or of the median (MAE), over all outputs.
  package private(set) var loss: Double

  /// By midpoints of a fixed grid: the same everywhere, and for the targets at hand right to four decimals and more.
  /// - Complexity: a quarter of a million points, sorted.
  package init(_ target: Target, low: Double, high: Double, loss measure: Loss) {
    let side = target.inputs == 1 ? 262_144 : 512
    let inputs = (0..<side).map { low + (high - low) * (Double($0) + 0.5) / Double(side) }
    means = []
    medians = []
    var total = 0.0
    for output in 0..<target.outputs {
      var values: [Double] = []
      if target.inputs == 1 {
        values = inputs.map { target.value(output: output, $0, 0) }
      } else {
        for x in inputs { values += inputs.map { target.value(output: output, x, $0) } }
      }
      let mean = values.reduce(0, +) / Double(values.count)
      let median = median(values)
      means.append(mean)
      medians.append(median)
      switch measure {
      case .mse: total += values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(values.count)
      case .mae: total += values.reduce(0) { $0 + ($1 - median).magnitude } / Double(values.count)
      case .categoricalCrossEntropy, .binaryCrossEntropy: preconditionFailure("functions have no classes")
      }
    }
    loss = total / Double(target.outputs)
  }

  /// The best constants of many experiments, each computed once.
  struct Known {
    private struct Key: Hashable {
      var target: Target
      var low: Double
      var high: Double
      var loss: Loss
    }

    private var known: [Key: BestConstant] = [:]

    mutating func of(_ experiment: Experiment) -> BestConstant {
      let task = experiment.task
      let key = Key(target: task.target, low: task.low, high: task.high, loss: experiment.training.loss)
      if let best = known[key] { return best }
      let best = BestConstant(key.target, low: key.low, high: key.high, loss: key.loss)
      known[key] = best
      return best
    }
  }
}
