internal import RunFolder

extension Figure {
  /// The loss at the end, cell by cell, with what the best constant would cost.
  static func finalLoss(_ input: FigureInput) -> Figure? {
    var known = BestConstant.Known()
    return values(
      input,
      quantities: ["final_train_loss"],
      references: [.init(name: "best_constant", text: "loss of the best constant", colour: .vermilion)],
      of: { cell, _ in [cell.experiment.map { known.of($0).loss }] }
    ) { shown, all, drawn in
      Words(
        name: "final-loss",
        title: "Loss after training",
        axis: "loss on the training points",
        caption:
          "The loss on all training points after training, over \(input.simulations): \(bars). The vermilion line is "
          + "the loss of the constant that fits the target best over its domain (mean for MSE, median for MAE): "
          + "nothing that ignores its input gets below it, but for the luck of its points."
          + leftOut(shown, of: all, "cells"),
        alt: "Median loss: \(spread(drawn.map { ($0.name, $0.median.value, fixed($0.median.value)) }))."
          + (drawn.compactMap { $0.references[0] }.first.map { " The best constant's: \(fixed($0)) in the first cell." }
            ?? "")
      )
    }
  }

  /// What collapsed networks predict: the target's mean, its median, or neither.
  static func settling(_ input: FigureInput) -> Figure? {
    var known = BestConstant.Known()
    return values(
      input,
      quantities: Array(Set(input.cells.flatMap { $0.results.quantities.map(\.quantity) })).sorted()
        .filter { $0.hasPrefix("prediction_of_constant") },
      references: [
        .init(name: "target_mean", text: "mean of the target", colour: .vermilion, bottom: 0),
        .init(name: "target_median", text: "median of the target", colour: .green, top: 0),
      ],
      of: { cell, quantity in
        // `prediction_of_constant`, or with the number of the output, from 1.
        let output = (quantity.split(separator: "_").last.flatMap { Int($0) } ?? 1) - 1
        guard let best = cell.experiment.map({ known.of($0) }), best.means.indices.contains(output) else {
          return [nil, nil]
        }
        return [best.means[output], best.medians[output]]
      }
    ) { shown, all, drawn in
      Words(
        name: "settling",
        title: "Where collapsed networks settle",
        axis: "prediction",
        caption:
          "What the networks predict whose outcome is constant (\(howMany(drawn.map(\.quantity.finite))) a row): \(bars). The upper line is the target's mean over its domain, "
          + "the lower its median, the best constants for MSE and for MAE." + leftOut(shown, of: all, "rows"),
        alt:
          "Median prediction of collapsed networks: \(spread(drawn.map { ($0.name, $0.median.value, fixed($0.median.value)) }))."
          + (drawn.first.flatMap { first in
            first.references[0].flatMap { mean in first.references[1].map { (mean, $0) } }
          }.map { " In the first row the target's mean is \(fixed($0)), its median \(fixed($1))." } ?? "")
      )
    }
  }

  private static func howMany(_ counts: [Int64]) -> String {
    let (least, most) = (counts.min() ?? 0, counts.max() ?? 0)
    return least == most ? grouped(least) : "\(grouped(least)) to \(grouped(most))"
  }

  // MARK: What both are

  private static let bars = "thin 5 to 95 %, thick 25 to 75 %, dark the median"
  private static let probabilities = [0.05, 0.25, 0.5, 0.75, 0.95]

  /// A value to compare with, drawn across a row.
  private struct Reference {
    var name: String
    var text: String
    var colour: Palette
    /// How far the line reaches above and below the middle of the row.
    var top = -8.0
    var bottom = 8.0
  }

  private struct Words {
    var name: String
    var title: String
    var axis: String
    var caption: String
    var alt: String
  }

  private struct Found {
    var name: String
    var cell: String
    var quantity: QuantityResults
    var references: [Double?]
    var median: QuantileResults
  }

  /// Quantile bars of a number that a simulation has once, a row a cell.
  private static func values(
    _ input: FigureInput,
    quantities: [String],
    references: [Reference],
    of values: (FigureInput.Cell, String) -> [Double?],
    words: (_ shown: Int, _ all: Int, _ drawn: [Found]) -> Words
  ) -> Figure? {
    var all: [Found] = []
    for cell in input.cells {
      for name in quantities {
        guard let quantity = cell.quantity(name), let median = quantity.quantile(0.5) else { continue }
        let suffix = quantities.count > 1 ? ", \(name.replacing("prediction_of_constant_", with: "output "))" : ""
        all.append(
          Found(
            name: cell.label + suffix,
            cell: cell.name,
            quantity: quantity,
            references: values(cell, name),
            median: median
          )
        )
      }
    }
    guard !all.isEmpty else { return nil }
    let shown = Array(all.prefix(FigureInput.rows / 2))
    let edges = shown.flatMap { found in
      [0.05, 0.95].compactMap { found.quantity.quantile($0)?.value } + found.references.compactMap(\.self)
    }
    let (low, high) = (edges.min() ?? 0, edges.max() ?? 1)
    let scale: Scale = low > 0 && high / low > 30 ? .logarithmic : .linear
    let words = words(shown.count, all.count, all)
    let axis: Axis =
      scale.place(low).flatMap { low in
        scale.place(high).map { high in
          switch scale {
          case .logarithmic: .decades(low, high, title: words.axis)
          case .linear: .linear(low, high, title: words.axis)
          }
        }
      } ?? .linear(0, 1, title: words.axis)
    let rows = shown.map { found in
      RowList.Row(
        name: found.name,
        number: compact(found.median.value, digits: 3),
        shapes: shapes(found.quantity, scale)
          + zip(found.references, references).compactMap { value, reference in
            value.flatMap(scale.place).map {
              .line([($0, reference.top), ($0, reference.bottom)], reference.colour, width: 2.5)
            }
          }
      )
    }
    let hasReference = references.indices.map { index in shown.contains { $0.references[index] != nil } }
    let (script, height) = RowList(
      x: axis,
      groups: [RowList.Group(title: nil, rows: rows)],
      legend: [(.blue, "simulations")] + zip(references, hasReference).filter(\.1).map { ($0.0.colour, $0.0.text) }
    ).chart().script()
    return Figure(
      name: words.name,
      title: words.title,
      caption: words.caption,
      alt: words.alt,
      columns: ["cell", "quantity", "finite", "non_finite"]
        + probabilities.flatMap { ["q\($0)_low", "q\($0)", "q\($0)_high"] }
        + references.map(\.name),
      rows: all.map { found in
        var row = [found.cell, found.quantity.quantity] + counts(found.quantity.finite, found.quantity.nonFinite)
        for probability in probabilities {
          let quantile = found.quantity.quantile(probability)
          row += numbers(quantile?.low, quantile?.value, quantile?.high)
        }
        return row + found.references.map(number)
      },
      script: script,
      height: height
    )
  }

  private static func shapes(_ quantity: QuantityResults, _ scale: Scale) -> [Shape] {
    func place(_ probability: Double) -> Double? { quantity.quantile(probability).flatMap { scale.place($0.value) } }
    func bar(_ low: Double, _ high: Double, _ half: Double) -> Shape? {
      guard let low = place(low), let high = place(high), low <= high else { return nil }
      return .box(low...high, -half...half, .blue, opacity: 0.4)
    }
    let median = place(0.5).map { Shape.line([($0, -6), ($0, 6)], .blue, width: 3) }
    return [bar(0.05, 0.95, 2), bar(0.25, 0.75, 6), median].compactMap(\.self)
  }
}
