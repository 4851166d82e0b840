internal import CMPI

extension Communicator {
  /// Brings every rank's elements, as many as each has, to one rank (`MPI_Iallgather` of the lengths,
  /// `MPI_Igatherv`).
  ///
  /// All together may be more than 2³¹ − 1 elements; see `GatherPlan`.
  ///
  /// - Parameters:
  ///   - elements: this rank's; none is fine.
  ///   - root: the rank that gets them all.
  /// - Returns: everybody's elements on the root, nil elsewhere.
  /// - Throws: ``MPIError`` if there is no such root, or the library reports an error.
  /// - Complexity: eight bytes a rank on every rank, and one call to MPI for every 2³¹ − 1 elements gathered.
  public func gather<Element: MessageElement>(
    _ elements: [Element],
    to root: Int = 0
  ) throws(MPIError) -> Gathered<Element>? {
    let rootNumber = try rankArgument(root, of: "MPI_Igatherv")
    let plan = GatherPlan(lengths: try everyLength(elements.count), largestCount: largestCount)
    guard rank == root else {
      try takePart(with: elements, by: plan, to: rootNumber, into: nil)
      return nil
    }
    let total = plan.windows.count
    let gathered = try [Element](unsafeUninitializedCapacity: total) { (buffer, count) throws(MPIError) in
      try takePart(with: elements, by: plan, to: rootNumber, into: buffer.baseAddress)
      count = total
    }
    return Gathered(elements: gathered, offsets: plan.offsets)
  }

  /// The number every rank gives, in the order of ranks.
  private func everyLength(_ mine: Int) throws(MPIError) -> [Int] {
    var lengths = [Int64](repeating: 0, count: size)
    lengths[rank] = Int64(mine)
    try lengths.withUnsafeMutableBufferPointer { (buffer) throws(MPIError) in
      guard let base = buffer.baseAddress else { return }
      try complete("MPI_Iallgather") { handle.allGather(inPlace: base, type: .int64, request: $0) }
    }
    return lengths.map { Int($0) }
  }

  /// Takes this rank's part in the plan; `gathered` is the root's memory for all of it.
  private func takePart<Element: MessageElement>(
    with elements: [Element],
    by plan: GatherPlan,
    to root: Int32,
    into gathered: UnsafeMutablePointer<Element>?
  ) throws(MPIError) {
    for window in plan.windows {
      let shares = (0..<size).map { plan.share(of: $0, in: window) }
      let counts = shares.map { Int32($0.count) }
      // The place of an empty share is never used, and would not be one inside the window.
      let displacements = shares.map { $0.isEmpty ? 0 : Int32($0.lowerBound - window.lowerBound) }
      let mine = shares[rank]
      // All three arrays are MPI's until the call is complete.
      try elements.withUnsafeBufferPointer { (buffer) throws(MPIError) in
        let start = mine.isEmpty ? nil : buffer.baseAddress.map { $0 + (mine.lowerBound - plan.offsets[rank]) }
        try counts.withUnsafeBufferPointer { (counts) throws(MPIError) in
          try displacements.withUnsafeBufferPointer { (displacements) throws(MPIError) in
            // There is one place for each rank.
            guard let counts = counts.baseAddress, let displacements = displacements.baseAddress else { return }
            try complete("MPI_Igatherv") { request in
              handle.gather(
                start,
                count: Int32(mine.count),
                into: gathered.map { $0 + window.lowerBound },
                counts: counts,
                displacements: displacements,
                type: Element.elementKind.datatype,
                root: root,
                request: request
              )
            }
          }
        }
      }
    }
  }
}
