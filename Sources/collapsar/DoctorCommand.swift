import ArgumentParser
import Foundation
import Harness
import MessagePassing
import Reporting

struct DoctorCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor",
    abstract: "Show what this launch looks like, rank by rank, and what is wrong with it.",
    discussion: """
      EXAMPLES
        mpirun -n 4 collapsar doctor
        srun --mpi=pmix -n 4 collapsar doctor
      """
  )

  func run() throws {
    // Ranks that run different programs are shown, not refused.
    let ranks = try Ranks.start(onlyOneProgram: false)
    if ranks.communicator.rank == 0 {
      do throws(Failure) { try StandardStreams.print(text(ranks.launch)) } catch { ranks.abort(error) }
    }
    ranks.finalize()
  }

  private func text(_ launch: LaunchReport) -> String {
    let first = launch.ranks[0]
    let needs = Machine.requiredInstructions
    let head = [
      ["collapsar", "\(Program.version), built for \(Program.cpuLevel)"],
      ["needs", needs.isEmpty ? "no instructions beyond those every processor has" : needs],
      ["MPI", "compiled with \(World.compiledVersion), found \(first.library)"],
      ["BLAS", first.blas],
      ["launch", "\(LaunchEnvironment.current)"],
      ["ranks", "\(launch.ranks.count), on \(launch.hosts.count == 1 ? "one host" : "\(launch.hosts.count) hosts")"],
    ]
    let titles = ["rank", "host", "process", "may use", "of", "processor", "level"]
    let rows = launch.ranks.map { rank in
      [
        "\(rank.rank)", rank.host, "\(rank.process)", "\(rank.processors)", "\(rank.hostProcessors)", rank.processor,
        rank.level,
      ]
    }
    let found = findings(launch)
    let end = found.isEmpty ? ["Nothing is wrong with this launch."] : ["What stands out:"] + found.map { "- \($0)" }
    return (columns(head) + [""] + columns([titles] + rows) + [""] + end).joined(separator: "\n")
  }

  private func findings(_ launch: LaunchReport) -> [String] {
    var found = [launch.differentPrograms].compactMap { $0 }.map { "refused by run: \($0)" }
    found += [launch.differentKernels].compactMap { $0 } + launch.stacked + launch.short + launch.temporary
    let environment = LaunchEnvironment.current
    if environment.launcher == .none, let tasks = environment.slurmJobTasks, tasks > 1 {
      found.append(
        "this is one process in a Slurm job for \(tasks) tasks: start it with 'srun --mpi=pmix' or 'mpirun' to use them all"
      )
    }
    if Program.cpuLevel == "baseline" {
      found.append(
        "built for any processor, it is many times slower than it could be: scripts/build --cpu \(slowest(launch))"
      )
    }
    return found
  }

  /// The level that every rank's processor can run.
  private func slowest(_ launch: LaunchReport) -> String {
    let levels = ["baseline", "x86-64-v3", "x86-64-v4"]
    return levels[launch.ranks.map { levels.firstIndex(of: $0.level) ?? 0 }.min() ?? 0]
  }

  /// Cells below each other, two spaces apart.
  private func columns(_ rows: [[String]]) -> [String] {
    let widths = rows[0].indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
    return rows.map { row in
      zip(row, widths).map { cell, width in cell + String(repeating: " ", count: width - cell.count) }
        .joined(separator: "  ").trimmingTrailingSpaces
    }
  }
}

extension String {
  fileprivate var trimmingTrailingSpaces: String {
    var text = self
    while text.last == " " { text.removeLast() }
    return text
  }
}
