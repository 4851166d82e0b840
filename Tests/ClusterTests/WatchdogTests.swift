import Foundation
import RunFolder
import Testing

extension ClusterTests {
  /// No rank waits for ever for another.
  @Suite("The watchdog")
  struct WatchdogTests {
    private static let ranks = 3
    /// Longer than a busy machine keeps a healthy rank waiting for its turn.
    private static let seconds = 5

    private func run(_ folder: String) -> Launch {
      var launch = FailureTests.run(folder, ranks: Self.ranks)
      launch.arguments += ["--watchdog", "\(Self.seconds)", "--quiet", "--no-report"]
      return launch
    }

    @Test("A rank that is stopped is named by one that is not, and the job ends", arguments: [0, 2])
    func stopped(rank: Int) async throws {
      let scratch = try Scratch()
      var processes: [Int32] = []
      let outcome = try await run(scratch["out"]).run { child in
        processes = try await scratch.begun(child)
        kill(processes[rank], SIGSTOP)
      }
      #expect(outcome.ending == .exited(70), "\(outcome.errors)")
      try #require(processes.count == Self.ranks)
      let host = ProcessInfo.processInfo.hostName
      let line =
        "rank \(rank == 0 ? 1 : 0) on \(host): rank \(rank) on \(host) (process \(processes[rank])) has not answered for "
        + "\(Self.seconds) s; it was stopped, or its host is cut off or swapping; look at that host, then run the same "
        + "command to continue"
      #expect(outcome.said == [Substring(line)], "\(outcome.errors)")
      for process in processes {
        // `mpirun` returns when it has sent the last signal, not later.
        #expect(try await isReached { !isRunning(process) }, "process \(process) is still there")
      }
    }

    @Test("A job that is suspended for longer than the watchdog waits, and continued, does more work")
    func suspended() async throws {
      let scratch = try Scratch()
      func rows() throws -> Int { try scratch.bytes("out/simulations.csv").count }
      let outcome = try await run(scratch["out"]).run { child in
        let processes = try await scratch.begun(child)
        try child.send(SIGSTOP)
        for process in processes { kill(process, SIGSTOP) }
        // Nothing but time makes a suspension long. The program is never early, so no machine is too slow or too fast.
        try await Task.sleep(for: .seconds(2 * Self.seconds))
        let before = try rows()
        for process in processes { kill(process, SIGCONT) }
        try child.send(SIGCONT)
        try await child.reaches { try rows() > 2 * before }
        try child.send(SIGUSR1)
      }
      #expect(outcome.said == [])
      #expect(outcome.ending == .exited(75), "\(outcome.errors)")
    }

    @Test("An abort ends its process also where mpirun does not answer")
    func deafLauncher() async throws {
      let scratch = try Scratch()
      let outcome = try await run(scratch["out"]).run { child in
        let processes = try await scratch.begun(child)
        try child.send(SIGSTOP)
        kill(processes[2], SIGSTOP)
        try await child.reaches { !isRunning(processes[0]) }
        try child.send(SIGCONT)
      }
      #expect(outcome.ending != .exited(0) && outcome.ending != .timedOut, "\(outcome.errors)")
    }

    @Test("What is no time is refused", arguments: ["0", "0.5", "-3", "nan", "soon", "1e9"])
    func wrongTime(seconds: String) async throws {
      let scratch = try Scratch()
      let outcome = try await collapsar("run", config("smoke"), "--out", scratch["out"], "--watchdog=\(seconds)").run()
      #expect(outcome.ending == .exited(64))
      #expect(outcome.said.count == 1 && outcome.errors.contains("--watchdog"), "\(outcome.errors)")
      #expect(!scratch.exists("out"))
    }
  }
}
