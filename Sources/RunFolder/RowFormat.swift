public import Experiments

/// The columns of `simulations.csv` and the bytes of its rows.
///
/// One row a simulation and cell, ordered by simulation, then by cell. Outcomes are 0 or 1. Numbers are the shortest decimals
/// that read back the same: `test_loss` at the end, `test_loss_epoch_1`, `units_off_start_3` of the third layer. A column that
/// means nothing to a cell (a layer it does not have, an outcome that is undefined, the loss of training without an epoch) is
/// left empty there.
public struct RowFormat: Sendable {
  /// Names as fields.
  private let cells: [String]
  private let outcomes: [String]
  /// For every cell, the flag that each outcome column shows; nil leaves it empty.
  private let flags: [[Outcomes?]]
  private let numbers: [Quantity]
  /// The number that each column shows, by cell; nil leaves it empty.
  private let shown: [[Shown?]]

  /// A number of a record: where it stands, and whether it is whole.
  private typealias Shown = (place: Int, isWhole: Bool)

  /// - Parameter cells: names and experiments in the study's order.
  public init(cells: [(name: String, experiment: CellExperiment)]) {
    self.cells = cells.map(\.name.csvField)
    var outcomes: [String] = []
    for cell in cells {
      for outcome in cell.experiment.outcomes where !outcomes.contains(outcome.name) {
        // A tolerance that only a later cell has stands beside the other tolerances, and `diverged` comes last.
        let next = outcome.name.hasPrefix("flat_") ? "born_dead" : "diverged"
        outcomes.insert(outcome.name, at: outcomes.firstIndex(of: next) ?? outcomes.count)
      }
    }
    self.outcomes = outcomes
    flags = cells.map { cell in
      let defined = cell.experiment.definedOutcomes
      return outcomes.map { name in defined.first { $0.name == name }?.flag }
    }
    let mine = cells.map { cell in
      let schema = cell.experiment.schema
      return schema.columns.map { (quantity: schema.quantities[$0], place: $0) }
    }
    var seen: Set<Quantity> = []
    let numbers = mine.joined().map(\.quantity).filter { seen.insert($0).inserted }
    self.numbers = numbers
    shown = mine.map { columns in
      let places = Dictionary(columns.map { ($0.quantity, $0.place) }, uniquingKeysWith: { first, _ in first })
      return numbers.map { number in places[number].map { ($0, number.isWhole) } }
    }
  }

  /// The header line.
  public var header: [UInt8] { Array(columns.joined(separator: ",").utf8) + [newline] }

  /// Names of the columns, in order.
  public var columns: [String] { ["cell", "simulation"] + outcomes + numbers.map(\.column) }

  /// The rows of one simulation, a row a cell, never take more bytes than this, which is known before the first is there and
  /// the same on every rank. Rows of everyday numbers take about half of it.
  public var mostBytesPerSimulation: Int {
    // "-1.7976931348623157e+308", a count below 10⁹, an index below 2⁶⁴; each with its comma.
    zip(cells, shown).reduce(0) { sum, cell in
      let numbers = cell.1.reduce(0) { $0 + ($1.map { $0.isWhole ? 10 : 25 } ?? 1) }
      return sum + cell.0.utf8.count + 21 + 2 * outcomes.count + numbers + 1
    }
  }

  /// Appends the row of one simulation of cell `cell`.
  public func append(_ record: Record, cell: Int, to bytes: inout [UInt8]) {
    bytes.append(contentsOf: cells[cell].utf8)
    bytes.append(comma)
    bytes.append(contentsOf: record.simulation.description.utf8)
    for flag in flags[cell] {
      bytes.append(comma)
      if let flag { bytes.append(UInt8(ascii: record.outcomes.contains(flag) ? "1" : "0")) }
    }
    for number in shown[cell] {
      bytes.append(comma)
      guard let number else { continue }
      let value = record.values[number.place]
      if !number.isWhole {
        bytes.append(contentsOf: value.description.utf8)
      } else if let whole = Int(exactly: value) {
        bytes.append(contentsOf: whole.description.utf8)
      }
    }
    bytes.append(newline)
  }

  /// Holds a row that was stored against the one that a simulation of cell `cell` makes.
  /// - Returns: where they differ first, the stored one first; nil where they are the same bytes.
  public func difference(of stored: StoredRow, from record: Record, cell: Int) -> RowDifference? {
    var row: [UInt8] = []
    append(record, cell: cell, to: &row)
    return RowDifference(columns, stored.bytes, row.dropLast())
  }

  /// Appends a work unit's rows, which stand by cell: by simulation, then by cell.
  public func append(_ records: [[Record]], to bytes: inout [UInt8]) {
    for index in records.first?.indices ?? 0..<0 {
      for cell in records.indices { append(records[cell][index], cell: cell, to: &bytes) }
    }
  }
}

private let comma = UInt8(ascii: ",")
private let newline = UInt8(ascii: "\n")
