import Foundation
import Testing

extension ClusterTests {
  @Suite("What check foretells")
  struct CheckTests {
    @Test("Rows take as many bytes as were foretold, within a quarter", arguments: ["smoke", "notebook-2019"])
    func rows(study: String) async throws {
      let scratch = try Scratch()
      let options = ["--simulations", "100"]
      var check = collapsar("check", config(study))
      check.arguments += options
      let line = try #require(try await check.run().lines.first { $0.hasPrefix("# rows: ") })
      let size = line.split(separator: " ").suffix(2)
      #expect(size.last == "kB", "\(line)")
      let foretold = try #require(size.first.flatMap { Double($0) }) * 1000
      var run = collapsar("run", config(study), "--out", scratch["out"], "--quiet")
      run.arguments += options
      try await run.run().expectSuccess()
      let bytes = Double(try scratch.bytes("out/simulations.csv").count)
      #expect((0.75...1.25).contains(bytes / foretold), "\(line), \(bytes) bytes came")
    }

    /// Points of 300,000: 64 bytes a vector, an input and a target each, in order, in the epoch's order, and twice the
    /// inputs to shuffle, make 115 MB in each of the study's two precisions.
    @Test("Memory is foretold for the lanes and for the reference trainer")
    func memory() async throws {
      func foretold(_ settings: String...) async throws -> Substring {
        var check = collapsar("check", config("smoke"), "--set", "task.training_points=300000")
        for setting in settings { check.arguments += ["--set", setting] }
        return try #require(try await check.run().lines.first { $0.hasPrefix("# memory: ") })
      }
      #expect(try await foretold().hasPrefix("# memory: about 231 MB a rank "))
      let reference = try await foretold("trainer=reference")
      #expect(reference.hasPrefix("# memory: about 43 MB a rank "), "\(reference)")
    }

    @Test("Time is foretold, on ranks too, and a unit longer than --max-time is warned of")
    func time() async throws {
      func lines(_ options: String...) async throws -> [Substring] {
        var check = collapsar("check", config("smoke"))
        check.arguments += options
        let outcome = try await check.run()
        outcome.expectSuccess()
        return outcome.lines
      }
      // A network of a million weights takes minutes a simulation with the reference trainer.
      let settings = ["trainer=reference", "network.width=1000", "training.epochs=200", "compare=[]"]
      let long = settings.flatMap { ["--set", $0] }
      let warning = "# note: a work unit takes about "
      let usual = try await lines("--max-time", "10m")
      #expect(usual.count { $0.hasPrefix("# time: about ") && $0.contains(" on one core; a work unit, 16 simul") } == 1)
      #expect(!usual.contains { $0.hasPrefix(warning) })
      var check = collapsar("check", config("smoke"), "--max-time", "10m", "--ranks", "8")
      check.arguments += long
      let warned = try await check.run().lines
      #expect(
        warned.count { $0.hasPrefix(warning) && $0.contains("longer than --max-time 10 min 0 s") } == 1,
        "\(warned)"
      )
      #expect(warned.count { $0.hasPrefix("# time: ") && $0.contains(" on 8 ranks with a core each; ") } == 1)
      try await collapsar("check", config("smoke"), "--max-time", "soon").run().expectFailure(64, ["--max-time soon"])
    }

    @Test("A file that would fill disks is warned of, before it is begun", arguments: [nil, 2])
    func manyRows(ranks: Int?) async throws {
      func warnings(_ options: String...) async throws -> [Substring] {
        var check = collapsar("check", config("smoke"), ranks: ranks)
        check.arguments += options
        return try await check.run().lines.filter { $0.hasPrefix("# note: simulations.csv ") }
      }
      let many = try await warnings("--simulations", "1_000_000_000")
      #expect(many.count == 1)
      #expect(many.first?.contains(" GB; write records: none (--set records=none)") == true, "\(many)")
      #expect(try await warnings("--simulations", "1_000_000_000", "--set", "records=none").isEmpty)
      #expect(try await warnings("--simulations", "1_000_000").isEmpty)
    }

    @Test("What may not be meant is noted by check, and by run as it starts")
    func notes() async throws {
      let scratch = try Scratch()
      let settings = [
        "--set", "task.test_points=[0, 5]", "--set", "compare=[]", "--set", "precision=float64", "--simulations", "4",
      ]
      var check = collapsar("check", config("smoke"))
      check.arguments += settings
      let noted = try await check.run().lines.filter { $0.hasPrefix("# note: ") }.map { $0.dropFirst("# ".count) }
      #expect(noted.count == 3)
      #expect(noted.contains { $0.hasPrefix("note: test_points: 1 of 2 outside the domain [") }, "\(noted)")
      var run = collapsar("run", config("smoke"), "--out", scratch["out"])
      run.arguments += settings
      let outcome = try await run.run()
      outcome.expectSuccess()
      #expect(outcome.said == noted)
    }

    @Test("Studies with different names have different folders")
    func folders() async throws {
      let scratch = try Scratch()
      let names = ["a/b", "a-b", "a b", ".", "..", "ä", "a%2Fb"]
      for name in names {
        let words = "run \(config("smoke")) --simulations 4 --quiet --set 'name=\"\(name)\"'"
        let script = "cd \(scratch["."]) && '\(Launch.products.path)/collapsar' \(words)"
        try await Launch(program: "sh", arguments: ["-c", script]).run().expectSuccess("\(name)")
      }
      let folders = try FileManager.default.contentsOfDirectory(atPath: scratch["out"])
      #expect(Set(folders) == ["a%2Fb", "a-b", "a%20b", "%2E", "%2E.", "ä", "a%252Fb"])
    }
  }
}
