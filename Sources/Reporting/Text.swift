/// Numbers and columns as text for people; no locale, no library.

/// Four decimals.
func fixed(_ value: Double) -> String {
  guard value.isFinite, value.magnitude < 1e9 else { return "\(value)" }
  if value != 0, value.magnitude < 0.00005 { return scientific(value) }
  let scaled = Int64((value.magnitude * 10_000).rounded())
  let decimals = String(scaled % 10_000)
  let sign = value < 0 ? "-" : ""
  return "\(sign)\(scaled / 10_000)." + String(repeating: "0", count: 4 - decimals.count) + decimals
}

/// Two digits and an exponent.
public func scientific(_ value: Double) -> String {
  var exponent = 0
  var mantissa = value.magnitude
  while mantissa < 1 {
    mantissa *= 10
    exponent -= 1
  }
  let tenths = Int((mantissa * 10).rounded())
  let (whole, shift) = tenths >= 100 ? (10, 1) : (tenths, 0)
  return "\(value < 0 ? "-" : "")\(whole / 10).\(whole % 10)e\(exponent + shift)"
}

/// 1,234,567.
public func grouped(_ value: some BinaryInteger) -> String {
  var digits = Array(String(value.magnitude))
  var position = digits.count - 3
  while position > 0 {
    digits.insert(",", at: position)
    position -= 3
  }
  return (value < 0 ? "-" : "") + String(digits)
}

extension String {
  func padded(to width: Int) -> String { self + String(repeating: " ", count: max(0, width - count)) }
  func leftPadded(to width: Int) -> String { String(repeating: " ", count: max(0, width - count)) + self }
}

/// "3.2 s", "4 min 10 s", "2 h 5 min".
public func duration(_ seconds: Double) -> String {
  guard seconds.isFinite, seconds < 1e12 else { return "?" }
  if seconds < 10 { return "\(Double(Int((seconds * 10).rounded())) / 10) s" }
  let whole = Int(seconds.rounded())
  if whole < 60 { return "\(whole) s" }
  if whole < 3600 { return "\(whole / 60) min \(whole % 60) s" }
  return "\(grouped(whole / 3600)) h \(whole / 60 % 60) min"
}
