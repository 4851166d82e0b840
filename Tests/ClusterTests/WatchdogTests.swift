import Foundation
import RunFolder
import Testing

extension ClusterTests {
  /// No rank waits for ever for another.
  @Suite("The watchdog")
  struct WatchdogTests {
    private static let ranks = 3
    private static let seconds = 3

    private func run(_ folder: String, simulations: Int) -> Launch {
      var launch = FailureTests.run(folder, simulations: simulations, ranks: Self.ranks)
      launch.arguments += ["--watchdog", "\(Self.seconds)", "--quiet", "--no-report"]
      return launch
    }

    @Test("A rank that is stopped is named by one that is not, and the job ends", arguments: [0, 1, 2])
    func stopped(rank: Int) async throws {
      let scratch = try Scratch()
      var processes: [Int32] = []
      let clock = ContinuousClock()
      var start = clock.now
      let outcome = try await run(scratch["out"], simulations: 10_000_000).run { _ in
        processes = try await scratch.begun()
        kill(processes[rank], SIGSTOP)
        start = clock.now
      }
      // Late on a busy machine, and never early.
      let time = clock.now - start
      #expect(time > .seconds(Self.seconds - 1) && time < .seconds(Self.seconds + 30), "\(time)")
      #expect(outcome.ending == .exited(70), "\(outcome.errors)")
      try #require(processes.count == Self.ranks)
      let host = ProcessInfo.processInfo.hostName
      let line =
        "rank \(rank == 0 ? 1 : 0) on \(host): rank \(rank) on \(host) (process \(processes[rank])) has not answered for "
        + "\(Self.seconds) s; it was stopped, or its host is cut off or swapping; look at that host, then run the same "
        + "command to continue"
      #expect(outcome.said == [Substring(line)], "\(outcome.errors)")
      for process in processes {
        #expect(try await ends(process, within: .seconds(10)), "process \(process) is still there")
      }
    }

    @Test("A job that is suspended for longer than the watchdog waits, and continued, goes on to its end")
    func suspended() async throws {
      let scratch = try Scratch()
      let outcome = try await run(scratch["out"], simulations: 50_000).run { child in
        let processes = try await scratch.begun()
        try child.send(SIGSTOP)
        for process in processes { kill(process, SIGSTOP) }
        try await Task.sleep(for: .seconds(2 * Self.seconds))
        #expect(!scratch.exists("out/results.json"))
        for process in processes { kill(process, SIGCONT) }
        try child.send(SIGCONT)
      }
      #expect(outcome.said == [])
      #expect(outcome.ending == .exited(0), "\(outcome.errors)")
      #expect(try scratch.results("out").cells.allSatisfy { $0.simulations == 50_000 })
    }

    @Test("An abort ends its process also where mpirun does not answer")
    func deafLauncher() async throws {
      let scratch = try Scratch()
      let outcome = try await run(scratch["out"], simulations: 10_000_000).run { child in
        let processes = try await scratch.begun()
        try child.send(SIGSTOP)
        kill(processes[2], SIGSTOP)
        #expect(try await ends(processes[0], within: .seconds(Self.seconds + 40)))
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

    /// Whether a process is gone before the time is over. `mpirun` returns when it has sent the last signal, not later.
    private func ends(_ process: Int32, within limit: Duration) async throws -> Bool {
      let deadline = ContinuousClock.now + limit
      while isRunning(process) {
        if ContinuousClock.now > deadline { return false }
        try await Task.sleep(for: .milliseconds(50))
      }
      return true
    }

    /// Whether a process is there and not only waits to be buried.
    private func isRunning(_ process: Int32) -> Bool {
      guard let text = try? String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8) else { return false }
      // The state stands behind the name, which is in parentheses.
      return text.split(separator: ")").last?.split(separator: " ").first != "Z"
    }
  }
}
