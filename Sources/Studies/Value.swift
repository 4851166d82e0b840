/// A value as it was written, with the place where: the study as a tree, before anyone asks what it means.
struct Value {
  enum Content {
    /// A plain scalar may be a number; a quoted one is text.
    case scalar(String, isPlain: Bool)
    case list([Value])
    case map([Entry])
  }

  struct Entry {
    var key: String
    /// Where the key itself stands.
    var place: Place
    var value: Value
  }

  var content: Content
  var place: Place

  /// The entries of a map; nil for anything else.
  var entries: [Entry]? {
    if case .map(let entries) = content { entries } else { nil }
  }

  var items: [Value]? {
    if case .list(let items) = content { items } else { nil }
  }

  /// The text of a scalar, quoted or not.
  var text: String? {
    if case .scalar(let text, _) = content { text } else { nil }
  }

  /// The text of a scalar without quotes.
  var plainText: String? {
    if case .scalar(let text, true) = content { text } else { nil }
  }

  /// True for a key with nothing behind it.
  var isNull: Bool { plainText.map { ["", "~", "null", "Null", "NULL"].contains($0) } ?? false }

  subscript(key: String) -> Value? { entries?.first { $0.key == key }?.value }

  /// As a message shows it.
  var shown: String {
    switch content {
    case .scalar(let text, let isPlain): isNull ? "nothing" : isPlain ? text.shown() : "\"\(text.shown())\""
    case .list(let items): items.count <= 4 && items.allSatisfy { $0.text != nil } ? listShown(items) : "a list"
    case .map(let entries): entries.isEmpty ? "an empty map" : "a map"
    }
  }

  /// The value as YAML on one line.
  var flow: String { literal.flow }

  private var literal: Literal {
    switch content {
    case .scalar(let text, let isPlain): isPlain ? .word(text) : .text(text)
    case .list(let items): .list(items.map(\.literal))
    case .map(let entries): .atom(entries.map { Literal.Pair(Literal.text($0.key).flow, $0.value.literal) })
    }
  }

  private func listShown(_ items: [Value]) -> String {
    "[" + items.map { $0.text?.shown(atMost: 20) ?? "" }.joined(separator: ", ") + "]"
  }
}

extension Place {
  /// The file, or the option, as a whole.
  init(origin: String, line: Int? = nil) { self.init(origin: origin, line: line, path: "") }
}
