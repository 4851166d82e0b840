internal import CMPI

/// A channel among ranks: who is here, and everything they can say to each other.
///
/// Collective operations (barrier, broadcast, reduce, gather) are calls that every rank makes, in the same order, with
/// the same root. Whoever comes first waits, and does what ``idle`` says meanwhile. Only the main thread calls.
public struct Communicator: ~Copyable {
  let handle: CMPICommunicator
  /// This rank, in `0..<size` (`MPI_Comm_rank`).
  public let rank: Int
  /// The number of ranks (`MPI_Comm_size`).
  public let size: Int
  /// The most elements a single MPI call is given. MPI-3 counts in C `int`; what is longer goes in several calls.
  /// Smaller only in tests, and then on every rank alike.
  package var largestCount = Int(Int32.max)
  /// What else to do while a call waits for other ranks; nil: nothing.
  ///
  /// It is called between two looks at what is waited for, thousands of times a second, so its usual case has to be cheap.
  /// It may send and take messages, and must make no collective call. When it throws, the call that waited throws the
  /// same, and all that is left to do is ``World/abort(code:)``.
  public var idle: ((borrowing Communicator) throws(MPIError) -> Void)?

  /// - Throws: ``MPIError`` if the library does not know the handle.
  init(_ handle: CMPICommunicator) throws(MPIError) {
    try check("MPI_Comm_set_errhandler", handle.returnErrors())
    var rank: Int32 = 0
    var size: Int32 = 0
    try check("MPI_Comm_rank", handle.rank(into: &rank))
    try check("MPI_Comm_size", handle.size(into: &size))
    self.handle = handle
    self.rank = Int(rank)
    self.size = Int(size)
  }

  /// Returns when every rank has called it (`MPI_Ibarrier`).
  ///
  /// - Throws: ``MPIError`` if the library reports one.
  public func barrier() throws(MPIError) {
    try complete("MPI_Ibarrier") { handle.barrier(request: $0) }
  }

  /// A rank as MPI takes it.
  ///
  /// Checked here and not left to the library: a few negative numbers are names there (`MPI_PROC_NULL`, a message to
  /// which goes nowhere without an error, or `MPI_ANY_SOURCE`), and its own check can be switched off.
  ///
  /// - Throws: ``MPIError`` if there is no such rank.
  func rankArgument(_ rank: Int, of operation: StaticString) throws(MPIError) -> Int32 {
    guard (0..<size).contains(rank), let rank = Int32(exactly: rank) else {
      throw MPIError(
        operation: "\(operation)",
        code: MPI_ERR_RANK,
        text: "there is no rank \(rank); ranks are 0 to \(size - 1)"
      )
    }
    return rank
  }
}
