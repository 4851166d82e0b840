/// A message that is being sent, with the copy of its elements that MPI reads from.
///
/// Ask again as often as you like: once complete it stays complete. Keep it until then; one that is dropped earlier still
/// arrives, and leaks its copy.
public final class SendRequest {
  private var transfer: Transfer

  init(_ transfer: consuming Transfer) {
    self.transfer = transfer
  }

  /// Whether the message is off this rank's hands (`MPI_Test`), which does not mean it has been received.
  ///
  /// - Throws: ``MPIError`` if the message could not be sent.
  public func test() throws(MPIError) -> Bool {
    try transfer.test()
  }

  /// Returns when the message is off this rank's hands (`MPI_Wait`).
  ///
  /// - Throws: ``MPIError`` if the message could not be sent.
  public func wait() throws(MPIError) {
    try transfer.wait()
  }
}
