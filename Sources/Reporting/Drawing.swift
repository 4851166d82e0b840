/// A drawn figure as SVG without prolog: text and axes in `currentColor`, background transparent, every id prefixed by the
/// figure's name, so that several can stand in one page. Holds no date.
public struct Drawing: Hashable, Sendable {
  /// To be put into a page, whose text colour it takes.
  public var inline: String
  /// To be a file by itself: dark text on white, or light text on black where the reader's system is set to dark.
  public var file: String

  /// - Parameters:
  ///   - gnuplotSVG: what gnuplot's SVG terminal wrote.
  ///   - name: letters, digits and `-`.
  ///   - title, description: for who cannot see it, any text.
  public init(gnuplotSVG: String, name: String, title: String, description: String) {
    let body = Self.body(gnuplotSVG, prefix: name + "-")
    let viewBox = Self.attribute("viewBox", in: gnuplotSVG) ?? "0 0 \(Figure.width) \(Figure.width)"
    let size = viewBox.split(separator: " ").suffix(2)
    let head = """
      <svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="\(viewBox)" \
      role="img" aria-labelledby="\(name)-title \(name)-desc"
      """
    let words = """
      <title id="\(name)-title">\(title.escapedForXML)</title>
      <desc id="\(name)-desc">\(description.escapedForXML)</desc>

      """
    inline = "\(head)>\n\(words)\(body)</svg>\n"
    file = """
      <?xml version="1.0" encoding="utf-8"?>
      \(head) width="\(size.first ?? "")" height="\(size.last ?? "")">
      \(words)<style>
      svg { color: #1a1a1a; background: #ffffff; }
      @media (prefers-color-scheme: dark) { svg { color: #e6e6e6; background: #161616; } }
      </style>
      \(body)</svg>

      """
  }

  /// What stands between gnuplot's own head and its end, made fit for a page. Inside tags only: text is left as it is.
  private static func body(_ svg: String, prefix: String) -> String {
    guard let start = svg.range(of: "</desc>")?.upperBound,
      let end = svg.range(of: "</svg>", backwards: true)?.lowerBound
    else { return "" }
    var body = ""
    var isTooltip = false
    for piece in pieces(svg[start..<end]) {
      // gnuplot names every plot for itself ("gnuplot_plot_1"), which browsers show as a tooltip.
      if piece.hasPrefix("<title") { isTooltip = true }
      defer { if piece.hasPrefix("</title") { isTooltip = false } }
      if isTooltip { continue }
      body += piece.hasPrefix("<") ? tag(piece, prefix: prefix) : String(piece)
    }
    return withoutEmptyGroups(body)
  }

  private static func tag(_ tag: Substring, prefix: String) -> String {
    var tag = String(tag)
    for quote in ["'", "\""] {
      tag = tag.replacing(" id=\(quote)", with: " id=\(quote)\(prefix)")
        .replacing("href=\(quote)#", with: "href=\(quote)#\(prefix)")
        .replacing(" color=\(quote)black\(quote)", with: "")
        .replacing("=\(quote)black\(quote)", with: "=\(quote)currentColor\(quote)")
    }
    return tag.replacing("url(#", with: "url(#\(prefix)").replacing("rgb(  0,   0,   0)", with: "currentColor")
  }

  /// gnuplot opens and closes a group for every change of a pen, drawn with or not: more than half of its lines.
  private static func withoutEmptyGroups(_ body: String) -> String {
    var lines: [Substring] = []
    for line in body.split(whereSeparator: \.isNewline) {
      if line == "</g>", let last = lines.last, last.hasPrefix("<g "), last.hasSuffix(">"), !last.contains("</") {
        lines.removeLast()
      } else {
        lines.append(line)
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// Tags and the texts between them; gnuplot escapes `<` in text, and writes no `>` inside a tag.
  private static func pieces(_ svg: Substring) -> [Substring] {
    var pieces: [Substring] = []
    var rest = svg
    while !rest.isEmpty {
      let end =
        rest.first == "<"
        ? rest.firstIndex(of: ">").map { rest.index(after: $0) } ?? rest.endIndex
        : rest.firstIndex(of: "<") ?? rest.endIndex
      pieces.append(rest[..<end])
      rest = rest[end...]
    }
    return pieces
  }

  private static func attribute(_ name: String, in svg: String) -> String? {
    guard let start = svg.range(of: "\(name)=\"")?.upperBound, let end = svg[start...].firstIndex(of: "\"") else {
      return nil
    }
    return String(svg[start..<end])
  }
}

extension String {
  /// For text and for attributes, in XML and in HTML; signs that XML cannot hold become spaces.
  package var escapedForXML: String {
    var escaped = ""
    for scalar in unicodeScalars {
      switch scalar {
      case "&": escaped += "&amp;"
      case "<": escaped += "&lt;"
      case ">": escaped += "&gt;"
      case "\"": escaped += "&quot;"
      case "'": escaped += "&#39;"
      case "\t", "\n": escaped.unicodeScalars.append(scalar)
      case "\u{0}"..."\u{1F}", "\u{FFFE}", "\u{FFFF}": escaped += " "
      default: escaped.unicodeScalars.append(scalar)
      }
    }
    return escaped
  }

  fileprivate func range(of text: String, backwards: Bool = false) -> Range<String.Index>? {
    backwards ? ranges(of: text).last : firstRange(of: text)
  }
}
