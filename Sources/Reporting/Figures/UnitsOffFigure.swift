internal import Estimation
internal import RunFolder

extension Figure {
  /// In how many simulations some unit of a layer is off at every training point. (Results have the distribution of the number
  /// of units in bins; the share of zeros among them is exact.)
  static func unitsOff(_ input: FigureInput) -> Figure? {
    let all = input.cells.map { cell in
      (cell, cell.results.layers.filter { $0.quantity == "units_off" && $0.finite > 0 })
    }
    .filter { !$0.1.isEmpty }
    guard !all.isEmpty else { return nil }
    let times: [(when: String, colour: Palette, text: String)] = [
      ("start", .blue, "before training"), ("end", .vermilion, "after training"),
    ]
    let shown = all.prefix(FigureInput.panels)
    let panels = shown.map { cell, layers in
      let numbers = Set(layers.compactMap(\.layer)).sorted()
      var panel = Panel(
        title: shortened(cell.label, to: 50),
        height: 100,
        x: .positions(numbers.map { "\($0)" }, title: "hidden layer"),
        y: .linear(0, 1, count: 2)
      )
      for (position, time) in times.enumerated() {
        for layer in layers where layer.when == time.when {
          guard let index = layer.layer.flatMap(numbers.firstIndex) else { continue }
          let x = Double(index + 1) + (position == 0 ? -0.18 : 0.18)
          let share = layer.someOff
          panel.shapes.append(.box(x - 0.15...x + 0.15, 0...share.estimate, time.colour, opacity: 0.55))
          panel.shapes.append(.line([(x, share.interval.low), (x, share.interval.high)], time.colour, width: 2))
        }
      }
      panel.shapes = panel.shapes.sortedByStyle
      return panel
    }
    let (script, height) = Chart(legend: times.map { ($0.colour, $0.text) }, panels: panels).script()
    return Figure(
      name: "units-off",
      title: "Layers with a unit that is off",
      caption:
        "The share of \(input.simulations) in which at least one unit of the layer is off at every training point; "
        + "lines are 95 % Clopper–Pearson intervals." + leftOut(shown.count, of: all.count, "cells"),
      alt: all.prefix(4).map { cell, layers in
        let parts = times.compactMap { time -> String? in
          let these = layers.filter { $0.when == time.when }
          guard let first = these.first, let last = these.last else { return nil }
          return "\(time.text) \(fixed(first.someOff.estimate)) in layer \(first.layer ?? 0) and "
            + "\(fixed(last.someOff.estimate)) in layer \(last.layer ?? 0)"
        }
        return "\(cell.label): some unit off \(parts.joined(separator: ", "))."
      }.joined(separator: " "),
      columns: ["cell", "layer", "when", "some_off", "simulations", "fraction", "low", "high", "median_units_off"],
      rows: all.flatMap { found, layers in
        layers.map { layer in
          let share = layer.someOff
          var row = [found.name, layer.layer.map { "\($0)" } ?? "", layer.when]
          row += counts(layer.finite - layer.zeros, layer.finite)
          return row + numbers(share.estimate, share.interval.low, share.interval.high, layer.quantile(0.5)?.low)
        }
      },
      script: script,
      height: height
    )
  }
}

extension QuantityResults {
  /// The share of simulations where the number is not zero.
  fileprivate var someOff: (estimate: Double, interval: Interval) {
    let proportion = Proportion(count: finite - zeros, n: finite)
    return (proportion.estimate ?? 0, proportion.interval(.clopperPearson, confidence: 0.95))
  }
}
