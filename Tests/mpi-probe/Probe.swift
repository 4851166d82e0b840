import Foundation
import MessagePassing

/// A program for tests to run under `mpirun`: it does with MPI what its argument says, and says what came of it.
///
/// A test cannot do so in its own process: once MPI is up there, it can start no other `mpirun`.
@main
struct Probe {
  static func main() {
    let arguments = Array(CommandLine.arguments.dropFirst())
    let number = arguments.dropFirst().first.flatMap { Int($0) }
    do throws(MPIError) {
      switch (arguments.first, number) {
      case ("checks", nil): try checks()
      case ("launch", nil): try launch()
      case ("abort", let code?): try abortOne(code: Int32(code))
      case ("leave", let code?): try leaveOne(code: Int32(code))
      case ("give-up", let code?): try giveUp(code: Int32(code))
      case ("finalize", let seconds?): try finalizeWithout(seconds: UInt32(seconds))
      case ("stall", nil): try stall()
      case ("large", let mebibytes?): try gatherLarge(mebibytes: mebibytes)
      default:
        complain(
          "usage: mpi-probe checks | launch | abort CODE | leave CODE | give-up CODE | finalize SECONDS | stall | large MEBIBYTES"
        )
        exit(64)
      }
    } catch {
      // No finalize here: the exit without it ends the job.
      complain("mpi-probe: \(error)")
      exit(70)
    }
  }

  /// Every operation, against answers known beforehand; one line a check, from rank 0.
  private static func checks() throws(MPIError) {
    var world = try World()
    var failures: Int64 = 0
    for check in Check.all {
      let wrong = try check.findings(&world.communicator)
      for finding in wrong { complain("rank \(world.communicator.rank): \(check.name): \(finding)") }
      let count = try world.communicator.allReduce([Int64(wrong.count)], .sum)[0]
      failures += count
      if world.communicator.rank == 0 { say("\(count == 0 ? "ok" : "FAILED") \(check.name)") }
    }
    if world.communicator.rank == 0 { say("checked on \(world.communicator.size)") }
    try world.finalize()
    exit(failures == 0 ? 0 : 1)
  }

  /// What this launch looks like; refused with 69 if it is a wrong one.
  private static func launch() throws(MPIError) {
    let environment = LaunchEnvironment(ProcessInfo.processInfo.environment)
    if let problem = environment.problemBeforeInitialization() { refuse(problem, environment) }
    let clock = ContinuousClock()
    let start = clock.now
    let world = try World(threads: .single)
    let time = clock.now - start
    let rank = world.communicator.rank
    let size = world.communicator.size
    let library = try World.libraryVersion
    if rank == 0 {
      say("launcher: \(environment)")
      say("ranks: \(size)")
      say("threads: \(world.threadLevel)")
      say("host: \(world.processorName)")
      say("compiled: \(World.compiledVersion)")
      say("library: \(library)")
      say("initialization: \(time)")
    }
    try world.finalize()
    if let problem = environment.problemAfterInitialization(worldSize: size) { refuse(problem, environment) }
  }

  private static func refuse(_ problem: LaunchProblem, _ environment: LaunchEnvironment) -> Never {
    if environment.isSpokesman { complain("mpi-probe: \(problem)") }
    exit(69)
  }

  /// The last rank aborts while the others wait for it.
  private static func abortOne(code: Int32) throws(MPIError) {
    let world = try World()
    if world.communicator.rank == world.communicator.size - 1 {
      print("printed and not flushed")
      complain("mpi-probe: rank \(world.communicator.rank) gives up")
      World.abort(code: code)
    }
    try world.communicator.barrier()
    say("NOT REACHED")
    try world.finalize()
  }

  /// The last rank's world goes out of scope by an error, and its process exits; the others wait for it.
  private static func leaveOne(code: Int32) throws(MPIError) {
    do throws(MPIError) {
      let world = try World()
      if world.communicator.rank == world.communicator.size - 1 {
        _ = try world.communicator.startSending([UInt8(1)], to: world.communicator.size)
      }
      try world.communicator.barrier()
      say("NOT REACHED")
      try world.finalize()
    } catch {
      complain("mpi-probe: \(error)")
      exit(code)
    }
  }

  /// The last rank never comes, and rank 0 waits for it in one call after the other, each time for ten looks.
  private static func giveUp(code: Int32) throws(MPIError) {
    var world = try World()
    let last = world.communicator.size - 1
    if world.communicator.rank == last { while true { sleep(1) } }
    for call in Call.all(waitingFor: last) {
      var looks = 0
      world.communicator.idle = { (_) throws(MPIError) in
        looks += 1
        if looks > 10 { throw .givenUp("rank \(last) is late") }
      }
      do throws(MPIError) {
        try call.make(world.communicator)
        // Ranks between the two may be through: not every call lets all wait for all.
        if world.communicator.rank == 0 { say("NOT REACHED") }
      } catch {
        if world.communicator.rank == 0 { say("\(call.name): \(error.text)") }
      }
    }
    if world.communicator.rank == 0 { World.abort(code: code) }
    while true { sleep(1) }
  }

  /// The last rank never comes, and the others finalize without it, for so long.
  private static func finalizeWithout(seconds: UInt32) throws(MPIError) {
    let world = try World()
    if world.communicator.rank == world.communicator.size - 1 { while true { sleep(1) } }
    try world.finalize(within: seconds)
    say("NOT REACHED")
  }

  /// Every rank waits for a message that nobody sends, and can only be killed.
  private static func stall() throws(MPIError) {
    let world = try World()
    say("stalled \(getpid())")
    let request = try world.communicator.startReceiving(UInt8.self, upTo: 1, from: world.communicator.rank)
    while try request.test() == nil { Thread.sleep(forTimeInterval: 0.05) }
    try world.finalize()
  }

  /// Each rank sends so much to rank 0, which looks at all of it. By hand, not in the tests: it takes memory.
  private static func gatherLarge(mebibytes: Int) throws(MPIError) {
    let world = try World()
    let rank = world.communicator.rank
    let clock = ContinuousClock()
    let start = clock.now
    let gathered = try world.communicator.gather([UInt8](repeating: UInt8(rank + 1), count: mebibytes << 20))
    if let gathered {
      let time = clock.now - start
      let isRight = gathered.indices.allSatisfy { sender in
        gathered[sender].count == mebibytes << 20 && gathered[sender].allSatisfy { $0 == UInt8(sender + 1) }
      }
      say("\(isRight ? "ok" : "FAILED") \(gathered.elements.count) bytes in \(time)")
    }
    try world.finalize()
  }
}

/// A line on standard output, there at once: a redirected `print` is held back until exit.
func say(_ line: String) {
  FileHandle.standardOutput.write(Data("\(line)\n".utf8))
}

/// A line on standard error.
func complain(_ line: String) {
  FileHandle.standardError.write(Data("\(line)\n".utf8))
}
