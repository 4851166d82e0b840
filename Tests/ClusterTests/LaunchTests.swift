import Foundation
import Testing

extension ClusterTests {
  /// The helper that the other suites stand on.
  @Suite("Child processes of tests")
  struct LaunchTests {
    @Test("A child that hangs is killed when its time is over")
    func timeLimit() async throws {
      let launch = Launch(program: "mpi-probe", arguments: ["stall"], timeLimit: .seconds(1))
      #expect(try await launch.run().ending == .timedOut)
    }

    @Test("When mpirun is killed, its ranks are")
    func timeLimitOfRanks() async throws {
      // Reached in any case. A busy machine gets more time, until the ranks have said who they are.
      var launch = Launch(program: "mpi-probe", arguments: ["stall"], ranks: 2, timeLimit: .seconds(4))
      var outcome = try await launch.run()
      while outcome.lines.count < 2, launch.timeLimit < .seconds(100) {
        #expect(outcome.ending == .timedOut)
        launch.timeLimit *= 2
        outcome = try await launch.run()
      }
      #expect(outcome.ending == .timedOut)
      try await expectGone(outcome.lines, count: 2)
    }

    @Test("A signal reaches mpirun, and mpirun its ranks")
    func signal() async throws {
      let outcome = try await Launch(program: "mpi-probe", arguments: ["stall"], ranks: 2).run { child in
        try await child.prints("stalled", lines: 2)
        try child.send(SIGTERM)
      }
      #expect(outcome.ending == .exited(1))
      try await expectGone(outcome.lines, count: 2)
    }

    @Test("A child that a signal ends says which")
    func signaled() async throws {
      let outcome = try await Launch(program: "mpi-probe", arguments: ["stall"]).run { child in
        try await child.prints("stalled")
        try child.send(SIGKILL)
      }
      #expect(outcome.ending == .signaled(9))
    }

    @Test("Codes, both outputs and the usage come through")
    func usage() async throws {
      let outcome = try await Launch(program: "mpi-probe", arguments: ["dance"]).run()
      #expect(outcome.errors.hasPrefix("usage: mpi-probe"))
      #expect(outcome.output == "")
      #expect(outcome.ending == .exited(64))
    }

    /// The processes that said who they are exist no longer, now or very soon.
    private func expectGone(_ lines: [Substring], count: Int) async throws {
      let processes = lines.compactMap { $0.hasPrefix("stalled ") ? Int32($0.dropFirst("stalled ".count)) : nil }
      #expect(processes.count == count)
      for process in processes {
        #expect(try await isReached { !isRunning(process) }, "process \(process) is still there")
      }
    }
  }
}
