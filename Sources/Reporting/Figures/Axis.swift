internal import Foundation

/// One axis of a panel, in the coordinates that shapes are drawn in.
struct Axis {
  var low: Double
  var high: Double
  var ticks: [(at: Double, text: String)] = []
  var title: String?
  var hasGrid = true

  /// Rounded numbers at round distances.
  /// - Parameter isWidened: the ends move out to the next tick.
  static func linear(
    _ low: Double,
    _ high: Double,
    title: String? = nil,
    count: Int = 5,
    isWidened: Bool = true
  ) -> Axis {
    let span = high > low ? high - low : max(low.magnitude, 1e-3)
    let (low, high) = high > low ? (low, high) : (low - span / 2, low + span / 2)
    // Near the largest and the smallest numbers there is no room for arithmetic on them.
    guard span.isFinite, span > 1e-300, low.magnitude < 1e300, high.magnitude < 1e300 else {
      return Axis(low: -1, high: 1, title: title)
    }
    let step = roundStep(span / Double(count))
    let first = isWidened ? (low / step).rounded(.down) : (low / step - 1e-9).rounded(.up)
    let last = isWidened ? (high / step).rounded(.up) : (high / step + 1e-9).rounded(.down)
    var axis = Axis(low: isWidened ? first * step : low, high: isWidened ? last * step : high, title: title)
    guard first.magnitude < 1e9, last.magnitude < 1e9 else { return axis }
    let places = max(0, -Int(log10(step * 1.0001).rounded(.down)))
    axis.ticks = stride(from: first, through: last, by: 1).map { index in
      let value = index * step
      return (value, decimal(value, places: places))
    }
    return axis
  }

  /// Powers of ten; coordinates are decimal logarithms.
  static func decades(_ low: Double, _ high: Double, title: String? = nil, count: Int = 6) -> Axis {
    let (bottom, top) = (Int(low.rounded(.down)), max(Int(low.rounded(.down)) + 1, Int(high.rounded(.up))))
    let step = max(1, (top - bottom + count - 1) / count)
    let first = bottom >= 0 ? (bottom + step - 1) / step * step : bottom / step * step
    let ticks = stride(from: first, through: top, by: step).map { power in
      (Double(power), (-3...4).contains(power) ? decimal(pow(10, Double(power)), places: max(0, -power)) : "1e\(power)")
    }
    return Axis(low: Double(bottom), high: Double(top), ticks: ticks, title: title)
  }

  /// 1, 2, …, count: layers, checks; only every so many are written where there is no room for all.
  /// - Parameter room: how many names there is room for; nil: as many as fit beside each other.
  static func positions(_ names: [String], title: String? = nil, room: Int? = nil) -> Axis {
    let room = room ?? 400 / (9 * ((names.map(\.count).max() ?? 1) + 1))
    let step = (names.count + room - 1) / max(room, 1)
    let ticks = names.enumerated().compactMap { index, name in
      index % step == 0 || index == names.count - 1 && index % step > step / 2 ? (Double(index + 1), name) : nil
    }
    return Axis(low: 0.5, high: Double(names.count) + 0.5, ticks: ticks, title: title, hasGrid: false)
  }

  private static func roundStep(_ step: Double) -> Double {
    let power = pow(10, log10(step).rounded(.down))
    return power * ([1, 2, 5].first { $0 * power >= step * 0.999 } ?? 10)
  }
}

/// Where a value stands on an axis.
package enum Scale {
  case linear
  /// Decimal logarithms; what is not positive has no place.
  case logarithmic

  func place(_ value: Double) -> Double? {
    switch self {
    case .linear: value.isFinite ? value : nil
    case .logarithmic: value > 0 && value.isFinite ? log10(value) : nil
    }
  }
}

/// With so many places after the point; as `scientific` where that takes too many digits.
func decimal(_ value: Double, places: Int) -> String {
  guard value.magnitude < 1e6, places <= 6 else { return scientific(value) }
  let factor = pow(10, Double(places))
  let scaled = Int((value.magnitude * factor).rounded())
  let sign = value < 0 && scaled > 0 ? "-" : ""
  guard places > 0 else { return sign + grouped(scaled) }
  let digits = String(scaled % Int(factor))
  return "\(sign)\(scaled / Int(factor))." + String(repeating: "0", count: places - digits.count) + digits
}
