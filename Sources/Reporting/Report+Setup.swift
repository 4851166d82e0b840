internal import RunFolder
internal import Studies

extension Report {
  var setup: String {
    var html = ""
    if let plan {
      html += facts(common(plan) + [simulations(plan)] + counts)
      let differing = self.differing(plan)
      if differing.columns.count > 1 { html += differing.html() }
      let notes = plan.notes.map { "<li>\($0.escapedForXML)</li>\n" }.joined()
      if !notes.isEmpty { html += "<p>What to know of this study:</p>\n<ul>\n\(notes)</ul>\n" }
    } else {
      html +=
        studyText.isEmpty
        ? "<p>The folder’s <code>study.yaml</code> is missing or damaged: what was run is not known.</p>\n"
        : "<p>This version cannot read the folder’s <code>study.yaml</code>; its text is below.</p>\n"
      html += facts(counts)
    }
    guard !studyText.isEmpty else { return html }
    return html + """
      <h3>To repeat it</h3>
      <p>Any number of ranks gives the same bytes; <code>study.yaml</code> lies beside this page.</p>
      <pre tabindex="0"><code>mpirun -n 4 collapsar run study.yaml --out again</code></pre>
      <details>
      <summary>The study, every default written out</summary>
      <pre tabindex="0"><code>\(studyText.escapedForXML)</code></pre>
      </details>

      """
  }

  /// A list of terms and what they are.
  func facts(_ pairs: [(term: String, text: String)]) -> String {
    let items = pairs.map { "<div><dt>\($0.term.escapedForXML)</dt><dd>\($0.text.escapedForXML)</dd></div>\n" }
    return "<dl class=\"facts\">\n\(items.joined())</dl>\n"
  }

  private func simulations(_ plan: StudyPlan) -> (term: String, text: String) {
    let count = grouped(plan.simulations)
    let title = plan.isLayered ? "Replicates" : "Simulations"
    guard let stop = plan.stop else { return (title, "\(count) of every cell") }
    return (
      title,
      "\(count) to \(grouped(stop.maximumSimulations)) of every cell, until \(stop.outcome) is known to "
        + "± \(trimmed(stop.halfWidth * 100)) percentage points"
    )
  }

  private var counts: [(term: String, text: String)] {
    [
      ("Seed", "\(results.seed), the key of every random stream"), ("Plan", "\(results.planHash)"),
    ]
  }

  /// What is the same in every cell.
  private func common(_ plan: StudyPlan) -> [(term: String, text: String)] {
    aspects(plan).compactMap { aspect in
      let texts = Set(aspect.texts)
      return texts.count == 1 ? texts.first.map { (aspect.title, $0) } : nil
    }
  }

  /// What is not, a row a cell.
  private func differing(_ plan: StudyPlan) -> PageTable {
    let aspects = aspects(plan).filter { Set($0.texts).count > 1 }
    let columns = [PageTable.Column("Cell", isNumber: false)] + aspects.map { .init($0.title, isNumber: false) }
    let rows = plan.cells.enumerated().map { index, cell in [cell.name] + aspects.map { $0.texts[index] } }
    return PageTable("What differs between the cells", columns, rows: rows)
  }

  /// What can be said of a cell, with a text a cell.
  private func aspects(_ plan: StudyPlan) -> [(title: String, texts: [String])] {
    if plan.isLayered { return LayeredWords.aspects(of: plan.cells.compactMap(\.layered)) }
    return ExperimentWords.aspects.map { aspect in (aspect.title, plan.experiments.map { aspect.text($0) }) }
  }
}
