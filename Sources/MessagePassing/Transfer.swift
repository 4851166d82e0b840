internal import CMPI

/// A message on its way: MPI's request and the memory it works on, which stays where it is until MPI is done with it.
///
/// Dropped before it is complete, it leaks both, on purpose: MPI may still read or write the memory, and completing the
/// request from a `deinit` could wait for ever, or happen on a thread that must not call MPI.
struct Transfer: ~Copyable {
  /// The message; written by MPI until `status` is there.
  let buffer: UnsafeMutableRawBufferPointer
  private var request: CMPIRequest
  private var status: MPI_Status?

  /// Allocates the memory and starts the message.
  ///
  /// - Parameters:
  ///   - byteCount: the size of the memory.
  ///   - operation: the MPI function that `start` calls.
  ///   - start: fills the memory if it is to be sent, and starts.
  /// - Throws: ``MPIError`` if the message could not be started; nothing is leaked then.
  init(
    byteCount: Int,
    _ operation: StaticString,
    start: (UnsafeMutableRawBufferPointer, UnsafeMutablePointer<CMPIRequest>) -> Int32
  ) throws(MPIError) {
    // Sixteen bytes suit every element there is.
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: byteCount, alignment: 16)
    var request = CMPIRequest()
    do throws(MPIError) {
      try check(operation, start(buffer, &request))
    } catch {
      buffer.deallocate()
      throw error
    }
    self.buffer = buffer
    self.request = request
  }

  deinit {
    if status != nil { buffer.deallocate() }
  }

  /// Whether MPI is done with the message (`MPI_Test`); does not wait.
  mutating func test() throws(MPIError) -> Bool {
    guard status == nil else { return true }
    var flag: Int32 = 0
    var status = MPI_Status()
    try check("MPI_Test", request.test(flag: &flag, status: &status))
    if flag != 0 { self.status = status }
    return flag != 0
  }

  /// Returns when MPI is done with the message (`MPI_Wait`).
  mutating func wait() throws(MPIError) {
    guard self.status == nil else { return }
    var status = MPI_Status()
    try check("MPI_Wait", request.wait(status: &status))
    self.status = status
  }

  /// How many elements came (`MPI_Get_count`); nil while the message is on its way.
  func count(of kind: ElementKind) throws(MPIError) -> Int? {
    guard var status else { return nil }
    return try elementCount(of: kind, in: &status)
  }
}

/// How many elements a message had (`MPI_Get_count`).
///
/// - Throws: ``MPIError`` if it was not a whole number of them.
func elementCount(of kind: ElementKind, in status: inout MPI_Status) throws(MPIError) -> Int {
  var count: Int32 = 0
  try check("MPI_Get_count", cmpiCount(of: &status, type: kind.datatype, into: &count))
  guard count >= 0 else {
    throw MPIError(
      operation: "MPI_Get_count",
      code: MPI_ERR_TYPE,
      text: "the message is not a whole number of elements; send and receive the same type"
    )
  }
  return Int(count)
}
