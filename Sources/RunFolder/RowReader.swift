/// The rows of a `simulations.csv`, one after the other; the file may be larger than memory.
public struct RowReader: ~Copyable {
  public let columns: [String]
  private let path: String
  private var lines: LineReader

  /// Reads the header.
  /// - Throws: `FolderError` for a file that is missing, unreadable, or has no rows' header.
  public init(of folder: StoredFolder) throws(FolderError) {
    let path = folder.file(FileName.simulations)
    var lines = try LineReader(path)
    let header = String(decoding: try lines.next() ?? [], as: UTF8.self)
    let columns = header.fields
    guard columns.starts(with: ["cell", "simulation"]) else {
      throw .spoilt(path, "line 1 does not begin with cell,simulation")
    }
    self.columns = columns
    self.path = path
    self.lines = lines
  }

  /// The next row; nil at the end. A last row without its newline is one that was never completed, and no row.
  public mutating func next() throws(FolderError) -> StoredRow? {
    guard let bytes = try lines.next() else { return nil }
    guard let row = StoredRow(bytes, line: lines.count) else {
      throw .spoilt(path, "line \(lines.count) is no row: no cell and simulation at its start")
    }
    return row
  }

  /// The row of one simulation and cell; nil where there is none.
  ///
  /// Rows are ordered by simulation: reading ends with the first that comes too late.
  public mutating func row(cell: String, simulation: UInt64) throws(FolderError) -> StoredRow? {
    let name = Array(cell.utf8)
    while let row = try next(), row.simulation <= simulation {
      if row.simulation == simulation, row.isOf(name) { return row }
    }
    return nil
  }
}

/// A row as it stands in `simulations.csv`.
public struct StoredRow: Hashable, Sendable {
  /// Without the newline.
  public let bytes: [UInt8]
  /// From 1, the header's.
  public let line: Int
  public let simulation: UInt64
  /// Where the cell's name stands, without the quotes around it, and where its field ends.
  private let name: Range<Int>
  private let nameEnd: Int

  init?(_ bytes: [UInt8], line: Int) {
    let isQuoted = bytes.first == quote
    // Names hold no quotes.
    guard let end = isQuoted ? bytes.dropFirst().firstIndex(of: quote) : bytes.firstIndex(of: comma) else { return nil }
    let first = isQuoted ? end + 1 : end
    guard first > 0, first < bytes.count, bytes[first] == comma else { return nil }
    let digits = bytes[(first + 1)...].prefix { $0 != comma }
    guard let simulation = UInt64(String(decoding: digits, as: UTF8.self)) else { return nil }
    self.bytes = bytes
    self.line = line
    self.simulation = simulation
    name = isQuoted ? 1..<end : 0..<end
    nameEnd = first
  }

  public var cell: String { String(decoding: bytes[name], as: UTF8.self) }

  /// Whether 1 stands in each of these columns; nil for one that is empty, or not there.
  public func flags(_ columns: Range<Int>) -> [Bool?] {
    var flags = [Bool?](repeating: nil, count: columns.count)
    var column = 0
    for (index, byte) in bytes.enumerated().dropFirst(nameEnd) {
      if byte == comma {
        column += 1
        if column >= columns.upperBound { break }
      } else if columns.contains(column), bytes[index - 1] == comma {
        flags[column - columns.lowerBound] = byte == UInt8(ascii: "1")
      }
    }
    return flags
  }

  func isOf(_ name: [UInt8]) -> Bool { bytes[self.name].elementsEqual(name) }
}

private let comma = UInt8(ascii: ",")
private let quote = UInt8(ascii: "\"")
