internal import Estimation
internal import Experiments
internal import RunFolder

/// A quantity that a layer has many values of, layer by layer as violins: activations, weights, gradients.
struct ViolinFigure {
  /// As results name it.
  var quantity: String
  /// The stem of a figure's name, to which the time is added.
  var stem: String
  var title: String
  /// What the values are.
  var noun: String
  /// Whether sizes are compared by their ratio: of gradients, orders of magnitude between layers matter and signs do not.
  var isLogarithmic: Bool

  static let all = [
    ViolinFigure(
      quantity: "activations",
      stem: "activations",
      title: "Activations layer by layer",
      noun: "outputs",
      isLogarithmic: false
    ),
    ViolinFigure(
      quantity: "z",
      stem: "z",
      title: "What activations receive (z), layer by layer",
      noun: "inputs of the activations (z)",
      isLogarithmic: false
    ),
    ViolinFigure(
      quantity: "weights",
      stem: "weights",
      title: "Weights layer by layer",
      noun: "weights",
      isLogarithmic: false
    ),
    ViolinFigure(
      quantity: "weight_gradients",
      stem: "weight-gradients",
      title: "Weight gradients layer by layer",
      noun: "loss gradients by each weight, without their sign,",
      isLogarithmic: true
    ),
    ViolinFigure(
      quantity: "z_gradients",
      stem: "z-gradients",
      title: "Gradients by z, layer by layer",
      noun: "loss gradients by z of each unit and point, without their sign,",
      isLogarithmic: true
    ),
    ViolinFigure(
      quantity: "unit_gradient_norms",
      stem: "unit-gradient-norms",
      title: "Gradient norms unit by unit, by layer",
      noun: "norms of the loss gradients by each unit’s weights",
      isLogarithmic: true
    ),
  ]

  static let times = [(when: "start", words: "before training"), (when: "end", words: "after training")]

  /// Layers that a panel has at most; of more, so many evenly spread.
  static let (mostLayers, spreadLayers) = (12, 10)

  /// A cell with what it has of this quantity.
  typealias Found = (cell: FigureInput.Cell, rows: [DistributionResults])

  func figures(_ input: FigureInput) -> [Figure] {
    let found: [Found] = input.cells.compactMap { cell in
      let rows = cell.results.layered?.distributions.filter { $0.quantity == quantity } ?? []
      return rows.isEmpty ? nil : (cell, rows)
    }
    return Self.times.compactMap { figure(input, found, $0.when, $0.words) }
  }

  private func figure(_ input: FigureInput, _ found: [Found], _ when: String, _ words: String) -> Figure? {
    let all = found.map { found in
      ViolinPanel(found.cell.label, found.rows.filter { $0.when == when }, isLogarithmic: isLogarithmic)
    }.filter(\.hasValues)
    guard !all.isEmpty else { return nil }
    let drawn = ViolinPanels(Array(all.prefix(FigureInput.panels)), isLogarithmic: isLogarithmic)
    let (script, height) = Chart(panels: drawn.panels(when == "start" ? .blue : .vermilion), left: 74).script()
    return Figure(
      name: "\(stem)-\(when)",
      title: "\(title), \(words)",
      caption:
        "The \(noun) of every layer \(words), \(input.simulations) pooled. A violin is as wide as values are dense; "
        + "the thick line holds the middle half, the bar across is the median. Values of one network depend on each "
        + "other: there are no intervals here."
        + (LayerValues(rawValue: quantity)?.isOfPoints == true ? input.kept : "")
        + drawn.remarks + leftOut(drawn.cells.count, of: all.count, "cells"),
      alt: all.prefix(4).map { $0.finding(words) }.joined(separator: " "),
      columns: ["cell", "layer", "when", "finite", "zeros", "non_finite", "over"]
        + Self.probabilities.flatMap { ["q\($0)_low", "q\($0)", "q\($0)_high"] },
      // Epochs between are looked up, not drawn.
      rows: found.flatMap { found in
        found.rows.filter { $0.when == when || when == "end" && $0.when.hasPrefix("epoch_") }
          .map { row(found.cell.name, $0) }
      },
      script: script,
      height: height
    )
  }

  private static let probabilities = [0.05, 0.25, 0.5, 0.75, 0.95]

  private func row(_ name: String, _ distribution: DistributionResults) -> [String] {
    let values = PooledValues(distribution, isMagnitude: isLogarithmic)
    var row = [name, "\(distribution.layer)", distribution.when]
    row += counts(distribution.finite, distribution.zeros, distribution.nonFinite)
    row.append(isLogarithmic ? "abs_non_zero" : "finite")
    for probability in Self.probabilities {
      let quantile = values.quantile(probability, zeros: isLogarithmic ? 0 : distribution.zeros)
      row += numbers(quantile?.low, quantile?.value, quantile?.high)
    }
    return row
  }
}
