import Foundation
import Testing

extension ClusterTests {
  @Suite("Messages between ranks")
  struct MessagePassingTests {
    /// The checks of `mpi-probe`, as it names them.
    static let checks = [
      "barrier holds everyone until the last",
      "ring of messages, every type and length",
      "messages by tag, not by order",
      "test does not wait, and repeats its answer",
      "broadcast from every root, length known there alone",
      "reduce to every root",
      "allReduce on every rank",
      "gather to every root, unequal and empty",
      "the same in several calls",
      "the same while idling",
      "idle is called while another rank is late",
      "messages from any rank are taken when they are here",
      "wrong arguments are errors",
      "the library's errors are values",
      "one world a process",
    ]

    @Test("Every operation does what it says, on any number of ranks", arguments: [nil, 1, 2, 3, 7])
    func operations(ranks: Int?) async throws {
      let outcome = try await Launch(program: "mpi-probe", arguments: ["checks"], ranks: ranks).run()
      #expect(outcome.lines == Self.checks.map { "ok \($0)" } + ["checked on \(ranks ?? 1)"])
      // Also where MPI's own complaints would be: a handle that leaks, an argument it checks.
      #expect(outcome.errors == "")
      #expect(outcome.ending == .exited(0))
    }

    @Test("The launch is what the launcher says, and a report names the library", arguments: [nil, 1, 3])
    func launch(ranks: Int?) async throws {
      let outcome = try await Launch(program: "mpi-probe", arguments: ["launch"], ranks: ranks).run()
      let expected = ranks.map { "launcher: mpirun, rank 0 of \($0) (OMPI_COMM_WORLD_SIZE)" } ?? "launcher: no launcher"
      #expect(outcome.lines.first == Substring(expected))
      for start in ["ranks: \(ranks ?? 1)", "threads: ", "host: ", "compiled: Open MPI ", "library: Open MPI v"] {
        #expect(outcome.lines.count { $0.hasPrefix(start) } == 1)
      }
      #expect(outcome.errors == "")
      #expect(outcome.ending == .exited(0))
    }

    @Test("One program of many that are each alone is refused, after MPI has said so")
    func separateWorlds() async throws {
      for (rank, says) in [("0", true), ("3", false)] {
        let environment = ["PMI_SIZE": "4", "PMI_RANK": rank]
        let outcome = try await Launch(program: "mpi-probe", arguments: ["launch"], environment: environment).run()
        #expect(outcome.errors.contains("PMI_SIZE=4") == says)
        #expect(outcome.ending == .exited(69))
      }
    }

    @Test("A Slurm step that MPI cannot start in is refused before it tries")
    func slurmStep() async throws {
      let environment = ["SLURM_STEP_ID": "0", "SLURM_STEP_NUM_TASKS": "2", "SLURM_PROCID": "0"]
      let outcome = try await Launch(program: "mpi-probe", arguments: ["launch"], environment: environment).run()
      #expect(outcome.errors.contains("srun --mpi=pmix"))
      #expect(outcome.output == "")
      #expect(outcome.ending == .exited(69))
    }

    @Test("An abort ends every rank with its code, says why once, and loses nothing printed", arguments: [nil, 1, 3])
    func abort(ranks: Int?) async throws {
      let outcome = try await Launch(program: "mpi-probe", arguments: ["abort", "9"], ranks: ranks).run()
      #expect(outcome.lines == ["printed and not flushed"])
      #expect(outcome.errors.components(separatedBy: "gives up").count == 2)
      #expect(outcome.ending == .exited(9))
      // Alone, no word of MPI's own. Among others it is MPI that ends them: mpirun would complain of a rank that just
      // left (what MPI_Abort itself says is lost in one run of three, so it is not looked for).
      if ranks == nil { #expect(outcome.errors == "mpi-probe: rank 0 gives up\n") }
      if ranks == 3 { #expect(!outcome.errors.contains("non-zero exit code")) }
    }

    @Test("An idle that throws ends every kind of wait", arguments: [2, 3])
    func giveUp(ranks: Int) async throws {
      let outcome = try await Launch(program: "mpi-probe", arguments: ["give-up", "9"], ranks: ranks).run()
      let calls = ["barrier", "broadcast", "reduce", "allReduce", "gather"]
      #expect(outcome.lines == calls.map { "\($0): rank \(ranks - 1) is late" })
      #expect(outcome.ending == .exited(9))
    }

    @Test("A world that an error leaves does not finalize, and the job ends", arguments: [nil, 3])
    func leave(ranks: Int?) async throws {
      let outcome = try await Launch(program: "mpi-probe", arguments: ["leave", "5"], ranks: ranks).run()
      #expect(outcome.output == "")
      #expect(outcome.errors.components(separatedBy: "MPI_Isend failed: there is no rank \(ranks ?? 1)").count == 2)
      #expect(outcome.ending == .exited(5))
    }
  }
}
