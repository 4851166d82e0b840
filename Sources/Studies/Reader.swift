import Experiments

/// Reads values as what a key takes them for. Every method reports what is wrong and then answers nil.
struct Reader {
  let problems: Problems
  /// The format the experiment computes in: numbers must survive in it.
  var precision = Precision.float64
  /// False where a data set that is named is not looked into.
  var readsData = true
  /// What the study's data sets were found to be, shared by all copies of a reader.
  var data = FoundData()

  /// A whole number written out in digits.
  /// - Parameter reason: why it may not be less.
  func integer(_ value: Value, in range: ClosedRange<Int>, since reason: String? = nil) -> Int? {
    guard let text = wholeNumber(value, in: range) else { return nil }
    let least = "must be \(range.lowerBound) or more" + (reason.map { ": \($0)" } ?? "")
    guard let number = Int(text), number <= range.upperBound || text.hasPrefix("-") else {
      // What Int cannot hold lies beyond any bound, on the side of its sign.
      return reported(
        value,
        text.hasPrefix("-") ? least : "must be at most \(range.upperBound)"
      )
    }
    guard number >= range.lowerBound else { return reported(value, least) }
    return number
  }

  /// The digits of a whole number, perhaps with a sign.
  private func wholeNumber(_ value: Value, in range: ClosedRange<Int>) -> String? {
    guard let digits = value.plainText?.filter({ $0 != "_" }), digits.isWholeNumber else {
      return reported(value, "must be a whole number, written out in digits" + written(out: value, in: range))
    }
    if hasLeadingZeros(value) { return nil }
    let remedy = "underscores may only separate groups of three digits, as in 1_000_000; write \(digits.shown())"
    return value.plainText?.ungrouped ?? reported(value, remedy)
  }

  /// Reports digits that begin with a zero: YAML 1.1 takes 024 for 20, since it is octal there, and YAML 1.2 for 24.
  private func hasLeadingZeros(_ value: Value) -> Bool {
    guard let text = value.plainText?.filter({ $0 != "_" }), text.isWholeNumber else { return false }
    let digits = text.drop { "+-".contains($0) }
    guard digits.count > 1, digits.hasPrefix("0") else { return false }
    let significant = digits.drop { $0 == "0" }
    let plain = (text.hasPrefix("-") ? "-" : "") + (significant.isEmpty ? "0" : significant)
    let _: Int? = reported(value, "must not begin with a zero, as octal numbers do: write \(plain)")
    return true
  }

  /// 1e6 and 1,000 are whole numbers to people: how to write them.
  private func written(out value: Value, in range: ClosedRange<Int>) -> String {
    let groups = value.plainText?.split(separator: ",", omittingEmptySubsequences: false) ?? []
    guard groups.dropFirst().allSatisfy({ $0.count == 3 }), let number = Double(plain: groups.joined()),
      number.magnitude <= 0x1p53, number.rounded() == number, range.contains(Int(number))
    else { return "" }
    return ": \(Int(number))"
  }

  func seed(_ value: Value) -> UInt64? {
    guard let text = wholeNumber(value, in: 0...Int.max) else { return nil }
    guard let seed = UInt64(text) else { return reported(value, "must lie between 0 and \(UInt64.max)") }
    return seed
  }

  /// A finite number that obeys `rule`, as it stands and as the precision rounds it.
  func number(_ value: Value, _ rule: NumberRule = .any) -> Double? {
    guard let text = value.plainText, let number = Double(plain: text) else {
      return reported(value, "must be a number, such as 0.01 or 1e-3" + written(asNumber: value))
    }
    return hasLeadingZeros(value) ? nil : accepted(number, value, rule)
  }

  /// As `number`, but sqrt(x) and -sqrt(x) are taken as well.
  func numberOrRoot(_ value: Value, _ rule: NumberRule = .any) -> Double? {
    guard let text = value.plainText, let number = Double(plain: text) ?? Double(root: text) else {
      return reported(value, "must be a number, sqrt(number) or -sqrt(number)" + written(asNumber: value))
    }
    return hasLeadingZeros(value) ? nil : accepted(number, value, rule)
  }

  /// How to write what is a number to people, or to another program: `0,001`, `1d-3`, `"0.001"`, `-√7`.
  private func written(asNumber value: Value) -> String {
    guard let text = value.text else { return "" }
    if value.plainText == nil, Double(plain: text) != nil { return "; in quotes it is text: write \(text)" }
    let digits = text.filter { $0 != "_" }
    if digits != text, Double(plain: digits) != nil { return "; without underscores: write \(digits)" }
    let point = text.replacing(",", with: ".")
    if point != text, Double(plain: point) != nil { return "; the decimal mark is a point: write \(point)" }
    let exponent = text.lowercased().replacing("d", with: "e")
    if Double(plain: exponent) != nil { return "; write \(exponent)" }
    let root = text.replacing("√", with: "sqrt(").filter { $0 != " " } + ")"
    return root.contains("sqrt(") && Double(root: root) != nil ? "; write \(root)" : ""
  }

  private func accepted(_ number: Double, _ value: Value, _ rule: NumberRule) -> Double? {
    guard number.isFinite else { return reported(value, "must be finite: numbers end at 1.8e308") }
    // 1e-400 is 0 in every precision, and was not meant to be.
    if number == 0, let text = value.plainText,
      text.prefix(while: { !"eE".contains($0) }).contains(where: { ("1"..."9").contains($0) })
    {
      return reported(value, "too small: it would be 0, since numbers begin at 2.2e-308")
    }
    guard rule.accepts(number) else { return reported(value, "must be \(rule.text)") }
    if precision == .float32 {
      let single = Float(number)
      // A rate that rounds to zero, or a tolerance to infinity, would change the experiment without a word.
      guard single.isFinite else {
        return reported(value, "too large for float32, whose numbers end at 3.4e38; or set precision: float64")
      }
      guard single.isNormal || number == 0 else {
        return reported(
          value,
          "too small for float32, whose numbers begin at 1.2e-38; write a larger one, or set precision: float64"
        )
      }
      guard rule.accepts(Double(single)) else {
        return reported(value, "must be \(rule.text) in float32 as well; or set precision: float64")
      }
    }
    return number
  }

  func boolean(_ value: Value) -> Bool? {
    switch value.plainText {
    // As in the core schema of YAML 1.2.
    case "true", "True", "TRUE": true
    case "false", "False", "FALSE": false
    default: reported(value, "must be true or false")
    }
  }

  /// One of the words that an enumeration's cases are written as.
  func choice<T: RawRepresentable & CaseIterable>(_ value: Value, _: T.Type = T.self) -> T? where T.RawValue == String {
    choice(value, among: Array(T.allCases))
  }

  /// One of the words that some cases of an enumeration are written as.
  func choice<T: RawRepresentable>(_ value: Value, among cases: [T]) -> T? where T.RawValue == String {
    let words = cases.map(\.rawValue)
    guard let text = value.text else { return reported(value, "must be one of \(words.joined(separator: ", "))") }
    return cases.first { $0.rawValue == text } ?? reported(value, nearest(text, of: words))
  }

  /// The values of a list, each read by `read`.
  /// - Parameters:
  ///   - what: the values' name, ending in s.
  ///   - example: such a list.
  func list<T>(
    _ value: Value,
    of what: String,
    such example: String,
    counts: ClosedRange<Int>,
    _ read: (Value) -> T?
  ) -> [T]? {
    guard let items = value.items else { return reported(value, "must be a list of \(what), such as \(example)") }
    guard counts.contains(items.count) else {
      let bound = "\(counts.lowerBound) to \(counts.upperBound)"
      return reported(value.place, "\(items.count) \(items.count == 1 ? what.dropLast() : what[...]); must be \(bound)")
    }
    var result: [T] = []
    for item in items {
      // One wrong item is enough to know.
      guard let item = read(item) else { return nil }
      result.append(item)
    }
    return result
  }

  /// What to say of keys that only studies of data sets have.
  func withData(_ keys: [String], _ remedy: String = "leave it out") -> [String: String] {
    let pairs = keys.map { ($0, "\($0) comes with data sets, that is with task.dataset; \(remedy)") }
    return Dictionary(pairs) { first, _ in first }
  }

  func reported<T>(_ value: Value, _ remedy: String) -> T? {
    reported(value.place, "\(value.shown); \(remedy)\(value.text?.strangers ?? "")")
  }

  /// Reports a text that may hold more than ASCII, with the character that it cannot hold.
  func reported<T>(text value: Value, _ remedy: String) -> T? {
    reported(value.place, "\(value.shown); \(remedy)\(value.text?.unprintable ?? "")")
  }

  func reported<T>(_ place: Place, _ text: String) -> T? {
    problems.add(place, text)
    return nil
  }
}

/// What a number has to obey, and how a message says so.
struct NumberRule: Sendable {
  let text: String
  let accepts: @Sendable (Double) -> Bool

  static let any = NumberRule(text: "a number") { _ in true }
  static let positive = NumberRule(text: "more than 0") { $0 > 0 }
  /// From 0, below 1: momenta and decay rates.
  static let fraction = NumberRule(text: "at least 0 and less than 1") { $0 >= 0 && $0 < 1 }
  /// From 0 to 1.
  static let share = NumberRule(text: "from 0 to 1") { $0 >= 0 && $0 <= 1 }
  static let notNegative = NumberRule(text: "0 or more") { $0 >= 0 }
  static let slope = NumberRule(text: "between 0 and 1") { $0 >= 0 && $0 <= 1 }

  static func magnitude(atMost limit: Int, _ why: String) -> NumberRule {
    NumberRule(text: "between -\(limit) and \(limit) (\(why))") { $0.magnitude <= Double(limit) }
  }
}
