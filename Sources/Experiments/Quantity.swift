/// A number that every simulation of an experiment has: results list it by layer, name and time.
public struct Quantity: Hashable, Sendable {
  /// From 1, the output layer last; nil where it is not a layer's.
  public var layer: Int?
  public var name: String
  /// `start`, `first_batch`, `step_4`, `epoch_1`, …, `last_batch`, `last_epoch`, `end`.
  public var when: String

  public init(layer: Int? = nil, _ name: String, _ when: String) {
    self.layer = layer
    self.name = name
    self.when = when
  }
}

extension Quantity {
  /// The range of a number of this name.
  public static func bounds(of name: String) -> ClosedRange<Double> {
    if name.hasSuffix("_accuracy") || name.hasPrefix("share_") { return 0...1 }
    // Means of activations and inputs, and predictions, have a sign; all else is a loss, a size or a ratio of sizes.
    let isSigned = name.hasSuffix("_mean") || name.hasPrefix("prediction_")
    return isSigned ? -.infinity ... .infinity : 0 ... .infinity
  }

  /// Name of its column in `simulations.csv`.
  public var column: String {
    let isUsual = layer == nil && ["end", "last_epoch"].contains(when)
    return name + (isUsual ? "" : "_\(when)") + (layer.map { "_\($0)" } ?? "")
  }

  /// Whether it is a count or an index, which NaN says is missing.
  public var isWhole: Bool { ["dead_layer", "death_check", "units_off"].contains(name) }
}

/// A number that a simulation has at many steps.
public struct Curve: Hashable, Sendable {
  /// From 1; nil where it is not a layer's.
  public var layer: Int?
  public var name: String
  /// Steps of the optimizer, from 1: losses and gradients are of the step's batch, before the parameters move.
  public var steps: [Int]
}
