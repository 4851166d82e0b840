import Foundation
import Testing

extension ClusterTests {
  /// The variables of an `mpirun` that is over, all of them, in the environment of a process that it did not start.
  @Suite("Variables of a launch that is over")
  struct LeftOverTests {
    /// Those that rank 1 of a launch of two had.
    private func variables() async throws -> [String: String] {
      let script = "test $OMPI_COMM_WORLD_RANK = 0 || env"
      let launch = Launch(program: "mpirun", arguments: ["-n", "2", "--oversubscribe", "sh", "-c", script])
      let lines = try await launch.run().lines.filter { $0.hasPrefix("OMPI_") || $0.hasPrefix("PMIX_") }
      let pairs = lines.compactMap { line in
        line.firstIndex(of: "=").map { (line[..<$0], line[line.index(after: $0)...]) }
      }
      return Dictionary(pairs.map { (String($0), String($1)) }) { $1 }
    }

    @Test("Commands that need no MPI do their work; run and doctor say what is left over")
    func commands() async throws {
      let scratch = try Scratch()
      let left = try await variables()
      #expect(left["OMPI_COMM_WORLD_RANK"] == "1" && left["PMIX_RANK"] == "1" && left["PMIX_SERVER_URI2"] != nil)
      try await collapsar("run", config("smoke"), "--no-report", "--out", scratch["out"]).run().expectSuccess()
      let out = scratch["out"]
      let words = [
        ["--version"], ["--help"], ["check", config("smoke")], ["status", out], ["report", out], ["compare", out, out],
        ["replay", out, "--cell", "relu", "--simulation", "3"], ["merge", scratch["all"], out, "--no-report"],
        ["script", "slurm", config("smoke"), "--ranks", "1", "--time", "01:00:00"],
      ]
      for words in words {
        var launch = collapsar(environment: left)
        launch.arguments = words
        let outcome = try await launch.run()
        outcome.expectSuccess("\(words)")
        #expect(!outcome.output.isEmpty, "\(words)")
      }
      for words in [["run", config("smoke"), "--out", scratch["none"]], ["doctor"]] {
        var launch = collapsar(environment: left)
        launch.arguments = words
        try await launch.run().expectFailure(
          69,
          ["OMPI_COMM_WORLD_SIZE=2 is left over", "no mpirun runs this process"]
        )
      }
      #expect(!scratch.exists("none"))
    }
  }
}
