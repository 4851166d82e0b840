internal import CMPI
internal import Glibc

extension Communicator {
  /// Returns when a condition holds that another rank brings about, and does what ``idle`` says meanwhile.
  ///
  /// - Parameter isDone: whether it holds: `{ try request.test() }`. Asked again and again.
  /// - Throws: what `isDone` or ``idle`` throws.
  public func wait(until isDone: () throws(MPIError) -> Bool) throws(MPIError) {
    var looks = 0
    while try !isDone() {
      try idle?(self)
      looks += 1
      if looks < Self.quickLooks { sched_yield() } else { usleep(Self.nap) }
    }
  }

  /// Starts a collective call and returns when it is complete.
  ///
  /// Where ``idle`` throws, the request is left behind incomplete, with memory that its caller will free: the process is
  /// about to abort, and completing it could take for ever.
  ///
  /// - Parameters:
  ///   - operation: the MPI function that `start` calls.
  ///   - start: starts it. The memory it names stays where it is until this returns.
  func complete(
    _ operation: StaticString,
    _ start: (UnsafeMutablePointer<CMPIRequest>) -> Int32
  ) throws(MPIError) {
    var request = CMPIRequest()
    try check(operation, start(&request))
    var status = MPI_Status()
    guard idle != nil else { return try check(operation, request.wait(status: &status)) }
    try wait { () throws(MPIError) in
      var flag: Int32 = 0
      try check(operation, request.test(flag: &flag, status: &status))
      return flag != 0
    }
  }

  /// Looks without a nap, about a millisecond of them: what is nearly there, or on its way in many pieces, is not kept
  /// waiting. Others that want this processor get it between looks.
  private static var quickLooks: Int { 1000 }
  /// Microseconds between looks after that.
  private static var nap: UInt32 { 100 }
}
