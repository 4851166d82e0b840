extension String {
  /// True for digits with a sign or without.
  var isWholeNumber: Bool {
    let digits = first == "-" || first == "+" ? dropFirst() : self[...]
    return !digits.isEmpty && digits.utf8.allSatisfy { $0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9") }
  }

  /// A numeral without the underscores between its groups of three digits: 1000000 for 1_000_000; nil where underscores stand
  /// elsewhere.
  package var ungrouped: String? {
    let groups = split(separator: "_", omittingEmptySubsequences: false)
    if groups.count == 1 { return self }
    let first = groups[0].drop { "+-".contains($0) }
    guard (1...3).contains(first.count), groups.dropFirst().allSatisfy({ $0.count == 3 }) else { return nil }
    return groups.joined(separator: "")
  }
}

extension BinaryInteger {
  /// 1,234,567.
  package var grouped: String {
    var digits = Array(String(magnitude))
    for position in stride(from: digits.count - 3, to: 0, by: -3) { digits.insert(",", at: position) }
    return (self < 0 ? "-" : "") + String(digits)
  }
}

extension Double {
  /// A decimal numeral, perhaps with an exponent. Too large a one is infinite; words and hexadecimals are none.
  init?(plain text: String) {
    let allowed = "0123456789+-.eE"
    guard !text.isEmpty, text.utf8.count <= 100, text.allSatisfy({ allowed.contains($0) }) else { return nil }
    self.init(text)
  }

  /// `sqrt(x)` or `-sqrt(x)` of a decimal numeral x ≥ 0: the one function whose result is exact everywhere.
  init?(root text: String) {
    let isNegative = text.hasPrefix("-")
    let body = isNegative ? text.dropFirst() : text[...]
    guard body.hasPrefix("sqrt("), body.hasSuffix(")") else { return nil }
    guard let square = Double(plain: String(body.dropFirst(5).dropLast())), square >= 0 else { return nil }
    self = isNegative ? -square.squareRoot() : square.squareRoot()
  }
}
