import Estimation
import RunFolder

/// Counts outcomes in pairs of rows: equal simulation indices of two folders.
enum RowPairs {
  /// - Complexity: reads both files once; holds the rows of one simulation of each.
  static func count(
    _ first: StoredFolder,
    _ second: StoredFolder,
    into cells: inout [CellComparison]
  ) throws(FolderError) {
    var mine = try SimulationReader(first, cells)
    var theirs = try SimulationReader(second, cells)
    var counts = cells.map { cell in [[Int64]](repeating: [0, 0, 0, 0], count: cell.outcomes.count) }
    var (a, b) = (try mine.next(), try theirs.next())
    while let x = a, let y = b {
      if x.simulation < y.simulation {
        a = try mine.next()
      } else if y.simulation < x.simulation {
        b = try theirs.next()
      } else {
        for cell in cells.indices {
          guard let here = x.flags[cell], let there = y.flags[cell] else { continue }
          cells[cell].pairs += 1
          for outcome in here.indices { counts[cell][outcome][(here[outcome] ? 0 : 2) + (there[outcome] ? 0 : 1)] += 1 }
        }
        (a, b) = (try mine.next(), try theirs.next())
      }
    }
    for cell in cells.indices where cells[cell].pairs > 0 {
      for outcome in cells[cell].outcomes.indices {
        let four = counts[cell][outcome]
        cells[cell].outcomes[outcome].table = PairedTable(
          both: four[0],
          firstOnly: four[1],
          secondOnly: four[2],
          neither: four[3]
        )
      }
    }
  }
}

/// Reads the rows of one simulation after the other.
private struct SimulationReader: ~Copyable {
  struct Simulation {
    var simulation: UInt64
    /// For each cell that is compared, its outcomes; nil without a row.
    var flags: [[Bool]?]
  }

  private var rows: RowReader
  private var ahead: StoredRow?
  private let cells: [String: Int]
  /// For each cell, the columns of its outcomes among all outcome columns.
  private let columns: [[Int]]
  private let outcomeColumns: Range<Int>

  init(_ folder: StoredFolder, _ compared: [CellComparison]) throws(FolderError) {
    var rows = try RowReader(of: folder)
    let first = try rows.next()
    let names = rows.columns
    columns = compared.map { cell in
      cell.outcomes.map { outcome in names.firstIndex(of: outcome.name).map { $0 - 2 } ?? -1 }
    }
    // Numbers follow, of layered networks hundreds.
    outcomeColumns = 2..<(columns.joined().max() ?? -1) + 3
    cells = Dictionary(uniqueKeysWithValues: compared.enumerated().map { ($1.name, $0) })
    ahead = first
    self.rows = rows
  }

  mutating func next() throws(FolderError) -> Simulation? {
    guard let first = ahead else { return nil }
    var found = Simulation(simulation: first.simulation, flags: [[Bool]?](repeating: nil, count: columns.count))
    while let row = ahead, row.simulation == found.simulation {
      if let cell = cells[row.cell] {
        let flags = row.flags(outcomeColumns)
        found.flags[cell] = columns[cell].map { $0 >= 0 && flags[$0] == true }
      }
      ahead = try rows.next()
    }
    return found
  }
}
