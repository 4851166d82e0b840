internal import CHDF5

extension HDF5File {
  /// Images of unsigned bytes, `[image][row][column][channel]`, `[image][row][column]` or `[image][feature]`.
  struct Images: Sendable {
    var count: Int
    var shape: PointShape
    var pixels: [UInt8]
  }

  /// - Throws: `DatasetError` when the data set is missing, of another kind, or damaged.
  func images(_ name: String) throws(DatasetError) -> Images {
    try withDataSet(name) { (set) throws(DatasetError) -> Images in
      let sizes = try sizes(set, name)
      let element = try element(set, name)
      guard element.isInteger != 0, element.isSigned == 0, element.bytes == 1, (2...4).contains(sizes.count) else {
        throw DatasetError(
          .unsupported,
          path,
          "\(name) holds \(Self.words(element)) of \(sizes.count) dimensions; images are unsigned bytes of 2 to 4 "
            + "dimensions (image, row, column, channel): write it so"
        )
      }
      let count = try room(set, name, sizes, element)
      var pixels = [UInt8](repeating: 0, count: count)
      let code = pixels.withUnsafeMutableBufferPointer { buffer in
        buffer.baseAddress.map { chdf5_read_uint8(set, $0) }
      }
      if code ?? 0 < 0 { throw failure(reading: name, of: set) }
      let shape =
        switch sizes.count {
        case 2: PointShape.vector(sizes[1])
        case 3: PointShape(height: sizes[1], width: sizes[2])
        default: PointShape(channels: sizes[3], height: sizes[1], width: sizes[2])
        }
      return Images(count: sizes[0], shape: shape, pixels: pixels)
    }
  }

  /// Integer labels: a row of them, or a column.
  /// - Throws: `DatasetError` when the data set is missing, of another kind, or damaged.
  func labels(_ name: String) throws(DatasetError) -> [Int64] {
    try withDataSet(name) { (set) throws(DatasetError) -> [Int64] in
      let sizes = try sizes(set, name)
      let element = try element(set, name)
      guard element.isInteger != 0, element.bytes <= 8, sizes.filter({ $0 > 1 }).count <= 1, !sizes.isEmpty else {
        throw DatasetError(
          .unsupported,
          path,
          "\(name) holds \(Self.words(element)) of \(sizes.count) dimensions; labels are one row of integers: write it so"
        )
      }
      let count = try room(set, name, sizes, element)
      var labels = [Int64](repeating: 0, count: count)
      let code = labels.withUnsafeMutableBufferPointer { buffer in
        buffer.baseAddress.map { chdf5_read_int64(set, $0) }
      }
      if code ?? 0 < 0 { throw failure(reading: name, of: set) }
      return labels
    }
  }

  private func sizes(_ set: CHDF5DataSet, _ name: String) throws(DatasetError) -> [Int] {
    var rank: Int32 = -1
    // 32 is the most dimensions HDF5 has.
    let sizes = withUnsafeTemporaryAllocation(of: UInt64.self, capacity: 32) { buffer -> [Int] in
      guard let start = buffer.baseAddress else { return [] }
      rank = chdf5_sizes(set, start)
      return buffer.prefix(max(0, Int(rank))).map { Int(clamping: $0) }
    }
    try Self.check(rank, path, "the sizes of \(name) cannot be read")
    return sizes
  }

  private func element(_ set: CHDF5DataSet, _ name: String) throws(DatasetError) -> CHDF5Element {
    var element = CHDF5Element()
    try Self.check(chdf5_element(set, &element), path, "the type of \(name) cannot be read")
    return element
  }

  private static func words(_ element: CHDF5Element) -> String {
    guard element.isInteger != 0 else { return "values that are no integers" }
    return "\(element.isSigned != 0 ? "signed" : "unsigned") \(element.bytes)-byte integers"
  }

  /// How many values there are, once it is clear that the file can hold them.
  private func room(
    _ set: CHDF5DataSet,
    _ name: String,
    _ sizes: [Int],
    _ element: CHDF5Element
  ) throws(DatasetError) -> Int {
    let shown = sizes.map(String.init).joined(separator: " × ")
    guard sizes.allSatisfy({ $0 > 0 }) else {
      throw DatasetError(.damaged, path, "\(name) is empty (\(shown)); write the file again")
    }
    guard let count = Limits.product(sizes) else {
      throw DatasetError(
        .unsupported,
        path,
        "\(name) holds \(shown) values; at most \(Limits.values) are read: make a smaller one"
      )
    }
    // A damaged header may name any size, and values that were never written take no room in the file.
    let stored = Int(clamping: min(chdf5_stored_bytes(set), UInt64(size)))
    guard count <= stored * Limits.expansion / max(1, Int(clamping: element.bytes)) else {
      throw DatasetError(
        .damaged,
        path,
        "\(name) announces \(shown) values and has \(stored) bytes for them; fetch or write the file again"
      )
    }
    return count
  }
}
