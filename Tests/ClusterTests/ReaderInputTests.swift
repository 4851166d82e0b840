import Foundation
import Testing

extension ClusterTests {
  /// What can be wrong with the words for the commands that only read.
  @Suite("Bad input of replay, status and compare")
  struct ReaderInputTests {
    @Test("What a command line can get wrong is one line", arguments: [nil, 2])
    func badInput(ranks: Int?) async throws {
      let scratch = try Scratch()
      try await CloserStudy.carryOut(scratch, "out", "--simulations", "3")
      try await CloserStudy.carryOut(scratch, "damaged", "--simulations", "3")
      let file = try scratch.file("file", "text")
      let empty = try scratch.directory("empty")
      _ = try scratch.file("damaged/study.yaml", "name: [")
      let cases: [(words: [String], code: Int32, fragments: [String])] = [
        (
          ["replay", scratch["none"], "--cell", "relu", "--simulation", "1"], 65,
          ["none: no such folder; check the path"]
        ),
        (["replay", file, "--simulation", "1"], 65, ["a file; give the folder that `collapsar run` has written"]),
        (["replay", empty, "--simulation", "1"], 65, ["holds no study; give the folder"]),
        (
          ["replay", scratch["damaged"], "--simulation", "1"], 65,
          ["damaged/study.yaml", "not the study that the run wrote"]
        ),
        (["replay", scratch["out"], "--simulation", "1"], 64, ["--cell is missing: name one of relu, leaky, float64"]),
        (
          ["replay", scratch["out"], "--cell", "leeky", "--simulation", "1"], 64,
          ["--cell leeky: ", "did you mean `leaky`? The choices: relu, leaky, float64"]
        ),
        (["replay", scratch["out"], "--cell", "relu", "--simulation", "3"], 64, ["has simulations 0 to 2"]),
        (
          ["replay", scratch["out"], "--cell", "relu", "--simulation", "-1"], 64,
          ["--simulation -1: must be a whole number"]
        ),
        (["replay", scratch["out"], "--cell", "relu"], 64, ["--simulation", "see 'collapsar replay --help'"]),
        (
          ["replay", scratch["out"], "--cell", "relu", "--simulation", "1", "--format", "xml"], 64,
          ["--format xml: must be one of text, json, svg"]
        ),
        (
          ["replay", scratch["out"], "--cell", "relu", "--simulation", "1", "--weights", scratch["none/at/all"]], 74,
          ["none/at/all: cannot write to it (No such file or directory)"]
        ),
        (["status", scratch["none"]], 65, ["none: no such folder; check the path"]),
        (["status", empty], 65, ["holds no study"]),
        (["status", scratch["damaged"]], 65, ["damaged/study.yaml"]),
        (["compare", scratch["out"], scratch["none"]], 65, ["none: no such folder; check the path"]),
        (["compare", scratch["damaged"], scratch["out"]], 65, ["damaged/study.yaml"]),
        (["compare", scratch["out"]], 64, ["see 'collapsar compare --help'"]),
      ]
      let before = try scratch.contents()
      for (words, code, fragments) in cases {
        var launch = collapsar(ranks: ranks)
        launch.arguments = words
        try await launch.run().expectFailure(code, fragments)
      }
      #expect(try scratch.contents() == before)
    }
  }
}
