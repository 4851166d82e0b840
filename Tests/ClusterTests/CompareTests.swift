import Foundation
import Testing

extension ClusterTests {
  /// Whether two folders agree.
  @Suite("Compare")
  struct CompareTests {
    @Test("Equal folders agree byte for byte, and so does a longer study in pairs")
    func agree() async throws {
      let scratch = try Scratch()
      try await CloserStudy.carryOut(scratch, "a")
      try await CloserStudy.carryOut(scratch, "b", "--units-per-slice", "1")
      try await CloserStudy.carryOut(scratch, "longer", "--simulations", "60")
      let same = try await collapsar("compare", scratch["a"], scratch["b"]).run()
      same.expectSuccess()
      #expect(same.lines.last == "They agree byte for byte.")
      let longer = try await collapsar("compare", scratch["a"], scratch["longer"]).run()
      longer.expectSuccess()
      #expect(longer.lines.contains("  simulations: 40 | 60"))
      #expect(
        longer.lines.contains { $0.hasPrefix("simulations.csv  the same up to line 322, where A ends") },
        "\(longer.output)"
      )
      #expect(longer.lines.contains("relu (ReLU, 3 × 2, float32): 40 pairs of equal simulation indices"))
      #expect(longer.lines.last?.hasPrefix("They agree statistically: none of ") == true)
    }

    /// The seeds are fixed, so nothing here is left to chance.
    @Test("Another seed is compared without pairs, another plan in pairs, and what differs is named")
    func differ() async throws {
      let scratch = try Scratch()
      try await CloserStudy.carryOut(scratch, "a")
      try await CloserStudy.carryOut(scratch, "seed", "--seed", "12")
      try await CloserStudy.carryOut(scratch, "plan", "--set", "network.width=5")
      try await CloserStudy.carryOut(scratch, "rowless", "--set", "records=none", "--simulations", "39")
      let seed = try await collapsar("compare", scratch["a"], scratch["seed"]).run()
      seed.expectSuccess()
      #expect(seed.lines.contains("  seed: 11 | 12"))
      #expect(
        seed.lines.contains("relu (ReLU, 3 × 2, float32): not in pairs, since other seeds draw other simulations")
      )
      #expect(seed.output.contains("results.json     differ first in line "))
      #expect(seed.lines.last?.hasPrefix("They agree statistically: none of ") == true)
      let plan = try await collapsar("compare", scratch["a"], scratch["plan"]).run()
      #expect(plan.ending == .exited(1) && plan.errors == "")
      #expect(plan.lines.contains("The plans differ."))
      #expect(plan.output.contains("  network.width: 2 | 5 (relu, leaky, "), "\(plan.output)")
      let verdict = try #require(plan.lines.last)
      #expect(verdict.hasPrefix("They differ in ") && verdict.contains("born_dead of relu"), "\(verdict)")
      let json = try await collapsar("compare", "--json", scratch["a"], scratch["plan"]).run()
      #expect(json.ending == .exited(1) && json.errors == "")
      let object = try #require(try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [String: Any])
      #expect(object["verdict"] as? String == "no" && object["agrees"] as? Bool == false)
      let cells = try #require(object["cells"] as? [[String: Any]])
      #expect(cells.compactMap { $0["name"] as? String } == CloserStudy.cells)
      let outcomes = try #require(cells[0]["outcomes"] as? [[String: Any]])
      let differing = outcomes.filter { $0["differs"] as? Bool == true }.compactMap { $0["name"] as? String }
      #expect(differing.contains("born_dead"), "\(json.output)")
      let settings = try #require(object["settings"] as? [[String: Any]])
      #expect(settings.contains { $0["key"] as? String == "network.width" && $0["second"] as? String == "5" })
      let rowless = try await collapsar("compare", scratch["a"], scratch["rowless"]).run()
      rowless.expectSuccess()
      #expect(rowless.output.contains("relu (ReLU, 3 × 2, float32): not in pairs, since not both folders keep rows"))
      #expect(rowless.output.contains("simulations.csv  only in A"))
    }

    @Test("A finished folder whose file was changed is not compared")
    func damagedFolder() async throws {
      let scratch = try Scratch()
      for folder in ["a", "b"] { try await CloserStudy.carryOut(scratch, folder, "--simulations", "3") }
      for name in ["simulations.csv", "layers.csv", "results.json"] {
        let whole = try scratch.bytes("b/\(name)")
        var bytes = whole
        bytes[bytes.count - 3] ^= 1
        _ = try scratch.file("b/\(name)", bytes)
        let outcome = try await collapsar("compare", scratch["a"], scratch["b"]).run()
        outcome.expectFailure(65, ["b/\(name): is damaged", "restore the folder from a copy, or run its study again"])
        _ = try scratch.file("b/\(name)", whole)
      }
    }
  }
}
