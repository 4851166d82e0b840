/// A small HDF5 file: version 0 of the superblock, version 1 of object headers, links kept in the root's header, values
/// contiguous or in one chunk ("HDF5 File Format Specification Version 3.0", sections II.A, IV.A).
struct MadeHDF5 {
  struct Member {
    var name: String
    var sizes: [UInt64]
    var elementBytes = 1
    var isSigned = false
    var isFloat = false
    var isBigEndian = false
    var values: [UInt8]
    /// A datatype message instead of the one of integers or floats.
    var type: [UInt8]?
    /// What the values pass on their way into the file, as one chunk; none: they lie there as they are.
    var filters: [Filter] = []
  }

  var members: [Member]

  /// A training file: `count` images of `sizes` with labels 0, 1, 0, …
  static func cats(_ count: Int, sizes: [UInt64] = [2, 2, 3], labels: [Int64]? = nil) -> MadeHDF5 {
    let features = Int(sizes.reduce(1, *))
    let labels = labels ?? (0..<count).map { Int64($0 % 2) }
    return MadeHDF5(members: [
      Member(
        name: "train_set_x",
        sizes: [UInt64(count)] + sizes,
        values: (0..<count * features).map { UInt8(truncatingIfNeeded: $0) }
      ),
      Member(
        name: "train_set_y",
        sizes: [UInt64(labels.count)],
        elementBytes: 8,
        isSigned: true,
        values: labels.flatMap { MadeFiles.little(UInt64(bitPattern: $0), 8) }
      ),
    ])
  }

  var bytes: [UInt8] {
    let undefined = MadeFiles.little(.max, 8)
    let headers = members.map { header($0, at: 0) }
    var links: [[UInt8]] = [message(2, [0, 0] + undefined + undefined), message(10, [0, 0])]
    let rootSize = 16 + links.joined().count + members.map { message(6, link($0.name, 0)).count }.reduce(0, +)
    var address = 96 + rootSize
    var addresses: [Int] = []
    for header in headers {
      addresses.append(address)
      address += header.count
    }
    var objects: [UInt8] = []
    var values: [UInt8] = []
    for (index, member) in members.enumerated() {
      links.append(message(6, link(member.name, UInt64(addresses[index]))))
      let (place, stored) = (address + values.count, member.stored(at: address + values.count))
      objects += header(member, at: UInt64(place))
      values += stored
    }
    let end = address + values.count
    var result: [UInt8] = [
      0x89, 0x48, 0x44, 0x46, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 0, 0, 8, 8, 0, 4, 0, 16, 0, 0, 0, 0, 0,
    ]
    result += MadeFiles.little(0, 8) + undefined + MadeFiles.little(UInt64(end), 8) + undefined
    result += MadeFiles.little(0, 8) + MadeFiles.little(96, 8) + [UInt8](repeating: 0, count: 24)
    return result + object(links) + objects + values
  }

  private func link(_ name: String, _ address: UInt64) -> [UInt8] {
    [1, 0, UInt8(name.utf8.count)] + Array(name.utf8) + MadeFiles.little(address, 8)
  }

  private func header(_ member: Member, at address: UInt64) -> [UInt8] {
    let space: [UInt8] =
      [1, UInt8(member.sizes.count), 0, 0, 0, 0, 0, 0] + member.sizes.flatMap { MadeFiles.little($0, 8) }
    let bits = UInt64(8 * member.elementBytes)
    let type: [UInt8] =
      member.isFloat
      ? [0x11, 0x20, 31, 0] + MadeFiles.little(4, 4) + [0, 0, 32, 0, 23, 8, 0, 23] + MadeFiles.little(127, 4)
      : [0x10, (member.isSigned ? 8 : 0) + (member.isBigEndian ? 1 : 0), 0, 0]
        + MadeFiles.little(UInt64(member.elementBytes), 4) + [0, 0]
        + MadeFiles.little(bits, 2)
    let filters =
      member.filters.isEmpty ? [] : [message(11, Filter.pipeline(member.filters, elementBytes: member.elementBytes))]
    return object(
      [message(1, space), message(3, member.type ?? type), message(5, [2, 2, 2, 0])] + filters
        + [message(8, member.layout(at: address))]
    )
  }

  private func object(_ messages: [[UInt8]]) -> [UInt8] {
    let body = Array(messages.joined())
    return [1, 0] + MadeFiles.little(UInt64(messages.count), 2) + MadeFiles.little(1, 4)
      + MadeFiles.little(UInt64(body.count), 4) + [0, 0, 0, 0] + body
  }

  private func message(_ type: UInt64, _ data: [UInt8]) -> [UInt8] {
    let padded = data + [UInt8](repeating: 0, count: (8 - data.count % 8) % 8)
    return MadeFiles.little(type, 2) + MadeFiles.little(UInt64(padded.count), 2) + [0, 0, 0, 0] + padded
  }
}
