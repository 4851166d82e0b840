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
