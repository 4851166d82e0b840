public import Experiments

/// The columns of `simulations.csv` of a layered study and the bytes of its rows.
///
/// One row a replicate and cell, ordered by simulation, then by cell. Outcomes are 0 or 1, then come all numbers of a replicate,
/// the shortest decimals that read back the same: `test_loss` at the end, `test_loss_epoch_1`, `weight_gradient_rms_start_3` of
/// the third layer. What a cell does not have is left empty there.
public struct LayeredRowFormat: Sendable {
  /// Names as fields.
  private let cells: [String]
  private let outcomes: [String]
  /// For every cell, the flag that each outcome column shows; nil leaves it empty.
  private let flags: [[Outcomes?]]
  private let numbers: [String]
  /// For every cell, which of its numbers each column shows; nil leaves it empty.
  private let places: [[Int?]]

  /// - Parameter cells: names and experiments in the study's order.
  public init(cells: [(name: String, experiment: LayeredExperiment)]) {
    self.cells = cells.map(\.name.csvField)
    func union(_ lists: [[String]]) -> [String] {
      var seen: Set<String> = []
      return lists.joined().filter { seen.insert($0).inserted }
    }
    let known = ["constant", "born_dead", "dead", "diverged"]
    let named = Set(cells.flatMap { $0.experiment.outcomes.map(\.name) })
    let outcomes = known.filter(named.contains)
    self.outcomes = outcomes
    flags = cells.map { cell in
      outcomes.map { name in CellExperiment.dataset(cell.experiment).definedOutcomes.first { $0.name == name }?.flag }
    }
    let columns = cells.map { $0.experiment.numbers.map(\.column) }
    let numbers = union(columns)
    self.numbers = numbers
    places = columns.map { mine in
      let places = Dictionary(mine.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
      return numbers.map { places[$0] }
    }
  }

  /// The header line.
  public var header: [UInt8] { Array((columns.joined(separator: ",") + "\n").utf8) }

  /// Names of the columns, in order.
  public var columns: [String] { ["cell", "simulation"] + outcomes + numbers }

  /// The rows of one simulation, a row a cell, never take more bytes than this.
  public var mostBytesPerSimulation: Int {
    // "-1.7976931348623157e+308"; an index below 2⁶⁴; each with its comma.
    cells.reduce(0) { $0 + $1.utf8.count + 21 + 2 * outcomes.count + 25 * numbers.count + 1 }
  }

  /// Appends the row of one replicate of cell `cell`.
  public func append(_ record: LayeredRecord, cell: Int, to bytes: inout [UInt8]) {
    var row = "\(cells[cell]),\(record.simulation)"
    for flag in flags[cell] { row += flag.map { record.outcomes.contains($0) ? ",1" : ",0" } ?? "," }
    for place in places[cell] { row += place.map { ",\(record.numbers[$0])" } ?? "," }
    bytes.append(contentsOf: row.utf8)
    bytes.append(UInt8(ascii: "\n"))
  }
}

extension Measure {
  /// What its column is called.
  public var column: String {
    let isUsual = layer == nil && ["end", "last_epoch"].contains(when)
    return name + (isUsual ? "" : "_\(when)") + (layer.map { "_\($0)" } ?? "")
  }
}
