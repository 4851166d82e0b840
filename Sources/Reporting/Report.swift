internal import Experiments
public import RunFolder
internal import Studies

/// `report.html`: a study as one page that opens from disk, without network and without scripts.
///
/// A pure function of what the folder holds: made twice, it is the same bytes.
public struct Report: Sendable {
  let results: Results
  /// Nil where `study.yaml` cannot be read by this version: what was run is then told by its text alone.
  let plan: StudyPlan?
  /// `study.yaml`.
  let studyText: String
  /// Nil where it cannot be read: the page then says nothing of who ran it.
  let manifest: Manifest?

  public init(_ results: Results, studyText: String, manifest: Manifest?) {
    self.results = results
    plan = try? StudyPlan(text: studyText)
    self.studyText = studyText
    self.manifest = manifest
  }

  /// Figures of layered networks need no plan.
  public var figures: [Figure] { plan != nil || results.isLayered ? Figure.all(results, plan) : [] }

  /// A figure with its picture, or why there is none.
  public typealias Picture = (figure: Figure, drawing: Result<Drawing, GnuplotError>)

  /// The page.
  /// - Complexity: O(cells + figures); the details of cells beyond some thousand rows are left to `results.json`.
  public func page(_ pictures: [Picture]) -> String {
    let name = results.study.escapedForXML
    let sections = [
      ("answer", "The answer", answer), ("figures", "Figures", figures(pictures)), ("tables", "Tables", tables),
      ("comparisons", "Comparisons", comparisons), ("run", "What was run", setup), ("guide", "How to read this", guide),
      ("provenance", "Where it comes from", provenance),
    ].filter { !$0.2.isEmpty }
    let contents = sections.map { "<li><a href=\"#\($0.0)\">\($0.1)</a></li>" }.joined(separator: "\n")
    let body = sections.map { id, title, html in
      "<section id=\"\(id)\" aria-labelledby=\"heading-\(id)\">\n<h2 id=\"heading-\(id)\">\(title)</h2>\n\(html)</section>\n"
    }
    return """
      <!DOCTYPE html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta name="color-scheme" content="light dark">
      <title>\(name) – Collapsar report</title>
      <style>
      \(ReportStyle.css)
      </style>
      </head>
      <body>
      <header>
      <p class="kind">Collapsar report</p>
      <h1>\(name)</h1>
      <p class="lead">\(lead.escapedForXML)</p>
      \(unfinished)\
      <nav aria-label="Contents">
      <ul>
      \(contents)
      </ul>
      </nav>
      </header>
      <main>
      \(body.joined())</main>
      </body>
      </html>

      """
  }

  /// A word of warning where the study is not finished.
  private var unfinished: String {
    guard let manifest, manifest.exitReason != Manifest.finished else { return "" }
    let asked =
      plan.map { $0.stop == nil ? "\(grouped($0.simulations)) are asked for" : "it is to stop on precision" }
      ?? "more are asked for"
    return "<p class=\"note\">The study is not finished: this is what was saved so far; \(asked).</p>\n"
  }

  /// What it is, in a line.
  private var lead: String {
    let counts = Set(results.cells.map(\.simulations)).sorted()
    let count = counts.count == 1 ? grouped(counts[0]) : "\(grouped(counts.first ?? 0)) to \(grouped(counts.last ?? 0))"
    let cells = results.cells.count
    let trained =
      plan.map { $0.cells.allSatisfy { $0.subject.epochs == 0 } ? "drawn" : "trained" } ?? "trained"
    if results.isLayered {
      let words =
        counts == [1] ? "One network of real size was \(trained)" : "\(count) networks of real size were \(trained)"
      return words + (cells == 1 ? "" : " in each of \(grouped(cells)) cells")
        + (counts == [1] ? "" : ", each network an independent replicate") + "; seed \(results.seed)."
    }
    return cells == 1
      ? "\(count) networks were \(trained), each an independent simulation; seed \(results.seed)."
      : "\(count) networks were \(trained) in each of \(grouped(cells)) cells, each network an independent simulation; "
        + "seed \(results.seed)."
  }

  private func figures(_ pictures: [Picture]) -> String {
    pictures.map { figure, drawing in
      let picture: String
      switch drawing {
      case .success(let drawing): picture = "<div class=\"picture\">\n\(drawing.inline)</div>\n"
      case .failure(let error):
        picture =
          "<p class=\"missing\">The picture is missing: \(error.description.escapedForXML). <code>collapsar report</code> "
          + "on this folder draws it. Its numbers are below.</p>\n"
      }
      return """
        <figure id="figure-\(figure.name)">
        <h3>\(figure.title.escapedForXML)</h3>
        \(picture)<figcaption>\(figure.caption.prose)</figcaption>
        <p class="note on-paper">Its numbers: <code>figures/\(figure.name).csv</code>, beside this report’s file.</p>
        <details>
        <summary>The numbers of this figure</summary>
        \(dataTable(figure))</details>
        </figure>

        """
    }.joined()
  }

  /// Rows of a figure's table that stand in the page; all are in its file.
  private static let mostFigureRows = 400

  private func dataTable(_ figure: Figure) -> String {
    let columns = figure.columns.enumerated().map { index, title in
      PageTable.Column(
        title,
        isNumber: index > 0 && figure.rows.contains { $0[index].first.map { "+-−0123456789".contains($0) } ?? false }
      )
    }
    let table = PageTable(figure.title, columns, rows: Array(figure.rows.prefix(Self.mostFigureRows)))
    let left = figure.rows.count - Self.mostFigureRows
    let file = "<code>figures/\(figure.name).csv</code>"
    return table.html(isCaptionShown: false)
      + (left > 0
        ? "<p class=\"note\">\(grouped(left)) more rows are in \(file).</p>\n"
        : "<p class=\"note\">The same as a file: \(file).</p>\n")
  }
}
