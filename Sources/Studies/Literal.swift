/// YAML to be written, which readers of YAML 1.1 and 1.2 understand alike: maps keep their order.
enum Literal: Hashable {
  /// Text that is YAML already.
  case word(String)
  case list([Literal])
  case map([Pair])
  /// A map that means one thing as a whole, written on one line.
  case atom([Pair])
  /// A list whose items get a line each.
  case lines([Literal])

  struct Pair: Hashable {
    let key: String
    let value: Literal

    init(_ key: String, _ value: Literal) {
      self.key = key
      self.value = value
    }
  }

  /// Swift's shortest form that gives the same bits, with a point: YAML 1.1 takes `1e-07` for text.
  static func number(_ value: Double) -> Literal {
    let text = "\(value)"
    guard let exponent = text.firstIndex(of: "e"), !text.contains(".") else { return .word(text) }
    return .word(text[..<exponent] + ".0" + text[exponent...])
  }
  static func count<T: BinaryInteger>(_ value: T) -> Literal { .word("\(value)") }
  static func flag(_ value: Bool) -> Literal { .word(value ? "true" : "false") }

  /// Words that some version of YAML reads as something other than text, in lower case: booleans and nulls. Numbers, dates,
  /// `~`, `=` and `<<` do not begin with a letter.
  private static let typedWords: Set = ["y", "yes", "n", "no", "true", "false", "on", "off", "null"]

  /// Text that may hold anything printable; in quotes unless it is a plain word in every version of YAML.
  static func text(_ text: String) -> Literal {
    let isWord =
      text.first.map { $0.isASCII && $0.isLetter } ?? false
      && text.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "_.-".contains($0)) }
    if isWord && !typedWords.contains(text.lowercased()) { return .word(text) }
    // Scalar by scalar: a quotation mark with an accent is one character, and ends the text all the same.
    var quoted = "\""
    for scalar in text.unicodeScalars {
      if scalar == "\"" || scalar == "\\" { quoted += "\\" }
      quoted.unicodeScalars.append(scalar)
    }
    return .word(quoted + "\"")
  }

  /// Two maps apart: what both say alike, and what the first says otherwise.
  /// - Returns: nil for what is shared when there is nothing.
  func shared(with other: Literal) -> Literal? {
    if self == other { return self }
    guard case .map(let mine) = self, case .map(let theirs) = other else { return nil }
    let pairs = mine.compactMap { pair in
      theirs.first { $0.key == pair.key }
        .flatMap { pair.value.shared(with: $0.value) }
        .map { Pair(pair.key, $0) }
    }
    return pairs.isEmpty ? nil : .map(pairs)
  }

  /// What this map says beyond `common`.
  func rest(beyond common: Literal?) -> [Pair] {
    guard case .map(let mine) = self else { return [] }
    guard case .map(let theirs) = common else { return mine }
    return mine.compactMap { pair in
      guard let known = theirs.first(where: { $0.key == pair.key })?.value else { return pair }
      if known == pair.value { return nil }
      let rest = pair.value.rest(beyond: known)
      return rest.isEmpty ? nil : Pair(pair.key, .map(rest))
    }
  }

  /// As YAML, in block style down to atoms and lists.
  func written(indent: Int = 0) -> String {
    let margin = String(repeating: " ", count: indent)
    switch self {
    case .word(let text): return " \(text)\n"
    case .list, .atom: return " \(flow)\n"
    case .map(let pairs) where pairs.isEmpty: return " {}\n"
    case .lines(let items) where items.isEmpty: return " []\n"
    case .map(let pairs):
      let lines = pairs.map { "\(margin)\($0.key):\($0.value.written(indent: indent + 2))" }.joined()
      return indent == 0 ? lines : "\n\(lines)"
    case .lines(let items): return "\n" + items.map { "\(margin)- \($0.flow)\n" }.joined()
    }
  }

  /// As YAML on one line.
  var flow: String {
    switch self {
    case .word(let text): text
    case .list(let items), .lines(let items): "[" + items.map(\.flow).joined(separator: ", ") + "]"
    case .map(let pairs), .atom(let pairs):
      "{" + pairs.map { "\($0.key): \($0.value.flow)" }.joined(separator: ", ") + "}"
    }
  }
}
