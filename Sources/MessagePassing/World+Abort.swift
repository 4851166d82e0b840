internal import CMPI
internal import Glibc

extension World {
  /// Ends the job, every rank of it, at once (`MPI_Abort`): the way out after an error on one rank.
  ///
  /// Say what is wrong before the call. What was printed is flushed here, since the library leaves without doing so.
  /// Needs no world in hand: where an error is caught at last, the world has gone out of scope. Before and after the life
  /// of MPI it ends this process alone. Where the library cannot reach the launcher, or a reader of what was printed has
  /// stopped, the process ends by SIGALRM after ten seconds. A launcher on this host that is still there fifteen seconds
  /// later, since it waits for a host that is cut off, is killed.
  ///
  /// - Parameter code: the exit code of this process, and of the launcher, 1 to 255: the system keeps eight bits, and a
  ///   job that failed must not look as if it had not.
  public static func abort(code: Int32) -> Never {
    precondition((1...255).contains(code), "the exit code of a failed job is 1 to 255, not \(code)")
    setAlarm(seconds: 10)
    fflush(nil)
    if isInitialized, !isFinalized {
      var size: Int32 = 0
      // Alone there is nobody to take along, and MPI_Abort of a program without a launcher prints an error of its own
      // making. A code that says the size is unknown is a reason to abort, and nothing to report.
      if CMPICommunicator.world.size(into: &size) != MPI_SUCCESS || size > 1 {
        endLauncher(after: 15)
        // The code it returns, if it returns, changes nothing about what comes next.
        _ = CMPICommunicator.world.abort(code: code)
      }
    }
    // No handlers of `exit`: they may belong to the library that was just aborted.
    _exit(code)
  }
  /// Lets the process end by SIGALRM after so many seconds, whatever it is doing then.
  static func setAlarm(seconds: UInt32) {
    signal(SIGALRM, SIG_DFL)
    alarm(seconds)
  }
}
