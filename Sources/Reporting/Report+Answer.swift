internal import Estimation
internal import Experiments
internal import RunFolder
internal import Studies

extension Report {
  /// Whether anything happened to any network.
  private var hasOutcomes: Bool {
    results.cells.contains { cell in cell.outcomeOrder.contains { (cell.outcome($0)?.count ?? 0) > 0 } }
  }

  /// The outcome that the study is about: the one it stopped on, or the first that is defined, which is `constant` for most.
  var headline: String {
    let first = results.cells.first
    return results.stop?.outcome ?? first?.outcomeOrder.first { first?.outcome($0) != nil } ?? "constant"
  }

  /// Cells that get a sentence each; of more, the extremes and the table say it.
  private static let mostSentences = 24

  var answer: String {
    var html = ""
    if results.cells.count <= Self.mostSentences {
      html += "<ul class=\"answer\">\n"
      for cell in results.cells {
        let text = results.isLayered ? layeredSentence(cell) : sentence(cell)
        html += "<li><strong>\(plan.label(of: cell.name).escapedForXML)</strong>: \(text.prose)</li>\n"
      }
      html += "</ul>\n"
    } else {
      html += "<p>\((results.isLayered ? layeredExtremes : extremes).prose)</p>\n"
    }
    if results.isLayered { html += finalNumbers.html() }
    // Of networks of real size few collapse, and sentences have the counts.
    let isTold = results.isLayered && results.stop == nil && !hasOutcomes
    if results.cells.count > 1, !isTold { html += overview.html() }
    return html + (results.stop.map { stopping($0) } ?? "")
  }

  /// A cell's answer in one sentence.
  func sentence(_ cell: CellResults) -> String {
    let count = grouped(cell.simulations)
    guard let main = cell.outcome(headline) else {
      return "No fraction of \(headline): \(cell.undefinedReason(headline)) (\(count) networks)."
    }
    var text =
      "\(share(main)) % of \(count) networks \(OutcomeWords.phrase(headline, zeroGradient: main.zeroGradient)) "
      + "(\(main.interval.level) interval \(main.interval.percents) %, \(main.interval.methodName))"
    let born = headline == "born_dead" ? nil : cell.outcome("born_dead")
    let dead = headline == "dead" || !isTrained(cell) ? nil : cell.outcome("dead")
    var more: [String] = []
    if let born { more.append("\(share(born)) % \(OutcomeWords.phrase("born_dead", zeroGradient: born.zeroGradient))") }
    if let dead {
      more.append(
        // What was born such is named before it.
        "\(share(dead)) % "
          + (born != nil && dead.zeroGradient == false
            ? "have such a layer at the end" : OutcomeWords.phrase("dead", zeroGradient: dead.zeroGradient))
      )
    }
    if headline != "diverged", let diverged = cell.outcome("diverged"), diverged.count > 0 {
      more.append("\(share(diverged)) % diverged")
    }
    if !more.isEmpty { text += "; " + more.joined(separator: ", ") }
    return text + "."
  }

  func share(_ outcome: OutcomeResults) -> String { percent(outcome.estimate, decimals: outcome.interval.decimals) }

  private func isTrained(_ cell: CellResults) -> Bool {
    plan?.cells.first { $0.name == cell.name }?.subject.epochs != 0
  }

  /// Where the fraction is least and where it is greatest.
  private var extremes: String {
    let named = results.cells.compactMap { cell in cell.outcome(headline).map { (cell.name, $0) } }
    guard let low = named.min(by: { $0.1.estimate < $1.1.estimate }),
      let high = named.max(by: { $0.1.estimate < $1.1.estimate })
    else { return "\(headline) is undefined in every cell." }
    func text(_ cell: (name: String, outcome: OutcomeResults)) -> String {
      let interval = cell.outcome.simultaneous ?? cell.outcome.interval
      return "\(share(cell.outcome)) % (\(interval.percents) %) in \(cell.name)"
    }
    let phrase = OutcomeWords.phrase(headline, zeroGradient: low.1.zeroGradient)
    let level = (low.1.simultaneous ?? low.1.interval).level
    let kind = low.1.simultaneous == nil ? "" : ", which hold for all cells at once"
    return
      "The fraction of networks that \(phrase) runs from \(text(low)) to \(text(high)), with \(level) intervals\(kind)."
  }

  /// A row a cell.
  private var overview: PageTable {
    let cells = results.cells
    let hasSimultaneous = cells.contains { $0.outcome(headline)?.simultaneous != nil }
    let others = ["born_dead", "dead", "revived", "fitted", "diverged"].filter { name in
      name != headline && cells.contains { ($0.outcome(name)?.count ?? 0) > 0 }
    }
    let first = cells.lazy.compactMap { $0.outcome(self.headline) }.first
    let level = first?.interval.level ?? ""
    // The page's head says it where it is the same everywhere.
    let isUneven = Set(cells.map(\.simulations)).count > 1
    var columns = [PageTable.Column("Cell", isNumber: false)]
    if isUneven { columns.append(.init(results.isLayered ? "Replicates" : "Networks")) }
    columns += [.init("Count"), .init("%"), .init("\(level) interval, %")]
    if hasSimultaneous { columns.append(.init("All cells at once, %")) }
    columns += others.map { .init(heading($0)) }
    let rows = cells.map { cell -> [String] in
      let main = cell.outcome(headline)
      var row = [plan.label(of: cell.name)] + (isUneven ? [grouped(cell.simulations)] : [])
      row += [
        main.map { grouped($0.count) } ?? "–", main.map(share) ?? "–", main?.interval.shortPercents ?? "–",
      ]
      if hasSimultaneous { row.append(main?.simultaneous?.shortPercents ?? "–") }
      return row + others.map { cell.outcome($0).map(share) ?? "–" }
    }
    let label = OutcomeWords.label(headline, zeroGradient: first?.zeroGradient)
    let intervals =
      first.map { " (\($0.interval.methodName)\(hasSimultaneous ? ", and Bonferroni’s for all cells" : ""))" } ?? ""
    return PageTable("Fraction \(label), by cell\(intervals)", columns, rows: rows)
  }

  /// An outcome over several cells, some of which may call it otherwise.
  private func heading(_ name: String) -> String {
    let kinds = Set(results.cells.compactMap { $0.outcome(name)?.zeroGradient })
    switch (name, kinds.count) {
    case ("born_dead", 2): return "Born dead or all negative, %"
    case ("dead", 2): return "Dead or all negative, %"
    default:
      let label = OutcomeWords.label(name, zeroGradient: kinds.first)
      return label.prefix(1).uppercased() + label.dropFirst() + ", %"
    }
  }

  /// What `stop:` asked for, and what was met.
  private func stopping(_ stop: StopResults) -> String {
    let first = results.cells.first
    let label = OutcomeWords.label(stop.outcome, zeroGradient: first?.outcome(stop.outcome)?.zeroGradient)
    let points = trimmed(stop.halfWidth * 100)
    let done = grouped(results.cells.map(\.simulations).min() ?? 0)
    let planned =
      "The study was to go on until the \(trimmed(stop.confidence * 100)) % confidence sequence of the fraction \(label) was within "
      + "± \(points) percentage points in every cell, with at least \(grouped(stop.minimum)) and at most "
      + "\(grouped(stop.maximum)) simulations. "
    let met =
      stop.isMet
      ? "That was met at \(done)."
      : "That was not met: it ended at \(done)."
    let columns: [PageTable.Column] = [
      .init("Cell", isNumber: false), .init("Half-width, points"), .init("Met"), .init("Simulations it would take"),
    ]
    let rows = stop.cells.map { cell in
      [
        cell.cell, trimmed((cell.halfWidth * 100).rounded(toSignificantDigits: 3)), cell.isMet ? "yes" : "no",
        cell.needed ?? "",
      ]
    }
    let others =
      " The confidence sequences hold whenever one stops. All other intervals and p-values of this page (Clopper–Pearson, quantiles, "
      + "means, hazards, pairs, reported fractions) are those of a count fixed beforehand."
    return "<h3>Stopping on precision</h3>\n<p>\((planned + met + others).prose)</p>\n"
      + PageTable("Precision met, by cell", columns, rows: rows).html()
  }
}
