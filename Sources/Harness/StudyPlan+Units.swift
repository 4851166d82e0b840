public import Experiments
public import RunFolder
public import Studies

extension StudyPlan {
  /// The columns of this study's rows.
  public var rows: RowFormat { RowFormat(cells: cells.map { ($0.name, $0.subject) }) }

  /// Simulation indices of a work unit: as few as keep the trainer of every cell busy.
  ///
  /// Where a trainer takes simulations one by one, a unit is one of all, so that every rank has some. Cells whose trainer
  /// takes groups lose by that where a slice is a single unit: a group costs them the same however many are in it. They
  /// decide where their groups would take most of the time.
  public func unitSize(_ trainer: any Trainer) -> UInt64 {
    let group = largestGroup(trainer)
    let (single, grouped) = cells.reduce(into: (0.0, 0.0)) { costs, cell in
      let cost = cell.subject.multiplyAdds
      if trainer.unitSize(of: cell.subject) == 1 { costs.0 += Self.slowness * cost } else { costs.1 += cost }
    }
    return single >= Double(group) * grouped ? 1 : group
  }

  /// The most simulation indices that a cell's trainer computes side by side.
  func largestGroup(_ trainer: any Trainer) -> UInt64 {
    cells.map { trainer.unitSize(of: $0.subject) }.max() ?? 1
  }

  /// How much longer a multiply-add takes a trainer of single simulations than one of groups: 59 times by the costs of
  /// `StudyTime`.
  private static let slowness = 60.0
}
