internal import CMPI

extension Communicator {
  /// Gives every rank what the root has (`MPI_Ibcast`, once for the length and then as often as the length takes).
  ///
  /// Only the root need know how much there is.
  ///
  /// - Parameters:
  ///   - elements: what to give; looked at on the root alone.
  ///   - root: the rank that gives.
  /// - Returns: the root's elements, on every rank.
  /// - Throws: ``MPIError`` if there is no such root, or the library reports an error.
  /// - Complexity: one call to MPI for the length, and one for every 2³¹ − 1 elements.
  public func broadcast<Element: MessageElement>(
    _ elements: [Element],
    from root: Int = 0
  ) throws(MPIError) -> [Element] {
    let rootNumber = try rankArgument(root, of: "MPI_Ibcast")
    var length = Int64(elements.count)
    try withUnsafeMutablePointer(to: &length) { (length) throws(MPIError) in
      try complete("MPI_Ibcast") { handle.broadcast(length, count: 1, type: .int64, root: rootNumber, request: $0) }
    }
    guard rank != root else {
      try elements.withUnsafeBufferPointer { (buffer) throws(MPIError) in
        // MPI asks every rank for memory it may write, and writes none of the root's.
        try broadcast(UnsafeMutableBufferPointer(mutating: buffer), rootNumber)
      }
      return elements
    }
    let expected = Int(length)
    return try [Element](unsafeUninitializedCapacity: expected) { (buffer, count) throws(MPIError) in
      try broadcast(UnsafeMutableBufferPointer(rebasing: buffer.prefix(expected)), rootNumber)
      count = expected
    }
  }

  /// Broadcasts elements whose number every rank knows by now.
  private func broadcast<Element: MessageElement>(
    _ buffer: UnsafeMutableBufferPointer<Element>,
    _ root: Int32
  ) throws(MPIError) {
    for block in Blocks(count: buffer.count, largest: largestCount) {
      try complete("MPI_Ibcast") { request in
        handle.broadcast(
          buffer.baseAddress.map { $0 + block.lowerBound },
          count: Int32(block.count),
          type: Element.elementKind.datatype,
          root: root,
          request: request
        )
      }
    }
  }
}
