import Foundation
import RunFolder
import Testing

extension ClusterTests {
  /// What ends a run before its time, and what the same command makes of it.
  @Suite("Leaving in time, and going on")
  struct LeavingTests {
    /// Rows are kept, so that nothing can be lost unseen.
    private static func run(_ folder: String, ranks: Int?, _ more: [String] = []) -> Launch {
      var launch = collapsar("run", config("smoke"), "--no-report", "--out", folder, ranks: ranks)
      launch.arguments += more
      return launch
    }

    private static func endlessRun(_ folder: String, ranks: Int?, _ more: String...) -> Launch {
      run(folder, ranks: ranks, Endless.options + more)
    }

    /// A run to the end, which is now a little further on than what is done.
    private static func finishingRun(_ scratch: Scratch, ranks: Int) -> Launch {
      run(scratch["out"], ranks: ranks, ["--simulations", "\(scratch.done() + 1000)"])
    }

    /// The bytes of a run of equal length that nobody disturbed.
    private static func expectWhole(_ scratch: Scratch) async throws {
      let count = try #require(try scratch.results("out").cells.first).simulations
      try await run(scratch["whole"], ranks: nil, ["--simulations", "\(count)"]).run().expectSuccess()
      for file in ["results.json", "layers.csv", "simulations.csv"] {
        // Not compared inside the macro, which would print all of it.
        let isSame = try scratch.bytes("out/\(file)") == scratch.bytes("whole/\(file)")
        #expect(isSame, "\(file)")
      }
    }

    private static func goOn(_ scratch: Scratch, ranks: Int) async throws {
      let outcome = try await finishingRun(scratch, ranks: ranks).run()
      #expect(outcome.ending == .exited(0), "\(outcome.errors)")
      // Ranks that a killed launcher has left may have been waited for.
      let news = outcome.said.filter { !$0.hasPrefix("note: ") && !$0.contains(" may be writing there; ") }
      #expect(news.count == 1 && news[0].hasPrefix("going on from "), "\(outcome.errors)")
    }

    private static func expectLeft(_ outcome: Launch.Outcome, _ reason: String, _ scratch: Scratch) throws {
      #expect(outcome.ending == .exited(75), "\(outcome.errors)")
      #expect(outcome.errors.contains("collapsar: stopped: \(reason); "), "\(outcome.errors)")
      #expect(outcome.errors.contains("run the same command to continue"), "\(outcome.errors)")
      #expect(try scratch.manifest("out").exitReason == "stopped: \(reason)")
      let done = try #require(try StoredFolder(scratch["out"]).checkpoint()).done
      #expect(done.upperBound < Endless.simulations, "\(done)")
    }

    @Test("a signal to one rank alone makes all leave", arguments: [(SIGUSR1, 0), (SIGUSR2, 1)])
    func oneRank(signal: Int32, rank: Int) async throws {
      let scratch = try Scratch()
      let outcome = try await Self.endlessRun(scratch["out"], ranks: 2).run { child in
        let processes = try await scratch.begun(child)
        kill(processes[rank], signal)
      }
      try Self.expectLeft(outcome, "a signal asked for it", scratch)
      let done = scratch.done()
      try await Self.goOn(scratch, ranks: 3)
      #expect(try scratch.results("out").cells.allSatisfy { $0.simulations == done + 1000 })
      try await Self.expectWhole(scratch)
    }

    @Test("without mpirun, TERM and Ctrl-C too", arguments: [SIGTERM, SIGINT, SIGHUP])
    func alone(signal: Int32) async throws {
      let scratch = try Scratch()
      let outcome = try await Self.endlessRun(scratch["out"], ranks: nil).run { child in
        let processes = try await scratch.begun(child)
        kill(processes[0], signal)
      }
      try Self.expectLeft(outcome, "a signal asked for it", scratch)
    }

    @Test("a long unit is given up, and a second signal gives it up at once")
    func longUnit() async throws {
      let scratch = try Scratch()
      // A work unit takes hours with any trainer, and this test has minutes.
      let large = ["network.width=32", "network.hidden_layers=200", "training.epochs=100000"]
      var launch = Self.endlessRun(scratch["out"], ranks: 2)
      launch.arguments += large.flatMap { ["--set", $0] }
      let outcome = try await launch.run { child in
        try await child.reaches { scratch.exists("out/manifest.json") }
        let processes = try scratch.manifest("out").ranks.map(\.processID)
        kill(processes[1], SIGUSR1)
        kill(processes[1], SIGUSR1)
      }
      #expect(outcome.ending == .exited(75), "\(outcome.errors)")
      #expect(try StoredFolder(scratch["out"]).checkpoint()?.done == 0..<0)
    }

    @Test("--max-time, and the scheduler's end time")
    func time() async throws {
      let scratch = try Scratch()
      let outcome = try await Self.endlessRun(scratch["out"], ranks: 2, "--max-time", "2s").run()
      try Self.expectLeft(outcome, "its time was over", scratch)
      var job = Self.endlessRun(scratch["out"], ranks: 2)
      job.environment["SLURM_JOB_END_TIME"] = "\(Int(Date().timeIntervalSince1970) + 4)"
      let second = try await job.run()
      try Self.expectLeft(second, "its time was over", scratch)
      #expect(second.errors.contains("note: the scheduler ends this job in "), "\(second.errors)")
      // What is no time is no end.
      var last = Self.finishingRun(scratch, ranks: 2)
      last.environment["SLURM_JOB_END_TIME"] = "inf"
      let finished = try await last.run()
      #expect(finished.ending == .exited(0), "\(finished.errors)")
      try await Self.expectWhole(scratch)
    }

    @Test("after kill -9 of mpirun the same command takes over at once, while ranks may still be there")
    func launcherKilled() async throws {
      let scratch = try Scratch()
      let first = try await Self.endlessRun(scratch["out"], ranks: 2, "--checkpoint-every", "0").run { child in
        try await child.reaches { scratch.done() > 0 }
        try child.send(SIGKILL)
      }
      #expect(first.ending == .signaled(SIGKILL))
      try await Self.goOn(scratch, ranks: 2)
      try await Self.expectWhole(scratch)
    }

    @Test("a folder that another run is at is left to it")
    func twoRuns() async throws {
      let scratch = try Scratch()
      let first = try await Self.endlessRun(scratch["out"], ranks: 2).run { child in
        let processes = try await scratch.begun(child)
        // Watched for longer than the watchdog waits: rank 0 shows meanwhile that it lives.
        let second = try await Self.run(scratch["out"], ranks: 2, ["--watchdog", "5"]).run()
        #expect(second.ending == .exited(69), "\(second.errors)")
        #expect(second.errors.contains("is being written by process \(processes[0]) on "), "\(second.errors)")
        try child.send(SIGUSR1)
      }
      #expect(first.ending == .exited(75), "\(first.errors)")
    }
  }
}
