extension Results {
  /// The bytes of `results.json`, those of `JSON.bytes` for the whole: made cell by cell, since an encoder that is given a
  /// thousand cells at once takes several times the memory of the file.
  package func fileBytes() throws -> [UInt8] {
    var frame = self
    frame.cells = []
    let whole = try JSON.bytes(frame)
    // Keys are sorted, and this is the first.
    let head = Array("{\n  \"cells\" : [".utf8)
    guard !cells.isEmpty, whole.starts(with: head), let end = whole.firstIndex(of: UInt8(ascii: "]")) else {
      return try JSON.bytes(self)
    }
    var bytes = head
    for (index, cell) in cells.enumerated() {
      if index > 0 { bytes.append(UInt8(ascii: ",")) }
      // Two levels below the top. No text has a line break of its own in JSON.
      for line in try JSON.bytes(cell).dropLast().split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
      {
        bytes.append(UInt8(ascii: "\n"))
        if !line.isEmpty { bytes += "    ".utf8 }
        bytes += line
      }
    }
    bytes += "\n  ".utf8
    bytes += whole[end...]
    return bytes
  }
}
