/// A range of simulation indices that all ranks carry out together, cut into work units.
///
/// Units are aligned, so that they are the same in every round; a round that begins or ends within one has a part of it.
package struct Round: Hashable {
  package var simulations: Range<UInt64>
  /// Simulation indices of a unit.
  let unitSize: UInt64

  package init(simulations: Range<UInt64>, unitSize: UInt64) {
    self.simulations = simulations
    self.unitSize = unitSize
  }

  /// The units that the round has simulations of.
  package var units: Range<UInt64> {
    guard !simulations.isEmpty else { return 0..<0 }
    return simulations.lowerBound / unitSize..<(simulations.upperBound - 1) / unitSize + 1
  }

  /// The round's simulation indices of consecutive units.
  package func simulations(ofUnits units: Range<UInt64>) -> Range<UInt64> {
    (units.lowerBound * unitSize..<units.upperBound * unitSize).clamped(to: simulations)
  }

  /// The slice of a rank: contiguous, in rank order, sizes equal to within one.
  package func slice(of rank: Int, among ranks: Int) -> Range<UInt64> {
    let units = units
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
    let units = units
    let count = units.upperBound - units.lowerBound
    let working = Int(min(count, UInt64(ranks)))
    let largestSlice = (count + UInt64(ranks) - 1) / UInt64(ranks)
    let together = Int(min(max(limit / max(largestSlice, 1), 1), UInt64(ranks)))
    return stride(from: 0, to: working, by: together).map { $0..<min($0 + together, working) }
  }
}
