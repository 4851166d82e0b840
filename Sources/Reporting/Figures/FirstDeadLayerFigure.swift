internal import RunFolder

extension Figure {
  /// Which hidden layer was the first to be dead, before training and at a later check.
  static func firstDeadLayer(_ input: FigureInput) -> Figure? {
    let all = input.cells.compactMap { cell in
      cell.results.death.map { (cell, $0.firstDeadLayers) }
    }.filter { $0.1.contains { $0.born + $0.later > 0 } }
    guard !all.isEmpty else { return nil }
    let shown = all.prefix(FigureInput.panels)
    let panels = shown.map { cell, layers in
      let n = Double(max(cell.results.simulations, 1))
      let most = layers.map { Double($0.born + $0.later) / n }.max() ?? 1
      var panel = Panel(
        title: shortened(cell.label, to: 50),
        height: 100,
        x: .positions(layers.map { "\($0.layer)" }, title: "hidden layer"),
        y: .linear(0, most, count: 3)
      )
      for (index, layer) in layers.enumerated() {
        let (x, born) = (Double(index + 1), Double(layer.born) / n)
        panel.shapes.append(.box(x - 0.35...x + 0.35, 0...born, .blue, opacity: 0.8))
        panel.shapes.append(.box(x - 0.35...x + 0.35, born...born + Double(layer.later) / n, .vermilion, opacity: 0.8))
      }
      panel.shapes.sort { $0.colour < $1.colour }
      return panel
    }
    let (script, height) = Chart(legend: [(.blue, "born dead"), (.vermilion, "died later")], panels: panels).script()
    return Figure(
      name: "first-dead-layer",
      title: "Which layer is dead first",
      caption:
        "Of \(input.simulations), the share whose first dead layer was this one at the first check that found any, those that "
        + "came back later included; "
        + "for activations that pass a gradient everywhere, dead stands for all units negative."
        + leftOut(shown.count, of: all.count, "cells"),
      alt: "Most often first to be dead: "
        + all.prefix(6).map { cell, layers in
          let most = layers.max { $0.born + $0.later < $1.born + $1.later }
          let born = layers.reduce(0) { $0 + $1.born }
          let later = layers.reduce(0) { $0 + $1.later }
          return "\(cell.label) layer \(most?.layer ?? 0); \(grouped(born)) born dead, \(grouped(later)) later"
        }.joined(separator: ". ") + ".",
      columns: ["cell", "layer", "born", "later", "simulations"],
      rows: all.flatMap { cell, layers in
        layers.map { [cell.name, "\($0.layer)", "\($0.born)", "\($0.later)", "\(cell.results.simulations)"] }
      },
      script: script,
      height: height
    )
  }
}
