internal import RunFolder

extension Figure {
  /// How often networks collapsed: fractions with their intervals, an outcome after the other, all cells below each other so
  /// that they can be compared; with the bounds of theory and with what others reported, where there is such.
  static func collapse(_ input: FigureInput) -> Figure? {
    let names = input.collapseOutcomes
    guard let first = input.cells.lazy.compactMap({ cell in names.lazy.compactMap(cell.outcome).first }).first else {
      return nil
    }
    let shown = input.shownOutcomes(names)
    let cells = input.cells.prefix(rowsShown)
    var hasBounds = false
    var hasReported = false
    let groups = shown.map { name in
      RowList.Group(
        title: input.title(of: name),
        rows: cells.compactMap { cell in
          guard let outcome = cell.outcome(name) else { return nil }
          var shapes: [Shape] = []
          if name == "born_dead", let bounds = cell.experiment.flatMap(BornDeadBounds.init) {
            hasBounds = true
            shapes.append(
              .box(bounds.lower...max(bounds.lower, bounds.upper), -RowList.reach...RowList.reach, .ochre, opacity: 0.4)
            )
          }
          shapes += RowList.estimate(outcome.estimate, outcome.interval)
          for reported in cell.results.reported where reported.outcome == name {
            hasReported = true
            shapes.append(.diamond(reported.fraction, 0, .vermilion))
          }
          return RowList.Row(name: cell.label, number: fixed(outcome.estimate), shapes: shapes)
        }
      )
    }
    var legend: [(Palette, String)] = [(.blue, "fraction and interval")]
    if hasReported { legend.append((.vermilion, "reported by others")) }
    if hasBounds { legend.append((.ochre, "bounds of theory")) }
    let axis = Axis.linear(0, 1, title: "fraction of simulations")
    let (script, height) = RowList(x: axis, groups: groups, legend: legend).chart().script()
    let left =
      names.count > shown.count ? " Other outcomes stand in the table." : ""
    return Figure(
      name: "collapse",
      title: "How often networks collapse",
      caption: "Fractions of \(input.simulations); bars are \(first.interval.kind)s, each for itself."
        + (hasBounds
          ? " The pale box is where theory puts the probability to be born dead (Lu et al., arXiv 1903.06733)." : "")
        + (hasReported ? " Diamonds are what others reported." : "")
        + leftOut(cells.count, of: input.cells.count, "cells") + left,
      alt: shown.map { name in
        let values = input.cells.compactMap { cell in cell.outcome(name).map { (cell.label, $0.estimate) } }
        return "Fraction \(input.title(of: name)): \(spread(values))."
      }.joined(separator: " "),
      columns: [
        "cell", "outcome", "count", "simulations", "fraction", "low", "high", "interval", "simultaneous_low",
        "simultaneous_high", "theory_low", "theory_high",
        "reported", "reported_of",
      ],
      rows: input.collapseRows(names),
      script: script,
      height: height
    )
  }

  /// Of an outcome, where it is the only one shown.
  private static let rowsShown = FigureInput.rows
}

extension FigureInput {
  private func isCollapse(_ outcome: String) -> Bool {
    ["constant", "born_dead", "dead"].contains(outcome) || outcome.hasPrefix("flat_")
  }

  /// The outcomes of some cell that are about collapse, in their order.
  fileprivate var collapseOutcomes: [String] {
    var names: [String] = []
    for cell in cells {
      for name in cell.results.outcomeOrder
      where isCollapse(name) && cell.outcome(name) != nil && !names.contains(name) { names.append(name) }
    }
    return names
  }

  /// As many outcomes as give a drawing of a bearable length, the weightiest first; always one.
  fileprivate func shownOutcomes(_ names: [String]) -> [String] {
    let loosest = names.last { $0.hasPrefix("flat_") }
    var ranked = ["constant", "dead", "born_dead"].filter(names.contains) + [loosest].compactMap(\.self)
    ranked += names.filter { !ranked.contains($0) }
    let count = min(max(1, Self.rows / max(cells.count, 1)), ranked.count)
    let kept = Set(ranked.prefix(count))
    return names.filter(kept.contains)
  }

  /// The outcome's name, or what it means where a layer that is off still passes a gradient.
  fileprivate func title(of outcome: String) -> String {
    let meanings = Set(cells.compactMap { $0.outcome(outcome)?.zeroGradient })
    let other = outcome == "born_dead" ? "born all units negative" : "all units negative"
    return switch meanings {
    case [false]: other
    case [true, false]: "\(outcome), or \(other)"
    default: outcome
    }
  }

  fileprivate func collapseRows(_ names: [String]) -> [[String]] {
    names.flatMap { name in
      cells.compactMap { found -> [String]? in
        guard let outcome = found.outcome(name) else { return nil }
        let bounds = name == "born_dead" ? found.experiment.flatMap(BornDeadBounds.init) : nil
        let reported = found.results.reported.first { $0.outcome == name }
        var row = [found.name, name] + counts(outcome.count, found.results.simulations)
        row += numbers(outcome.estimate, outcome.interval.low, outcome.interval.high) + [outcome.interval.kind]
        row += numbers(outcome.simultaneous?.low, outcome.simultaneous?.high)
        row += numbers(bounds?.lower, bounds?.upper, reported?.fraction)
        row.append(reported.map { "\($0.of)" } ?? "")
        return row
      }
    }
  }
}
