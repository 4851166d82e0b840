import Foundation
import Testing

extension ClusterTests {
  @Suite("What the commands print, and how often")
  struct CommandTests {
    @Test(
      "Help and version are said once, whoever starts them",
      arguments: [
        ["--help"], ["--version"], ["run", "--help"], ["check", "--help"], ["doctor", "--help"], ["report", "--help"],
        ["replay", "--help"], ["compare", "--help"], ["merge", "--help"], ["status", "--help"], ["script", "--help"],
        [],
      ]
    )
    func help(words: [String]) async throws {
      var launch = collapsar()
      launch.arguments = words
      let alone = try await launch.run()
      alone.expectSuccess()
      #expect(alone.errors == "")
      #expect(!alone.lines.isEmpty)
      #expect(words == ["--version"] || alone.output.contains("EXAMPLES"))
      launch.ranks = 3
      let together = try await launch.run()
      together.expectSuccess()
      #expect(together.output == alone.output)
    }

    @Test("check shows the plan once and does no work", arguments: [nil, 2])
    func check(ranks: Int?) async throws {
      let scratch = try Scratch()
      let study = try scratch.file("study.yaml", SameBytesTests.study.replacing("same bytes", with: "only-checked"))
      let outcome = try await collapsar("check", study, "--simulations", "1000000000", ranks: ranks).run()
      outcome.expectSuccess()
      #expect(outcome.lines.count { $0 == "name: only-checked" } == 1)
      #expect(outcome.lines.count { $0 == "simulations: 1000000000" } == 1)
      #expect(outcome.lines.count { $0.hasPrefix("# plan hash: ") } == 1)
      #expect(outcome.lines.count { $0.hasPrefix("# tanh: ") && $0.contains("trainer reference") } == 1)
      #expect(outcome.lines.count { $0.hasPrefix("# note: tanh: ") } == 1)
      #expect(try scratch.contents().keys.sorted() == ["study.yaml"])
      #expect(!FileManager.default.fileExists(atPath: "out/only-checked"))
    }

    @Test("The plan that check shows is a study of the same plan")
    func checkedPlan() async throws {
      let scratch = try Scratch()
      let first = try await collapsar("check", config("dying-relu")).run()
      first.expectSuccess()
      let second = try await collapsar("check", scratch.file("again.yaml", first.output)).run()
      second.expectSuccess()
      #expect(second.output == first.output)
    }

    @Test("doctor lists every rank once", arguments: [nil, 1, 3])
    func doctor(ranks: Int?) async throws {
      let outcome = try await collapsar("doctor", ranks: ranks).run()
      outcome.expectSuccess()
      let lines = outcome.output.split(separator: "\n", omittingEmptySubsequences: false)
      let begin = try #require(lines.firstIndex { $0.hasPrefix("rank  host") })
      let table = lines[begin...].prefix { !$0.isEmpty }
      #expect(table.dropFirst().compactMap { $0.split(separator: " ").first } == (0..<(ranks ?? 1)).map { "\($0)" })
      // Cells stand below their titles.
      for title in ["host", "process", "may use", "processor", "level"] {
        let column = try #require(table.first?.range(of: "  " + title)).lowerBound.utf16Offset(in: table[begin])
        for line in table { #expect(Array(line.utf16)[column] == 32 && Array(line.utf16)[column + 2] != 32, "\(line)") }
      }
      #expect(lines.count { $0.hasPrefix("collapsar  ") } == 1)
      #expect(lines.count { $0.hasPrefix("launch     ") } == 1)
      #expect(lines.contains("Nothing is wrong with this launch.") != lines.contains("What stands out:"))
    }

    @Test("With --quiet, nothing but the path of the results", arguments: [nil, 3])
    func quiet(ranks: Int?) async throws {
      let scratch = try Scratch()
      let launch = collapsar("run", config("smoke"), "--out", scratch["out"], "--quiet", ranks: ranks)
      for _ in 0..<2 {
        let outcome = try await launch.run()
        #expect(outcome.output == "results: \(scratch["out"])/results.json\n")
        #expect(outcome.errors == "")
        #expect(outcome.ending == .exited(0))
      }
    }

    @Test("Progress in a file is plain lines, ten seconds apart or more")
    func progress() async throws {
      let scratch = try Scratch()
      var launch = collapsar("run", config("smoke"), "--out", scratch["out"])
      launch.arguments += Endless.options
      let start = ContinuousClock.now
      let outcome = try await launch.run { child in
        try await child.says("constant: relu 0.")
        try await child.reaches {
          try String(decoding: scratch.bytes("out/log.jsonl"), as: UTF8.self).contains("\"event\":\"heartbeat\"")
        }
        try child.send(SIGUSR1)
      }
      let time = ContinuousClock.now - start
      #expect(outcome.ending == .exited(75), "\(outcome.errors)")
      let lines = outcome.errors.split(separator: "\n").filter { !$0.hasPrefix("collapsar: ") }
      #expect(!lines.isEmpty && .seconds(10 * (lines.count - 1)) <= time, "\(time): \(outcome.errors)")
      for line in lines {
        #expect(line.contains(" of \(Endless.simulations.formatted(.number.locale(Locale(identifier: "en_US")))) ("))
        #expect(line.contains("/s"))
        #expect(line.contains("constant: relu 0."))
      }
      let controls = (outcome.errors + outcome.output).unicodeScalars.filter {
        $0.properties.generalCategory == .control && $0 != "\n"
      }
      #expect(controls.isEmpty)
    }
  }
}
