internal import RunFolder

/// Rows below each other, in groups: a name, what is drawn at its height, and perhaps a number at the right. Stays readable
/// from one row to dozens, on a phone too.
struct RowList {
  struct Row {
    var name: String
    var number: String?
    /// Drawn around y = 0; a row reaches from −`reach` to `reach`.
    var shapes: [Shape]
  }

  struct Group {
    var title: String?
    var rows: [Row]
  }

  var x: Axis
  var groups: [Group]
  var legend: [(colour: Palette, text: String)] = []
  var verticals: [Double] = []

  static let reach = 8.0

  private static let titleHeight = 28.0
  private static let rowHeight = 22.0
  /// Names up to this long stand beside their row; longer ones above it.
  private static let longestBeside = 15
  /// Signs that fit into the width of a drawing.
  private static let longest = 50

  /// A number and its interval, at the height of a row.
  static func estimate(_ value: Double, _ interval: IntervalResults) -> [Shape] {
    let (low, high) = (min(interval.low, interval.high), max(interval.low, interval.high))
    return [.box(low...high, -3...3, .blue, opacity: 0.6), .dot(value, 0, .blue)]
  }

  /// Coordinates in y are pixels from the top of the frame.
  func chart() -> Chart {
    let names = groups.flatMap { $0.rows.map(\.name) }
    let isBeside = names.allSatisfy { $0.count <= Self.longestBeside }
    let left = isBeside ? Double(names.map(\.count).max() ?? 0) * Chart.characterWidth + 18 : 18
    let numbers = groups.flatMap { $0.rows.compactMap(\.number) }
    let right = max(18, Double(numbers.map(\.count).max() ?? 0) * Chart.characterWidth + 20)
    var panel = Panel(height: 0, x: x, y: Axis(low: 0, high: 0), verticals: verticals)
    var y = 4.0
    for group in groups {
      if let title = group.title {
        panel.labels.append(
          Label(text: shortened(title, to: Self.longest), x: .pixels(6), y: y + Self.titleHeight / 2, isTitle: true)
        )
        y += Self.titleHeight
      }
      for row in group.rows {
        if !isBeside {
          let name = shortened(row.name, to: Self.longest)
          panel.labels.append(Label(text: name, x: .pixels(18), y: y + Self.rowHeight / 2))
          y += Self.rowHeight - 3
        }
        let middle = y + Self.rowHeight / 2
        if isBeside {
          panel.labels.append(Label(text: row.name, x: .pixels(left - 8), y: middle, alignment: .right))
        }
        if let number = row.number {
          panel.labels.append(Label(text: number, x: .pixels(Double(Figure.width) - 6), y: middle, alignment: .right))
        }
        panel.shapes += row.shapes.map { $0.moved(down: middle) }
        y += Self.rowHeight
      }
    }
    y += 4
    panel.height = y
    panel.y = Axis(low: y, high: 0)
    panel.shapes.sort { $0.layer < $1.layer }
    return Chart(legend: legend, panels: [panel], left: left, right: right)
  }
}

extension Shape {
  func moved(down y: Double) -> Shape {
    var moved = self
    moved.numbers = numbers.map { numbers in
      form == .box
        ? [numbers[0], numbers[1] + y, numbers[2], numbers[3], numbers[4] + y, numbers[5] + y]
        : [numbers[0], numbers[1] + y]
    }
    return moved
  }

  /// What is drawn later lies on top: pale boxes, boxes, lines, points. The same order makes for few blocks of numbers.
  fileprivate var layer: Int {
    switch form {
    case .area: 0
    case .box: opacity < 0.3 ? 0 : opacity < 1 ? 1 : 2
    case .line: 3
    case .dot: 4
    case .diamond: 5
    }
  }
}
