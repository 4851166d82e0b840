internal import RunFolder

/// A quantity of every layer at start and end, its distribution over simulations as bars of quantiles: what the figures of
/// gradient norms and of activations share.
struct LayerQuantity {
  /// As results name it.
  var quantity: String
  var figure: String
  var title: String
  /// What is small or large, in a sentence.
  var noun: String
  /// Whether sizes are compared by their ratio: exact zeros then have no place on the axis and are counted below it.
  var isLogarithmic: Bool

  static let gradientNorm = LayerQuantity(
    quantity: "gradient_norm",
    figure: "gradient-norms",
    title: "Gradients layer by layer",
    noun: "norm of a layer's weight gradient",
    isLogarithmic: true
  )
  static let activationMean = LayerQuantity(
    quantity: "activation_mean",
    figure: "activation-means",
    title: "Mean activation layer by layer",
    noun: "mean of a layer's outputs over a batch",
    isLogarithmic: false
  )
  static let activationDeviation = LayerQuantity(
    quantity: "activation_deviation",
    figure: "activation-deviations",
    title: "Spread of activations layer by layer",
    noun: "standard deviation of a layer's outputs over a batch",
    isLogarithmic: true
  )

  private static let times: [(when: String, colour: Palette, text: String)] = [
    ("first_batch", .blue, "first batch"), ("last_batch", .vermilion, "last batch"),
  ]

  func figure(_ input: FigureInput) -> Figure? {
    let all = input.cells.map { cell in (cell, cell.results.layers.filter { $0.quantity == quantity }) }
      .filter { $0.1.contains { $0.finite > 0 } }
    guard !all.isEmpty else { return nil }
    let shown = all.prefix(FigureInput.panels)
    // One scale for all where sizes may differ by powers of ten; a mean that runs away would leave the others no room.
    let y = isLogarithmic ? yAxis(shown.map(\.1)) : nil
    let (script, height) = Chart(
      legend: Self.times.map { ($0.colour, $0.text) },
      panels: shown.flatMap { panels($0, $1, y) },
      left: 74
    ).script()
    let zeros =
      isLogarithmic
      ? "Below each panel the share of exact zeros, which have no place on its axis; bars are over the rest. " : ""
    return Figure(
      name: figure,
      title: title,
      caption: "The \(noun), over \(input.simulations): thin 5 to 95 %, thick 25 to 75 %, the line the median. "
        + zeros + "Quantiles are interpolated within the bins of a histogram, eight an octave."
        + leftOut(shown.count, of: all.count, "cells"),
      alt: all.prefix(4).map(words).joined(separator: " "),
      columns: ["cell", "layer", "when", "finite", "zeros", "non_finite", "over"]
        + Self.probabilities.flatMap { ["q\($0)_low", "q\($0)", "q\($0)_high"] },
      rows: all.flatMap { cell, layers in layers.map { row(cell.name, $0) } },
      script: script,
      height: height
    )
  }

  private static let probabilities = [0.05, 0.25, 0.5, 0.75, 0.95]

  private func row(_ name: String, _ layer: QuantityResults) -> [String] {
    var row = [name, layer.layer.map { "\($0)" } ?? "", layer.when]
    row += counts(layer.finite, layer.zeros, layer.nonFinite)
    row.append(isLogarithmic && layer.zeros > 0 ? "non_zero" : "finite")
    for probability in Self.probabilities {
      let quantile = layer.quantile(probability, nonZero: isLogarithmic)
      row += numbers(quantile?.low, quantile?.value, quantile?.high)
    }
    return row
  }

  private func words(_ cell: FigureInput.Cell, _ layers: [QuantityResults]) -> String {
    let parts = Self.times.compactMap { time -> String? in
      let these = layers.filter { $0.when == time.when }
      guard let first = these.first, let last = these.last else { return nil }
      let ends = [first, last].map { layer -> String in
        guard let median = layer.quantile(0.5, nonZero: isLogarithmic) else {
          return "layer \(layer.layer ?? 0) always zero"
        }
        let zeros = layer.zeros > 0 && isLogarithmic ? " where not zero, zero in \(percent(layer))" : ""
        return "layer \(layer.layer ?? 0) about \(scientific(median.value))\(zeros)"
      }
      return "\(time.text): median in \(ends.joined(separator: "; "))"
    }
    return "\(cell.label): \(noun), \(parts.joined(separator: ". "))."
  }

  private func percent(_ layer: QuantityResults) -> String {
    let share = layer.finite > 0 ? Double(layer.zeros) / Double(layer.finite) : 0
    return "\(decimal(share * 100, places: 1)) %"
  }

  // MARK: Panels

  /// An axis for the bars of these cells.
  private func yAxis(_ cells: [[QuantityResults]]) -> Axis {
    let scale: Scale = isLogarithmic ? .logarithmic : .linear
    let ends = cells.joined().flatMap { layer in
      [0.05, 0.95].compactMap { layer.quantile($0, nonZero: isLogarithmic)?.value }
    }.compactMap(scale.place)
    let (low, high) = (ends.min() ?? 0, ends.max() ?? 0)
    return isLogarithmic ? .decades(low, high, count: 5) : .linear(low, high, count: 4)
  }

  private func panels(_ cell: FigureInput.Cell, _ layers: [QuantityResults], _ y: Axis?) -> [Panel] {
    let numbers = Set(layers.compactMap(\.layer)).sorted()
    let names = numbers.map { "\($0)" }
    let scale: Scale = isLogarithmic ? .logarithmic : .linear
    let hasZeros = isLogarithmic && layers.contains { $0.zeros > 0 }
    var x = Axis.positions(names, title: "layer")
    var panel = Panel(
      title: shortened(cell.label, to: 50),
      height: 150,
      x: x,
      y: y ?? yAxis([layers])
    )
    var strip = Panel(height: 40, x: x, y: Axis.linear(0, 1, count: 1))
    strip.y.ticks = [(0, "0"), (1, "100 %")]
    strip.x.title = "layer; share of exact zeros"
    for (position, time) in Self.times.enumerated() {
      for layer in layers where layer.when == time.when {
        guard let number = layer.layer, let index = numbers.firstIndex(of: number) else { continue }
        let middle = Double(index + 1) + (position == 0 ? -0.2 : 0.2)
        panel.shapes += bars(layer, scale, at: middle, time.colour)
        if layer.finite > 0 {
          let share = Double(layer.zeros) / Double(layer.finite)
          strip.shapes.append(.box(middle - 0.15...middle + 0.15, 0...share, time.colour, opacity: 0.8))
        }
      }
    }
    panel.shapes = panel.shapes.sortedByStyle
    guard hasZeros else { return [panel] }
    x.title = nil
    x.ticks = []
    panel.x = x
    return [panel, strip]
  }

  private func bars(_ layer: QuantityResults, _ scale: Scale, at x: Double, _ colour: Palette) -> [Shape] {
    func place(_ probability: Double) -> Double? {
      layer.quantile(probability, nonZero: isLogarithmic).flatMap { scale.place($0.value) }
    }
    func bar(_ from: Double?, _ to: Double?, _ half: Double, opacity: Double) -> Shape? {
      guard let from, let to, from <= to else { return nil }
      return .box(x - half...x + half, from...to, colour, opacity: opacity)
    }
    var shapes = [
      bar(place(0.05), place(0.95), 0.05, opacity: 0.5), bar(place(0.25), place(0.75), 0.15, opacity: 0.5),
    ].compactMap(\.self)
    if let middle = place(0.5) {
      shapes.append(.line([(x - 0.17, middle), (x + 0.17, middle)], colour, width: 2.5))
    }
    return shapes
  }
}

extension [Shape] {
  /// Equal styles beside each other, pale ones below: fewer blocks of numbers.
  var sortedByStyle: [Shape] {
    enumerated().sorted { a, b in
      (a.element.opacity, a.element.colour, a.offset) < (b.element.opacity, b.element.colour, b.offset)
    }.map(\.element)
  }
}
