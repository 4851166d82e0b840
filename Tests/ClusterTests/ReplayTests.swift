import Foundation
import Testing

extension ClusterTests {
  /// Looking closer at a folder: `replay`, `status` and `compare`.
  @Suite("Replay, status and compare")
  struct ReplayTests {
    /// Small, and of every kind: both precisions, what dies and what comes back, what has no death, adaptive steps, several
    /// inputs, overflow, no training at all.
    static let study = """
      name: closer
      seed: 11
      simulations: 40
      network: {hidden_layers: 3, width: 2, activation: relu}
      task: {target: abs, domain: [-1, 1], training_points: 90, test_points: 20}
      training: {batch_size: 16, epochs: 2}
      cells:
        relu: {}
        leaky: {network: {activation: {leaky_relu: {slope: 0.01}}}}
        float64: {precision: float64, network: {hidden_layers: 2, width: 3}}
        adam: {training: {optimizer: {adam: {learning_rate: 0.01}}, loss: mae}}
        tanh: {network: {activation: tanh}}
        two_inputs: {task: {target: abs_2d}}
        exploding: {training: {optimizer: {sgd: {learning_rate: 1e4}}, epochs: 3}}
        untrained: {training: {epochs: 0}}

      """
    static let cells = ["relu", "leaky", "float64", "adam", "tanh", "two_inputs", "exploding", "untrained"]

    private func carryOut(_ scratch: Scratch, _ folder: String, _ options: String...) async throws {
      let study = try scratch.file("study.yaml", Self.study)
      var run = collapsar("run", study, "--out", scratch[folder], "--quiet")
      run.arguments += options
      try await run.run().expectSuccess()
    }

    private func replay(_ folder: String, _ cell: String, _ simulation: Int, _ options: String...) -> Launch {
      var launch = collapsar("replay", folder, "--cell", cell, "--simulation", "\(simulation)")
      launch.arguments += options
      return launch
    }

    /// What the tests read of a story. JSONSerialization would not read every number to its last bit.
    struct Story: Decodable {
      var row: String
      var testLoss: Number
      var outcomes: [String: Bool?]
      var looks: [Look]
      var function: [Point]

      struct Look: Decodable { var moment: String }
      struct Point: Decodable { var input: Number }

      enum CodingKeys: String, CodingKey {
        case row, outcomes, looks, function
        case testLoss = "test_loss"
      }
    }

    /// A number, or the name of what is none, as rows write it.
    struct Number: Decodable {
      var text: String

      init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        text = try (try? container.decode(Double.self))?.description ?? container.decode(String.self)
      }
    }

    struct Weights: Decodable {
      var initial: [Layer]
      var final: [Layer]
      var training: Points
      var test: Points

      struct Layer: Decodable {
        var weights: [[Double]]
        var biases: [Double]
      }

      struct Points: Decodable {
        var inputs: [[Double]]
        var targets: [[Double]]
        var predictions: [[Double]]
      }
    }

    @Test("Every kind of simulation is replayed to the bit, in every format")
    func matches() async throws {
      let scratch = try Scratch()
      try await carryOut(scratch, "out")
      let rows = try scratch.rows("out")
      for cell in Self.cells {
        for simulation in [0, 17, 39] {
          let outcome = try await replay(scratch["out"], cell, simulation).run()
          outcome.expectSuccess("\(cell) \(simulation)")
          let line = 2 + simulation * Self.cells.count + (Self.cells.firstIndex(of: cell) ?? 0)
          #expect(
            outcome.output.contains("matches the row in simulations.csv (line \(line)), bit for bit"),
            "\(cell) \(simulation)"
          )
          // Terminals are eighty columns wide; predictions that explode may take more.
          #expect(cell == "exploding" || outcome.lines.allSatisfy { $0.count <= 80 }, "\(cell) \(simulation)")
        }
        let json = try await replay(scratch["out"], cell, 5, "--format", "json").run()
        json.expectSuccess("\(cell)")
        let story = try JSONDecoder().decode(Story.self, from: Data(json.output.utf8))
        let row = try #require(rows.first { $0["cell"] == cell[...] && $0["simulation"] == "5" })
        #expect(story.row == "matches")
        #expect(story.testLoss.text == row["test_loss"].map(String.init), "\(cell)")
        let epochs = cell == "untrained" ? 0 : cell == "exploding" ? 3 : 2
        #expect(story.looks.count { $0.moment == "epoch" } == epochs, "\(cell)")
        #expect(story.looks.count { $0.moment == "step" } == (epochs == 0 ? 0 : 3), "\(cell)")
        #expect(story.outcomes["dead"] == .some(cell == "tanh" ? nil : row["dead"] == "1"), "\(cell)")
        #expect(story.function.isEmpty == (cell == "two_inputs"))
        let drawing = try await replay(scratch["out"], cell, 5, "--format", "svg").run()
        drawing.expectSuccess("\(cell)")
        #expect(drawing.output.hasPrefix("<?xml") && drawing.output.hasSuffix("</svg>\n"), "\(cell)")
      }
    }

    @Test("A cell of a sweep, whose name holds a comma, is found, replayed and compared")
    func sweep() async throws {
      let scratch = try Scratch()
      let study = try scratch.file(
        "sweep.yaml",
        """
        name: sweep
        simulations: 20
        network: {activation: relu}
        task: {target: abs, domain: [-1, 1], training_points: 30, test_points: 10}
        training: {batch_size: 10, epochs: 1}
        sweep: {network.hidden_layers: [1, 2], network.width: [2, 3]}
        """
      )
      for (folder, seed) in [("a", "1"), ("b", "1"), ("c", "2")] {
        let run = collapsar("run", study, "--seed", seed, "--out", scratch[folder], "--quiet", "--no-report")
        try await run.run().expectSuccess()
      }
      let outcome = try await replay(scratch["a"], "hidden_layers=2,width=3", 7).run()
      outcome.expectSuccess()
      #expect(outcome.output.contains("matches the row in simulations.csv (line 33), bit for bit"), "\(outcome.output)")
      try await collapsar("compare", scratch["a"], scratch["b"]).run().expectSuccess()
      #expect(
        try await collapsar("compare", scratch["a"], scratch["c"]).run().output.contains("hidden_layers=1,width=2")
      )
    }

    @Test("Without gnuplot there is no drawing, and everything else")
    func noGnuplot() async throws {
      let scratch = try Scratch()
      try await carryOut(scratch, "out", "--simulations", "2")
      var launch = replay(scratch["out"], "relu", 1, "--format", "svg")
      // The launch puts the built products first, and no gnuplot is among them.
      launch.environment["PATH"] = scratch["nowhere"]
      expect(try await launch.run(), 69, ["there is no gnuplot in PATH: install gnuplot-nox", "or take text or json"])
      launch.arguments.removeLast(2)
      try await launch.run().expectSuccess()
    }

    @Test("The weights are written with the data, and the file says what the row says")
    func weights() async throws {
      let scratch = try Scratch()
      try await carryOut(scratch, "out", "--simulations", "4")
      let file = scratch["weights.json"]
      try await replay(scratch["out"], "float64", 3, "--weights", file).run().expectSuccess()
      let weights = try JSONDecoder().decode(Weights.self, from: Data(scratch.bytes("weights.json")))
      for layers in [weights.initial, weights.final] {
        #expect(layers.map { $0.weights.map(\.count) } == [[1, 1, 1], [3, 3, 3], [3]])
        #expect(layers.map(\.biases.count) == [3, 3, 1])
      }
      #expect(weights.initial.allSatisfy { $0.biases.allSatisfy { $0 == 0 } })
      #expect(weights.training.inputs.count == 90 && weights.training.targets.count == 90)
      #expect(weights.test.inputs.map { $0.map(\.magnitude) } == weights.test.targets)
      let row = try #require(try scratch.rows("out").last { $0["cell"] == "float64" })
      let predictions = weights.test.predictions.joined()
      #expect(predictions.min()?.description == row["prediction_min_1"].map(String.init))
      #expect(predictions.max()?.description == row["prediction_max_1"].map(String.init))
    }

    @Test("A row that is not what the simulation comes to is caught, and its column named")
    func corrupted() async throws {
      let scratch = try Scratch()
      try await carryOut(scratch, "out", "--simulations", "6")
      let text = String(decoding: try scratch.bytes("out/simulations.csv"), as: UTF8.self)
      var lines = text.split(separator: "\n").map(String.init)
      let place = 1 + 3 * Self.cells.count
      let column = try #require(lines[0].split(separator: ",").firstIndex(of: "final_train_loss"))
      var fields = lines[place].split(separator: ",", omittingEmptySubsequences: false).map(String.init)
      let whole = fields[column]
      fields[column] += "1"
      lines[place] = fields.joined(separator: ",")
      let file = try scratch.file("out/simulations.csv", lines.joined(separator: "\n") + "\n")
      let fragment = "\(file):\(place + 1): column final_train_loss is \(whole)1, the replay gives \(whole): "
      expect(try await replay(scratch["out"], "relu", 3).run(), 65, [fragment, "the row is damaged"])
      try await replay(scratch["out"], "relu", 2).run().expectSuccess()
      // A row that a finished study should have, and one that is none.
      _ = try scratch.file("out/simulations.csv", lines.prefix(20).joined(separator: "\n") + "\n")
      expect(try await replay(scratch["out"], "relu", 5).run(), 65, ["it has no row of cell relu, simulation 5"])
      _ = try scratch.file("out/simulations.csv", lines[0] + "\nnonsense\n")
      expect(try await replay(scratch["out"], "relu", 5).run(), 65, ["line 2 is no row"])
      _ = try scratch.file("out/simulations.csv", "")
      expect(try await replay(scratch["out"], "relu", 5).run(), 65, ["line 1 does not begin with cell,simulation"])
      _ = try scratch.file("out/simulations.csv", lines[0].replacing("dead_layer", with: "x") + "\n")
      expect(
        try await replay(scratch["out"], "relu", 5).run(),
        65,
        ["its columns are not this study's, from column 16"]
      )
      try FileManager.default.removeItem(atPath: file)
      expect(try await replay(scratch["out"], "relu", 5).run(), 65, ["simulations.csv: is missing"])
    }

    @Test("A folder without rows is replayed and says that nothing was compared")
    func noRows() async throws {
      let scratch = try Scratch()
      try await carryOut(scratch, "out", "--simulations", "3", "--set", "records=none")
      let outcome = try await replay(scratch["out"], "leaky", 2).run()
      outcome.expectSuccess()
      #expect(outcome.output.contains("not compared: the folder keeps no rows"))
    }

    @Test("What a command line can get wrong is one line", arguments: [nil, 2])
    func badInput(ranks: Int?) async throws {
      let scratch = try Scratch()
      try await carryOut(scratch, "out", "--simulations", "3")
      try await carryOut(scratch, "damaged", "--simulations", "3")
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
        expect(try await launch.run(), code, fragments)
      }
      #expect(try scratch.contents() == before)
    }

    @Test("Equal folders agree byte for byte, and so does a longer study in pairs")
    func agree() async throws {
      let scratch = try Scratch()
      try await carryOut(scratch, "a")
      try await carryOut(scratch, "b", "--units-per-slice", "1")
      try await carryOut(scratch, "longer", "--simulations", "60")
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
      #expect(longer.lines.contains("relu: 40 pairs of equal simulation indices"))
      #expect(longer.lines.last?.hasPrefix("They agree statistically: none of ") == true)
    }

    /// The seeds are fixed, so nothing here is left to chance.
    @Test("Another seed is compared without pairs, another plan in pairs, and what differs is named")
    func differ() async throws {
      let scratch = try Scratch()
      try await carryOut(scratch, "a")
      try await carryOut(scratch, "seed", "--seed", "12")
      try await carryOut(scratch, "plan", "--set", "network.width=5")
      try await carryOut(scratch, "rowless", "--set", "records=none", "--simulations", "39")
      let seed = try await collapsar("compare", scratch["a"], scratch["seed"]).run()
      seed.expectSuccess()
      #expect(seed.lines.contains("  seed: 11 | 12"))
      #expect(seed.lines.contains("relu: not in pairs, since other seeds draw other simulations"))
      #expect(seed.output.contains("results.json     differ first in line "))
      #expect(seed.lines.last?.hasPrefix("They agree statistically: none of ") == true)
      let plan = try await collapsar("compare", scratch["a"], scratch["plan"]).run()
      #expect(plan.ending == .exited(1) && plan.errors == "")
      #expect(plan.lines.contains("The plans differ."))
      #expect(plan.output.contains("  network.width: 2 | 5 (relu, leaky, "), "\(plan.output)")
      let verdict = try #require(plan.lines.last)
      #expect(verdict.hasPrefix("They differ in ") && verdict.contains("born_dead of relu"), "\(verdict)")
      let rowless = try await collapsar("compare", scratch["a"], scratch["rowless"]).run()
      rowless.expectSuccess()
      #expect(rowless.output.contains("relu: not in pairs, since not both folders keep rows"))
      #expect(rowless.output.contains("simulations.csv  only in A"))
    }

    @Test("A finished folder whose file was changed is not compared")
    func damagedFolder() async throws {
      let scratch = try Scratch()
      for folder in ["a", "b"] { try await carryOut(scratch, folder, "--simulations", "3") }
      for name in ["simulations.csv", "layers.csv", "results.json"] {
        let whole = try scratch.bytes("b/\(name)")
        var bytes = whole
        bytes[bytes.count - 3] ^= 1
        _ = try scratch.file("b/\(name)", bytes)
        let outcome = try await collapsar("compare", scratch["a"], scratch["b"]).run()
        expect(outcome, 65, ["b/\(name): is damaged", "restore the folder from a copy, or run its study again"])
        _ = try scratch.file("b/\(name)", whole)
      }
    }

    @Test("status of a finished folder, and of one whose run was killed")
    func status() async throws {
      let scratch = try Scratch()
      try await carryOut(scratch, "out")
      let finished = try await collapsar("status", scratch["out"]).run()
      finished.expectSuccess()
      #expect(finished.lines.first?.hasPrefix("closer, plan ") == true)
      #expect(
        finished.lines.contains {
          $0.hasPrefix("finished at ") && $0.contains(": 40 simulations of each of 8 cells, one rank on ")
        }
      )
      #expect(
        finished.lines.contains { $0.hasPrefix("  relu        constant 0.") && $0.contains("  dead 0.") },
        "\(finished.output)"
      )
      #expect(finished.lines.contains { $0.hasPrefix("  leaky ") && $0.contains("  all units negative 0.") })

      let study = try scratch.file("study.yaml", Self.study)
      let run = collapsar("run", study, "--simulations", "10000000", "--set", "records=all", "--out", scratch["killed"])
      _ = try await run.run { child in
        while try !scratch.exists("killed/simulations.csv") || scratch.bytes("killed/simulations.csv").count < 100_000 {
          try await Task.sleep(for: .milliseconds(20))
        }
        let running = try await collapsar("status", scratch["killed"]).run()
        running.expectSuccess()
        #expect(running.lines.contains { $0.hasPrefix("running since ") }, "\(running.output)")
        #expect(running.lines.last?.contains("heartbeat") == true)
        try child.send(SIGKILL)
      }
      let killed = try await collapsar("status", scratch["killed"]).run()
      killed.expectSuccess()
      #expect(
        killed.lines.contains { $0.hasPrefix("begun at ") && $0.contains(", and killed: process ") },
        "\(killed.output)"
      )
      // What was computed can still be looked at, and what was not.
      let there = try await replay(scratch["killed"], "adam", 2).run()
      there.expectSuccess()
      #expect(there.output.contains("matches the row in simulations.csv"))
      let notThere = try await replay(scratch["killed"], "adam", 9_999_999).run()
      notThere.expectSuccess()
      #expect(notThere.output.contains("not compared: the study was not finished"))
      let outcome = try await collapsar("compare", scratch["killed"], scratch["out"]).run()
      expect(outcome, 65, ["holds a study that is not finished (running)"])
    }

    /// One line of ours with all fragments, nothing on standard output, and the code.
    private func expect(
      _ outcome: Launch.Outcome,
      _ code: Int32,
      _ fragments: [String],
      sourceLocation: SourceLocation = #_sourceLocation
    ) {
      #expect(outcome.ending == .exited(code), "\(outcome.errors)", sourceLocation: sourceLocation)
      #expect(outcome.output == "", sourceLocation: sourceLocation)
      #expect(outcome.said.count == 1, "\(outcome.errors)", sourceLocation: sourceLocation)
      let line = outcome.said.first ?? ""
      for fragment in fragments {
        #expect(line.contains(fragment), "\(line)", sourceLocation: sourceLocation)
      }
    }
  }
}
