import MessagePassing

extension Check {
  /// What this module refuses itself, before MPI would.
  static func wrongArguments(_ communicator: inout Communicator) throws(MPIError) -> [String] {
    var findings = Findings()
    let size = communicator.size
    for rank in [-2, -1, size, Int.max] {
      findings.expectError(["MPI_Isend", "no rank \(rank)", "0 to \(size - 1)"], "send to \(rank)") {
        () throws(MPIError) in _ = try communicator.startSending([UInt8(1)], to: rank)
      }
      findings.expectError(["MPI_Irecv", "no rank \(rank)"], "receive from \(rank)") {
        () throws(MPIError) in _ = try communicator.startReceiving(UInt8.self, upTo: 1, from: rank)
      }
      findings.expectError(["MPI_Ibcast", "no rank \(rank)"], "broadcast from \(rank)") {
        () throws(MPIError) in _ = try communicator.broadcast([UInt8](), from: rank)
      }
      findings.expectError(["MPI_Ireduce", "no rank \(rank)"], "reduce to \(rank)") {
        () throws(MPIError) in _ = try communicator.reduce([Int64](), .sum, to: rank)
      }
      findings.expectError(["MPI_Igatherv", "no rank \(rank)"], "gather to \(rank)") {
        () throws(MPIError) in _ = try communicator.gather([UInt8](), to: rank)
      }
    }
    for tag in [-1, 32768] {
      findings.expectError(["MPI_Isend", "no tag \(tag)"], "tag \(tag)") {
        () throws(MPIError) in _ = try communicator.startSending([UInt8(1)], to: 0, tag: tag)
      }
      findings.expectError(["MPI_Irecv", "no tag \(tag)"], "tag \(tag)") {
        () throws(MPIError) in _ = try communicator.startReceiving(UInt8.self, upTo: 1, from: 0, tag: tag)
      }
    }
    for count in [-1, 1 << 31] {
      findings.expectError(["MPI_Irecv", "\(count) elements"], "room for \(count)") {
        () throws(MPIError) in _ = try communicator.startReceiving(UInt8.self, upTo: count, from: 0)
      }
    }
    return findings.all
  }

  /// What only MPI can notice, and that the ranks work on together after it.
  static func libraryErrors(_ communicator: inout Communicator) throws(MPIError) -> [String] {
    var findings = Findings()
    for waits in [true, false] {
      let send = try communicator.startSending([Int64](repeating: 1, count: 4), to: communicator.rank, tag: 9)
      let receive = try communicator.startReceiving(Int64.self, upTo: 2, from: communicator.rank, tag: 9)
      findings.expectError([waits ? "MPI_Wait" : "MPI_Test", "MPI_ERR_TRUNCATE", "MPI error 15"], "too long a message")
      {
        () throws(MPIError) in
        if waits { _ = try receive.wait() } else { while try receive.test() == nil {} }
      }
      try send.wait()
    }
    let send = try communicator.startSending([UInt8(1), 2, 3], to: communicator.rank, tag: 9)
    let receive = try communicator.startReceiving(Int64.self, upTo: 2, from: communicator.rank, tag: 9)
    findings.expectError(["MPI_Get_count", "not a whole number"], "three bytes as Int64") {
      () throws(MPIError) in _ = try receive.wait()
    }
    try send.wait()
    try communicator.barrier()
    findings.expect(
      try communicator.allReduce([Int64(1)], .sum),
      is: [Int64(communicator.size)],
      "allReduce afterwards"
    )
    return findings.all
  }

  static func oneWorld(_ communicator: inout Communicator) throws(MPIError) -> [String] {
    var findings = Findings()
    findings.expect(World.isInitialized, is: true, "initialized")
    findings.expect(World.isFinalized, is: false, "finalized")
    let library = try World.libraryVersion
    findings.expect(library.hasPrefix("Open MPI v"), is: true, library)
    findings.expect(library.contains("\0"), is: false, "a zero in the library's version")
    findings.expectError(["MPI_Init_thread", "only once"], "a second world") {
      () throws(MPIError) in _ = try World()
    }
    return findings.all
  }
}
