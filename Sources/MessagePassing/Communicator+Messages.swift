internal import CMPI

extension Communicator {
  /// The tags a message may carry: those that every MPI must accept (`MPI_TAG_UB` is at least 32767).
  public static var tags: ClosedRange<Int> { 0...32767 }

  /// Starts to send a message to one rank, and returns at once (`MPI_Isend`).
  ///
  /// - Parameters:
  ///   - elements: the message; copied, so that it cannot change on its way.
  ///   - destination: the rank to send to; this rank too.
  ///   - tag: what the receiver tells messages of one sender apart by; one of ``tags``.
  /// - Returns: the request to complete.
  /// - Throws: ``MPIError`` for a rank or tag that is none, or more elements than MPI can count (2³¹ − 1).
  public func startSending<Element: MessageElement>(
    _ elements: [Element],
    to destination: Int,
    tag: Int = 0
  ) throws(MPIError) -> SendRequest {
    let destination = try rankArgument(destination, of: "MPI_Isend")
    let tag = try tagArgument(tag, of: "MPI_Isend")
    let count = try countArgument(elements.count, of: "MPI_Isend")
    let byteCount = elements.count * MemoryLayout<Element>.stride
    let transfer = try Transfer(byteCount: byteCount, "MPI_Isend") { buffer, request in
      elements.withUnsafeBytes { buffer.copyMemory(from: $0) }
      return handle.send(
        buffer.baseAddress,
        count: count,
        type: Element.elementKind.datatype,
        to: destination,
        tag: tag,
        request: request
      )
    }
    return SendRequest(transfer)
  }

  /// Starts to receive a message from one rank, and returns at once (`MPI_Irecv`).
  ///
  /// - Parameters:
  ///   - type: what the message is made of; the sender's must be the same.
  ///   - count: the most elements there is room for; a longer message is an error, a shorter one is not.
  ///   - source: the rank that sends; this rank too.
  ///   - tag: the tag of the message to take; one of ``tags``.
  /// - Returns: the request to complete, which gives the message.
  /// - Throws: ``MPIError`` for a rank or tag that is none, or more elements than MPI can count (2³¹ − 1).
  public func startReceiving<Element: MessageElement>(
    _ type: Element.Type = Element.self,
    upTo count: Int,
    from source: Int,
    tag: Int = 0
  ) throws(MPIError) -> ReceiveRequest<Element> {
    let source = try rankArgument(source, of: "MPI_Irecv")
    let tag = try tagArgument(tag, of: "MPI_Irecv")
    let number = try countArgument(count, of: "MPI_Irecv")
    let transfer = try Transfer(byteCount: count * MemoryLayout<Element>.stride, "MPI_Irecv") { buffer, request in
      handle.receive(
        buffer.baseAddress,
        count: number,
        type: Element.elementKind.datatype,
        from: source,
        tag: tag,
        request: request
      )
    }
    return ReceiveRequest(transfer)
  }

  /// Takes a message that is here, from whichever rank, and does not wait for one (`MPI_Iprobe`, `MPI_Recv`).
  ///
  /// For small messages: of a large one only the beginning may be here, and its sender is waited for.
  ///
  /// - Parameters:
  ///   - type: what the message is made of; the sender's must be the same.
  ///   - count: the most elements there is room for; a longer message is an error, a shorter one is not.
  ///   - tag: the tag of the message to take; one of ``tags``. No other receive of this tag may be open.
  /// - Returns: the message and the rank that sent it; nil if there is none.
  /// - Throws: ``MPIError`` for a tag that is none, or a message that is too long.
  public func takeMessage<Element: MessageElement>(
    _ type: Element.Type = Element.self,
    upTo count: Int,
    tag: Int
  ) throws(MPIError) -> (source: Int, elements: [Element])? {
    let tag = try tagArgument(tag, of: "MPI_Iprobe")
    let room = try countArgument(count, of: "MPI_Recv")
    var flag: Int32 = 0
    var status = MPI_Status()
    try check("MPI_Iprobe", handle.probe(tag: tag, flag: &flag, status: &status))
    guard flag != 0 else { return nil }
    let source = status.MPI_SOURCE
    let elements = try [Element](unsafeUninitializedCapacity: count) { (buffer, initialized) throws(MPIError) in
      let datatype = Element.elementKind.datatype
      try check(
        "MPI_Recv",
        handle.take(buffer.baseAddress, count: room, type: datatype, from: source, tag: tag, status: &status)
      )
      initialized = try elementCount(of: Element.elementKind, in: &status)
    }
    return (Int(source), elements)
  }

  /// A tag as MPI takes it; −1 would be `MPI_ANY_TAG`, so it is not left to the library to refuse.
  private func tagArgument(_ tag: Int, of operation: StaticString) throws(MPIError) -> Int32 {
    guard Self.tags.contains(tag) else {
      throw MPIError(
        operation: "\(operation)",
        code: MPI_ERR_TAG,
        text: "there is no tag \(tag); tags are \(Self.tags)"
      )
    }
    return Int32(tag)
  }

  /// The length of one message as MPI takes it; a message is not cut, since its receiver has one request for it.
  private func countArgument(_ count: Int, of operation: StaticString) throws(MPIError) -> Int32 {
    guard (0...largestCount).contains(count), let number = Int32(exactly: count) else {
      throw MPIError(
        operation: "\(operation)",
        code: MPI_ERR_COUNT,
        text: "a message of \(count) elements; it must be 0 to \(largestCount), send more as several messages"
      )
    }
    return number
  }
}
