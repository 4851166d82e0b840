/// A range of work units that all ranks carry out together.
package struct Round: Hashable {
  package var units: Range<UInt64>

  package init(units: Range<UInt64>) { self.units = units }

  /// The slice of a rank: contiguous, in rank order, sizes equal to within one.
  package func slice(of rank: Int, among ranks: Int) -> Range<UInt64> {
    let count = units.upperBound - units.lowerBound
    let share = count / UInt64(ranks)
    let extra = count % UInt64(ranks)
    let before = share * UInt64(rank) + min(extra, UInt64(rank))
    let mine = share + (UInt64(rank) < extra ? 1 : 0)
    return units.lowerBound + before..<units.lowerBound + before + mine
  }

  /// The simulation indices of all units, of which there are `limit` in the study.
  package func simulations(limit: UInt64) -> Range<UInt64> {
    min(units.lowerBound * StudyRun.unitSize, limit)..<min(units.upperBound * StudyRun.unitSize, limit)
  }

  /// The simulation indices of one unit.
  package static func simulations(ofUnit unit: UInt64, limit: UInt64) -> Range<UInt64> {
    unit * StudyRun.unitSize..<min((unit + 1) * StudyRun.unitSize, limit)
  }
}
