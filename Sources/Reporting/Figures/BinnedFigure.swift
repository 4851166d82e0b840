internal import RunFolder

extension Figure {
  /// Activations in bins of equal width, a small histogram a layer, the first layer on top.
  static func binned(_ input: FigureInput, when: String, words: String) -> Figure? {
    let found = input.cells.map { cell in (cell: cell, rows: cell.results.layered?.binned ?? []) }
    let all = found.map { found in (cell: found.cell, rows: found.rows.filter { $0.when == when }) }
      .filter { $0.rows.contains { $0.counts.contains { $0 > 0 } } }
    guard let low = all.first?.rows.first?.low, let high = all.first?.rows.first?.high else { return nil }
    let shown = all.prefix(FigureInput.panels)
    let panels = shown.map { panel($0.cell.label, $0.rows, when == "start" ? .blue : .vermilion) }
    let (script, height) = Chart(panels: panels, title: "layers, top to bottom", left: 40).script()
    let layers = all.map(\.rows.count).max() ?? 0
    let spread =
      layers > ViolinFigure.mostLayers
      ? " Of \(layers) layers \(ViolinFigure.spreadLayers) are drawn, evenly spread; the table has all." : ""
    return Figure(
      name: "binned-activations-\(when)",
      title: "Activations in equal bins, \(words)",
      caption: "How often a layer’s outputs fell into each of \(grouped(all[0].rows[0].counts.count)) equal bins from "
        + "\(compact(low)) to \(compact(high)), \(words), \(input.simulations) pooled: a row a layer, the first on top, each as high as "
        + "its fullest bin. Outputs beyond the bins are counted in the table alone. Values of one network depend on each other: there are "
        + "no intervals here." + input.kept + spread + leftOut(shown.count, of: all.count, "cells"),
      alt: all.prefix(4).map { cell, rows in
        let parts = [rows.first, rows.count > 1 ? rows.last : nil].compactMap(\.self).map(fullest)
        return "\(cell.label) \(words): \(parts.joined(separator: "; "))."
      }.joined(separator: " "),
      columns: ["cell", "layer", "when", "below", "above", "non_finite", "low", "high", "counts"],
      rows: found.flatMap { cell, rows in
        rows.filter { $0.when == when || when == "end" && $0.when.hasPrefix("epoch_") }.map { tableRow(cell.name, $0) }
      },
      script: script,
      height: height
    )
  }

  private static func tableRow(_ cell: String, _ row: BinnedResults) -> [String] {
    var texts = [cell, "\(row.layer)", row.when]
    texts += counts(row.below, row.above, row.nonFinite)
    texts += numbers(row.low, row.high)
    texts.append(row.counts.map { "\($0)" }.joined(separator: " "))
    return texts
  }

  private static func fullest(_ row: BinnedResults) -> String {
    guard let most = row.counts.max(), most > 0, let bin = row.counts.firstIndex(of: most) else {
      return "layer \(row.layer) has nothing in the bins"
    }
    let width = (row.high - row.low) / Double(row.counts.count)
    let from = row.low + Double(bin) * width
    let all = row.counts.reduce(row.below + row.above, +)
    return "layer \(row.layer) most often from \(compact(from, digits: 3)) to \(compact(from + width, digits: 3)), "
      + "\(percent(Double(most) / Double(max(all, 1)))) %"
  }

  private static func panel(_ name: String, _ rows: [BinnedResults], _ colour: Palette) -> Panel {
    let shown =
      rows.count > ViolinFigure.mostLayers
      ? evenlySpread(rows.count, atMost: ViolinFigure.spreadLayers).map { rows[$0] } : rows
    let low = rows.first?.low ?? 0
    let high = rows.first?.high ?? 1
    var panel = Panel(
      title: shortened(name, to: 50),
      height: 30 * Double(shown.count),
      x: .linear(low, high, title: "output of a unit", isWidened: false),
      y: Axis(low: -Double(shown.count), high: 0, hasGrid: false)
    )
    panel.y.ticks = shown.enumerated().map { (-Double($0) - 0.5, "\($1.layer)") }
    panel.shapes = shown.enumerated().compactMap { outline($1, floor: -Double($0) - 1, colour) }
    return panel
  }

  /// Bins that a row has at most: more are narrower than pixels.
  private static let mostBins = 120

  private static func outline(_ row: BinnedResults, floor: Double, _ colour: Palette) -> Shape? {
    let width = (row.high - row.low) / Double(row.counts.count)
    let each = (row.counts.count + mostBins - 1) / mostBins
    var bins: [(from: Double, to: Double, height: Double)] = []
    for start in stride(from: 0, to: row.counts.count, by: each) {
      let end = min(start + each, row.counts.count)
      var sum = 0.0
      for count in row.counts[start..<end] { sum += Double(count) }
      bins.append((row.low + Double(start) * width, row.low + Double(end) * width, sum / Double(end - start)))
    }
    guard let most = bins.map(\.height).max(), most > 0 else { return nil }
    var points = [(row.low, floor)]
    for bin in bins {
      let height = floor + 0.9 * bin.height / most
      points += [(bin.from, height), (bin.to, height)]
    }
    return .area(points + [(row.high, floor)], colour, opacity: 0.7)
  }
}
