/// Files made for tests, byte by byte and by nothing that is under test.
enum MadeFiles {
  /// An IDX file of bytes: magic number, sizes, values.
  static func idx(_ sizes: [Int], _ values: [UInt8], magic: UInt32? = nil) -> [UInt8] {
    let words = [magic ?? UInt32(0x800 + sizes.count)] + sizes.map { UInt32(truncatingIfNeeded: $0) }
    return words.flatMap { word in (0..<4).map { UInt8(truncatingIfNeeded: word >> (24 - 8 * $0)) } } + values
  }

  /// `count` images of `height` × `width` with labels 0, 1, …, 9, 0, …; pixel k of image i is (7 i + k) mod 256.
  static func images(_ count: Int, height: Int = 4, width: Int = 3) -> [UInt8] {
    let values = (0..<count).flatMap { image in
      (0..<height * width).map { UInt8(truncatingIfNeeded: 7 * image + $0) }
    }
    return idx([count, height, width], values)
  }

  static func labels(_ count: Int) -> [UInt8] { idx([count], (0..<count).map { UInt8($0 % 10) }) }

  /// One gzip member of stored blocks (RFC 1951, 3.2.4).
  static func gzip(_ bytes: [UInt8]) -> [UInt8] {
    var result: [UInt8] = [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255]
    var start = 0
    repeat {
      let end = min(start + 65535, bytes.count)
      let size = UInt16(end - start)
      result.append(end == bytes.count ? 1 : 0)
      for word in [size, ~size] { result += [UInt8(word & 255), UInt8(word >> 8)] }
      result += bytes[start..<end]
      start = end
    } while start < bytes.count
    return result + little(UInt64(checksum(bytes)), 4) + little(UInt64(bytes.count), 4)
  }

  /// CRC-32 as gzip has it.
  private static func checksum(_ bytes: [UInt8]) -> UInt32 {
    ~bytes.reduce(~0 as UInt32) { crc, byte in
      (0..<8).reduce(crc ^ UInt32(byte)) { value, _ in value & 1 == 1 ? value >> 1 ^ 0xedb8_8320 : value >> 1 }
    }
  }

  static func little(_ number: UInt64, _ count: Int) -> [UInt8] {
    (0..<count).map { UInt8(truncatingIfNeeded: number >> (8 * UInt64($0))) }
  }
}
