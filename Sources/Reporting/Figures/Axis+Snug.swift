internal import Foundation

/// Axes that end a little beyond what they show, not at the next round number: most of a panel is then for the drawing.
extension Axis {
  private static let margin = 0.04

  /// Round numbers at round distances.
  /// - Parameter bounds: what the axis does not go beyond.
  static func snug(_ low: Double, _ high: Double, bounds: ClosedRange<Double>? = nil, count: Int = 5) -> Axis {
    let span = high - low
    guard span.isFinite, span > 1e-12 * max(low.magnitude, high.magnitude) else {
      let axis = linear(low, high, count: count)
      let within = (axis.low...axis.high).clamped(to: bounds ?? axis.low...axis.high)
      return within.lowerBound == axis.low && within.upperBound == axis.high
        ? axis : linear(within.lowerBound, within.upperBound, count: count, isWidened: false)
    }
    return .linear(
      max(low - margin * span, bounds?.lowerBound ?? -.infinity),
      min(high + margin * span, bounds?.upperBound ?? .infinity),
      count: count,
      isWidened: false
    )
  }

  /// Powers of ten, or 1, 2 and 5 times those where fewer than two are in sight; coordinates are decimal logarithms.
  static func snugDecades(_ low: Double, _ high: Double, count: Int = 5) -> Axis {
    let margin = max(margin * (high - low), 0.02)
    var axis = Axis(low: low - margin, high: high + margin)
    let powers = Int(axis.low.rounded(.up))...max(Int(axis.low.rounded(.up)), Int(axis.high.rounded(.down)))
    guard axis.high - axis.low >= 2 else { return fine(axis) }
    let step = max(1, (powers.count + count - 1) / count)
    // Multiples of the step, so that 1 is among them where it is in sight.
    axis.ticks = powers.filter { $0 % step == 0 }.map { (Double($0), text(1, $0)) }
    return axis
  }

  /// 1, 2 and 5 times powers of ten, or 1 and 3 times where those are many; the ends move out to them where fewer than two
  /// are within.
  private static func fine(_ axis: Axis) -> Axis {
    var axis = axis
    let powers = Int(axis.low.rounded(.down)) - 1...Int(axis.high.rounded(.up)) + 1
    func places(_ digits: [Int]) -> [(at: Double, text: String)] {
      powers.flatMap { power in digits.map { (Double(power) + log10(Double($0)), text($0, power)) } }
    }
    func within(_ places: [(at: Double, text: String)]) -> [(at: Double, text: String)] {
      places.filter { axis.low - 1e-9 <= $0.at && $0.at <= axis.high + 1e-9 }
    }
    let all = places([1, 2, 5])
    if within(all).count < 2 {
      axis.low = all.last { $0.at <= axis.low }?.at ?? axis.low
      axis.high = all.first { $0.at >= axis.high }?.at ?? axis.high
    }
    axis.ticks = within(all).count > 5 ? within(places([1, 3])) : within(all)
    return axis
  }

  private static func text(_ digit: Int, _ power: Int) -> String {
    (-3...4).contains(power)
      ? decimal(Double(digit) * pow(10, Double(power)), places: max(0, -power)) : "\(digit)e\(power)"
  }
}
