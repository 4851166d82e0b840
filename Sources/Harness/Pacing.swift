/// How large rounds are: large enough that talking costs little, small enough that a verdict is never far.
package struct Pacing {
  /// Seconds that a slice should take.
  package static let target = 0.25

  private let ranks: UInt64
  private let mostUnits: UInt64
  private let unitSize: UInt64
  private let isFixed: Bool
  private var unitsPerSlice: UInt64

  /// - Parameters:
  ///   - simulations: the most indices of the whole study.
  ///   - fixed: units of a slice; nil: learned from how long slices take.
  ///   - most: units of a slice that a rank can hold the rows of.
  ///   - unitSize: simulation indices of a unit.
  package init(
    simulations: UInt64,
    ranks: Int,
    fixed: UInt64?,
    most: UInt64 = .max,
    unitSize: UInt64
  ) {
    precondition(fixed != 0 && most != 0, "a slice of no units would never end")
    self.ranks = UInt64(ranks)
    self.unitSize = unitSize
    // More than there are would be no more, and could not be multiplied.
    mostUnits = min(most, max(simulations / unitSize, 1) + 1)
    isFixed = fixed != nil
    unitsPerSlice = min(fixed ?? 1, mostUnits)
  }

  /// The round that begins at simulation `start` and does not go beyond `end`; nil when none is left.
  package func next(after start: UInt64, before end: UInt64) -> Round? {
    guard start < end else { return nil }
    let endOfUnits = (start / unitSize + unitsPerSlice * ranks) * unitSize
    return Round(simulations: start..<min(end, endOfUnits), unitSize: unitSize)
  }

  /// Learns from how long the slowest rank took; slices grow at most eightfold from one round to the next.
  package mutating func note(_ round: Round, slowestMicroseconds: Int64) {
    guard !isFixed else { return }
    let units = round.units
    let slice = (units.upperBound - units.lowerBound + ranks - 1) / ranks
    let perUnit = max(Double(slowestMicroseconds) * 1e-6, 1e-6) / Double(max(slice, 1))
    let wanted = UInt64(min(max(Self.target / perUnit, 1), 1e9))
    unitsPerSlice = min(wanted, unitsPerSlice * 8, mostUnits)
  }
}
