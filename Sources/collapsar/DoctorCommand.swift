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
    let ranks = try Ranks.start()
    let communicator = ranks.communicator
    let mine =
      "rank \(communicator.rank): host \(ranks.host), pid \(getpid()), may use \(Machine.usableProcessors) "
      + "processors, \(Machine.processor)"
    do throws(Failure) {
      if let answer = try answer(ranks, mine) { try StandardStreams.print(answer) }
    } catch {
      ranks.abort(error)
    }
    ranks.finalize()
  }

  /// What every rank says of itself, on rank 0; nil elsewhere.
  private func answer(_ ranks: Ranks, _ mine: String) throws(Failure) -> String? {
    let communicator = ranks.communicator
    let lines: [[UInt8]]?
    do { lines = try communicator.gather(Array(mine.utf8)) } catch { throw Failure(.internalError, error.description) }
    guard let lines else { return nil }
    let head = [
      "collapsar \(Program.version), built for \(Program.cpuLevel)",
      "MPI: compiled with \(World.compiledVersion), found \(libraryLine)",
      "launch: \(LaunchEnvironment.current), \(communicator.size) \(communicator.size == 1 ? "rank" : "ranks")",
    ]
    return (head + lines.map { String(decoding: $0, as: UTF8.self) }).joined(separator: "\n")
  }

  private var libraryLine: String {
    let text = (try? World.libraryVersion) ?? "an unknown library"
    return text.split(separator: ",").first.map(String.init) ?? text
  }
}
