import Foundation
import RunFolder
import Testing

extension ClusterTests {
  /// What goes wrong while a study runs: said once, with the rank, and every rank ends.
  @Suite("Failures while a study runs")
  struct FailureTests {
    /// Longer than it takes to notice a failure, were it to run to its end.
    static func run(_ folder: String, simulations: Int = 1_000_000) -> Launch {
      collapsar(
        "run",
        config("smoke"),
        "--simulations",
        "\(simulations)",
        "--set",
        "compare=[]",
        "--units-per-slice",
        "4",
        "--out",
        folder,
        ranks: 2
      )
    }

    @Test("A full disk", .enabled(if: geteuid() == 0, "a disk of one's own takes root"))
    func fullDisk() async throws {
      let scratch = try Scratch()
      let disk = try scratch.directory("disk")
      let mount = Launch(program: "mount", arguments: ["-t", "tmpfs", "-o", "size=300k", "tmpfs", disk])
      if try await mount.run().ending != .exited(0) { try Test.cancel("this machine lets nobody mount a tmpfs") }
      let outcome = await Result { try await Self.run(disk + "/out").run() }
      _ = try await Launch(program: "umount", arguments: [disk]).run()
      try expect(
        outcome.get(),
        74,
        ["\(disk)/out/simulations.csv: cannot write to it (No space left on device)", "free some space"]
      )
    }

    @Test("A folder that disappears")
    func folderGone() async throws {
      let scratch = try Scratch()
      let outcome = try await Self.run(scratch["out"], simulations: 30_000).run { _ in
        try await begun(scratch)
        try FileManager.default.moveItem(atPath: scratch["out"], toPath: scratch["elsewhere"])
      }
      expect(outcome, 73, [scratch["out"], "(No such file or directory)", "was it removed while the study ran?"])
      #expect(!scratch.exists("out"))
      #expect(!scratch.exists("elsewhere/results.json"))
    }

    @Test("A rank that is killed takes the job along", arguments: [0, 1])
    func killed(rank: Int) async throws {
      let scratch = try Scratch()
      let outcome = try await Self.run(scratch["out"]).run { _ in
        try await begun(scratch)
        let process = try scratch.manifest("out").ranks[rank].processID
        kill(process, SIGKILL)
      }
      #expect(outcome.ending == .exited(128 + SIGKILL))
      // Which rank it was is mpirun's to say; only it knows.
      #expect(outcome.errors.contains("rank \(rank)"))
      #expect(!scratch.exists("out/results.json"))
      let again = try await Self.run(scratch["out"]).run()
      #expect(again.ending == .exited(65))
      #expect(again.said.count == 1)
    }

    /// Returns when the study in `out` has written rows.
    private func begun(_ scratch: Scratch) async throws {
      while try !scratch.exists("out/manifest.json") || scratch.bytes("out/simulations.csv").count < 10_000 {
        try await Task.sleep(for: .milliseconds(5))
      }
    }

    private func expect(
      _ outcome: Launch.Outcome,
      _ code: Int32,
      _ fragments: [String],
      sourceLocation: SourceLocation = #_sourceLocation
    ) {
      #expect(outcome.ending == .exited(code), "\(outcome.errors)", sourceLocation: sourceLocation)
      #expect(outcome.output == "", sourceLocation: sourceLocation)
      #expect(outcome.said.count == 1, "\(outcome.errors)", sourceLocation: sourceLocation)
      let line = outcome.said.first ?? ""
      let host = ProcessInfo.processInfo.hostName
      for fragment in ["rank 0 on \(host): "] + fragments {
        #expect(line.contains(fragment), "\(line)", sourceLocation: sourceLocation)
      }
    }
  }
}

extension Result where Failure == any Error {
  /// What an asynchronous piece of work came to, for work that something must follow in any case.
  fileprivate init(_ body: () async throws -> Success) async {
    do { self = .success(try await body()) } catch { self = .failure(error) }
  }
}
