internal import RunFolder

extension Figure {
  /// The test accuracy after training, cell by cell, with what others reported.
  static func finalAccuracy(_ input: FigureInput) -> Figure? {
    let name = "test_accuracy"
    let all = input.cells.compactMap { cell in
      cell.results.number(name).flatMap { number in number.average.map { (cell: cell, number: number, average: $0) } }
    }
    guard !all.isEmpty else { return nil }
    let shown = all.prefix(FigureInput.rows / 2)
    func reported(_ cell: FigureInput.Cell) -> [Double] {
      cell.results.reportedValues.filter { $0.quantity == name }.map(\.value)
    }
    let ends = shown.flatMap { found in
      [found.average.value, found.average.interval?.low, found.average.interval?.high].compactMap(\.self)
        + reported(found.cell)
    }
    // An accuracy is a share, whatever Student's interval says.
    let (low, high) = (max(ends.min() ?? 0, 0), min(ends.max() ?? 1, 1))
    var axis = Axis.snug(low, max(low, high), bounds: 0...1, count: 4)
    axis.title = "test accuracy"
    let rows = shown.map { found in
      let clamped = { (value: Double) in min(max(value, axis.low), axis.high) }
      var shapes: [Shape] = []
      if let interval = found.average.interval {
        shapes.append(.box(clamped(interval.low)...clamped(interval.high), -3...3, .blue, opacity: 0.6))
      }
      shapes.append(.dot(clamped(found.average.value), 0, .blue))
      shapes += reported(found.cell).map { .diamond(clamped($0), 0, .vermilion) }
      return RowList.Row(name: found.cell.label, number: fixed(found.average.value), shapes: shapes)
    }
    let level = all.lazy.compactMap { $0.average.interval?.kind }.first
    let hasReported = shown.contains { !reported($0.cell).isEmpty }
    var legend: [(Palette, String)] = [(.blue, level == nil ? "one replicate" : "mean and interval")]
    if hasReported { legend.append((.vermilion, "reported by others, of one run")) }
    let (script, height) = RowList(x: axis, groups: [.init(title: nil, rows: rows)], legend: legend).chart().script()
    return Figure(
      name: "final-accuracy",
      title: "Test accuracy after training",
      caption: "The mean over \(input.simulations)" + (level.map { ", with \($0)s." } ?? ".")
        + (hasReported
          ? " Diamonds are single runs of others, which are to be held against the interval for one more run, in the tables below."
          : "")
        + leftOut(shown.count, of: all.count, "cells"),
      alt: "Test accuracy: \(spread(all.map { ($0.cell.label, $0.average.value) })).",
      columns: [
        "cell", "finite", "non_finite", "mean", "low", "high", "deviation", "one_more_low", "one_more_high", "reported",
      ],
      rows: all.map { found in
        [found.cell.name] + counts(found.number.finite, found.number.nonFinite)
          + numbers(
            found.average.value,
            found.number.mean?.interval.low,
            found.number.mean?.interval.high,
            found.number.mean?.standardDeviation,
            found.number.mean?.prediction.low,
            found.number.mean?.prediction.high
          ) + [reported(found.cell).map { number($0) }.joined(separator: " ")]
      },
      script: script,
      height: height
    )
  }
}
