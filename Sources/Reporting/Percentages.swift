internal import Estimation
internal import RunFolder

/// A fraction as a percentage without its sign. A fraction that is not 0 or 1 never looks like it: it gets the decimals it
/// needs.
func percent(_ fraction: Double, decimals: Int = 1) -> String {
  guard fraction.isFinite, fraction.magnitude <= 1 else { return scientific(fraction * 100) }
  let magnitude = fraction.magnitude
  for places in decimals...max(decimals, 12) {
    let unit = tenToThe(places)
    let scaled = Int64((magnitude * 100 * unit).rounded())
    let whole = Int64(unit)
    if (scaled == 0 && magnitude > 0) || (scaled == 100 * whole && magnitude < 1) { continue }
    let rest = String(scaled % whole)
    let tail = places == 0 ? "" : "." + String(repeating: "0", count: places - rest.count) + rest
    return (fraction < 0 && scaled > 0 ? "−" : "") + "\(scaled / whole)" + tail
  }
  return magnitude < 0.5 ? scientific(fraction * 100) : (fraction < 0 ? "−100" : "100")
}

private func tenToThe(_ power: Int) -> Double { (0..<power).reduce(1) { value, _ in value * 10 } }

extension IntervalResults {
  /// The decimals of a percentage that the width is worth: one digit of half the width, and no fewer than one.
  var decimals: Int {
    var decimals = 1
    var half = (high - low) * 50 * 10
    while half < 1, half > 0, decimals < 8 {
      decimals += 1
      half *= 10
    }
    return decimals
  }

  /// "93.0 to 95.9".
  var percents: String { "\(percent(low, decimals: decimals)) to \(percent(high, decimals: decimals))" }

  /// "93.0 – 95.9", for tables.
  var shortPercents: String { "\(percent(low, decimals: decimals)) – \(percent(high, decimals: decimals))" }
}

/// At most so many digits, no zeros at the end: 0.625, 12, 3.1e-7.
func compact(_ value: Double, digits: Int = 4) -> String {
  let magnitude = value.magnitude
  let isPlain = magnitude >= 1e-4 && magnitude < 1e6
  return (value < 0 ? "−" : "")
    + (isPlain ? trimmed(magnitude.rounded(toSignificantDigits: digits)) : scientific(magnitude))
}

/// The shortest decimal that reads back as the value to nine digits, whole numbers without a point.
func trimmed(_ value: Double) -> String {
  shortest(value.rounded(toSignificantDigits: 9))
}

/// A range of numbers, for tables; the bins of histograms are some ten per cent wide, which three digits tell apart.
func range(_ low: Double?, _ high: Double?, digits: Int = 3) -> String {
  "\(low.map { compact($0, digits: digits) } ?? "−∞") – \(high.map { compact($0, digits: digits) } ?? "∞")"
}
