import ArgumentParser
import Foundation
import Harness
import MessagePassing

struct DoctorCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor",
    abstract: "Show what this launch looks like, rank by rank.",
    discussion: """
      EXAMPLES
        mpirun -n 4 collapsar doctor
        srun --mpi=pmix -n 4 collapsar doctor
      """
  )

  func run() throws {
    let environment = LaunchEnvironment(ProcessInfo.processInfo.environment)
    let ranks = try Ranks.start()
    let communicator = ranks.communicator
    let mine =
      "rank \(communicator.rank): host \(ranks.host), pid \(getpid()), may use \(Machine.usableProcessors) "
      + "processors, \(Machine.processor)"
    do {
      let lines = try communicator.gather(Array(mine.utf8))
      if let lines {
        print("collapsar \(Program.version), built for \(Program.cpuLevel)")
        print("MPI: compiled with \(World.compiledVersion), found \(libraryLine)")
        print("launch: \(environment), \(communicator.size) \(communicator.size == 1 ? "rank" : "ranks")")
        for line in lines { print(String(decoding: line, as: UTF8.self)) }
      }
    } catch {
      ranks.abort(Failure(.internalError, error.description))
    }
    try ranks.finalize()
  }

  private var libraryLine: String {
    let text = (try? World.libraryVersion) ?? "an unknown library"
    return text.split(separator: ",").first.map(String.init) ?? text
  }
}
