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

  /// The ranks that send their rows at the same time: neighbours, as many as may be for rank 0 to get at most `limit` units'
  /// rows at once, or a single one. Those without a slice are left out.
  ///
  /// Every rank comes to the same answer without a word.
  package func senders(among ranks: Int, limit: UInt64) -> [Range<Int>] {
    let count = units.upperBound - units.lowerBound
    let working = Int(min(count, UInt64(ranks)))
    let largestSlice = (count + UInt64(ranks) - 1) / UInt64(ranks)
    let together = Int(min(max(limit / max(largestSlice, 1), 1), UInt64(ranks)))
    return stride(from: 0, to: working, by: together).map { $0..<min($0 + together, working) }
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
