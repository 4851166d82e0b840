internal import RunFolder

extension Figure {
  /// How much oftener an outcome is in one cell than in another, on the same draws.
  static func comparisons(_ input: FigureInput) -> Figure? {
    let all = input.comparisons.filter { !$0.outcomes.isEmpty }
    guard let interval = all.first?.outcomes.values.first?.interval else { return nil }
    var rows = 0
    let shown = all.prefix { comparison in
      defer { rows += comparison.outcomes.count }
      return rows == 0 || rows + comparison.outcomes.count <= FigureInput.rows
    }
    let pairs = shown.flatMap { $0.outcomes.values }
    let low = min(0, pairs.map(\.interval.low).min() ?? 0)
    let high = max(0, pairs.map(\.interval.high).max() ?? 0)
    let groups = shown.map { comparison in
      RowList.Group(
        title: input.labels(comparison, "−"),
        rows: comparison.shownOutcomes.map { name, pair in
          RowList.Row(
            name: name,
            number: decimal(pair.difference, places: 3),
            shapes: RowList.estimate(pair.difference, pair.interval)
          )
        }
      )
    }
    let (script, height) = RowList(
      x: .linear(low, high, title: "difference of fractions"),
      groups: groups,
      verticals: [0]
    ).chart().script()
    let isStopped = all.contains(where: \.isStopped)
    return Figure(
      name: "comparisons",
      title: "Cells compared on the same draws",
      caption: "Fraction of the first cell less that of the second, over \(grouped(all[0].simulations)) pairs of equal "
        + "simulation indices, with \(interval.kind)s."
        + (isStopped ? " The number of pairs was chosen by a stop rule, which these intervals do not know of." : "")
        + leftOut(shown.count, of: all.count, "comparisons"),
      alt: all.prefix(4).map { comparison in
        let parts = comparison.shownOutcomes.map { "\($0) \(fixed($1.difference))" }
        return "\(input.labels(comparison, "less")): \(parts.joined(separator: ", "))."
      }.joined(separator: " "),
      columns: [
        "first", "second", "outcome", "pairs", "both", "first_only", "second_only", "neither", "difference", "low",
        "high",
        "mcnemar_log10_p", "log10_e_value",
      ],
      rows: all.flatMap { comparison in
        comparison.shownOutcomes.map { name, pair in
          [comparison.first, comparison.second, name, "\(comparison.simulations)"] + pair.tableRow
        }
      },
      script: script,
      height: height
    )
  }

  /// Whose gradients are larger, layer by layer, on the same draws.
  static func gradientComparisons(_ input: FigureInput) -> Figure? {
    let all = input.comparisons.filter { !$0.layers.isEmpty }
    guard let interval = all.first?.layers.first?.interval else { return nil }
    let isRMS = all[0].layers[0].quantity == "weight_gradient_rms"
    let times: [(when: String, colour: Palette, text: String)] =
      isRMS
      ? [("start", .blue, "before training"), ("end", .vermilion, "after training")]
      : [("first_batch", .blue, "first batch"), ("last_batch", .vermilion, "last batch")]
    let shown = all.prefix(FigureInput.panels)
    let panels = shown.map { comparison in
      let numbers = Set(comparison.layers.map(\.layer)).sorted()
      var panel = Panel(
        title: shortened(input.labels(comparison, "against"), to: 50),
        height: 120,
        x: .positions(numbers.map { "\($0)" }, title: "layer"),
        y: .linear(-1, 1, count: 4)
      )
      panel.shapes.append(.line([(0.5, 0), (Double(numbers.count) + 0.5, 0)], .grey, width: 1))
      for (position, time) in times.enumerated() {
        for layer in comparison.layers where layer.when == time.when {
          guard let index = numbers.firstIndex(of: layer.layer) else { continue }
          let x = Double(index + 1) + (position == 0 ? -0.12 : 0.12)
          panel.shapes.append(.line([(x, layer.interval.low), (x, layer.interval.high)], time.colour, width: 3))
        }
        for layer in comparison.layers where layer.when == time.when {
          guard let index = numbers.firstIndex(of: layer.layer) else { continue }
          panel.shapes.append(.dot(Double(index + 1) + (position == 0 ? -0.12 : 0.12), layer.difference, time.colour))
        }
      }
      return panel
    }
    let (script, height) = Chart(legend: times.map { ($0.colour, $0.text) }, panels: panels).script()
    return Figure(
      name: "gradient-comparisons",
      title: "Whose gradients are larger, on the same draws",
      caption:
        "The share of pairs in which the first cell's \(isRMS ? "weight gradient (its root mean square)" : "gradient norm") is the larger one, less the share in which it is "
        + "the smaller, over \(grouped(all[0].simulations)) pairs, with \(interval.kind)s; two zeros are equal."
        + leftOut(shown.count, of: all.count, "comparisons"),
      alt: all.prefix(4).map { comparison in
        let parts = times.compactMap { time -> String? in
          let these = comparison.layers.filter { $0.when == time.when }
          guard let first = these.first, let last = these.last else { return nil }
          return "\(time.text) \(fixed(first.difference)) in layer \(first.layer), \(fixed(last.difference)) in layer "
            + "\(last.layer)"
        }
        return "\(input.labels(comparison, "against")): \(parts.joined(separator: "; "))."
      }.joined(separator: " "),
      columns: [
        "first", "second", "layer", "when", "greater", "less", "equal", "incomparable", "difference", "low", "high",
        "sign_test_log10_p", "log10_e_value",
      ],
      rows: all.flatMap { comparison in
        comparison.layers.map { [comparison.first, comparison.second, "\($0.layer)", $0.when] + $0.tableRow }
      },
      script: script,
      height: height
    )
  }
}

extension Comparison {
  fileprivate var shownOutcomes: [(name: String, pair: PairResults)] {
    outcomeOrder.compactMap { name in outcomes[name].map { (name, $0) } }
  }
}

extension PairResults {
  fileprivate var tableRow: [String] {
    counts(both, firstOnly, secondOnly, neither)
      + numbers(difference, interval.low, interval.high, mcNemarLog10P, log10EValue)
  }
}

extension SignResults {
  fileprivate var tableRow: [String] {
    counts(greater, less, equal, incomparable)
      + numbers(difference, interval.low, interval.high, signTestLog10P, log10EValue)
  }
}
