import Foundation
import Testing

extension ClusterTests {
  /// How a folder's study is getting on.
  @Suite("Status")
  struct StatusTests {
    @Test("status of a finished folder, and of one whose run was killed")
    func status() async throws {
      let scratch = try Scratch()
      try await CloserStudy.carryOut(scratch, "out")
      let finished = try await collapsar("status", scratch["out"]).run()
      finished.expectSuccess()
      #expect(finished.lines.first?.hasPrefix("closer, plan ") == true)
      #expect(
        finished.lines.contains {
          $0.hasPrefix("finished at ") && $0.contains(": 40 simulations of each of 8 cells, one rank on ")
        }
      )
      #expect(
        finished.lines.contains {
          $0.hasPrefix("  relu (ReLU, 3 × 2, float32) ") && $0.contains("  constant 0.") && $0.contains("  dead 0.")
        },
        "\(finished.output)"
      )
      #expect(finished.lines.contains { $0.hasPrefix("  leaky ") && $0.contains("  all units negative 0.") })

      let study = try scratch.file("study.yaml", CloserStudy.text)
      let count = "\(Endless.simulations)"
      let run = collapsar("run", study, "--simulations", count, "--set", "records=all", "--out", scratch["killed"])
      _ = try await run.run { child in
        try await scratch.begun(child, in: "killed", bytes: 100_000)
        let running = try await collapsar("status", scratch["killed"]).run()
        running.expectSuccess()
        #expect(running.lines.contains { $0.hasPrefix("running since ") }, "\(running.output)")
        #expect(running.lines.contains { $0.contains("heartbeat") })
        try child.send(SIGKILL)
      }
      let killed = try await collapsar("status", scratch["killed"]).run()
      killed.expectSuccess()
      #expect(
        killed.lines.contains { $0.hasPrefix("begun at ") && $0.contains(", and killed: process ") },
        "\(killed.output)"
      )
      // What was computed can still be looked at, and what was not.
      let there = try await CloserStudy.replay(scratch["killed"], "adam", 2).run()
      there.expectSuccess()
      #expect(there.output.contains("matches the row in simulations.csv"))
      let notThere = try await CloserStudy.replay(scratch["killed"], "adam", Endless.simulations - 1).run()
      notThere.expectSuccess()
      #expect(notThere.output.contains("not compared: the study was not finished"))
      let outcome = try await collapsar("compare", scratch["killed"], scratch["out"]).run()
      outcome.expectFailure(65, ["holds a study that is not finished (running)"])
    }
  }
}
