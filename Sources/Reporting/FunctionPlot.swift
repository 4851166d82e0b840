/// A function and what a network made of it, in characters: dots and blocks.
struct FunctionPlot {
  /// `(x, target, prediction)`, ordered by x; what is not finite is left out.
  var points: [(x: Double, target: Double, prediction: Double)]

  static let columns = 61
  static let rows = 15

  /// The plot with its axes; nil where no prediction is finite.
  var text: String? {
    let finite = points.filter { $0.target.isFinite && $0.prediction.isFinite }
    guard let first = finite.first, let last = finite.last, first.x < last.x else { return nil }
    let values = finite.flatMap { [$0.target, $0.prediction] }
    guard var low = values.min(), var high = values.max() else { return nil }
    // Halved before they are taken apart: the difference of two large numbers may overflow.
    if !(high / 2 - low / 2 > 0) { (low, high) = (low - 1, high + 1) }
    func row(_ value: Double) -> Int {
      let share = (value / 2 - low / 2) / (high / 2 - low / 2)
      return Int(((1 - share) * Double(Self.rows - 1)).rounded())
    }
    var grid = [[Character]](repeating: [Character](repeating: " ", count: Self.columns), count: Self.rows)
    var reached = [ClosedRange<Int>?](repeating: nil, count: Self.columns)
    for point in finite {
      let share = (point.x / 2 - first.x / 2) / (last.x / 2 - first.x / 2)
      let column = Int((share * Double(Self.columns - 1)).rounded())
      grid[row(point.target)][column] = "·"
      let here = row(point.prediction)
      reached[column] = reached[column].map { min($0.lowerBound, here)...max($0.upperBound, here) } ?? here...here
    }
    for (column, rows) in reached.enumerated() {
      for row in rows.map(Array.init) ?? [] { grid[row][column] = "█" }
    }
    let labels = [0: fixed(high), Self.rows - 1: fixed(low)]
    let width = labels.values.map(\.count).max() ?? 0
    let lines = grid.enumerated().map { index, line in
      (labels[index] ?? "").leftPadded(to: width) + " │" + String(line).trimmingEnd
    }
    let ends = fixed(first.x).padded(to: Self.columns - fixed(last.x).count) + fixed(last.x)
    let margin = String(repeating: " ", count: width + 1)
    return (lines + [margin + "└" + String(repeating: "─", count: Self.columns), margin + " " + ends])
      .joined(separator: "\n")
  }
}

extension String {
  /// Without blanks at its end.
  var trimmingEnd: String {
    var text = self
    while text.last == " " { text.removeLast() }
    return text
  }
}
