internal import Estimation
internal import RunFolder

/// The layers of one cell at one time.
struct ViolinPanel {
  struct Layer {
    var number: Int
    var values: PooledValues
    var zeros: Int64
    var finite: Int64
  }

  var cell: String
  var layers: [Layer]
  private var scale: Scale

  init(_ cell: String, _ distributions: [DistributionResults], isLogarithmic: Bool) {
    self.cell = cell
    scale = isLogarithmic ? .logarithmic : .linear
    layers = distributions.map {
      Layer(
        number: $0.layer,
        values: PooledValues($0, isMagnitude: isLogarithmic),
        zeros: $0.zeros,
        finite: $0.finite
      )
    }
  }

  var hasValues: Bool { layers.contains { $0.finite > 0 } }

  /// Those that are drawn.
  var shown: [Layer] {
    guard layers.count > ViolinFigure.mostLayers else { return layers }
    return evenlySpread(layers.count, atMost: ViolinFigure.spreadLayers).map { layers[$0] }
  }

  /// The share of a layer's values that may lie beyond the scale at its lower end: the small among magnitudes reach down
  /// without end, and say little.
  static func lowTail(_ scale: Scale) -> Double { scale == .linear ? 0.001 : 0.01 }

  /// From the least low quantile of a layer that is drawn to the greatest 99.9 %.
  var range: ClosedRange<Double>? {
    let ends = shown.flatMap { layer in
      [layer.values.quantile(Self.lowTail(scale))?.low, layer.values.quantile(0.999)?.high].compactMap {
        $0.flatMap(scale.place)
      }
    }
    guard let low = ends.min(), let high = ends.max() else { return nil }
    return low...high
  }

  /// Whether values of a layer that is drawn lie beyond an axis.
  func isCut(by axis: Axis) -> Bool {
    shown.contains { layer in
      let ends = [layer.values.bins.first?.low, layer.values.bins.last?.high].compactMap { $0.flatMap(scale.place) }
      return ends.contains { $0 < axis.low || $0 > axis.high }
    }
  }

  /// What to see in it, of the first layer and the last.
  func finding(_ words: String) -> String {
    guard let first = layers.first, let last = layers.last else { return "" }
    let ends = (first.number == last.number ? [first] : [first, last]).map { layer in
      let zeros = layer.zeros > 0 ? ", \(Self.percent(layer)) % exact zeros" : ""
      guard let low = layer.values.quantile(0.25), let middle = layer.values.quantile(0.5),
        let high = layer.values.quantile(0.75)
      else { return "layer \(layer.number) \(layer.zeros > 0 ? "all zero" : "without a finite value")" }
      func text(_ quantile: Histogram.Quantile) -> String { compact(quantile.value, digits: 2) }
      return "layer \(layer.number) about \(text(middle)), middle half \(text(low)) to \(text(high))\(zeros)"
    }
    return "\(cell) \(words): \(ends.joined(separator: "; "))."
  }

  /// The share of exact zeros, in two signs, never 0 or 100 for what is neither.
  static func percent(_ layer: Layer) -> String {
    guard layer.zeros > 0 else { return "0" }
    let share = Double(layer.zeros) / Double(max(layer.finite, 1)) * 100
    return share < 0.5 ? "<1" : layer.zeros < layer.finite && share >= 99.5 ? ">99" : "\(Int(share.rounded()))"
  }
}

/// The cells that are drawn, below each other.
struct ViolinPanels {
  let cells: [ViolinPanel]
  private let scale: Scale
  /// An axis a cell.
  private let axes: [Axis]
  private let isCommon: Bool

  /// So much wider than the narrowest, the widest range would leave the others no room on its axis.
  private static let mostRatio = 8.0

  init(_ cells: [ViolinPanel], isLogarithmic: Bool) {
    self.cells = cells
    scale = isLogarithmic ? .logarithmic : .linear
    let ranges = cells.map { $0.range ?? 0...1 }
    func axis(_ range: ClosedRange<Double>) -> Axis {
      if isLogarithmic { return .snugDecades(range.lowerBound, range.upperBound) }
      // Where no value is negative, no place for one.
      return .snug(range.lowerBound, range.upperBound, bounds: (range.lowerBound < 0 ? -.infinity : 0)...(.infinity))
    }
    let widths = ranges.map { $0.upperBound - $0.lowerBound }
    isCommon = isLogarithmic || (widths.max() ?? 0) <= Self.mostRatio * (widths.min() ?? 0)
    let whole = (ranges.map(\.lowerBound).min() ?? 0)...(ranges.map(\.upperBound).max() ?? 1)
    axes = ranges.map { [isCommon] in axis(isCommon ? whole : $0) }
  }

  /// What a caption has to say of the drawing.
  var remarks: String {
    var text = ""
    if cells.contains(where: { $0.shown.contains { $0.zeros > 0 } }) {
      text += " Exact zeros stand below in percent; the violin is of the rest."
    }
    if !isCommon { text += " The cells differ so much that every panel has a scale of its own." }
    if zip(cells, axes).contains(where: { $0.isCut(by: $1) }) {
      text +=
        scale == .linear
        ? " What lies beyond the scale, at most 0.1 % of a layer’s values at either end, is cut off."
        : " What lies beyond the scale, at most 1 % of a layer’s values at the lower end and 0.1 % at the upper, is cut off."
    }
    if let deep = cells.first(where: { $0.shown.count < $0.layers.count }) {
      text +=
        " Of \(deep.layers.count) layers \(deep.shown.count) are drawn, evenly spread; the table has all."
    }
    return text
  }

  func panels(_ colour: Palette) -> [Panel] {
    zip(cells, axes).flatMap { cell, axis in panels(cell, axis, colour) }
  }

  private func panels(_ cell: ViolinPanel, _ y: Axis, _ colour: Palette) -> [Panel] {
    let shown = cell.shown
    let x = Axis.positions(shown.map { "\($0.number)" }, title: "layer")
    var panel = Panel(title: shortened(cell.cell, to: 50), height: 160, x: x, y: y)
    for (index, layer) in shown.enumerated() {
      panel.shapes += Violin(values: layer.values, scale: scale).shapes(at: Double(index + 1), on: y, colour)
    }
    panel.shapes = panel.shapes.sortedByForm
    guard shown.contains(where: { $0.zeros > 0 }) else { return [panel] }
    panel.x.ticks = []
    panel.x.title = nil
    var zeros = Panel(height: 16, x: x, y: Axis(low: 0, high: 1))
    zeros.labels = [Label(text: "zeros %", x: .pixels(66), y: 0.5, alignment: .right)]
    for (index, layer) in shown.enumerated() where layer.zeros > 0 {
      zeros.labels.append(
        Label(text: ViolinPanel.percent(layer), x: .panel(Double(index + 1)), y: 0.5, alignment: .center)
      )
    }
    return [panel, zeros]
  }
}
