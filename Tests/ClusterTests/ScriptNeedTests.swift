import Foundation
import Testing

extension ClusterTests {
  /// What a batch script asks for, held against what the study takes.
  @Suite("Memory and ranks of batch scripts")
  struct ScriptNeedTests {
    private func script(_ scheduler: String, _ more: String...) async throws -> Launch.Outcome {
      var launch = collapsar("script", scheduler, config("smoke"), "--time", "01:00:00")
      launch.arguments += more
      let outcome = try await launch.run()
      outcome.expectSuccess()
      return outcome
    }

    /// The number between two texts of a line.
    private func number(_ outcome: Launch.Outcome, _ start: String) throws -> Int {
      let line = try #require(outcome.lines.first { $0.contains(start) }, "\(outcome.output)")
      let rest = try #require(line.range(of: start).map { line[$0.upperBound...] })
      return try #require(Int(rest.prefix { $0.isNumber }))
    }

    @Test("Memory follows the study; under PBS it is that of all ranks of a chunk")
    func memory() async throws {
      let points = ["--set", "task.training_points=2000000"]
      let small = try number(try await script("slurm", "--ranks", "4"), "#SBATCH --mem-per-cpu=")
      let large = try number(try await script("slurm", "--ranks", "4", points[0], points[1]), "#SBATCH --mem-per-cpu=")
      #expect((256...512).contains(small), "the program, MPI and a small study: \(small)")
      // Two million points, inputs and targets in float32 and in float64, are 48 MB; the lanes hold them a few times.
      #expect(large > small + 48, "\(small), \(large)")
      let chunk = try number(try await script("pbs", "--ranks", "4"), "mpiprocs=1:mem=")
      let node = try number(try await script("pbs", "--ranks", "4", "--nodes", "2"), "mpiprocs=2:mem=")
      #expect(chunk == small && node == 2 * small)
    }

    @Test("Many ranks for a study of a moment are noted; one rank, or a long study, is not")
    func ranks() async throws {
      func notes(_ more: String...) async throws -> [Substring] {
        var launch = collapsar("script", "slurm", config("smoke"), "--time", "01:00:00")
        launch.arguments += more
        return try await launch.run().said
      }
      let noted = try await notes("--ranks", "32")
      #expect(noted.count == 1 && noted[0].hasPrefix("note: the study takes "), "\(noted)")
      #expect(noted.first?.contains("less than 32 ranks take to start") == true)
      #expect(try await notes("--ranks", "1") == [])
      #expect(try await notes("--ranks", "32", "--simulations", "1000000000") == [])
    }
  }
}
