/// A table of the page: every row has a head, and wide ones scroll in a container of their own.
struct PageTable {
  struct Column {
    var title: String
    /// To be aligned by its end.
    var isNumber: Bool

    init(_ title: String, isNumber: Bool = true) {
      self.title = title
      self.isNumber = isNumber
    }
  }

  /// Rows under a title of their own.
  struct Group {
    var title: String?
    var rows: [[String]]
  }

  var caption: String
  /// The first is that of the rows' heads.
  var columns: [Column]
  /// What stands over several columns, in the columns' order; empty: nothing.
  var spans: [(title: String, columns: Int)] = []
  var groups: [Group]

  init(
    _ caption: String,
    _ columns: [Column],
    spans: [(title: String, columns: Int)] = [],
    groups: [Group]
  ) {
    self.caption = caption
    self.columns = columns
    self.spans = spans
    self.groups = groups
  }

  init(_ caption: String, _ columns: [Column], rows: [[String]]) {
    self.init(caption, columns, groups: [Group(title: nil, rows: rows)])
  }

  var rowCount: Int { groups.reduce(0) { $0 + $1.rows.count } }

  /// Longer than that it scrolls, and the page does not.
  private static let tallFrom = 40

  /// - Parameter isCaptionShown: false where what stands above it says the same; the caption is then for screen readers alone.
  func html(isCaptionShown: Bool = true) -> String {
    guard rowCount > 0 else { return "" }
    let label = caption.escapedForXML
    var html = """
      <div class="scroll\(rowCount > Self.tallFrom ? " tall" : "")" role="region" tabindex="0" aria-label="\(label)">
      <table>
      <caption\(isCaptionShown ? "" : " class=\"unseen\"")>\(caption.prose)</caption>
      <thead>

      """
    if !spans.isEmpty {
      let cells = spans.map {
        $0.title.isEmpty
          ? "<td colspan=\"\($0.columns)\"></td>"
          : "<th scope=\"colgroup\" colspan=\"\($0.columns)\">\($0.title.escapedForXML)</th>"
      }
      html += "<tr class=\"spans\">\(cells.joined())</tr>\n"
    }
    let heads = columns.map { "<th scope=\"col\"\($0.isNumber ? " class=\"n\"" : "")>\($0.title.prose)</th>" }
    html += "<tr>\(heads.joined())</tr>\n</thead>\n"
    for group in groups where !group.rows.isEmpty {
      html += "<tbody>\n"
      if let title = group.title {
        html +=
          "<tr class=\"group\"><th scope=\"rowgroup\" colspan=\"\(columns.count)\">\(title.escapedForXML)</th></tr>\n"
      }
      for row in group.rows { html += self.row(row) }
      html += "</tbody>\n"
    }
    return html + "</table>\n</div>\n"
  }

  private func row(_ cells: [String]) -> String {
    precondition(cells.count == columns.count, "a row has all columns")
    var html = "<tr>"
    for (index, cell) in cells.enumerated() {
      let style = columns[index].isNumber ? " class=\"n\"" : ""
      html += index == 0 ? "<th scope=\"row\"\(style)>" : "<td\(style)>"
      html += cell.escapedForXML
      html += index == 0 ? "</th>" : "</td>"
    }
    return html + "</tr>\n"
  }
}

extension String {
  /// Text of ours or of a study as it stands in the page: escaped, and no line begins with a percent sign.
  var prose: String { escapedForXML.replacing(" %", with: "\u{a0}%") }
}
