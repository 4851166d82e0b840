import Foundation
import RunFolder
import Testing

extension ClusterTests {
  @Suite("Work units as small as the trainer asks")
  struct WorkUnitTests {
    private static let settings = ["--simulations", "16", "--no-report"]

    @Test("16 simulations of the reference trainer are shared by all ranks, with the bytes of one", arguments: [2, 3])
    func reference(ranks: Int) async throws {
      let scratch = try Scratch()
      for (folder, ranks) in [("alone", nil), ("together", ranks)] as [(String, Int?)] {
        var run = collapsar("run", config("smoke"), "--out", scratch[folder], ranks: ranks)
        run.arguments += ["--set", "trainer=reference"]
        run.arguments += Self.settings
        let outcome = try await run.run()
        outcome.expectSuccess()
        #expect(!outcome.errors.contains("nothing to do"), "\(outcome.errors)")
      }
      #expect(try scratch.manifest("together").ranks.allSatisfy { $0.simulations > 0 })
      for file in ["results.json", "simulations.csv", "layers.csv"] {
        #expect(try scratch.bytes("alone/\(file)") == scratch.bytes("together/\(file)"), "\(file)")
      }
    }

    @Test("16 simulations on the lanes are one unit, as check says beforehand")
    func lanes() async throws {
      let scratch = try Scratch()
      var run = collapsar("run", config("smoke"), "--out", scratch["out"], ranks: 2)
      run.arguments += Self.settings
      let outcome = try await run.run()
      let note = "2 ranks for 1 work unit of 16 simulations: 1 has nothing to do"
      #expect(outcome.errors.contains(note), "\(outcome.errors)")
      let check = try await collapsar("check", config("smoke")).run()
      #expect(check.lines.contains { $0.contains("a work unit, 16 simulations of every cell") })
      let slow = try await collapsar("check", config("smoke"), "--set", "trainer=reference").run()
      #expect(slow.lines.contains { $0.contains("a work unit, one simulation of every cell") })
    }
  }
}
