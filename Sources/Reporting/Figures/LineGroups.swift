internal import RunFolder

/// Lines of several cells: in one panel where they can be told apart by colour, else a panel a cell on one scale.
struct LineGroups {
  /// Several things of which each has a line a cell: test accuracy, validation accuracy, ….
  struct Topic {
    var title: String
    /// By cell, nil where it has none.
    var lines: [[LineSeries.Point?]?]
  }

  var cells: [String]
  var topics: [Topic]
  var x: Axis
  var isLogarithmic: Bool?
  var bounds: ClosedRange<Double>?

  private static let colours: [Palette] = [.blue, .vermilion, .green, .ochre, .purple, .grey]
  /// Cells that have a panel together.
  static var mostTogether: Int { colours.count }

  /// The cells that are drawn.
  var shown: Int { min(cells.count, FigureInput.panels) }

  /// - Returns: the chart, and whether intervals were cut off.
  func chart() -> (chart: Chart, isCut: Bool) {
    cells.count <= Self.mostTogether ? together : apart
  }

  private var together: (chart: Chart, isCut: Bool) {
    var isCut = false
    let panels = topics.map { topic in
      let series = zip(topic.lines, Self.colours).compactMap { line, colour in
        line.map { LineSeries(points: $0, colour: colour) }
      }
      let y = LineSeries.Vertical(series, isLogarithmic: isLogarithmic, bounds: bounds)
      isCut = isCut || y.cuts(series)
      return Panel(
        title: topics.count > 1 || cells.count == 1 ? topic.title : nil,
        height: 190,
        x: x,
        y: y.axis,
        shapes: series.flatMap { $0.shapes(y) }.sortedByForm
      )
    }
    let legend = cells.count > 1 ? zip(cells, Self.colours).map { ($1, shortened($0, to: 44)) } : []
    return (Chart(legend: legend, panels: panels, left: 74), isCut)
  }

  private var apart: (chart: Chart, isCut: Bool) {
    let series = (0..<shown).map { cell in
      zip(topics, Self.colours).compactMap { topic, colour in
        topic.lines[cell].map { LineSeries(points: $0, colour: colour) }
      }
    }
    let y = LineSeries.Vertical(series.flatMap(\.self), isLogarithmic: isLogarithmic, bounds: bounds)
    let panels = zip(cells, series).map { name, series in
      Panel(
        title: shortened(name, to: 50),
        height: 110,
        x: x,
        y: y.axis,
        shapes: series.flatMap { $0.shapes(y) }.sortedByForm
      )
    }
    let legend = topics.count > 1 ? zip(topics, Self.colours).map { ($1, $0.title) } : []
    return (Chart(legend: legend, panels: panels, left: 74), y.cuts(series.flatMap(\.self)))
  }
}
