internal import CHDF5

/// A filter that chunks of an HDF5 data set pass on their way to the disk and back: compression, for the most part.
struct HDF5Filter: CustomStringConvertible {
  /// The number registered with The HDF Group.
  let number: Int
  /// The name in the file; often empty.
  let writtenName: String

  /// The first filter of a data set that the library cannot find; nil where it has all of them.
  ///
  /// To be asked once reading has failed: chunks that grew under an optional filter are stored without it and can be read.
  init?(missingFor set: CHDF5DataSet) {
    var name = [CChar](repeating: 0, count: Int(chdf5_reason_room))
    let number = name.withUnsafeMutableBufferPointer { buffer in
      buffer.baseAddress.map { chdf5_missing_filter(set, $0) } ?? 0
    }
    guard number > 0 else { return nil }
    self.number = Int(number)
    writtenName = String(decoding: name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  /// "LZF (filter 32000)".
  var description: String {
    let written = String(writtenName.unicodeScalars.filter { ("!"..."~").contains($0) }.prefix(40).map(Character.init))
    let name = Self.names[number] ?? (written.isEmpty ? "one that is not known" : written)
    return "\(name) (filter \(number))"
  }

  /// The library's own filters, which a build may lack, and the most common others.
  private static let names = [
    1: "gzip", 2: "shuffle", 3: "fletcher32", 4: "szip", 5: "nbit", 6: "scaleoffset", 305: "LZO", 307: "bzip2",
    32000: "LZF", 32001: "Blosc", 32004: "LZ4", 32008: "bitshuffle", 32013: "ZFP", 32015: "Zstandard", 32017: "SZ",
    32026: "Blosc2",
  ]
}
