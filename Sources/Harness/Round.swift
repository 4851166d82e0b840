import Studies

/// A range of work units that all ranks carry out together.
struct Round {
  var units: Range<UInt64>

  /// The slice of a rank: contiguous, in rank order, sizes equal to within one.
  func slice(of rank: Int, among ranks: Int) -> Range<UInt64> {
    let count = units.upperBound - units.lowerBound
    let share = count / UInt64(ranks)
    let extra = count % UInt64(ranks)
    let before = share * UInt64(rank) + min(extra, UInt64(rank))
    let mine = share + (UInt64(rank) < extra ? 1 : 0)
    return units.lowerBound + before..<units.lowerBound + before + mine
  }

  func simulations(limit: UInt64) -> Range<UInt64> {
    min(units.lowerBound * StudyRun.unitSize, limit)..<min(units.upperBound * StudyRun.unitSize, limit)
  }

  /// The simulation indices of one unit.
  static func simulations(ofUnit unit: UInt64, limit: UInt64) -> Range<UInt64> {
    unit * StudyRun.unitSize..<min((unit + 1) * StudyRun.unitSize, limit)
  }
}

/// How large rounds are: large enough that talking costs little, small enough that a verdict is never far.
struct Pacing {
  /// Seconds that a slice should take.
  static let target = 0.25

  private let ranks: UInt64
  private let totalUnits: UInt64
  private let fixed: UInt64?
  private var unitsPerSlice: UInt64

  init(plan: StudyPlan, ranks: Int, fixed: UInt64?) {
    self.ranks = UInt64(ranks)
    self.fixed = fixed
    totalUnits = (plan.simulations + StudyRun.unitSize - 1) / StudyRun.unitSize
    unitsPerSlice = fixed ?? 1
  }

  /// The round that begins at unit `start`; nil when none is left.
  func next(after start: UInt64) -> Round? {
    guard start < totalUnits else { return nil }
    return Round(units: start..<min(totalUnits, start + unitsPerSlice * ranks))
  }

  /// Learns from how long the slowest rank took; at most eight times as much a round, and spread evenly to the end.
  mutating func note(_ round: Round, slowestMicroseconds: Int64) {
    guard fixed == nil else { return }
    let slice = (round.units.upperBound - round.units.lowerBound + ranks - 1) / ranks
    let perUnit = max(Double(slowestMicroseconds) * 1e-6, 1e-6) / Double(max(slice, 1))
    let wanted = UInt64(min(max(Self.target / perUnit, 1), 1e9))
    unitsPerSlice = min(wanted, unitsPerSlice * 8)
  }
}
