internal import Studies

/// Numbers and columns as text for people; no locale, no library.

/// Four decimals; tiny values, which would look like none, as `scientific`.
package func fixed(_ value: Double) -> String {
  guard value.isFinite, value.magnitude < 1e9 else { return scientific(value) }
  if value != 0, value.magnitude < 0.00005 { return scientific(value) }
  let scaled = Int64((value.magnitude * 10_000).rounded())
  let decimals = String(scaled % 10_000)
  let sign = value < 0 ? "-" : ""
  return "\(sign)\(scaled / 10_000)." + String(repeating: "0", count: 4 - decimals.count) + decimals
}

/// Two digits and an exponent: 3.0e-7, 1.2e10; 0, NaN and infinities by their names.
public func scientific(_ value: Double) -> String {
  guard value != 0 else { return "0" }
  guard value.isFinite else { return value.isNaN ? "nan" : value < 0 ? "-inf" : "inf" }
  var exponent = 0
  var mantissa = value.magnitude
  while mantissa < 1 {
    mantissa *= 10
    exponent -= 1
  }
  while mantissa >= 10 {
    mantissa /= 10
    exponent += 1
  }
  var tenths = Int((mantissa * 10).rounded())
  if tenths == 100 {
    tenths = 10
    exponent += 1
  }
  return "\(value < 0 ? "-" : "")\(tenths / 10).\(tenths % 10)e\(exponent)"
}

/// 1,234,567.
public func grouped(_ value: some BinaryInteger) -> String { value.grouped }

/// The shortest decimal that reads back as the value: 0.625, 12, 1e-6. Whole numbers without a point, exponents as
/// `scientific` has them.
public func shortest(_ value: Double) -> String {
  let text = value == 0 ? "0" : value.description
  if text.hasSuffix(".0") { return String(text.dropLast(2)) }
  // Swift writes 1e-06 and 1e+16.
  guard let mark = text.firstIndex(of: "e"), let power = Int(text[text.index(after: mark)...]) else { return text }
  let mantissa = text[..<mark]
  return "\(mantissa.hasSuffix(".0") ? mantissa.dropLast(2) : mantissa)e\(power)"
}

extension String {
  /// What a terminal would obey is written as Swift writes it, `\u{1B}`: for texts of files that anybody may have made.
  package var printable: String {
    guard unicodeScalars.contains(where: \.isObeyed) else { return self }
    return unicodeScalars.map { $0.isObeyed ? "\\u{\(String($0.value, radix: 16, uppercase: true))}" : String($0) }
      .joined()
  }

  func padded(to width: Int) -> String { self + String(repeating: " ", count: max(0, width - count)) }
  func leftPadded(to width: Int) -> String { String(repeating: " ", count: max(0, width - count)) + self }
}

extension Unicode.Scalar {
  /// Control characters, and those that turn the direction of what follows.
  fileprivate var isObeyed: Bool {
    switch properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator: true
    default: false
    }
  }
}

/// A time in seconds as people say it: "3.2 s", "42 s", "4 min 10 s", "2 h 5 min"; "?" for what is no time.
public func duration(_ seconds: Double) -> String {
  guard seconds >= 0, seconds < 1e12 else { return "?" }
  let tenths = Int((seconds * 10).rounded())
  if tenths < 100 { return "\(tenths / 10).\(tenths % 10) s" }
  let whole = Int(seconds.rounded())
  if whole < 60 { return "\(whole) s" }
  if whole < 3600 { return "\(whole / 60) min \(whole % 60) s" }
  return "\(grouped(whole / 3600)) h \(whole / 60 % 60) min"
}

/// A size in bytes as disks are sold: "512 bytes", "6.1 kB", "25 GB"; "?" for what is no size.
public func bytes(_ count: Double) -> String {
  guard count >= 0, count < 1e24 else { return "?" }
  var value = count.rounded()
  if value < 1000 { return value == 1 ? "1 byte" : "\(Int(value)) bytes" }
  for unit in ["kB", "MB", "GB", "TB", "PB", "EB", "ZB"] {
    value /= 1000
    // 999.6 kB would be 1000 kB.
    guard value.rounded() < 1000 || unit == "ZB" else { continue }
    let tenths = Int((value * 10).rounded())
    return tenths < 100 ? "\(tenths / 10).\(tenths % 10) \(unit)" : "\(Int(value.rounded())) \(unit)"
  }
  return "?"
}
