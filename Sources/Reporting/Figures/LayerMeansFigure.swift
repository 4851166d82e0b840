internal import RunFolder

/// A number that a replicate has once a layer, its mean over replicates layer by layer, before and after training.
struct LayerMeans {
  /// As results name it.
  var quantity: String
  var figure: String
  var title: String
  var noun: String
  var isLogarithmic: Bool

  static let all = [
    LayerMeans(
      quantity: "weight_gradient_rms",
      figure: "layer-weight-gradients",
      title: "Size of weight gradients by layer",
      noun: "root mean square of the loss gradient by a layer’s weights",
      isLogarithmic: true
    ),
    LayerMeans(
      quantity: "activation_deviation",
      figure: "layer-activation-deviations",
      title: "Spread of activations by layer",
      noun: "standard deviation of a layer’s outputs over units and points",
      isLogarithmic: true
    ),
    LayerMeans(
      quantity: "share_off",
      figure: "layer-units-off",
      title: "Units that are off, by layer",
      noun: "share of a layer’s units that are off on every training point",
      isLogarithmic: false
    ),
    LayerMeans(
      quantity: "share_off_values",
      figure: "layer-values-off",
      title: "Values that are off, by layer",
      noun: "share of z, of all units at all points looked at, that is 0 or less",
      isLogarithmic: false
    ),
    LayerMeans(
      quantity: "share_saturated",
      figure: "layer-units-saturated",
      title: "Units that are saturated, by layer",
      noun: "share of a layer’s units that are saturated on every training point",
      isLogarithmic: false
    ),
    LayerMeans(
      quantity: "share_saturated_values",
      figure: "layer-values-saturated",
      title: "Values that are saturated, by layer",
      noun: "share of a layer’s outputs, of all units at all points looked at, that are saturated",
      isLogarithmic: false
    ),
    LayerMeans(
      quantity: "input_descent_rms",
      figure: "layer-input-descents",
      title: "How strongly the error pulls at each layer’s input",
      noun: "root mean square of what y − a at the output tells a layer’s input, sent back through the layers",
      isLogarithmic: true
    ),
  ]

  private static let times: [(when: String, colour: Palette, text: String)] = [
    ("start", .blue, "before training"), ("end", .vermilion, "after training"),
  ]

  private typealias Found = (cell: FigureInput.Cell, rows: [QuantityResults])

  func figure(_ input: FigureInput) -> Figure? {
    let all: [Found] = input.cells.compactMap { cell in
      let rows = cell.results.layers.filter { $0.quantity == quantity && $0.finite > 0 }
      return rows.isEmpty ? nil : (cell, rows)
    }
    guard !all.isEmpty else { return nil }
    let shown = all.prefix(FigureInput.panels)
    let series = shown.map(series)
    let y = LineSeries.Vertical(
      series.joined().map(\.self),
      isLogarithmic: isLogarithmic,
      bounds: isLogarithmic ? nil : 0...1,
      isWhole: !isLogarithmic
    )
    let panels = zip(shown, series).map { found, series in panel(found, series, y) }
    let times = Self.times.filter { time in all.contains { $0.rows.contains { $0.when == time.when } } }
    let (script, height) = Chart(legend: times.map { ($0.colour, $0.text) }, panels: panels, left: 74).script()
    let hasZeros = isLogarithmic && all.contains { $0.rows.contains { $0.average?.value == 0 } }
    let level = all.lazy.flatMap(\.rows).compactMap { $0.mean?.interval.kind }.first
    return Figure(
      name: figure,
      title: title,
      caption: "The \(noun): the mean over \(input.simulations)"
        + (level.map { ", with \($0)s." } ?? "; of a single one there is no interval.")
        + (hasZeros ? " What is exactly zero has no place on the axis." : "")
        + (y.cuts(series.flatMap(\.self)) ? LineSeries.cutWords : "") + leftOut(shown.count, of: all.count, "cells"),
      alt: all.prefix(4).map(words).joined(separator: " "),
      columns: ["cell", "layer", "when", "finite", "non_finite", "mean", "low", "high", "deviation"],
      rows: all.flatMap { cell, rows in
        rows.map { row in
          [cell.name, row.layer.map { "\($0)" } ?? "", row.when] + counts(row.finite, row.nonFinite)
            + numbers(
              row.average?.value,
              row.mean?.interval.low,
              row.mean?.interval.high,
              row.mean?.standardDeviation
            )
        }
      },
      script: script,
      height: height
    )
  }

  private func series(_ found: Found) -> [LineSeries] {
    let layers = Self.layers(found)
    return Self.times.map { time in
      let byLayer = Dictionary(
        found.rows.filter { $0.when == time.when }.map { ($0.layer ?? 0, $0) },
        uniquingKeysWith: { first, _ in first }
      )
      return LineSeries(
        points: layers.enumerated().map { index, layer in
          byLayer[layer]?.average.map { average in
            .init(x: Double(index + 1), value: average.value, ends: average.interval.map { ($0.low, $0.high) })
          }
        },
        colour: time.colour
      )
    }
  }

  private static func layers(_ found: Found) -> [Int] { Set(found.rows.compactMap(\.layer)).sorted() }

  private func panel(_ found: Found, _ series: [LineSeries], _ y: LineSeries.Vertical) -> Panel {
    let layers = Self.layers(found)
    var panel = Panel(
      title: shortened(found.cell.label, to: 50),
      height: 130,
      x: .positions(layers.map { "\($0)" }, title: "layer"),
      y: y.axis
    )
    // Of a hundred layers upright lines and dots would be a hedge.
    let isCrowded = layers.count > 40
    for (position, series) in series.enumerated() {
      panel.shapes += isCrowded ? series.shapes(y) : series.dotted(y, shift: position == 0 ? -0.1 : 0.1)
    }
    panel.shapes = panel.shapes.sortedByForm
    return panel
  }

  private func words(_ found: Found) -> String {
    let parts = Self.times.compactMap { time -> String? in
      let rows = found.rows.filter { $0.when == time.when }
      guard let first = rows.first, let last = rows.last, let low = first.average, let high = last.average else {
        return nil
      }
      return "\(time.text) \(compact(low.value, digits: 2)) in layer \(first.layer ?? 0), "
        + "\(compact(high.value, digits: 2)) in layer \(last.layer ?? 0)"
    }
    return "\(found.cell.label): \(noun) \(parts.joined(separator: "; "))."
  }
}
