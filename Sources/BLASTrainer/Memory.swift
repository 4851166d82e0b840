internal import Experiments

/// A stretch of a network's memory: `count` numbers from number `offset` on, which lies on a 64-byte line.
struct Region: Hashable, Sendable {
  var offset: Int
  var count: Int
}

/// All the numbers a network works on, in one block, allocated once: stretches are reserved, then the block is allocated, then
/// stretches are reached by subscript. Starts at 0 everywhere.
///
/// Why unsafe: BLAS wants addresses, arrays would check and copy; one block can be asked for, and refused, as a whole.
final class Memory<Scalar: BLASScalar> {
  private var base: UnsafeMutablePointer<Scalar>?
  private var count = 0

  /// The number of bytes of a line: a vector of sixteen `Float`.
  private static var line: Int { 64 }

  deinit { base.map { UnsafeMutableRawPointer($0).deallocate() } }

  /// - Returns: a stretch with room up to the end of its last line.
  func reserve(_ count: Int) -> Region {
    precondition(base == nil, "memory is reserved before it is allocated")
    let numbers = Self.line / MemoryLayout<Scalar>.stride
    let region = Region(offset: self.count, count: count)
    self.count += (count + numbers - 1) / numbers * numbers
    return region
  }

  /// - Throws: where this process may not have so much.
  func allocate(for purpose: String) throws(TrainingFailure) {
    let bytes = count * MemoryLayout<Scalar>.stride
    try TrainingFailure.requireMemory(bytes, for: purpose)
    let raw = UnsafeMutableRawPointer.allocate(byteCount: max(bytes, Self.line), alignment: Self.line)
    base = raw.initializeMemory(as: Scalar.self, repeating: 0, count: count)
  }

  subscript(region: Region) -> UnsafeMutablePointer<Scalar> {
    guard let base else { preconditionFailure("memory is allocated before it is used") }
    return base + region.offset
  }
}
