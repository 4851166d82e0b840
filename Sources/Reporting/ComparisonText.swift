import Estimation
import RunFolder
import Studies

/// A comparison of two folders as text for people at a terminal.
public struct ComparisonText {
  private let comparison: FolderComparison

  public init(_ comparison: FolderComparison) { self.comparison = comparison }

  public var text: String {
    let (first, second) = (comparison.first, comparison.second)
    let sides = ["A  " + line(first), "B  " + line(second)].joined(separator: "\n")
    let tables = comparison.isSameBytes ? [] : cellTables
    return ([sides, studyLines, fileLines] + kernelLines + tables + [verdict]).joined(separator: "\n\n")
  }

  private func line(_ side: FolderComparison.Side) -> String {
    let simulations = side.results.cells.map(\.simulations).min() ?? 0
    let cells = side.results.cells.count == 1 ? "one cell" : "\(side.results.cells.count) cells"
    return "\(side.folder.path): \(side.plan.name), seed \(side.plan.seed), plan \(side.plan.planHash.prefix(12)), "
      + "\(cells), \(grouped(simulations)) \(side.results.isLayered ? "replicates" : "simulations") each"
  }

  /// How the studies differ, a line a key.
  private var studyLines: String {
    let differences = SettingDifference.all(comparison.first.plan, comparison.second.plan)
    let head =
      comparison.first.plan.planHash == comparison.second.plan.planHash
      ? "The same plan and seed." : "The plans differ."
    return
      ([head] + differences.prefix(40).map { "  " + $0.text }
      + (differences.count > 40 ? ["  … and \(differences.count - 40) more"] : [])).joined(separator: "\n")
  }

  private var fileLines: String {
    comparison.files.map { file in
      let name = file.name.padded(to: 15)
      switch file.state {
      case .same: return "\(name)  the same bytes"
      case .kept(let byFirst): return "\(name)  only in \(byFirst ? "A" : "B")"
      case .differs(let difference):
        let place = difference.place.isEmpty ? "" : " (\(difference.place))"
        guard let first = difference.first else {
          return "\(name)  the same up to line \(difference.line), where A ends"
        }
        guard let second = difference.second else {
          return "\(name)  the same up to line \(difference.line), where B ends"
        }
        return "\(name)  differ first in line \(difference.line)\(place): \(first) | \(second)"
      }
    }.joined(separator: "\n")
  }

  /// Why bytes differ, where kernels explain it.
  private var kernelLines: [String] {
    guard !comparison.isSameBytes, comparison.haveOtherKernels else { return [] }
    let names = [comparison.first, comparison.second].map { $0.kernels.sorted().joined(separator: " and ").printable }
    return [
      "Matrices were multiplied by \(names[0]) in A, by \(names[1]) in B. Other kernels round in another order, so bytes differ; "
        + "with the same OPENBLAS_CORETYPE they do not."
    ]
  }

  private var cellTables: [String] {
    let width = comparison.cells.flatMap(\.outcomes).map(\.label.count).max() ?? 0
    return comparison.cells.map { cell in table(cell, width) } + (comparison.cells.isEmpty ? [] : [note])
  }

  private func table(_ cell: CellComparison, _ width: Int) -> String {
    let paired = cell.pairs > 0
    let head =
      paired
      ? "\(heading(cell)): \(grouped(cell.pairs)) pairs of equal simulation indices"
      : "\(heading(cell)): not in pairs, \(reason)"
    let names =
      ["A", "B", "A − B", paired ? "Tango" : "Newcombe"]
      + (paired ? ["both", "A only", "B only", "neither", "log10 p"] : [])
    var rows = [names]
    for outcome in cell.outcomes {
      let interval = outcome.interval(FolderComparison.confidence)
      let (a, b) = (outcome.table?.first ?? outcome.first, outcome.table?.second ?? outcome.second)
      var row = [
        fixed(a.estimate ?? .nan), fixed(b.estimate ?? .nan), fixed(outcome.difference),
        "[\(fixed(interval.low)), \(fixed(interval.high))]",
      ]
      if let table = outcome.table {
        row += [table.both, table.firstOnly, table.secondOnly, table.neither].map { grouped($0) }
        row.append(fixed(table.log10ExactP))
      }
      rows.append(row)
    }
    let widths = names.indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
    let labels = [""] + cell.outcomes.map(\.label)
    let lines = zip(labels, rows).map { label, row in
      "  " + label.padded(to: width) + zip(row, widths).map { "  " + $0.leftPadded(to: $1) }.joined()
    }
    return ([head] + lines).joined(separator: "\n")
  }

  /// The cell's name and what it trains, of each side where they differ.
  private func heading(_ cell: CellComparison) -> String {
    let trained = [comparison.first, comparison.second].compactMap { side in
      side.plan.cells.first { $0.name == cell.name }?.summary
    }
    guard let first = trained.first, let last = trained.last else { return cell.name }
    return "\(cell.name) (\(first == last ? first : "A: \(first); B: \(last)"))"
  }

  private var reason: String {
    switch comparison.noPairs {
    case .otherSeed: "since other seeds draw other simulations"
    case .noRows:
      "since not both folders keep rows; where draws are shared, the interval is mostly wider than it need be"
    case nil: "since no simulation index is in both"
    }
  }

  private var note: String {
    let paired = comparison.cells.contains { $0.pairs > 0 }
    let stops = [("A", comparison.first.plan), ("B", comparison.second.plan)].filter { $0.1.stop != nil }.map(\.0)
    let stopped =
      stops.isEmpty
      ? ""
      : "\nA stop: chose the number of simulations of \(stops.joined(separator: " and of ")); all this is for numbers fixed beforehand."
    return "[ ] 95 % interval of A − B, each by itself"
      + (paired ? "; log10 p: McNemar's exact two-sided test." : ".") + stopped
  }

  private var verdict: String {
    let keepers = comparison.files.contains { if case .kept = $0.state { true } else { false } }
    if comparison.isSameBytes { return "They agree byte for byte\(keepers ? " in what both keep" : "")." }
    let count = comparison.outcomeCount
    guard count > 0 else { return "They differ: no cell of one has its name and an outcome in the other." }
    if comparison.isSamePlanWithOtherBytes {
      return
        "They differ: the same plan with as many simulations must leave the same bytes. Was a file changed, or did "
        + "different versions or processors make them?"
    }
    let sure = "at 95 % confidence over all of them together (Bonferroni)"
    let differing = comparison.differing
    let alone = comparison.unmatched
    let only =
      alone.isEmpty ? "" : " Only one has \(alone.prefix(6).joined(separator: ", "))\(alone.count > 6 ? ", …" : "")."
    let others = comparison.first.results.isLayered ? "Losses, accuracies" : "Losses, predictions"
    let left = " \(others) and gradients were not compared.\(only)"
    guard !differing.isEmpty else {
      return count == 1
        ? "They agree statistically: the one outcome compared shows no difference, at 95 % confidence.\(left)"
        : "They agree statistically: none of \(grouped(count)) outcomes compared shows a difference, \(sure).\(left)"
    }
    let shown = differing.prefix(12).map { "\($0.outcome) of \($0.cell)" }.joined(separator: ", ")
    let more = differing.count > 12 ? ", …" : ""
    return
      "They differ in \(grouped(differing.count)) of \(grouped(count)) outcomes compared, \(sure): \(shown)\(more)."
  }
}
