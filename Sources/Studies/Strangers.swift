extension String {
  /// Names the first character that keys, words and numbers of a study cannot have, since they are ASCII: it may look like
  /// another, or like nothing. Begins with a semicolon; empty where there is no such character.
  var strangers: String { unicodeScalars.first { !$0.isASCII }.map { "; \($0.introduction)" } ?? "" }

  /// The first character that cannot be printed, as ``strangers`` names it.
  var unprintable: String { unicodeScalars.first { !$0.isPrintable }.map { "; \($0.introduction)" } ?? "" }
}

extension Unicode.Scalar {
  /// "`−` is U+2212 MINUS SIGN; write -".
  var introduction: String {
    let shown = String(self).shown()
    let remedy = lookalike.map { $0.isEmpty ? "; remove it" : "; write \($0)" } ?? ""
    return "`\(shown)` is \(nameWithNumber)\(remedy)"
  }

  /// "U+2212 MINUS SIGN".
  var nameWithNumber: String {
    let digits = String(value, radix: 16, uppercase: true)
    let number = "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    return (properties.name ?? properties.nameAlias).map { "\(number) \($0)" } ?? number
  }

  /// The character that an editor, a page or a word processor has replaced by this one, as a message shows it; empty for what should
  /// not be there at all; nil where that is not known.
  var lookalike: String? {
    switch value {
    case 0x2212: return "-"
    // The full-width forms of ASCII.
    case 0xff01...0xff5e: return Unicode.Scalar(value - 0xfee0).map { String($0) }
    default: break
    }
    switch properties.generalCategory {
    case .spaceSeparator, .lineSeparator, .paragraphSeparator: return "an ordinary space"
    case .format, .control: return ""
    case .dashPunctuation: return "-"
    case .initialPunctuation, .finalPunctuation: return "an ordinary quotation mark"
    case .decimalNumber: return properties.numericValue.map { "\(Int($0))" }
    default: return nil
    }
  }
}

/// The visible reason why YAML cannot read some lines of a text: a character that passes for one of its own signs, a
/// tab, a colon with nothing behind it.
func suspect(in text: String, lines range: ClosedRange<Int>) -> (line: Int, remedy: String)? {
  let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
  for number in range where lines.indices.contains(number - 1) {
    if let remedy = remedy(for: lines[number - 1]) { return (number, remedy) }
  }
  return nil
}

private func remedy(for line: Substring) -> String? {
  var isAfterBlank = true
  for scalar in line.unicodeScalars {
    // Comments may hold anything.
    if scalar == "#", isAfterBlank { break }
    if !scalar.isASCII, scalar.lookalike != nil { return scalar.introduction }
    isAfterBlank = scalar == " " || scalar == "\t"
  }
  let text = line.drop { $0 == " " }
  if text.first == "\t" { return "indent with spaces, not tabs" }
  let key = text.prefix { $0.isASCII && ($0.isLetter || $0 == "_") }
  let rest = text.dropFirst(key.count)
  guard !key.isEmpty, rest.first == ":", let next = rest.dropFirst().first, !next.isWhitespace else { return nil }
  return "write a blank after the colon: \(key.prefix(40)): \(String(rest.dropFirst()).shown())"
}
