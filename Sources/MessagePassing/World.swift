internal import CMPI
internal import Glibc

/// All the ranks of this run, from `MPI_Init_thread` to `MPI_Finalize`.
///
/// Make one, on the main thread, and keep it for as long as ranks have something to say to each other. Communication is
/// through ``communicator``, which cannot outlive its world.
///
/// A program started without a launcher is a valid world of one rank.
///
/// There is no `deinit`, on purpose. A world that goes out of scope because an error is on its way out must not finalize:
/// the other ranks would wait in their next collective call for ever. Left as it is, the exit of the process without
/// `MPI_Finalize` makes the launcher end the whole job.
public struct World: ~Copyable {
  /// The channel among all ranks (`MPI_COMM_WORLD`).
  public package(set) var communicator: Communicator
  /// The threading the library granted, at least what was asked for.
  public let threadLevel: ThreadLevel
  /// The name of the machine this rank runs on, as MPI gives it (`MPI_Get_processor_name`).
  public let processorName: String

  /// Joins the run (`MPI_Init_thread`) and makes errors values from here on (`MPI_Comm_set_errhandler`).
  ///
  /// What goes wrong inside `MPI_Init_thread` itself is beyond reach: Open MPI prints its reasons and ends the process.
  /// ``LaunchEnvironment/problemBeforeInitialization()`` foresees the usual case.
  ///
  /// - Parameters:
  ///   - threads: the threading the program needs.
  ///   - limit: seconds after which the process ends by SIGALRM, since the library waits for ranks that do not begin; 0: as
  ///     long as it takes.
  /// - Throws: ``MPIError`` if MPI was initialized before in this process, or grants less than `threads`.
  public init(threads: ThreadLevel = .funneled, within limit: UInt32 = 0) throws(MPIError) {
    guard !World.isInitialized else {
      throw MPIError(
        operation: "MPI_Init_thread",
        code: MPI_ERR_OTHER,
        text: "MPI was initialized before in this process, and it can be only once; make one World and pass it on"
      )
    }
    var provided: Int32 = 0
    if limit > 0 { World.setAlarm(seconds: limit) }
    try check("MPI_Init_thread", cmpiInitialize(required: threads.number, provided: &provided))
    if limit > 0 { alarm(0) }
    guard provided >= threads.number else {
      throw MPIError(
        operation: "MPI_Init_thread",
        code: MPI_ERR_OTHER,
        text: "this MPI library does not grant the thread level \(threads.rawValue); use one built with threads"
      )
    }
    let channel = try Communicator(.world)
    processorName = try text(capacity: MPI_MAX_PROCESSOR_NAME, "MPI_Get_processor_name") {
      cmpiProcessorName(into: $0, length: $1)
    }
    threadLevel = provided >= ThreadLevel.funneled.number ? .funneled : .single
    communicator = channel
  }

  /// Leaves the run in order (`MPI_Finalize`), when every rank does; the last thing to do with a world.
  ///
  /// Write everything first: when a rank exits with a code other than zero, the launcher ends those that still work.
  ///
  /// - Parameter limit: seconds after which the process ends by SIGALRM, since the library waits for ranks that do not
  ///   come, and cannot be asked to stop; 0: as long as it takes.
  /// - Throws: ``MPIError`` if the library reports one.
  public consuming func finalize(within limit: UInt32 = 0) throws(MPIError) {
    if limit > 0 { World.setAlarm(seconds: limit) }
    try check("MPI_Finalize", cmpiFinalize())
    if limit > 0 { alarm(0) }
  }
}
