import RunFolder

extension CellResults {
  /// Outcomes that no network of real size had at birth, where there was no training. They share a line: such studies are about
  /// other numbers.
  var unseenAtBirth: [String] {
    guard layered != nil, !lookTimes.contains("end") else { return [] }
    return outcomeOrder.filter { outcome($0)?.count == 0 }
  }
}

/// What networks of real size came to: means over replicates.
extension ResultTable {
  /// Accuracies and losses, and how the gradient runs through the layers.
  func numberLines(_ cell: CellResults) -> [String] {
    let found = [
      ("test accuracy", cell.number("test_accuracy")), ("test loss", cell.number("test_loss")),
      ("final train loss", cell.number("final_train_loss")),
    ].compactMap { name, number in number.map { "\(name) \($0.averageText)" } }
    var lines = found.isEmpty ? [] : ["  " + found.joined(separator: "  ")]
    let missing = cell.quantities.filter { $0.quantity == "test_loss" && $0.when == "end" }.map(\.nonFinite).max() ?? 0
    if missing > 0 {
      lines.append("  \(grouped(missing)) replicates whose loss is not finite, left out of these means")
    }
    let ratios = ["start", "end"].compactMap { when in
      cell.number("gradient_ratio", when).map { "\(when) \($0.averageText)" }
    }
    if !ratios.isEmpty {
      lines.append("  gradient ratio layer 1 / layer \(cell.depth - 1): " + ratios.joined(separator: ", "))
    }
    return lines
  }

  /// What stands beside the fractions.
  var numberNote: String {
    guard results.isLayered else {
      guard results.cells.count > Self.mostBlocks else { return "losses are bins of an eighth of an octave" }
      let confidence = results.cells.lazy.flatMap(\.quantities).map(\.quantileConfidence).first ?? 0.95
      let level = "\(trimmed(confidence * 100)) %"
      return "of training losses \(level) order-statistic interval of the median, non-finite ones left out"
    }
    let mean = results.cells.lazy.flatMap(\.quantities).compactMap { $0.mean?.interval.kind }.first
    return mean.map { "of other numbers \($0) of the mean over replicates" }
      ?? "other numbers are of single replicates, which have no interval"
  }
}
