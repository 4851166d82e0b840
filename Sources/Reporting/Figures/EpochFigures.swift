internal import RunFolder

/// Losses or accuracies epoch by epoch.
struct EpochFigure {
  var name: String
  var title: String
  /// What is drawn: the quantity, and what it is called.
  var topics: [(quantity: String, text: String)]
  var bounds: ClosedRange<Double>?
  var isLogarithmic: Bool?

  static let all = [
    EpochFigure(
      name: "accuracy-by-epoch",
      title: "Accuracy, epoch by epoch",
      topics: [
        ("test_accuracy", "test accuracy"), ("validation_accuracy", "validation accuracy"),
        ("train_accuracy", "training accuracy, running mean"),
      ],
      bounds: 0...1,
      isLogarithmic: false
    ),
    EpochFigure(
      name: "loss-by-epoch",
      title: "Loss, epoch by epoch",
      topics: [
        ("test_loss", "test loss"), ("validation_loss", "validation loss"),
        ("train_loss", "training loss, running mean"),
      ]
    ),
  ]

  /// A number with the epoch after which it was taken.
  private typealias Row = (epoch: Int, number: QuantityResults)

  func figure(_ input: FigureInput) -> Figure? {
    let all = input.cells.map { cell in (cell: cell, rows: topics.map { rows($0.quantity, of: cell.results) }) }
      .filter { $0.rows.contains { $0.count > 1 } }
    guard !all.isEmpty else { return nil }
    // Validation, for one, is not in every study.
    let kept = topics.indices.filter { topic in all.contains { !$0.rows[topic].isEmpty } }
    let last = all.flatMap { $0.rows.joined() }.map(\.epoch).max() ?? 1
    let groups = LineGroups(
      cells: all.map(\.cell.label),
      topics: kept.map { topic in
        .init(title: topics[topic].text, lines: all.map { points($0.rows[topic]) })
      },
      x: .linear(0, Double(last), title: "epoch", count: min(last, 6), isWidened: false),
      isLogarithmic: isLogarithmic,
      bounds: bounds
    )
    let (chart, isCut) = groups.chart()
    let (script, height) = chart.script()
    let level = all.lazy.flatMap { $0.rows.joined() }.compactMap { $0.number.mean?.interval.kind }.first
    let hasRunning = kept.contains { topics[$0].quantity.hasPrefix("train_") }
    return Figure(
      name: name,
      title: title,
      caption: "Means over \(input.simulations)" + (level.map { "; bands are \($0)s." } ?? ".")
        + (hasRunning
          ? " The running mean over an epoch, as Keras reports it, is of a network that learns meanwhile." : "")
        + (isCut ? LineSeries.cutWords : "") + leftOut(min(groups.shown, all.count), of: all.count, "cells"),
      alt: all.prefix(6).map { cell, rows in
        let parts = kept.compactMap { topic -> String? in
          guard let first = rows[topic].first, let last = rows[topic].last, let from = first.number.average?.value,
            let to = last.number.average?.value
          else { return nil }
          return "\(topics[topic].text) from \(compact(from, digits: 3)) after epoch \(first.epoch) to "
            + "\(compact(to, digits: 3)) after epoch \(last.epoch)"
        }
        return "\(cell.label): \(parts.joined(separator: ", "))."
      }.joined(separator: " "),
      columns: ["cell", "quantity", "epoch", "finite", "non_finite", "mean", "low", "high", "deviation"],
      rows: all.flatMap { cell, rows in rows.joined().map { row(cell.name, $0) } },
      script: script,
      height: height
    )
  }

  /// In the order of time; what stands at the end is after the last epoch.
  private func rows(_ quantity: String, of cell: CellResults) -> [Row] {
    let numbers = cell.quantities.filter { $0.quantity == quantity && $0.finite > 0 }
    let between = cell.quantities.compactMap { Self.epoch($0.when) }
    guard let most = between.max() else { return [] }
    return numbers.compactMap { number in
      switch number.when {
      case "start": (0, number)
      case "end", "last_epoch": (most + 1, number)
      default: Self.epoch(number.when).map { ($0, number) }
      }
    }.sorted { $0.epoch < $1.epoch }
  }

  private static func epoch(_ when: String) -> Int? {
    when.hasPrefix("epoch_") ? Int(when.dropFirst("epoch_".count)) : nil
  }

  private func points(_ rows: [Row]) -> [LineSeries.Point?] {
    rows.map { row in
      row.number.average.map { average in
        .init(x: Double(row.epoch), value: average.value, ends: average.interval.map { ($0.low, $0.high) })
      }
    }
  }

  private func row(_ cell: String, _ row: Row) -> [String] {
    [cell, row.number.quantity, "\(row.epoch)"] + counts(row.number.finite, row.number.nonFinite)
      + numbers(
        row.number.average?.value,
        row.number.mean?.interval.low,
        row.number.mean?.interval.high,
        row.number.mean?.standardDeviation
      )
  }
}
