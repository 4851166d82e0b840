internal import Estimation
internal import RunFolder

/// Quantities, times and layers as tables call them.
enum QuantityWords {
  static func name(_ quantity: QuantityResults) -> String {
    // Numbers of data sets are known at several times; where no time is said, the end is meant.
    let time = quantity.when == "end" ? "" : ", " + Self.time(quantity.when).lowercased()
    return switch quantity.quantity {
    case "train_loss": "training loss, " + running(quantity.when)
    case "train_accuracy": "training accuracy, " + running(quantity.when)
    case "final_train_loss": "training loss after training"
    case "final_train_accuracy": "training accuracy after training"
    case "test_loss", "test_accuracy", "validation_loss", "validation_accuracy":
      quantity.quantity.replacing("_", with: " ") + time
    case "gradient_ratio":
      "gradient of the first layer over that of the last hidden one" + (time.isEmpty ? ", after training" : time)
    case "input_mean": "mean of the inputs"
    case "input_deviation": "standard deviation of the inputs"
    case "prediction_mean": "mean prediction"
    case "prediction_of_constant": "mean prediction of the constant networks"
    default: quantity.quantity.replacing("prediction_mean_", with: "mean prediction, output ").replacing("_", with: " ")
    }
  }

  private static func running(_ when: String) -> String {
    when == "last_epoch" ? "running mean of the last epoch" : "running mean of epoch \(when.dropFirst("epoch_".count))"
  }

  /// `epoch_2` as people say it.
  static func check(_ when: String) -> String { when.replacing("_", with: " ") }

  static func time(_ when: String) -> String {
    switch when {
    case "start": "Before training"
    case "end": "After training"
    case "first_batch": "First batch"
    case "last_batch": "Last batch"
    default:
      when.hasPrefix("step_") || when.hasPrefix("epoch_") ? "After \(check(when))" : check(when)
    }
  }

  /// What is compared layer by layer in pairs.
  static func compared(_ quantity: String) -> String {
    quantity == "weight_gradient_rms" ? "root mean squares of weight gradients" : "gradient norms"
  }

  /// The times at which a quantity was looked at, in order: what is last stands last.
  static func times(_ quantity: String, in cell: CellResults) -> [String] {
    var times: [String] = []
    for row in cell.layers where row.quantity == quantity && !times.contains(row.when) { times.append(row.when) }
    let isLast = { (when: String) in ["last_batch", "end"].contains(when) }
    return times.filter { !isLast($0) } + times.filter(isLast)
  }

  static func layer(_ layer: Int?, output: Int?) -> String {
    guard let layer else { return "" }
    return layer == output ? "\(layer), output" : "\(layer)"
  }

  static func quantile(_ probability: Double) -> String {
    probability == 0.5 ? "median" : "\(trimmed((probability * 100).rounded(toSignificantDigits: 6))) %"
  }
}
