internal import Estimation

/// What stands in a panel, in the coordinates of its axes.
struct Shape {
  enum Form: Hashable {
    case box
    /// A polyline.
    case line(width: Double)
    case dot
    case diamond
    /// A filled polygon.
    case area
  }

  var form: Form
  /// As gnuplot has them: `#rrggbb`.
  var colour: String
  var opacity: Double
  /// A box's low and high end in x and in y; the points of a line, a dot or an outline.
  var numbers: [[Double]]

  static func box(
    _ x: ClosedRange<Double>,
    _ y: ClosedRange<Double>,
    _ colour: Palette,
    opacity: Double = 1
  ) -> Shape {
    box(x, y, fill: colour.rawValue, opacity: opacity)
  }

  static func box(
    _ x: ClosedRange<Double>,
    _ y: ClosedRange<Double>,
    fill: String,
    opacity: Double = 1
  ) -> Shape {
    Shape(
      form: .box,
      colour: fill,
      opacity: opacity,
      numbers: [[x.lowerBound, y.lowerBound, x.lowerBound, x.upperBound, y.lowerBound, y.upperBound]]
    )
  }

  static func line(_ points: [(Double, Double)], _ colour: Palette, width: Double = 1.5) -> Shape {
    Shape(form: .line(width: width), colour: colour.rawValue, opacity: 1, numbers: points.map { [$0, $1] })
  }

  static func dot(_ x: Double, _ y: Double, _ colour: Palette) -> Shape {
    Shape(form: .dot, colour: colour.rawValue, opacity: 1, numbers: [[x, y]])
  }

  static func diamond(_ x: Double, _ y: Double, _ colour: Palette) -> Shape {
    Shape(form: .diamond, colour: colour.rawValue, opacity: 1, numbers: [[x, y]])
  }

  /// - Parameter outline: corners, in order; four digits of them are kept, as many as a drawing shows.
  static func area(_ outline: [(Double, Double)], _ colour: Palette, opacity: Double) -> Shape {
    Shape(
      form: .area,
      colour: colour.rawValue,
      opacity: opacity,
      numbers: outline.map { [$0.rounded(toSignificantDigits: 4), $1.rounded(toSignificantDigits: 4)] }
    )
  }

  /// How gnuplot is told to draw a block of numbers in this form.
  fileprivate var style: String {
    switch form {
    case .box:
      "using 1:2:3:4:5:6 with boxxyerror fillcolor rgb '\(colour)' fillstyle transparent solid \(opacity) noborder"
    case .line(let width): "using 1:2 with lines linecolor rgb '\(colour)' linewidth \(width)"
    case .dot: "using 1:2 with points pointtype 7 pointsize 0.55 linecolor rgb '\(colour)'"
    case .diamond: "using 1:2 with points pointtype 12 pointsize 1 linewidth 1.5 linecolor rgb '\(colour)'"
    case .area:
      "using 1:2 with filledcurves closed fillcolor rgb '\(colour)' fillstyle transparent solid \(opacity) noborder"
    }
  }

  /// Whether an empty line keeps it apart from the next of its kind.
  fileprivate var isPath: Bool {
    switch form {
    case .line, .area: true
    case .box, .dot, .diamond: false
    }
  }
}

/// Text that stands somewhere; any text.
struct Label {
  enum Place {
    /// Pixels from the left edge of the drawing.
    case pixels(Double)
    /// In the panel's coordinates.
    case panel(Double)
  }

  enum Alignment: String { case left, center, right }

  var text: String
  var x: Place
  /// In the panel's coordinates.
  var y: Double
  var alignment: Alignment = .left
  var colour: String?
  /// Set in bold.
  var isTitle = false
}

/// A frame with two axes and what is in it.
struct Panel {
  var title: String?
  /// Of the frame, in pixels.
  var height: Double
  var x: Axis
  var y: Axis
  var shapes: [Shape] = []
  var labels: [Label] = []
  /// Lines across the frame at these x.
  var verticals: [Double] = []
}

/// Panels below each other, all as wide, with a legend above: what a figure's script draws.
struct Chart {
  var legend: [(colour: Palette, text: String)] = []
  var panels: [Panel]
  /// What the heights of all panels mean, above them.
  var title: String?
  /// Pixels left and right of the frames.
  var left = 62.0
  var right = 18.0

  private static let lineHeight = 22.0
  private static let width = Double(Figure.width)

  /// The gnuplot script and the height it counts on.
  func script() -> (script: String, height: Int) {
    let legend = legendLines
    let titleHeight = title == nil ? 0 : Self.lineHeight
    let legendHeight = titleHeight + Double(legend.count) * Self.lineHeight + (legend.isEmpty ? 0 : 6)
    let height = (legendHeight + panels.reduce(6) { $0 + self.height(of: $1) }).rounded(.up)
    var lines = [
      "set border 3 linecolor rgb 'black' linewidth 0.7", "unset key",
      "set boxwidth 1 absolute", "set multiplot",
    ]
    var number = 0
    var top = Self.lineHeight / 2 + 2
    if let title {
      lines.append("set label \(Gnuplot.quoted(title)) at screen \(screen(x: 6)),\(screen(y: top, of: height)) left")
      top += titleHeight
    }
    for entries in legend {
      for entry in entries {
        number += 1
        let y = screen(y: top, of: height)
        lines.append(
          "set object \(number) rectangle from screen \(screen(x: entry.x)),\(screen(y: top + 5, of: height)) "
            + "to screen \(screen(x: entry.x + 12)),\(screen(y: top - 5, of: height)) "
            + "fillcolor rgb '\(entry.colour.rawValue)' fillstyle solid noborder"
        )
        lines.append("set label \(Gnuplot.quoted(entry.text)) at screen \(screen(x: entry.x + 18)),\(y) left")
      }
      top += Self.lineHeight
    }
    top = legendHeight
    for (index, panel) in panels.enumerated() {
      lines += script(panel, index: index, top: top, of: height)
      // Labels and objects of the legend are drawn with the first panel, once.
      lines += ["unset label", "unset object", "unset arrow"]
      top += self.height(of: panel)
    }
    lines.append("unset multiplot")
    return (lines.joined(separator: "\n") + "\n", Int(height))
  }

  private func height(of panel: Panel) -> Double {
    gap(above: panel) + panel.height + (panel.x.ticks.isEmpty ? 4 : Self.lineHeight + 2)
      + (panel.x.title == nil ? 2 : Self.lineHeight + 4)
  }

  /// Half of a tick's text reaches above the frame.
  private func gap(above panel: Panel) -> Double { panel.title == nil ? 8 : Self.lineHeight + 10 }

  private func script(_ panel: Panel, index: Int, top: Double, of height: Double) -> [String] {
    let frameTop = top + gap(above: panel)
    let bottom = frameTop + panel.height
    var lines = [
      "set lmargin at screen \(screen(x: left))", "set rmargin at screen \(screen(x: Self.width - right))",
      "set tmargin at screen \(screen(y: frameTop, of: height))",
      "set bmargin at screen \(screen(y: bottom, of: height))", "set xrange [\(panel.x.low):\(panel.x.high)]",
      "set yrange [\(panel.y.low):\(panel.y.high)]",
    ]
    lines += axis(panel.x, "x") + axis(panel.y, "y")
    lines.append(panel.y.ticks.isEmpty && panel.y.title == nil ? "set border 1" : "set border 3")
    func text(
      _ text: String,
      at position: String,
      _ alignment: Label.Alignment,
      colour: String? = nil,
      isTitle: Bool = false
    ) {
      let colour = colour.map { " textcolor rgb '\($0)'" } ?? ""
      let font = isTitle ? " font 'sans-serif:Bold,\(Figure.fontSize)'" : ""
      lines.append("set label \(Gnuplot.quoted(text)) at \(position) \(alignment.rawValue) front\(font)\(colour)")
    }
    if let title = panel.title {
      text(
        title,
        at: "screen \(screen(x: 6)), screen \(screen(y: top + Self.lineHeight / 2 + 2, of: height))",
        .left,
        isTitle: true
      )
    }
    if let title = panel.x.title {
      let y = bottom + (panel.x.ticks.isEmpty ? 12 : Self.lineHeight + 13)
      text(
        title,
        at: "screen \(screen(x: (left + Self.width - right) / 2)), screen \(screen(y: y, of: height))",
        .center
      )
    }
    for label in panel.labels {
      let x =
        switch label.x {
        case .pixels(let pixels): "screen \(screen(x: pixels))"
        case .panel(let x): "first \(x)"
        }
      text(label.text, at: "\(x), first \(label.y)", label.alignment, colour: label.colour, isTitle: label.isTitle)
    }
    for x in panel.verticals {
      lines.append(
        "set arrow from first \(x), graph 0 to first \(x), graph 1 nohead linecolor rgb 'black' linewidth 0.7"
      )
    }
    return lines + plot(panel.shapes, index)
  }

  private func axis(_ axis: Axis, _ name: String) -> [String] {
    // The format of a tick's text is printf's: a percent sign stands for itself when doubled.
    let ticks = axis.ticks.map { "\(Gnuplot.quoted($0.text.replacing("%", with: "%%"))) \($0.at)" }
    return [
      ticks.isEmpty
        ? "unset \(name)tics"
        : "set \(name)tics out nomirror scale 0.4 offset \(name == "x" ? "0,0.4" : "0.3,0") (\(ticks.joined(separator: ", ")))",
      axis.hasGrid && !ticks.isEmpty
        ? "set grid \(name)tics linetype 1 linecolor rgb '#808080' linewidth 0.3" : "set grid no\(name)tics",
    ]
  }

  /// Shapes of one style that follow each other are one block of numbers, lines apart from each other by an empty line.
  private func plot(_ shapes: [Shape], _ panel: Int) -> [String] {
    var blocks: [(shape: Shape, lines: [String])] = []
    for shape in shapes where !shape.numbers.isEmpty {
      let numbers = shape.numbers.map { $0.map { $0.isFinite ? "\($0)" : "NaN" }.joined(separator: " ") }
      if let last = blocks.last, last.shape.style == shape.style {
        if shape.isPath { blocks[blocks.count - 1].lines.append("") }
        blocks[blocks.count - 1].lines += numbers
      } else {
        blocks.append((shape, numbers))
      }
    }
    guard !blocks.isEmpty else { return ["plot NaN notitle"] }
    var lines: [String] = []
    for (index, block) in blocks.enumerated() {
      lines += ["$panel_\(panel)_\(index) << EOD"] + block.lines + ["EOD"]
    }
    let clauses = blocks.enumerated().map { "$panel_\(panel)_\($0) \($1.shape.style) notitle" }
    return lines + ["plot \(clauses.joined(separator: ", \\\n  "))"]
  }

  /// Legend entries with their places, as many a line as fit.
  private var legendLines: [[(x: Double, colour: Palette, text: String)]] {
    var lines: [[(x: Double, colour: Palette, text: String)]] = []
    var x = 6.0
    for entry in legend {
      let width = 18 + Double(entry.text.count) * Self.characterWidth + 14
      if lines.isEmpty || x + width > Self.width {
        lines.append([])
        x = 6
      }
      lines[lines.count - 1].append((x, entry.colour, entry.text))
      x += width
    }
    return lines
  }

  /// Of a wide font, so that a narrow one leaves room.
  static let characterWidth = 8.6

  private func screen(x: Double) -> Double { x / Self.width }
  private func screen(y: Double, of height: Double) -> Double { 1 - y / height }
}
