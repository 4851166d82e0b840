internal import CMPI

/// How much threading MPI is asked to bear. There is no level above `funneled`: nothing here calls MPI from two threads.
public enum ThreadLevel: String, Sendable, Comparable {
  /// `MPI_THREAD_SINGLE`: the process has one thread.
  case single
  /// `MPI_THREAD_FUNNELED`: there may be other threads, and only the main one calls MPI.
  case funneled

  /// The library's number for this level; MPI guarantees that a higher level has a greater one.
  var number: Int32 {
    switch self {
    case .single: Int32(MPI_THREAD_SINGLE)
    case .funneled: Int32(MPI_THREAD_FUNNELED)
    }
  }

  public static func < (left: ThreadLevel, right: ThreadLevel) -> Bool { left.number < right.number }
}
