internal import Estimation
internal import RunFolder

/// Means against something that goes on (layers, steps, epochs), with the band of their intervals.
struct LineSeries {
  struct Point {
    var x: Double
    var value: Double
    /// The ends of the mean's interval; nil of a single replicate.
    var ends: (low: Double, high: Double)?
  }

  /// In order; nil where there is no number: the line is broken there.
  var points: [Point?]
  var colour: Palette

  /// A scale on which all means are seen; their intervals too as far as they leave the means room.
  struct Vertical {
    var scale: Scale
    var axis: Axis

    /// Beyond this ratio only logarithms show both ends.
    private static let mostRatio = 30.0

    /// - Parameters:
    ///   - isLogarithmic: nil: where sizes differ by more than a factor of thirty.
    ///   - bounds: what the numbers cannot go beyond.
    ///   - isWhole: whether the axis goes from the one bound to the other, as that of shares does.
    init(
      _ series: [LineSeries],
      isLogarithmic: Bool? = nil,
      bounds: ClosedRange<Double>? = nil,
      isWhole: Bool = false,
      count: Int = 5
    ) {
      let points = series.flatMap(\.points).compactMap(\.self)
      let values = points.map(\.value)
      let positive = values.filter { $0 > 0 }
      let least = positive.min() ?? 1
      let isWide = positive.count == values.count && (positive.max() ?? 1) > Self.mostRatio * least
      let scale: Scale = isLogarithmic ?? isWide ? .logarithmic : .linear
      self.scale = scale
      let places = values.compactMap(scale.place)
      let (low, high) = (places.min() ?? 0, places.max() ?? 0)
      let ends = points.flatMap { [$0.ends?.low, $0.ends?.high] }.compactMap { $0.flatMap(scale.place) }
      // Of two or three replicates an interval may be wider than all else by far.
      let room = max((high - low) / 2, scale == .linear ? max(low.magnitude, high.magnitude) * 0.05 : 0.1)
      var from = max(min(low, ends.min() ?? low), low - room)
      var to = min(max(high, ends.max() ?? high), high + room)
      if let bounds {
        from = isWhole ? bounds.lowerBound : max(from, bounds.lowerBound)
        to = isWhole ? bounds.upperBound : max(from, min(to, bounds.upperBound))
      }
      axis =
        scale == .logarithmic ? .snugDecades(from, to, count: count) : .snug(from, to, bounds: bounds, count: count)
    }

    /// Whether some interval reaches beyond the axis.
    func cuts(_ series: [LineSeries]) -> Bool {
      series.flatMap(\.points).contains { point in
        guard let ends = point?.ends else { return false }
        return (scale.place(ends.low) ?? -.infinity) < axis.low || (scale.place(ends.high) ?? .infinity) > axis.high
      }
    }

    fileprivate func place(_ value: Double) -> Double? { scale.place(value).map(clamped) }
    /// Of an interval's end, which may have no place on a logarithmic axis.
    fileprivate func end(_ value: Double) -> Double { clamped(scale.place(value) ?? -.infinity) }
    private func clamped(_ place: Double) -> Double { min(max(place, axis.low), axis.high) }
  }

  static let cutWords = " Intervals that reach beyond the frame are cut off there."

  /// A line with its band; a dot where a point has no neighbour.
  func shapes(_ y: Vertical, width: Double = 1.8) -> [Shape] {
    runs.flatMap { run -> [Shape] in
      let line = run.compactMap { point in y.place(point.value).map { (point.x, $0) } }
      let ends = run.compactMap { point in point.ends.map { (point.x, y.end($0.low), y.end($0.high)) } }
      var shapes: [Shape] = []
      if ends.count > 1 {
        shapes.append(
          .area(ends.map { ($0.0, $0.1) } + ends.reversed().map { ($0.0, $0.2) }, colour, opacity: 0.2)
        )
      }
      if line.count > 1 { shapes.append(.line(rounded(line), colour, width: width)) }
      // A few points are seen as such; one would not be seen as a line at all.
      if line.count <= Self.mostDots { shapes += line.map { .dot($0.0, $0.1, colour) } }
      return shapes
    }
  }

  /// A dot a point with its interval as an upright line, joined by a thin line: for points that are few and far apart.
  /// - Parameter shift: to the side, so that two series do not hide each other.
  func dotted(_ y: Vertical, shift: Double) -> [Shape] {
    runs.flatMap { run -> [Shape] in
      let placed = run.compactMap { point in y.place(point.value).map { (point.x + shift, $0) } }
      let ends = run.compactMap { point in
        point.ends.map {
          Shape.line([(point.x + shift, y.end($0.low)), (point.x + shift, y.end($0.high))], colour, width: 3)
        }
      }
      let line = placed.count > 1 ? [Shape.line(placed, colour, width: 0.8)] : []
      return line + ends + placed.map { .dot($0.0, $0.1, colour) }
    }
  }

  private static let mostDots = 15

  /// Five digits of every number: more than a drawing shows.
  private func rounded(_ line: [(Double, Double)]) -> [(Double, Double)] {
    line.map { ($0.rounded(toSignificantDigits: 5), $1.rounded(toSignificantDigits: 5)) }
  }

  /// The points between gaps.
  private var runs: [[Point]] {
    points.split(whereSeparator: { $0 == nil }).map { $0.compactMap(\.self) }
  }
}
