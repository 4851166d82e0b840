internal import CMPI

extension Communicator {
  /// Combines the ranks' numbers, place by place, on one rank (`MPI_Ireduce`).
  ///
  /// - Parameters:
  ///   - values: this rank's numbers; as many on every rank.
  ///   - reduction: how they combine; see there about overflow and floating point.
  ///   - root: the rank that gets the result.
  /// - Returns: the result on the root, nil elsewhere.
  /// - Throws: ``MPIError`` if there is no such root, or the library reports an error.
  public func reduce<Element: MessageElement>(
    _ values: [Element],
    _ reduction: Reduction,
    to root: Int = 0
  ) throws(MPIError) -> [Element]? {
    let rootNumber = try rankArgument(root, of: "MPI_Ireduce")
    var result = values
    try result.withUnsafeMutableBufferPointer { (buffer) throws(MPIError) in
      for block in Blocks(count: buffer.count, largest: largestCount) {
        try complete("MPI_Ireduce") { request in
          handle.reduce(
            inPlace: buffer.baseAddress.map { $0 + block.lowerBound },
            count: Int32(block.count),
            type: Element.elementKind.datatype,
            operation: reduction.operation,
            root: rootNumber,
            isRoot: rank == root,
            request: request
          )
        }
      }
    }
    return rank == root ? result : nil
  }

  /// Combines the ranks' numbers, place by place, on every rank (`MPI_Iallreduce`).
  ///
  /// - Parameters:
  ///   - values: this rank's numbers; as many on every rank.
  ///   - reduction: how they combine; see there about overflow and floating point.
  /// - Returns: the result, the same on every rank.
  /// - Throws: ``MPIError`` if the library reports one.
  public func allReduce<Element: MessageElement>(
    _ values: [Element],
    _ reduction: Reduction
  ) throws(MPIError) -> [Element] {
    var result = values
    try result.withUnsafeMutableBufferPointer { (buffer) throws(MPIError) in
      for block in Blocks(count: buffer.count, largest: largestCount) {
        try complete("MPI_Iallreduce") { request in
          handle.allReduce(
            inPlace: buffer.baseAddress.map { $0 + block.lowerBound },
            count: Int32(block.count),
            type: Element.elementKind.datatype,
            operation: reduction.operation,
            request: request
          )
        }
      }
    }
    return result
  }
}
