internal import RunFolder

extension Figure {
  /// The figures of layered networks on data sets, in the order of a report: what they came to, how they got there, what is
  /// in their layers.
  static func layered(_ input: FigureInput) -> [Figure] {
    let collapsed = input.cells.contains { cell in
      ["constant", "dead", "born_dead"].contains { (cell.outcome($0)?.count ?? 0) > 0 }
    }
    let ends: [Figure?] = [.finalAccuracy(input), collapsed ? .collapse(input) : nil, .comparisons(input)]
    let courses: [Figure?] = EpochFigure.all.map { $0.figure(input) } + [.batchLoss(input), .biasGradients(input)]
    let violins = ViolinFigure.all.flatMap { $0.figures(input) }
    let equal: [Figure?] = ViolinFigure.times.map { .binned(input, when: $0.when, words: $0.words) }
    let means: [Figure?] = LayerMeans.all.map { $0.figure(input) } + [.gradientComparisons(input)]
    return (ends + courses).compactMap(\.self) + violins + (equal + means).compactMap(\.self)
  }

  /// The names that those of their own may have.
  static let layeredNames =
    ["final-accuracy", "batch-loss", "bias-gradients"] + EpochFigure.all.map(\.name)
    + ViolinFigure.all.flatMap { figure in ViolinFigure.times.map { "\(figure.stem)-\($0.when)" } }
    + ViolinFigure.times.map { "binned-activations-\($0.when)" } + LayerMeans.all.map(\.figure)
}
