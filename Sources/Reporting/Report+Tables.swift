internal import RunFolder

extension Report {
  /// Rows of all cells' tables together, about: a page of a thousand cells must still open.
  private static let mostRows = 4000
  /// Of so few cells the tables stand open.
  private static let mostOpenCells = 2

  var tables: String {
    var html = ""
    var rows = 0
    var shown = 0
    for cell in results.cells {
      let tables = self.tables(of: cell)
      rows += tables.reduce(0) { $0 + $1.rowCount }
      if shown > 0 && rows > Self.mostRows { break }
      shown += 1
      html += """
        <details class="cell"\(results.cells.count <= Self.mostOpenCells ? " open" : "")>
        <summary><h3>\(cell.name.escapedForXML)</h3> <span>\(grouped(cell.simulations)) \(unit(cell.simulations)), \(cell.precision.escapedForXML)</span></summary>
        \(tables.map { $0.html() }.joined())</details>

        """
    }
    if results.cells.count > Self.mostOpenCells {
      html +=
        "<p class=\"note on-paper\">What is folded in the page is not on paper: open it before printing, or see "
        + "<code>results.json</code> and <code>layers.csv</code>.</p>\n"
    }
    let left = results.cells.count - shown
    if left > 0 {
      html +=
        "<p class=\"note\">The tables of \(grouped(left)) more cells are in <code>results.json</code> and <code>layers.csv</code>.</p>\n"
    }
    return html
  }

  /// What a simulation is called.
  private func unit(_ count: Int64) -> String {
    results.isLayered ? (count == 1 ? "replicate" : "replicates") : "networks"
  }

  private func tables(of cell: CellResults) -> [PageTable] {
    if results.isLayered { return layeredTables(of: cell) }
    let depth = cell.layers.filter { $0.quantity == "gradient_norm" }.compactMap(\.layer).max()
    return [outcomes(cell), reported(cell), reportedValues(cell)] + death(cell) + [
      means(cell.quantities), quantiles(cell), norms(cell, output: depth), activations(cell, output: depth),
    ]
  }

  func outcomes(_ cell: CellResults) -> PageTable {
    let known = cell.outcomeOrder.compactMap { cell.outcome($0) }
    let hasSimultaneous = known.contains { $0.simultaneous != nil }
    let kinds = Set(known.map { "\($0.interval.level) interval, \($0.interval.methodName)" }).sorted()
    var columns: [PageTable.Column] = [
      .init("Outcome", isNumber: false), .init("Count"), .init("%"), .init("Interval, %"),
    ]
    if hasSimultaneous { columns.append(.init("All cells at once, %")) }
    let rows = cell.outcomeOrder.map { name -> [String] in
      guard let outcome = cell.outcome(name) else {
        return [cell.label(name), "–", "–", "means nothing here"] + (hasSimultaneous ? ["–"] : [])
      }
      let row = [cell.label(name), grouped(outcome.count), share(outcome), outcome.interval.shortPercents]
      return row + (hasSimultaneous ? [outcome.simultaneous?.shortPercents ?? "–"] : [])
    }
    return PageTable("Outcomes (\(kinds.joined(separator: "; ")))", columns, rows: rows)
  }

  private func reported(_ cell: CellResults) -> PageTable {
    let rows = cell.reported.map { report in
      [
        cell.label(report.outcome), "\(percent(report.fraction)) % of \(grouped(report.of))",
        cell.outcome(report.outcome).map { "\(share($0)) %" } ?? "–",
        percent(report.difference, decimals: report.interval.decimals), report.interval.shortPercents,
        report.agrees ? "agrees" : "differs", report.source ?? "",
      ]
    }
    let level = cell.reported.first?.interval.level ?? ""
    return PageTable(
      "Fractions that others reported: ours less theirs, in percentage points (\(level) interval, Newcombe)",
      [
        .init("Outcome", isNumber: false), .init("Reported"), .init("Here"), .init("Difference"), .init("Interval"),
        .init("Judgement", isNumber: false), .init("Source", isNumber: false),
      ],
      rows: rows
    )
  }

  func reportedValues(_ cell: CellResults) -> PageTable {
    let rows = cell.reportedValues.map { report in
      [
        cell.quantities.first { $0.quantity == report.quantity && ["end", "last_epoch"].contains($0.when) }
          .map(QuantityWords.name) ?? report.quantity,
        compact(report.value),
        report.runsNeeded == nil ? report.prediction.map { range($0.low, $0.high, digits: 4) } ?? "–" : "–",
        report.agrees.map { $0 ? "within" : "outside" } ?? "not judged"
          + (report.runsNeeded.map { ": \($0) runs are needed" } ?? ""),
        report.source ?? "",
      ]
    }
    let level = cell.reportedValues.first?.prediction?.level ?? "95 %"
    return PageTable(
      "Numbers that others reported of one run, and where one more run here is predicted (\(level) prediction interval)",
      [
        .init("Quantity", isNumber: false), .init("Reported"), .init("Predicted"), .init("Judgement", isNumber: false),
        .init("Source", isNumber: false),
      ],
      rows: rows
    )
  }

  func means(_ quantities: [QuantityResults]) -> PageTable {
    let known = quantities.filter { $0.mean != nil }
    let level = known.first?.mean?.interval.level ?? ""
    let rows = known.compactMap { quantity in
      quantity.mean.map { mean in
        [
          QuantityWords.name(quantity), grouped(quantity.finite), grouped(quantity.nonFinite), compact(mean.mean),
          compact(mean.standardDeviation), range(mean.interval.low, mean.interval.high, digits: 4),
          range(mean.prediction.low, mean.prediction.high, digits: 4),
        ]
      }
    }
    return PageTable(
      "Means over \(unit(2)), with \(level) intervals (Student’s t) for the mean and for one more "
        + (results.isLayered ? "replicate" : "network"),
      [
        .init("", isNumber: false), .init("Finite"), .init("Not finite"), .init("Mean"), .init("Deviation"),
        .init("Mean lies in"), .init("One more lies in"),
      ],
      rows: rows
    )
  }

  private func quantiles(_ cell: CellResults) -> PageTable {
    let groups = cell.quantities.filter { !$0.quantiles.isEmpty }.map { quantity in
      let missing = quantity.nonFinite > 0 ? ", \(grouped(quantity.nonFinite)) not finite" : ""
      let title = "\(QuantityWords.name(quantity)): \(grouped(quantity.finite)) values\(missing)"
      return PageTable.Group(
        title: title.prefix(1).uppercased() + title.dropFirst(),
        rows: quantity.quantiles.map {
          [QuantityWords.quantile($0.probability), range($0.low, $0.high), range($0.intervalLow, $0.intervalHigh)]
        }
      )
    }
    let level = cell.quantities.first.map { "\(trimmed($0.quantileConfidence * 100)) %" } ?? ""
    return PageTable(
      "Losses and predictions: quantiles, each as the bin that holds it",
      [.init("Quantile", isNumber: false), .init("Bin"), .init("\(level) interval (order statistics)")],
      groups: groups
    )
  }

  /// Gradient norms by layer: how many are exactly zero, and the rest of the distribution with and without those.
  private func norms(_ cell: CellResults, output: Int?) -> PageTable {
    let quartiles = [0.25, 0.5, 0.75]
    let groups = QuantityWords.times("gradient_norm", in: cell).map { when in
      PageTable.Group(
        title: QuantityWords.time(when),
        rows: cell.layers.filter { $0.quantity == "gradient_norm" && $0.when == when }.map { norm in
          let zeros = norm.finite > 0 ? percent(Double(norm.zeros) / Double(norm.finite)) : "–"
          let rest = norm.zeros == 0 ? norm.quantiles : norm.nonZeroQuantiles
          return [QuantityWords.layer(norm.layer, output: output), zeros]
            + quartiles.map { bin($0, norm.quantiles) } + quartiles.map { bin($0, rest) }
        }
      )
    }
    let heads = ["25 %", "Median", "75 %"].map { PageTable.Column($0) }
    return PageTable(
      "Gradient norms by layer: quartiles, each as the bin that holds it",
      [.init("Layer", isNumber: false), .init("Exact zeros, %")] + heads + heads,
      spans: [("", 2), ("Of all networks", 3), ("Of norms that are not zero", 3)],
      groups: groups
    )
  }

  private func activations(_ cell: CellResults, output: Int?) -> PageTable {
    let names = ["activation_mean", "activation_deviation"]
    let groups = QuantityWords.times("activation_mean", in: cell).map { when in
      let layers = cell.layers.filter { $0.quantity == names[0] && $0.when == when }
      return PageTable.Group(
        title: QuantityWords.time(when),
        rows: layers.map { mean in
          let deviation = cell.layers.first {
            $0.quantity == names[1] && $0.when == when && $0.layer == mean.layer
          }
          return [QuantityWords.layer(mean.layer, output: output)]
            + [mean.quantiles, deviation?.quantiles ?? []].flatMap { quantiles in
              [0.25, 0.5, 0.75].map { bin($0, quantiles) }
            }
        }
      )
    }
    let heads = ["25 %", "Median", "75 %"].map { PageTable.Column($0) }
    return PageTable(
      "Activations by layer: quartiles over networks of their mean and deviation within a batch",
      [.init("Layer", isNumber: false)] + heads + heads,
      spans: [("", 1), ("Mean", 3), ("Deviation", 3)],
      groups: groups
    )
  }

  private func bin(_ probability: Double, _ quantiles: [QuantileResults]) -> String {
    guard let quantile = quantiles.first(where: { $0.probability == probability }) else { return "–" }
    return quantile.low == quantile.high ? compact(quantile.low) : range(quantile.low, quantile.high)
  }
}
