internal import Estimation

/// The values of one layer as a violin: at every height as wide as values are dense there, the widest place of every violin
/// equally wide.
struct Violin {
  var values: PooledValues
  var scale: Scale

  /// Steps of an axis: finer ones than a drawing's pixels would show the bins, not the values.
  private static let steps = 60
  /// Of the room of a layer, which is 1 wide.
  private static let half = 0.44

  /// The outline, where 50 % and 25 to 75 % are, and a thin line from 0.1 to 99.9 %.
  func shapes(at x: Double, on axis: Axis, _ colour: Palette) -> [Shape] {
    func place(_ probability: Double) -> Double? {
      values.quantile(probability).flatMap { scale.place($0.value) }.map { min(max($0, axis.low), axis.high) }
    }
    var shapes: [Shape] = []
    let outline = outline(at: x, on: axis)
    if !outline.isEmpty { shapes.append(.area(outline, colour, opacity: 0.4)) }
    if let low = place(0.001), let high = place(0.999) {
      shapes.append(.line([(x, low), (x, high)], colour, width: 0.8))
    }
    if let low = place(0.25), let high = place(0.75) {
      shapes.append(.line([(x, low), (x, high)], colour, width: 4))
    }
    if let middle = place(0.5) {
      shapes.append(.line([(x - 0.22, middle), (x + 0.22, middle)], colour, width: 2.5))
    }
    return shapes
  }

  /// Down the left side and up the right, from the first step with values to the last; empty without any on the axis.
  private func outline(at x: Double, on axis: Axis) -> [(Double, Double)] {
    let shares = values.shares(on: axis.low...axis.high, steps: Self.steps, scale)
    guard let most = shares.max(), most > 0, let first = shares.firstIndex(where: { $0 > 0 }),
      let last = shares.lastIndex(where: { $0 > 0 })
    else { return [] }
    let step = (axis.high - axis.low) / Double(Self.steps)
    // A step may reach beyond all values, where the outline does not follow it.
    let ends = [values.bins.first?.low, values.bins.last?.high].map { $0.flatMap(scale.place) }
    func within(_ place: Double) -> Double { min(max(place, ends[0] ?? place), max(ends[1] ?? place, axis.low)) }
    func side(_ sign: Double) -> [(Double, Double)] {
      var points: [(Double, Double)] = []
      for index in first...last {
        let width = x + sign * Self.half * shares[index] / most
        let bottom = axis.low + Double(index) * step
        // A violin ends as wide as its last step is: a law that is cut off looks so.
        if index == first { points.append((width, within(bottom))) }
        points.append((width, within(bottom + step / 2)))
        if index == last { points.append((width, within(bottom + step))) }
      }
      return points
    }
    return side(-1).reversed() + side(1)
  }
}

extension [Shape] {
  /// Areas below lines, thin lines below thick ones; equal styles beside each other, which makes for few blocks of numbers.
  var sortedByForm: [Shape] {
    func rank(_ shape: Shape) -> Double {
      switch shape.form {
      case .area: -2
      case .box: -1
      case .line(let width): width
      case .dot, .diamond: 100
      }
    }
    return enumerated().sorted { a, b in
      (rank(a.element), a.element.colour, a.offset) < (rank(b.element), b.element.colour, b.offset)
    }.map(\.element)
  }
}
