/// A fixed block of elements, all set to one value at first, freed with its owner.
///
/// The kernels walk it by pointer: bounds checks and uniqueness checks on arrays would cost as much as the arithmetic. It
/// starts at a cache line: Swift aligns `SIMD16<Float>` to 16 bytes only, and a vector that straddles two lines is two
/// accesses. What that gains was not measured apart.
struct LaneBuffer<Element>: ~Copyable {
  let start: UnsafeMutablePointer<Element>
  let count: Int

  private static var cacheLine: Int { 64 }

  init(count: Int, filledWith value: Element) {
    let capacity = max(count, 1)
    self.count = count
    start = UnsafeMutableRawPointer.allocate(
      byteCount: capacity * MemoryLayout<Element>.stride,
      alignment: max(Self.cacheLine, MemoryLayout<Element>.alignment)
    ).initializeMemory(as: Element.self, repeating: value, count: capacity)
  }

  var byteCount: Int { count * MemoryLayout<Element>.stride }

  deinit { start.deallocate() }
}
