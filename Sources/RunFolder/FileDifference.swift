/// The first line in which a file of one folder differs from the same file of another.
public struct FileDifference: Hashable, Sendable {
  /// From 1.
  public let line: Int
  /// What the line is about: `cells[0].outcomes.dead.count`, or `cell relu, simulation 417, column test_loss`.
  public let place: String
  /// What stands there; nil where the file ends before.
  public let first: String?
  public let second: String?
}

extension StoredFolder {
  /// Columns that say what a row is about.
  private static let keyColumns: Set = ["cell", "simulation", "layer", "quantity", "when", "over"]

  /// Compares a file with another folder's, line by line.
  /// - Returns: nil where they are the same bytes.
  /// - Complexity: reads both up to the first difference, and holds a line of each.
  public func firstDifference(from other: StoredFolder, in name: String) throws(FolderError) -> FileDifference? {
    var mine = try LineReader(file(name))
    var theirs = try LineReader(other.file(name))
    var path = KeyPath()
    var columns: [String]?
    while true {
      let (first, second) = (try mine.next(), try theirs.next())
      guard first != nil || second != nil else {
        guard mine.remainder != theirs.remainder else { return nil }
        return FileDifference(
          line: mine.count + 1,
          place: "its last line, which has no end",
          first: String(decoding: mine.remainder, as: UTF8.self),
          second: String(decoding: theirs.remainder, as: UTF8.self)
        )
      }
      if name.hasSuffix(".json") { path.follow(first ?? second ?? []) }
      if first == second {
        if columns == nil { columns = String(decoding: first ?? [], as: UTF8.self).fields }
        continue
      }
      let line = mine.count + (first == nil ? 1 : 0)
      guard let first, let second else {
        return FileDifference(line: line, place: "", first: first.map(\.shown), second: second.map(\.shown))
      }
      if name.hasSuffix(".json") {
        return FileDifference(line: line, place: path.text, first: first.shownValue, second: second.shownValue)
      }
      guard let columns, let difference = RowDifference(columns, first, second) else {
        return FileDifference(line: line, place: "the header", first: first.shown, second: second.shown)
      }
      let keys = zip(columns, first.text.fields).filter { Self.keyColumns.contains($0.0) && $0.0 != difference.column }
      let row = keys.map { "\($0.0) \($0.1), " }.joined()
      return FileDifference(
        line: line,
        place: row + "column \(difference.column)",
        first: difference.first,
        second: difference.second
      )
    }
  }
}

/// Where a line of JSON stands, in the form that ``JSON`` writes: a key or an element a line, two spaces a level.
private struct KeyPath {
  private var steps: [(indent: Int, key: String?, index: Int)] = []

  mutating func follow(_ line: [UInt8]) {
    let indent = line.prefix { $0 == UInt8(ascii: " ") }.count
    let text = String(decoding: line.dropFirst(indent), as: UTF8.self)
    // Foundation writes an empty list over three lines, the middle one empty.
    guard !text.isEmpty else { return }
    while let last = steps.last, last.indent > indent { steps.removeLast() }
    // The outermost braces, and what ends a map or a list, are no step.
    guard indent > 0, text.first != "}", text.first != "]" else { return }
    let index = steps.last.map { $0.indent == indent ? $0.index + 1 : 0 } ?? 0
    if steps.last?.indent == indent { steps.removeLast() }
    let isKey = text.first == "\"" && text.contains("\" : ")
    steps.append((indent, isKey ? String(text.dropFirst().prefix { $0 != "\"" }) : nil, index))
  }

  var text: String {
    steps.reduce("") { path, step in
      step.key.map { path.isEmpty ? $0 : "\(path).\($0)" } ?? "\(path)[\(step.index)]"
    }
  }
}

extension [UInt8] {
  /// The start of a line.
  fileprivate var shown: String { String(text.prefix(60)) }

  fileprivate var text: String { String(decoding: self, as: UTF8.self) }

  /// What stands behind the key of a line of JSON.
  fileprivate var shownValue: String {
    let text = String(decoding: drop { $0 == UInt8(ascii: " ") }, as: UTF8.self)
    let value = text.split(separator: " : ", maxSplits: 1).last ?? ""
    return String((value.last == "," ? value.dropLast() : value).prefix(60))
  }
}
