import Foundation
import RunFolder
import Testing

extension ClusterTests {
  /// What ends a run before its time, and what the same command makes of it.
  @Suite("Leaving in time, and going on")
  struct LeavingTests {
    /// Seconds with the reference trainer, whose bits are those of the lanes.
    private static let simulations = 800
    private static let slowly = ["--set", "trainer=reference"]

    /// Rows are kept, so that nothing can be lost unseen.
    private static func run(_ folder: String, ranks: Int?, _ more: String...) -> Launch {
      var launch = collapsar(
        "run",
        config("smoke"),
        "--simulations",
        "\(simulations)",
        "--no-report",
        "--out",
        folder,
        ranks: ranks
      )
      launch.arguments += more
      return launch
    }

    private static func slowRun(_ folder: String, ranks: Int?, _ more: String...) -> Launch {
      var launch = run(folder, ranks: ranks)
      launch.arguments += slowly + more
      return launch
    }

    /// The bytes of a run that nobody disturbed.
    private static func expectWhole(_ scratch: Scratch) async throws {
      try await run(scratch["whole"], ranks: nil).run().expectSuccess()
      for file in ["results.json", "layers.csv", "simulations.csv"] {
        #expect(try scratch.bytes("out/\(file)") == scratch.bytes("whole/\(file)"), "\(file)")
      }
    }

    private static func goOn(_ scratch: Scratch, ranks: Int) async throws {
      let outcome = try await run(scratch["out"], ranks: ranks).run()
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
      #expect(done.upperBound < simulations, "\(done)")
    }

    @Test("a signal to one rank alone makes all leave", arguments: [(SIGUSR1, 0), (SIGUSR2, 1)])
    func oneRank(signal: Int32, rank: Int) async throws {
      let scratch = try Scratch()
      let outcome = try await Self.slowRun(scratch["out"], ranks: 2).run { _ in
        let processes = try await scratch.begun()
        kill(processes[rank], signal)
      }
      try Self.expectLeft(outcome, "a signal asked for it", scratch)
      try await Self.goOn(scratch, ranks: 3)
      try await Self.expectWhole(scratch)
    }

    @Test("without mpirun, TERM and Ctrl-C too", arguments: [SIGTERM, SIGINT, SIGHUP])
    func alone(signal: Int32) async throws {
      let scratch = try Scratch()
      let outcome = try await Self.slowRun(scratch["out"], ranks: nil).run { _ in
        let processes = try await scratch.begun()
        kill(processes[0], signal)
      }
      try Self.expectLeft(outcome, "a signal asked for it", scratch)
    }

    @Test("a long unit is given up, and a second signal gives it up at once")
    func longUnit() async throws {
      let scratch = try Scratch()
      // Minutes a unit.
      let large = ["network.width=64", "training.epochs=1000", "compare=[]"].flatMap { ["--set", $0] }
      var launch = Self.slowRun(scratch["out"], ranks: 2)
      launch.arguments += large
      let clock = ContinuousClock()
      var asked = clock.now
      let outcome = try await launch.run { _ in
        while !scratch.exists("out/manifest.json") { try await Task.sleep(for: .milliseconds(5)) }
        let processes = try scratch.manifest("out").ranks.map(\.processID)
        asked = clock.now
        kill(processes[1], SIGUSR1)
        kill(processes[1], SIGUSR1)
      }
      #expect(outcome.ending == .exited(75), "\(outcome.errors)")
      #expect(try StoredFolder(scratch["out"]).checkpoint()?.done == 0..<0)
      // Not a measurement: a unit takes minutes.
      #expect(clock.now - asked < .seconds(60))
    }

    @Test("--max-time, and the scheduler's end time")
    func time() async throws {
      let scratch = try Scratch()
      let outcome = try await Self.slowRun(scratch["out"], ranks: 2, "--max-time", "2s").run()
      try Self.expectLeft(outcome, "its time was over", scratch)
      var job = Self.slowRun(scratch["out"], ranks: 2)
      job.environment["SLURM_JOB_END_TIME"] = "\(Int(Date().timeIntervalSince1970) + 4)"
      let second = try await job.run()
      try Self.expectLeft(second, "its time was over", scratch)
      #expect(second.errors.contains("note: the scheduler ends this job in "), "\(second.errors)")
      // What is no time is no end.
      var last = Self.run(scratch["out"], ranks: 2)
      last.environment["SLURM_JOB_END_TIME"] = "inf"
      let finished = try await last.run()
      #expect(finished.ending == .exited(0), "\(finished.errors)")
      try await Self.expectWhole(scratch)
    }

    @Test("after kill -9 of mpirun the same command takes over at once, while ranks may still be there")
    func launcherKilled() async throws {
      let scratch = try Scratch()
      let first = try await Self.slowRun(scratch["out"], ranks: 2, "--checkpoint-every", "0").run { child in
        try await scratch.begun()
        try child.send(SIGKILL)
      }
      #expect(first.ending == .signaled(SIGKILL))
      try await Self.goOn(scratch, ranks: 2)
      try await Self.expectWhole(scratch)
    }

    @Test("a folder that another run is at is left to it")
    func twoRuns() async throws {
      let scratch = try Scratch()
      let first = try await Self.slowRun(scratch["out"], ranks: 2, "--simulations", "100000").run { child in
        let processes = try await scratch.begun()
        // Watched for longer than the watchdog waits: rank 0 shows meanwhile that it lives.
        let second = try await Self.run(scratch["out"], ranks: 2, "--watchdog", "3").run()
        #expect(second.ending == .exited(69), "\(second.errors)")
        #expect(second.errors.contains("is being written by process \(processes[0]) on "), "\(second.errors)")
        try child.send(SIGUSR1)
      }
      #expect(first.ending == .exited(75), "\(first.errors)")
    }
  }
}
