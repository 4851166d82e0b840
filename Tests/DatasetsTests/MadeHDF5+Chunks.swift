extension MadeHDF5 {
  /// A filter by its registered number, with what it makes of a chunk.
  struct Filter: Sendable {
    var number: UInt64
    var name = ""
    /// What the library's own filters have to be told, for elements of so many bytes.
    var parameters: @Sendable (Int) -> [UInt64] = { _ in [] }
    /// Bytes of a chunk, of elements of so many bytes, as the filter stores them.
    var store: @Sendable ([UInt8], Int) -> [UInt8]

    /// zlib's form (RFC 1950) of blocks that are stored.
    static let gzip = Filter(number: 1, parameters: { _ in [6] }) { bytes, _ in
      let member = MadeFiles.gzip(bytes)
      // Between gzip's header of 10 bytes and its trailer of 8.
      let blocks = member[10..<member.count - 8]
      let (a, b) = bytes.reduce((1 as UInt32, 0 as UInt32)) { sums, byte in
        let a = (sums.0 + UInt32(byte)) % 65_521
        return (a, (sums.1 + a) % 65_521)
      }
      return [0x78, 0x01] + blocks + MadeFiles.little(UInt64(b << 16 | a), 4).reversed()
    }

    /// First bytes of all elements, then second bytes, …
    static let shuffle = Filter(number: 2, parameters: { [UInt64($0)] }) { bytes, size in
      (0..<size).flatMap { byte in stride(from: byte, to: bytes.count, by: size).map { bytes[$0] } }
    }

    /// The bytes, and the sum of their 16-bit words behind them.
    static let fletcher32 = Filter(number: 3) { bytes, _ in
      var (sum, sumOfSums) = (0 as UInt32, 0 as UInt32)
      func folded(_ value: UInt32) -> UInt32 { value & 0xffff + value >> 16 }
      for index in stride(from: 0, to: bytes.count, by: 2) {
        sum += UInt32(bytes[index]) << 8 | (index + 1 < bytes.count ? UInt32(bytes[index + 1]) : 0)
        sumOfSums += sum
        (sum, sumOfSums) = (folded(sum), folded(sumOfSums))
      }
      return bytes + MadeFiles.little(UInt64(folded(sumOfSums) << 16 | folded(sum)), 4)
    }

    /// One that the library has not got; what it stores nobody reads.
    static func missing(_ number: UInt64, _ name: String = "") -> Filter {
      Filter(number: number, name: name) { bytes, _ in [UInt8](repeating: 7, count: max(1, bytes.count / 2)) }
    }

    /// The message of version 1: number, length of the name, flags (1: optional), parameters, these in pairs.
    static func pipeline(_ filters: [Filter], elementBytes: Int) -> [UInt8] {
      [1, UInt8(filters.count), 0, 0, 0, 0, 0, 0]
        + filters.flatMap { filter -> [UInt8] in
          let name = filter.name.isEmpty ? [] : Array(filter.name.utf8) + [0]
          let padded = name + [UInt8](repeating: 0, count: (8 - name.count % 8) % 8)
          let parameters = filter.parameters(elementBytes)
          let even = parameters + (parameters.count % 2 == 1 ? [0] : [])
          return [filter.number, UInt64(padded.count), 1, UInt64(parameters.count)].flatMap { MadeFiles.little($0, 2) }
            + padded + even.flatMap { MadeFiles.little($0, 4) }
        }
    }
  }
}

extension MadeHDF5.Member {
  /// The message that says where the values lie.
  func layout(at address: UInt64) -> [UInt8] {
    if filters.isEmpty { return [3, 1] + MadeFiles.little(address, 8) + MadeFiles.little(UInt64(values.count), 8) }
    return [3, 2, UInt8(sizes.count + 1)] + MadeFiles.little(address, 8)
      + (sizes + [UInt64(elementBytes)]).flatMap { MadeFiles.little($0, 4) }
  }

  /// The values as they lie in the file: plain, or a tree of one chunk and that chunk.
  func stored(at address: Int) -> [UInt8] {
    if filters.isEmpty { return values }
    let chunk = filters.reduce(values) { $1.store($0, elementBytes) }
    // A node has room for 64 chunks (version 0 of the superblock): 24 bytes, 64 addresses, 65 keys.
    let node = 24 + 64 * 8 + 65 * (8 + 8 * (sizes.count + 1))
    func key(_ bytes: Int, _ offsets: [UInt64]) -> [UInt8] {
      MadeFiles.little(UInt64(bytes), 4) + [0, 0, 0, 0] + (offsets + [0]).flatMap { MadeFiles.little($0, 8) }
    }
    let undefined = MadeFiles.little(.max, 8)
    let tree =
      Array("TREE".utf8) + [1, 0, 1, 0] + undefined + undefined
      + key(chunk.count, sizes.map { _ in 0 }) + MadeFiles.little(UInt64(address + node), 8) + key(0, sizes)
    return tree + [UInt8](repeating: 0, count: node - tree.count) + chunk
  }
}
