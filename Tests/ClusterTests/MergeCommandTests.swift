import Foundation
import RunFolder
import Testing

extension ClusterTests {
  @Suite("Merging parts of a study")
  struct MergeCommandTests {
    static let files = SameBytesTests.files + ["study.yaml"]

    private func expectSame(
      _ scratch: Scratch,
      _ a: String,
      _ b: String,
      sourceLocation: SourceLocation = #_sourceLocation
    )
      throws
    {
      for file in Self.files {
        // Not compared inside the macro, which would print half a megabyte.
        let isSame = try scratch.bytes("\(a)/\(file)") == scratch.bytes("\(b)/\(file)")
        #expect(isSame, "\(file) of \(a)", sourceLocation: sourceLocation)
      }
    }

    private func run(_ scratch: Scratch, _ out: String, ranks: Int? = nil, _ options: String...) async throws {
      let study = try scratch.file("study.yaml", SameBytesTests.study)
      var run = collapsar("run", study, "--out", scratch[out], "--quiet", "--no-report", ranks: ranks)
      run.arguments += options
      try await run.run().expectSuccess()
    }

    @Test("the same bytes as one run; shown again; extended by run")
    func merge() async throws {
      let scratch = try Scratch()
      try await run(scratch, "whole")
      try await run(scratch, "longer", "--simulations", "170")
      try await run(scratch, "a", ranks: 3, "--range", "0..<50")
      try await run(scratch, "b", ranks: 1, "--range", "50..<57")
      try await run(scratch, "c", ranks: 3, "--range", "57..<155")
      let shown = try await collapsar("report", scratch["whole"]).run()
      shown.expectSuccess()

      let merge = collapsar("merge", scratch["merged"], scratch["c"], scratch["a"], scratch["b"])
      let first = try await merge.run()
      first.expectSuccess()
      try expectSame(scratch, "merged", "whole")
      #expect(first.output.contains(", float32), 155 simulations"))
      #expect(
        first.lines.suffix(2) == [
          "results: \(scratch["merged"])/results.json", "report: \(scratch["merged"])/report.html",
        ]
      )
      let manifest = try scratch.manifest("merged")
      #expect(manifest.mergedFrom == ["a", "b", "c"].map { scratch[$0] })
      #expect(manifest.ranks.map(\.rank) == Array(0..<7))
      #expect(manifest.ranks.map(\.simulations).reduce(0, +) == 155)
      try await collapsar("status", scratch["merged"]).run().expectSuccess()

      // Again, and by every rank of a launch that was not needed.
      let before = try scratch.contents()
      for ranks in [nil, 2] as [Int?] {
        var again = merge
        again.ranks = ranks
        let outcome = try await again.run()
        outcome.expectSuccess()
        #expect(outcome.output == first.output)
      }
      #expect(try scratch.contents() == before)

      try await run(scratch, "merged", ranks: 2, "--simulations", "170")
      try expectSame(scratch, "merged", "longer")
      let other = try await merge.run()
      other.expectFailure(65, ["\(scratch["merged"]): holds a finished study that is not these parts together"])
    }

    @Test("what cannot be merged is refused in one line, and nothing is written")
    func refused() async throws {
      let scratch = try Scratch()
      try await run(scratch, "a", "--range", "0..<10")
      try await run(scratch, "b", "--range", "12..<20")
      _ = try scratch.file("file", "x")
      _ = try scratch.directory("full")
      _ = try scratch.file("full/x", "x")
      let before = try scratch.contents()
      func merge(_ words: String...) async throws -> Launch.Outcome {
        var launch = collapsar("merge")
        launch.arguments += words.map { scratch[$0] }
        return try await launch.run()
      }
      try await merge("out", "a", "b").expectFailure(
        65,
        ["\(scratch["a"]) ends before simulation 10, \(scratch["b"]) begins with 12: simulations 10 to 11 are missing"]
      )
      try await merge("out", "a", "nothing").expectFailure(65, ["\(scratch["nothing"]): no such folder"])
      try await merge("full", "a").expectFailure(65, ["\(scratch["full"]): is not empty and holds no study"])
      try await merge("file", "a").expectFailure(73, ["\(scratch["file"]): it is a file"])
      try await merge("a", "a").expectSuccess()
      try await merge("b", "a").expectFailure(65, ["\(scratch["b"]): holds a finished study"])
      try await merge("out").expectFailure(64, ["collapsar merge --help"])
      let after = try scratch.contents().filter { !$0.key.hasPrefix("a/figures") && $0.key != "a/report.html" }
      #expect(after == before)
    }

    @Test("a merge that was killed is done again")
    func killed() async throws {
      let scratch = try Scratch()
      try await run(scratch, "a", "--range", "0..<10")
      try await run(scratch, "b", "--range", "10..<20")
      try await run(scratch, "whole", "--simulations", "20")
      let merge = collapsar("merge", scratch["out"], scratch["a"], scratch["b"], "--quiet", "--no-report")
      try await merge.run().expectSuccess()
      // As a kill leaves it: some rows, no results, a manifest that says `running`; then all but the last manifest.
      var manifest = try scratch.manifest("out")
      manifest.exitReason = "running"
      manifest.files = nil
      for isLate in [false, true] {
        _ = try scratch.file("out/manifest.json", try JSONEncoder().encode(manifest))
        if !isLate {
          for name in ["results.json", "layers.csv", "state.json"] {
            try FileManager.default.removeItem(atPath: scratch["out/\(name)"])
          }
          _ = try scratch.file("out/simulations.csv", scratch.bytes("out/simulations.csv").prefix(500))
        }
        try await merge.run().expectSuccess()
        try expectSame(scratch, "out", "whole")
      }
    }

    @Test(
      "a disk that is full leaves nothing half-made",
      .enabled(if: geteuid() == 0, "a disk of one's own takes root")
    )
    func fullDisk() async throws {
      let scratch = try Scratch()
      try await run(scratch, "a", "--range", "0..<100")
      try await run(scratch, "b", "--range", "100..<200")
      // Too small for the rows, then for the state, then for the results.
      for size in ["100k", "400k", "520k"] {
        try await FailureTests().onDisk(of: size) { disk in
          let merge = collapsar("merge", disk + "/out", scratch["a"], scratch["b"], "--quiet", "--no-report")
          let outcome = try await merge.run()
          outcome.expectFailure(74, ["No space left on device"])
          #expect(!FileManager.default.fileExists(atPath: disk + "/out/results.json"))
          let larger = Launch(program: "mount", arguments: ["-o", "remount,size=20m", disk])
          #expect(try await larger.run().ending == .exited(0))
          try await merge.run().expectSuccess()
        }
      }
    }
  }
}
