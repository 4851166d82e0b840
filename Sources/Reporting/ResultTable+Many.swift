import RunFolder

/// The results of a study of many cells: a line a cell, or the extremes alone. A block for each of a thousand cells would be
/// thousands of lines that nobody reads in a terminal.
extension ResultTable {
  /// Cells, or pairs, of which each has a block of lines.
  static let mostBlocks = 12
  /// Cells, or pairs, of which each has a line.
  static let mostLines = 60
  /// Outcomes beside each other in a line.
  private static let mostColumns = 4

  /// A number of every cell that has it.
  private struct Column {
    var title: String
    /// Values by cell; nil where the cell has no value.
    var values: [Double?]
    /// The value as a line shows it.
    var texts: [String]

    var known: [Double] { values.compactMap(\.self) }
    /// How much it tells cells apart.
    var spread: Double { (known.max() ?? 0) - (known.min() ?? 0) }
  }

  /// The fractions, in the order of tables.
  private var outcomeColumns: [Column] {
    var names: [String] = []
    for cell in results.cells { for name in cell.outcomeOrder where !names.contains(name) { names.append(name) } }
    return names.map { name in
      let found = results.cells.map { $0.outcomes[name] ?? nil }
      return Column(
        title: name,
        values: found.map { $0?.estimate },
        texts: found.map { outcome in
          outcome.map { "\(fixed($0.estimate)) [\(fixed($0.interval.low)), \(fixed($0.interval.high))]" } ?? "–"
        }
      )
    }
  }

  /// Accuracies and losses: means over replicates; of functions, whose losses are skewed, medians.
  private var numberColumns: [Column] {
    let isLayered = results.isLayered
    let names = isLayered ? ["test_accuracy", "test_loss"] : ["final_train_loss"]
    return names.compactMap { name in
      let found = results.cells.map { $0.number(name) }
      guard found.contains(where: { $0 != nil }) else { return nil }
      return Column(
        title: name.replacing("_", with: " ").replacing("final train", with: "training"),
        values: found.map { isLayered ? $0?.average?.value : $0?.quantile(0.5)?.value },
        texts: found.map { (isLayered ? $0?.averageText : $0?.medianText) ?? "–" }
      )
    }
  }

  /// A line a cell: the outcomes that tell the cells apart, and what was learned.
  var cellLines: [String] {
    let outcomes = outcomeColumns.filter { !$0.known.isEmpty }
    // Of equals the first: tables begin with what matters.
    let telling = outcomes.enumerated().sorted { ($1.element.spread, $0.offset) < ($0.element.spread, $1.offset) }
      .prefix(Self.mostColumns).sorted { $0.offset < $1.offset }.map(\.element)
    let columns = telling + numberColumns
    let widths = columns.map { column in (column.texts.map(\.count) + [column.title.count]).max() ?? 0 }
    let names = results.cells.map { plan.label(of: $0.name) }
    let nameWidth = names.map(\.count).max() ?? 0
    func line(_ name: String, _ texts: [String]) -> String {
      let padded = zip(texts, widths).map { $0.padded(to: $1) }
      var line = ([name.padded(to: nameWidth)] + padded).joined(separator: "  ")
      while line.last == " " { line.removeLast() }
      return line
    }
    var lines = [line("", columns.map(\.title))]
    for (index, name) in names.enumerated() { lines.append(line(name, columns.map { $0.texts[index] })) }
    let left = outcomes.filter { column in !telling.contains { $0.title == column.title } }.map(\.title)
    if !left.isEmpty { lines.append("  (\(left.joined(separator: ", ")): in \(Self.files))") }
    return lines
  }

  /// The least and the greatest of every number, with the cells that they are of.
  var extremeLines: [String] {
    let columns = (outcomeColumns + numberColumns).filter { !$0.known.isEmpty }
    let width = columns.map(\.title.count).max() ?? 0
    return columns.map { column in
      let found = zip(results.cells, zip(column.values, column.texts)).compactMap { cell, number in
        number.0.map { (cell.name, $0, number.1) }
      }
      let (least, greatest) = (found.min { $0.1 < $1.1 }, found.max { $0.1 < $1.1 })
      let head = "  " + column.title.padded(to: width) + "  "
      guard let least, let greatest, least.1 < greatest.1 else {
        return head + "\(fixed(column.known[0])) in \(grouped(found.count)) cells"
      }
      let (low, high) = (plan.label(of: least.0), plan.label(of: greatest.0))
      return head + "least \(least.2) in \(low), greatest \(greatest.2) in \(high)"
    } + ["  (all \(grouped(results.cells.count)) cells: in \(Self.files))"]
  }

  /// The comparisons of cells: a block a pair, a line a pair, or those that differ most.
  var pairLines: [String] {
    let pairs = results.comparisons
    if pairs.count <= Self.mostBlocks { return pairs.flatMap { comparisonLines($0) + [""] } }
    let ordered = pairs.map { ($0, mostTelling($0)) }
    let shown =
      pairs.count <= Self.mostLines
      ? ordered : Array(ordered.sorted { ($0.1?.size ?? 0) > ($1.1?.size ?? 0) }.prefix(Self.mostBlocks))
    let many =
      shown.count < pairs.count ? "the \(shown.count) of \(grouped(pairs.count)) pairs that differ most" : "pairs"
    return ["\(many), each with the outcome that differs most"]
      + shown.map { pair, telling in "  \(pair.first) less \(pair.second)" + (telling.map { ": \($0.text)" } ?? "") }
      + ["  (Tango's intervals; all outcomes and pairs: in results.json)", ""]
  }

  /// The outcome by which a pair differs most; nil where none means something in both.
  private func mostTelling(_ comparison: Comparison) -> (size: Double, text: String)? {
    let found = comparison.outcomeOrder.compactMap { name in comparison.outcomes[name].map { (name, $0) } }
    guard let (name, pair) = found.max(by: { $0.1.difference.magnitude < $1.1.difference.magnitude }) else {
      return nil
    }
    let interval = "[\(fixed(pair.interval.low)), \(fixed(pair.interval.high))]"
    return (pair.difference.magnitude, "\(name) \(fixed(pair.difference)) \(interval)")
  }

  /// Where the numbers are that a terminal has no room for.
  private static let files = "report.html, results.json and layers.csv"
}

extension QuantityResults {
  /// `0.5938 [0.5625, 0.6250]`: the median with its interval, where there are enough values for one.
  fileprivate var medianText: String? {
    quantile(0.5).map { median in
      guard let low = median.intervalLow, let high = median.intervalHigh else { return fixed(median.value) }
      return "\(fixed(median.value)) [\(fixed(low)), \(fixed(high))]"
    }
  }
}
