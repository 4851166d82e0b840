/// The format of MNIST's files: a magic number, sizes as 32-bit integers with the high byte first, then bytes; plain or in
/// gzip, told apart by the first two bytes rather than by the name.
package enum IDX {
  /// Pixels by image, row and column.
  package struct Images: Sendable {
    package var count: Int
    package var height: Int
    package var width: Int
    package var pixels: [UInt8]
  }

  /// - Parameter path: what errors call the file.
  /// - Throws: `DatasetError`; memory is asked for as values turn up, whatever the header claims.
  package static func images(_ bytes: [UInt8], _ path: String) throws(DatasetError) -> Images {
    let (sizes, pixels) = try contents(bytes, path, .images)
    return Images(count: sizes[0], height: sizes[1], width: sizes[2], pixels: pixels)
  }

  /// One label an image.
  /// - Throws: `DatasetError`; memory is asked for as values turn up, whatever the header claims.
  package static func labels(_ bytes: [UInt8], _ path: String) throws(DatasetError) -> [UInt8] {
    try contents(bytes, path, .labels).values
  }

  /// What a file holds, by its magic number: 8 for unsigned bytes, then the number of sizes.
  private enum Content: UInt32, CaseIterable {
    case labels = 2049
    case images = 2051

    var rank: Int { self == .labels ? 1 : 3 }
    var name: String { self == .labels ? "labels" : "images" }
  }

  private static func contents(
    _ bytes: [UInt8],
    _ path: String,
    _ content: Content
  ) throws(DatasetError) -> (sizes: [Int], values: [UInt8]) {
    let length = 4 + 4 * content.rank
    guard !bytes.isEmpty else {
      throw DatasetError(.damaged, path, "truncated to nothing: an empty file; fetch or copy the file again")
    }
    guard Inflater.recognizes(bytes) else {
      try check(bytes.prefix(FileKind.bytes), path, content)
      let sizes = try sizes(bytes.prefix(length), path, content)
      let count = try product(sizes, within: bytes.count - length, path, content)
      try check(bytes.count - length, against: count, path)
      return (sizes, Array(bytes[length...]))
    }
    var inflater = try Inflater(bytes, path)
    let header = try inflater.read(length)
    if magic(header) != content.rawValue {
      // More of it than a header has is needed to say what it is.
      try check(header + ((try? inflater.read(FileKind.bytes)) ?? []), path, content, inGzip: true)
    }
    let sizes = try sizes(header[...], path, content)
    let count = try product(sizes, within: bytes.count * Limits.expansion, path, content)
    let values = try inflater.read(count)
    // One byte more than there should be: the end is reached, and with it the checksum.
    let excess = try inflater.read(1)
    try check(values.count + excess.count, against: count, path)
    return (sizes, values)
  }

  private static func sizes(
    _ header: ArraySlice<UInt8>,
    _ path: String,
    _ content: Content
  ) throws(DatasetError) -> [Int] {
    guard header.count == 4 + 4 * content.rank else {
      throw DatasetError(
        .damaged,
        path,
        "truncated: \(header.count) bytes, less than the header of an IDX file of \(content.name); "
          + "fetch or copy the file again"
      )
    }
    return stride(from: header.startIndex + 4, to: header.endIndex, by: 4).map { start in
      Int(header[start..<start + 4].reduce(0) { $0 << 8 | UInt32($1) })
    }
  }

  /// The first four bytes as a number; nil where there are fewer.
  private static func magic(_ start: some Collection<UInt8>) -> UInt32? {
    start.count < 4 ? nil : start.prefix(4).reduce(0) { $0 << 8 | UInt32($1) }
  }

  /// Refuses what does not begin as a file of this content does, by what it is instead.
  /// - Parameter start: as many bytes as ``FileKind`` asks for; too few for a magic number are left to the caller.
  private static func check(
    _ start: some Collection<UInt8>,
    _ path: String,
    _ content: Content,
    inGzip: Bool = false
  ) throws(DatasetError) {
    guard let magic = magic(start), magic != content.rawValue else { return }
    let other: String? =
      if let found = Content(rawValue: magic) {
        "it is a file of \(found.name): are two files swapped?"
      } else if magic.byteSwapped == content.rawValue {
        "its numbers have the low byte first, and IDX has the high byte first: write it so"
      } else if let type = elementTypes[UInt8(truncatingIfNeeded: magic >> 8)], magic >> 16 == 0 {
        "it holds \(type) of \(magic & 255) dimensions; write unsigned bytes of \(content.rank)"
      } else {
        nil
      }
    if other == nil, let kind = FileKind(start) {
      throw DatasetError(.damaged, path, kind.told(insteadOf: "IDX", inGzip: inGzip))
    }
    throw DatasetError(
      .damaged,
      path,
      "magic number \(magic); a file of \(content.name) begins with \(content.rawValue): "
        + (other ?? "name an IDX file, with or without gzip")
    )
  }

  /// Elements by the third byte of a magic number.
  private static let elementTypes: [UInt8: String] = [
    8: "unsigned bytes", 9: "signed bytes", 11: "16-bit integers", 12: "32-bit integers", 13: "32-bit floats",
    14: "64-bit floats",
  ]

  private static func product(
    _ sizes: [Int],
    within room: Int,
    _ path: String,
    _ content: Content
  ) throws(DatasetError) -> Int {
    let shown = sizes.map(String.init).joined(separator: " × ")
    guard sizes.allSatisfy({ $0 > 0 }) else {
      throw DatasetError(.damaged, path, "no \(content.name): its sizes are \(shown); fetch or copy the file again")
    }
    guard let count = Limits.product(sizes) else {
      throw DatasetError(.unsupported, path, "\(shown) values; at most \(Limits.values) are read: make a smaller file")
    }
    guard count <= room else {
      throw DatasetError(
        .damaged,
        path,
        "truncated: its header announces \(shown) values, more than the file can hold; fetch or copy the file again"
      )
    }
    return count
  }

  private static func check(_ found: Int, against count: Int, _ path: String) throws(DatasetError) {
    guard found != count else { return }
    throw DatasetError(
      .damaged,
      path,
      found < count
        ? "truncated: \(found) of the \(count) values that its header announces; fetch or copy the file again"
        : "more than the \(count) values that its header announces; fetch or copy the file again"
    )
  }
}
