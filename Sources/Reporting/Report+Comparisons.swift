internal import RunFolder

extension Report {
  /// Pairs of cells that get tables in the page.
  private static let mostComparisons = 60

  var comparisons: String {
    let all = results.comparisons
    guard !all.isEmpty else { return "" }
    let unit = results.isLayered ? "Replicate" : "Simulation"
    var html = "<p>\(unit) <i>i</i> of one cell is held against \(unit.lowercased()) <i>i</i> of the other.</p>\n"
    if all.contains(where: \.isStopped) {
      html +=
        "<p>A stopping rule chose the number of simulations. Intervals and p-values here are for a sample whose size was fixed "
        + "beforehand, so read them as figures of such a sample; the e-values hold whenever one stops.</p>\n"
    }
    for comparison in all.prefix(Self.mostComparisons) {
      let title = "\(plan.label(of: comparison.first)) against \(plan.label(of: comparison.second))"
      html += """
        <details class="cell"\(all.count == 1 ? " open" : "")>
        <summary><h3>\(title.escapedForXML)</h3> <span>\(headlineDifference(comparison).escapedForXML)</span></summary>

        """
      html +=
        comparison.simulations == 0
        ? "<p>The two cells have no \(unit.lowercased()) in common.</p>\n"
        : outcomes(comparison).html() + signs(comparison).html()
      html += "</details>\n"
    }
    let left = all.count - Self.mostComparisons
    return html
      + (left > 0 ? "<p class=\"note\">\(grouped(left)) more comparisons are in <code>results.json</code>.</p>\n" : "")
  }

  /// The difference in the outcome that the study is about, in a line.
  private func headlineDifference(_ comparison: Comparison) -> String {
    guard let pair = comparison.outcomes[headline] else { return "\(grouped(comparison.simulations)) pairs" }
    let first = results.cells.first { $0.name == comparison.first }
    let label = first?.label(headline) ?? headline
    let interval = pair.interval
    return "\(label): \(percent(pair.difference, decimals: interval.decimals)) points (\(interval.percents)), "
      + "\(grouped(comparison.simulations)) pairs"
  }

  private func outcomes(_ comparison: Comparison) -> PageTable {
    let cells = [comparison.first, comparison.second].compactMap { name in results.cells.first { $0.name == name } }
    let known = comparison.outcomeOrder.compactMap { name in comparison.outcomes[name].map { (name, $0) } }
    let level = known.first?.1.interval.level ?? ""
    var columns: [PageTable.Column] = [
      .init("Outcome", isNumber: false), .init("Both"), .init("Only \(comparison.first)"),
      .init("Only \(comparison.second)"), .init("Neither"), .init("Difference"), .init("Interval"), .init("log₁₀ p"),
    ]
    if comparison.isStopped { columns.append(.init("log₁₀ e")) }
    let rows = known.map { name, pair -> [String] in
      let labels = cells.map { $0.label(name) }
      let label = Set(labels).count == 1 ? labels[0] : labels.isEmpty ? name : labels.joined(separator: " / ")
      let row = [
        label, grouped(pair.both), grouped(pair.firstOnly), grouped(pair.secondOnly), grouped(pair.neither),
        percent(pair.difference, decimals: pair.interval.decimals), pair.interval.shortPercents,
        logarithm(pair.mcNemarLog10P),
      ]
      return row + (comparison.isStopped ? [logarithm(pair.log10EValue)] : [])
    }
    return PageTable(
      "Outcomes in pairs: the first cell’s percentage less the second’s, in points (\(level) interval, Tango; p, McNemar)",
      columns,
      rows: rows
    )
  }

  private func signs(_ comparison: Comparison) -> PageTable {
    var columns: [PageTable.Column] = [
      .init("Layer", isNumber: false), .init("Greater in \(comparison.first)"), .init("Less"), .init("Equal"),
      .init("Difference"), .init("Interval"), .init("log₁₀ p"),
    ]
    if comparison.isStopped { columns.append(.init("log₁₀ e")) }
    let hasIncomparable = comparison.layers.contains { $0.incomparable > 0 }
    if hasIncomparable { columns.insert(.init("Not a number"), at: 4) }
    let output = comparison.layers.map(\.layer).max()
    var times: [String] = []
    for row in comparison.layers where !times.contains(row.when) { times.append(row.when) }
    let groups = times.map { when in
      PageTable.Group(
        title: QuantityWords.time(when),
        rows: comparison.layers.filter { $0.when == when }.map { sign in
          var row = [
            QuantityWords.layer(sign.layer, output: output), grouped(sign.greater), grouped(sign.less),
            grouped(sign.equal), percent(sign.difference, decimals: sign.interval.decimals),
            sign.interval.shortPercents, logarithm(sign.signTestLog10P),
          ]
          if comparison.isStopped { row.append(logarithm(sign.log10EValue)) }
          if hasIncomparable { row.insert(grouped(sign.incomparable), at: 4) }
          return row
        }
      )
    }
    let level = comparison.layers.first?.interval.level ?? ""
    let name = QuantityWords.compared(comparison.layers.first?.quantity ?? "")
    return PageTable(
      "\(name.prefix(1).uppercased())\(name.dropFirst()) in pairs: pairs in which the first cell’s is greater less those in which it is less, in points "
        + "of all pairs\(hasIncomparable ? ", those with what is no number too" : "") (\(level) interval, Tango; p, sign test)",
      columns,
      groups: groups
    )
  }

  /// One decimal.
  private func logarithm(_ value: Double) -> String {
    guard value.isFinite, value.magnitude < 1e12 else { return scientific(value) }
    let tenths = Int64((value.magnitude * 10).rounded())
    return (value < 0 && tenths > 0 ? "−" : "") + "\(grouped(tenths / 10)).\(tenths % 10)"
  }
}
