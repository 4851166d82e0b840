import Experiments

/// One rank's part of a round, as far as it was computed: not counted before rank 0 has said what counts.
struct Slice {
  private typealias Unit = (simulations: Range<UInt64>, records: [[Record]], rowEnd: Int)

  private var units: [Unit] = []
  private var rows: [UInt8] = []
  /// The first simulation that was given up; nil where all were computed.
  var givenUp: UInt64?
  /// Why that one could not be computed; nil where none was tried in vain.
  var failure: String?

  /// Adds a work unit: by cell, the records of its simulations.
  mutating func add(
    _ simulations: Range<UInt64>,
    _ records: [[Record]],
    rows newRows: (inout [UInt8]) -> Void
  ) {
    newRows(&rows)
    units.append((simulations, records, rows.count))
  }

  /// Leaves out the units that are not wholly before simulation `end`.
  mutating func keep(before end: UInt64) {
    while let last = units.last, last.simulations.upperBound > end { units.removeLast() }
    rows.removeLast(rows.count - (units.last?.rowEnd ?? 0))
  }

  /// Hands the units to `body`, then gives them up, which frees their memory; returns the rows.
  consuming func take(_ body: (Range<UInt64>, [[Record]]) -> Void) -> [UInt8] {
    for unit in units { body(unit.simulations, unit.records) }
    return rows
  }
}
