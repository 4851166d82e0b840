public import Training

/// The first column in which two rows differ.
public struct RowDifference: Hashable, Sendable {
  public let column: String
  /// What stands there; nil for a row that ends before.
  public let first: String?
  public let second: String?

  /// - Parameter columns: the header's.
  /// - Returns: nil for rows of equal bytes.
  public init?(_ columns: [String], _ first: some Collection<UInt8>, _ second: some Collection<UInt8>) {
    guard !first.elementsEqual(second) else { return nil }
    let (mine, theirs) = (String(decoding: first, as: UTF8.self).fields, String(decoding: second, as: UTF8.self).fields)
    // Bytes that differ and fields that do not cannot both be, but for what is no UTF-8: then the first column stands for all.
    let index = (0..<max(mine.count, theirs.count)).first { index in
      index >= mine.count || index >= theirs.count || mine[index] != theirs[index]
    }
    let place = index ?? 0
    column = place < columns.count ? columns[place] : "beyond the last"
    self.first = place < mine.count ? mine[place] : nil
    self.second = place < theirs.count ? theirs[place] : nil
  }
}

extension RowFormat {
  /// Holds a row that was stored against the one that a record makes.
  /// - Returns: where they differ first, the stored one first; nil where they are the same bytes.
  public func difference(of stored: StoredRow, from record: SimulationRecord, cell: Int) -> RowDifference? {
    var row: [UInt8] = []
    append(record, cell: cell, to: &row)
    return RowDifference(columns, stored.bytes, row.dropLast())
  }
}
