internal import RunFolder

extension CurveResults {
  /// Points that a line has at most where there are so many lines: more are narrower than the line, and megabytes of them
  /// are drawn for nobody.
  fileprivate static func mostPoints(of lines: Int) -> Int { min(200, max(60, 2400 / max(lines, 1))) }

  /// Neighbouring points that one of the drawing stands for.
  fileprivate func stretch(_ mostPoints: Int) -> Int { max(1, (steps.count + mostPoints - 1) / mostPoints) }

  /// Of every stretch the mean of its means, and those of its intervals' ends; nil where a number, or a replicate, is missing.
  fileprivate func points(_ mostPoints: Int) -> [LineSeries.Point?] {
    let stretch = stretch(mostPoints)
    return stride(from: 0, to: steps.count, by: stretch).map { start in
      let range = start..<min(start + stretch, steps.count)
      // Where replicates have diverged on the way, the mean of the others is of other networks.
      guard finite[range].allSatisfy({ $0 == finite[0] }), let value = Self.mean(mean[range]) else { return nil }
      let ends = Self.mean(low[range]).flatMap { low in Self.mean(high[range]).map { (low, $0) } }
      let x = (Double(steps[range.lowerBound]) + Double(steps[range.upperBound - 1])) / 2
      return .init(x: x, value: value, ends: ends.map { ($0.0, $0.1) })
    }
  }

  /// Nil where one is missing: a mean over fewer replicates further on would look like progress.
  private static func mean(_ values: ArraySlice<Double?>) -> Double? {
    let known = values.compactMap(\.self)
    guard known.count == values.count, !known.isEmpty else { return nil }
    return known.reduce(0) { $0 + $1 / Double(known.count) }
  }

  fileprivate func rows(_ cell: String) -> [[String]] {
    steps.indices.map { index in
      [cell, layer.map { "\($0)" } ?? "", "\(steps[index])", "\(finite[index])"]
        + numbers(mean[index], low[index], high[index])
    }
  }
}

extension Figure {
  private static let curveColumns = ["cell", "layer", "step", "finite", "mean", "low", "high"]

  private typealias Found = (cell: FigureInput.Cell, curves: [CurveResults])

  private static func curves(_ input: FigureInput, _ quantity: String) -> [Found] {
    input.cells.compactMap { cell -> Found? in
      let all = cell.results.layered?.curves ?? []
      let curves = all.filter { curve in curve.quantity == quantity && curve.finite.contains { $0 > 0 } }
      return curves.isEmpty ? nil : (cell, curves)
    }
  }

  /// From the first step of all to the last.
  private static func steps(_ found: [Found]) -> Axis {
    let curves = found.flatMap(\.curves)
    return .linear(
      Double(curves.compactMap(\.steps.first).min() ?? 0),
      Double(curves.compactMap(\.steps.last).max() ?? 1),
      title: "step",
      isWidened: false
    )
  }

  private static func remark(_ found: [Found], _ mostPoints: Int) -> String {
    let stretch = found.flatMap(\.curves).map { $0.stretch(mostPoints) }.max() ?? 1
    return stretch > 1
      ? " Drawn are means over up to \(grouped(stretch)) neighbouring points, and those of their intervals’ ends; the table has "
        + "all." : ""
  }

  /// A line with a band, or without one of single replicates.
  private static func bands(_ found: [Found]) -> String {
    found.contains { $0.curves.contains { $0.low.contains { $0 != nil } } }
      ? "; bands are 95 % Student’s t intervals of the mean." : "."
  }

  /// The loss of the batches that were trained on, step by step.
  static func batchLoss(_ input: FigureInput) -> Figure? {
    let all = curves(input, "batch_loss")
    guard !all.isEmpty else { return nil }
    let most = CurveResults.mostPoints(of: min(all.count, FigureInput.panels))
    let groups = LineGroups(
      cells: all.map(\.cell.label),
      topics: [.init(title: "loss of the batch", lines: all.map { $0.curves[0].points(most) })],
      x: steps(all)
    )
    let (chart, isCut) = groups.chart()
    let (script, height) = chart.script()
    return Figure(
      name: "batch-loss",
      title: "Loss of the batches, step by step",
      caption: "The loss of each batch before its step, the mean over \(input.simulations)\(bands(all))"
        + remark(all, most)
        + (isCut ? LineSeries.cutWords : "") + leftOut(min(groups.shown, all.count), of: all.count, "cells"),
      alt: "Loss of the batch: "
        + all.prefix(6).map { cell, curves in
          "\(cell.label) \(ends(curves[0]))"
        }.joined(separator: "; ") + ".",
      columns: curveColumns,
      rows: all.flatMap { cell, curves in curves.flatMap { $0.rows(cell.name) } },
      script: script,
      height: height
    )
  }

  /// "from 2.3 to 0.4 at step 1,000".
  private static func ends(_ curve: CurveResults) -> String {
    let known = curve.mean.indices.filter { curve.mean[$0] != nil }
    guard let first = known.first, let last = known.last, let from = curve.mean[first], let to = curve.mean[last] else {
      return "never finite"
    }
    return "from \(compact(from, digits: 2)) to \(compact(to, digits: 2)) at step \(grouped(curve.steps[last]))"
  }

  /// ‖∂L/∂b‖ of the layers, step by step.
  static func biasGradients(_ input: FigureInput) -> Figure? {
    let all = curves(input, "bias_gradient_norm")
    guard !all.isEmpty else { return nil }
    let shown = all.prefix(FigureInput.panels)
    let colours: [Palette] = [.blue, .vermilion, .green, .ochre, .purple, .grey]
    // What all panels have in common: layers of the deepest cell.
    let deepest = shown.max { $0.curves.count < $1.curves.count }?.curves.compactMap(\.layer) ?? []
    let layers = evenlySpread(deepest.count, atMost: colours.count).map { deepest[$0] }
    let most = CurveResults.mostPoints(of: layers.count * shown.count)
    let series = shown.map { found in
      zip(layers, colours).compactMap { layer, colour in
        found.curves.first { $0.layer == layer }.map { LineSeries(points: $0.points(most), colour: colour) }
      }
    }
    let y = LineSeries.Vertical(series.flatMap(\.self), isLogarithmic: true)
    let x = steps(Array(shown))
    let panels = zip(shown, series).map { found, series in
      Panel(
        title: shortened(found.cell.label, to: 50),
        height: 150,
        x: x,
        y: y.axis,
        shapes: series.flatMap { $0.shapes(y) }.sortedByForm
      )
    }
    let (script, height) = Chart(
      legend: zip(layers, colours).map { ($1, "layer \($0)") },
      panels: panels,
      left: 74
    ).script()
    let spread =
      layers.count < deepest.count
      ? " Of \(deepest.count) layers \(layers.count) are drawn, evenly spread." : ""
    return Figure(
      name: "bias-gradients",
      title: "Gradient norms by the biases, step by step",
      caption: "The norm of the loss gradient by a layer’s biases, of the batch of each step, the mean over "
        + "\(input.simulations)\(bands(all)) What is exactly zero has no place on the axis." + spread
        + remark(all, most)
        + (y.cuts(series.flatMap(\.self)) ? LineSeries.cutWords : "") + leftOut(shown.count, of: all.count, "cells"),
      alt: all.prefix(4).map { cell, curves in
        let parts = [curves.first, curves.count > 1 ? curves.last : nil].compactMap(\.self).map {
          "layer \($0.layer ?? 0) \(ends($0))"
        }
        return "\(cell.label): \(parts.joined(separator: "; "))."
      }.joined(separator: " "),
      columns: curveColumns,
      rows: all.flatMap { cell, curves in curves.flatMap { $0.rows(cell.name) } },
      script: script,
      height: height
    )
  }
}
