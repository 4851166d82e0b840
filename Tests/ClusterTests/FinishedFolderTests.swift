import Foundation
import Testing

extension ClusterTests {
  @Suite("A finished folder")
  struct FinishedFolderTests {
    @Test("The same command shows the same table and changes nothing", arguments: [nil, 2])
    func again(ranks: Int?) async throws {
      let scratch = try Scratch()
      let launch = collapsar("run", config("smoke"), "--out", scratch["out"], ranks: ranks)
      let first = try await launch.run()
      first.expectSuccess()
      #expect(first.output.contains("relu (ReLU, 4 × 2, float32), 64 simulations"))
      #expect(
        first.lines.suffix(2) == [
          "results: \(scratch["out"])/results.json", "report: \(scratch["out"])/report.html",
        ]
      )
      let before = try scratch.contents()
      #expect(
        Set(before.keys.filter { !$0.hasPrefix("out/figures") }) == [
          "out", "out/layers.csv", "out/log.jsonl", "out/manifest.json", "out/report.html", "out/results.json",
          "out/simulations.csv", "out/state.json", "out/study.yaml",
        ]
      )

      let second = try await launch.run()
      second.expectSuccess()
      #expect(second.output == first.output)
      #expect(try scratch.contents() == before)

      // Fewer simulations are there already.
      var fewer = launch
      fewer.arguments += ["--simulations", "10"]
      let third = try await fewer.run()
      third.expectSuccess()
      #expect(third.output == first.output)
      #expect(try scratch.contents() == before)
    }

    @Test("A file that was cut or removed is found out by the same command", arguments: [nil, 2])
    func damaged(ranks: Int?) async throws {
      let scratch = try Scratch()
      let launch = collapsar("run", config("smoke"), "--out", scratch["out"], "--quiet", ranks: ranks)
      try await launch.run().expectSuccess()
      for name in ["layers.csv", "simulations.csv", "results.json"] {
        let whole = try scratch.bytes("out/\(name)")
        for isCut in [true, false] {
          if isCut {
            _ = try scratch.file("out/\(name)", whole.dropLast(10))
          } else {
            try FileManager.default.removeItem(atPath: scratch["out/\(name)"])
          }
          let before = try scratch.contents()
          let outcome = try await launch.run()
          #expect(outcome.ending == .exited(65))
          #expect(outcome.output == "" && outcome.said.count == 1)
          let line = outcome.said.first ?? ""
          #expect(line.hasPrefix("\(scratch["out"])/\(name): is \(isCut ? "damaged" : "missing")"), "\(line)")
          #expect(
            line.hasSuffix("; restore it from a copy, or move the folder away and run again, or choose another --out"),
            "\(line)"
          )
          #expect(try scratch.contents() == before)
        }
        _ = try scratch.file("out/\(name)", whole)
      }
      try await launch.run().expectSuccess()
    }

    @Test("Results that have lost their checkpoint are not extended, and stay", arguments: [true, false])
    func withoutCheckpoint(isFinished: Bool) async throws {
      let scratch = try Scratch()
      let launch = collapsar("run", config("smoke"), "--out", scratch["out"], "--quiet")
      try await launch.run().expectSuccess()
      for name in ["state.json", "state.json.prev"] where scratch.exists("out/\(name)") {
        try FileManager.default.removeItem(atPath: scratch["out/\(name)"])
      }
      if !isFinished { try FileManager.default.removeItem(atPath: scratch["out/manifest.json"]) }
      let before = try scratch.contents()
      var longer = launch
      longer.arguments += ["--simulations", "100"]
      let outcome = try await longer.run()
      #expect(outcome.ending == .exited(65), "\(outcome.errors)")
      if isFinished { #expect(outcome.errors.contains("holds results and no state.json"), "\(outcome.errors)") }
      #expect(try scratch.contents() == before)
    }

    @Test("The resolved study in the folder gives the same bytes again")
    func resolved() async throws {
      let scratch = try Scratch()
      try await collapsar("run", config("smoke"), "--simulations", "20", "--out", scratch["a"], "--quiet").run()
        .expectSuccess()
      try await collapsar("run", scratch["a/study.yaml"], "--out", scratch["b"], "--quiet").run().expectSuccess()
      for file in ["study.yaml"] + SameBytesTests.files {
        let isSame = try scratch.bytes("a/\(file)") == scratch.bytes("b/\(file)")
        #expect(isSame, "\(file)")
      }
    }
  }
}
