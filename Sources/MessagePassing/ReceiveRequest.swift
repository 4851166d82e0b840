/// A message that is being received, with the memory that MPI writes it to.
///
/// Ask again as often as you like: once complete it gives the same elements every time. Keep it until then: one that is
/// dropped earlier leaks its memory, and the message it was for is lost.
public final class ReceiveRequest<Element: MessageElement> {
  private var transfer: Transfer

  init(_ transfer: consuming Transfer) {
    self.transfer = transfer
  }

  /// The message if it is here (`MPI_Test`), nil if not yet; does not wait.
  ///
  /// - Throws: ``MPIError`` if the message was longer than there was room for.
  public func test() throws(MPIError) -> [Element]? {
    try transfer.test() ? try elements() : nil
  }

  /// The message, when it is here (`MPI_Wait`).
  ///
  /// - Throws: ``MPIError`` if the message was longer than there was room for.
  public func wait() throws(MPIError) -> [Element] {
    try transfer.wait()
    return try elements()
  }

  private func elements() throws(MPIError) -> [Element] {
    guard let count = try transfer.count(of: Element.elementKind) else { return [] }
    return Array(transfer.buffer.assumingMemoryBound(to: Element.self).prefix(count))
  }
}
