internal import Foundation

extension RunFolder {
  /// Appends the rows of a finished folder, piece by piece, and holds them against their checksum on the way.
  /// - Parameters:
  ///   - part: whose rows follow those that stand here.
  ///   - record: what its manifest says of its `simulations.csv`.
  ///   - header: the line that it must begin with, which is not appended.
  /// - Throws: `FolderError`; some of the rows may have been appended then.
  /// - Complexity: reads the file once, and holds a piece of it.
  public mutating func append(
    rowsOf part: StoredFolder,
    _ record: FileRecord,
    header: [UInt8]
  ) throws(FolderError) {
    let path = part.file(FileName.simulations)
    var pieces = try Self.reading(path) { () throws(FolderError) in try RecordedPieces(record, path) }
    var begin: [UInt8] = []
    var isBehindHeader = false
    while true {
      let next: ArraySlice<UInt8>?
      do throws(FolderError) { next = try pieces.next() } catch { throw Self.ofPart(error) }
      guard let next else { break }
      if isBehindHeader {
        try append(rows: Array(next))
        continue
      }
      begin += next
      guard begin.count >= header.count else { continue }
      guard begin.starts(with: header) else { break }
      isBehindHeader = true
      try append(rows: Array(begin[header.count...]))
    }
    guard isBehindHeader else { throw .spoilt(path, "line 1 is not the header of this study's rows") }
  }

  private static func reading<Value: ~Copyable>(
    _ path: String,
    _ body: () throws(FolderError) -> Value
  ) throws(FolderError) -> Value {
    do { return try body() } catch { throw ofPart(error) }
  }

  /// What is wrong with a part's rows, with the remedy.
  private static func ofPart(_ error: FolderError) -> FolderError {
    error.kind == .foreign ? .spoilt(error.path, error.text) : error
  }

  /// Takes away what was written here so far, the folder with it where it was made for that.
  public consuming func discard() {
    writer.wait()
    // A folder that is another's by now is not to be touched.
    do throws(FolderError) { try Self.clear(path, owner: owner) } catch { return }
    owner.release()
  }
}
