/// A length of time as people type it: `90`, `90s`, `45m`, `3h50m`, `1d12h`, `1:30:00`.
/// - Parameter option: `--max-time`, say.
/// - Returns: seconds, above 0; nil where the option was not given.
/// - Throws: `Failure` for what is none.
func timeSpan(_ text: String?, _ option: String) throws(Failure) -> Double? {
  guard let text else { return nil }
  guard let seconds = seconds(text.filter { $0 != " " }), seconds > 0, seconds <= 366 * 86_400 else {
    throw Failure(
      .usage,
      "\(option) \(text.prefix(40)): must be a length of time, such as 90s, 45m, 3h50m or 1:30:00, at most a year"
    )
  }
  return seconds
}

private func seconds(_ text: String) -> Double? {
  let parts = text.split(separator: ":", omittingEmptySubsequences: false)
  if parts.count > 1 {
    guard parts.count <= 3, parts.allSatisfy({ !$0.isEmpty && $0.allSatisfy(\.isASCIIDigit) }) else { return nil }
    let numbers = parts.compactMap { Double($0) }
    guard numbers.count == parts.count, numbers.dropFirst().allSatisfy({ $0 < 60 }) else { return nil }
    return numbers.reduce(0) { $0 * 60 + $1 }
  }
  let units: [(Character, Double)] = [("d", 86_400), ("h", 3_600), ("m", 60), ("s", 1)]
  var total = 0.0
  var rest = text[...]
  var smallest = Double.infinity
  while !rest.isEmpty {
    let digits = rest.prefix { $0.isASCIIDigit || $0 == "." }
    guard let number = Double(digits) else { return nil }
    rest = rest.dropFirst(digits.count)
    // A bare number is one of seconds.
    guard let letter = rest.first else { return smallest == .infinity ? number : nil }
    guard let unit = units.first(where: { $0.0 == letter })?.1, unit < smallest else { return nil }
    smallest = unit
    total += number * unit
    rest = rest.dropFirst()
  }
  return total > 0 ? total : nil
}

extension Character {
  fileprivate var isASCIIDigit: Bool { isASCII && isNumber }
}
