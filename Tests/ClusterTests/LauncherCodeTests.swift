import Foundation
import RunFolder
import Testing

extension ClusterTests {
  /// What README says that mpirun makes of the codes of its ranks.
  @Suite("Exit codes of mpirun")
  struct LauncherCodeTests {
    @Test(
      "Interrupted, mpirun returns 1 and what was saved stays; asked by SIGUSR1 or SIGUSR2, it returns 75",
      arguments: [(SIGINT, 1), (SIGTERM, 1), (SIGUSR1, 75), (SIGUSR2, 75)] as [(Int32, Int32)]
    )
    func interrupted(signal: Int32, code: Int32) async throws {
      let scratch = try Scratch()
      var launch = collapsar(
        "run",
        config("smoke"),
        "--simulations",
        "\(Endless.simulations)",
        "--out",
        scratch["out"],
        ranks: 2
      )
      launch.arguments += ["--set", "records=none", "--checkpoint-every", "0", "--quiet"]
      let outcome = try await launch.run { child in
        try await child.reaches { scratch.exists("out/state.json") }
        try child.send(signal)
      }
      #expect(outcome.ending == .exited(code), "\(outcome.errors)")
      // After SIGINT and SIGTERM mpirun leaves its ranks a second, which a busy machine may need for something else.
      let reasons = ["stopped: a signal asked for it"] + (code == 1 ? [Manifest.running] : [])
      #expect(reasons.contains(try scratch.manifest("out").exitReason))
      #expect(scratch.done() > 0)
    }

    @Test("Simulations that cannot be computed: mpirun returns 76")
    func failures() async throws {
      let scratch = try Scratch()
      let script = "ulimit -v 1500000; exec '\(Launch.products.path)/collapsar' \"$@\""
      let launch = Launch(
        program: "mpirun",
        arguments: [
          "-n", "2", "--oversubscribe", "sh", "-c", script, "sh", "run", config("smoke"), "--set",
          "task.training_points=5000000", "--out", scratch["out"], "--max-failures", "0",
        ]
      )
      let outcome = try await launch.run()
      #expect(outcome.ending == .exited(76), "\(outcome.errors)")
    }

    @Test("A run says at once what it runs and where, under mpirun too", arguments: [nil, 2])
    func begins(ranks: Int?) async throws {
      let scratch = try Scratch()
      let outcome = try await collapsar("run", config("smoke"), "--no-report", "--out", scratch["out"], ranks: ranks)
        .run()
      outcome.expectSuccess()
      let place = ranks.map { "\($0) ranks" } ?? "one rank"
      let line = "running smoke: 64 simulations of each of 3 cells on \(place), into \(scratch["out"])"
      #expect(outcome.errors.split(separator: "\n").first.map(String.init) == line, "\(outcome.errors)")
      #expect(outcome.errors.split(separator: "\n").count { $0 == line } == 1)
    }
  }
}
