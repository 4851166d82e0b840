import Foundation
import Testing

extension ClusterTests {
  /// One simulation of a folder, looked at closely.
  @Suite("Replay")
  struct ReplayTests {
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
      try await CloserStudy.carryOut(scratch, "out")
      let rows = try scratch.rows("out")
      for cell in CloserStudy.cells {
        for simulation in [0, 17, 39] {
          let outcome = try await CloserStudy.replay(scratch["out"], cell, simulation).run()
          outcome.expectSuccess("\(cell) \(simulation)")
          let line = 2 + simulation * CloserStudy.cells.count + (CloserStudy.cells.firstIndex(of: cell) ?? 0)
          #expect(
            outcome.output.contains("matches the row in simulations.csv (line \(line)), bit for bit"),
            "\(cell) \(simulation)"
          )
          // Terminals are eighty columns wide; predictions that explode may take more.
          #expect(cell == "exploding" || outcome.lines.allSatisfy { $0.count <= 80 }, "\(cell) \(simulation)")
        }
        let json = try await CloserStudy.replay(scratch["out"], cell, 5, "--format", "json").run()
        json.expectSuccess("\(cell)")
        let story = try JSONDecoder().decode(Story.self, from: Data(json.output.utf8))
        let row = try #require(rows.first { $0["cell"] == cell[...] && $0["simulation"] == "5" })
        #expect(story.row == "matches")
        // Rows have the C library's words for what is no number, JSON those that every reader of JSON knows.
        let words = ["NaN": "nan", "Infinity": "inf", "-Infinity": "-inf"]
        let text = story.testLoss.text
        #expect(words[text] ?? text == row["test_loss"].map(String.init), "\(cell)")
        let epochs = cell == "untrained" ? 0 : cell == "exploding" ? 3 : 2
        #expect(story.looks.count { $0.moment == "epoch" } == epochs, "\(cell)")
        #expect(story.looks.count { $0.moment == "step" } == (epochs == 0 ? 0 : 3), "\(cell)")
        #expect(story.outcomes["dead"] == .some(cell == "tanh" ? nil : row["dead"] == "1"), "\(cell)")
        #expect(story.function.isEmpty == (cell == "two_inputs"))
        let drawing = try await CloserStudy.replay(scratch["out"], cell, 5, "--format", "svg").run()
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
      let outcome = try await CloserStudy.replay(scratch["a"], "hidden_layers=2,width=3", 7).run()
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
      try await CloserStudy.carryOut(scratch, "out", "--simulations", "2")
      var launch = CloserStudy.replay(scratch["out"], "relu", 1, "--format", "svg")
      // The launch puts the built products first, and no gnuplot is among them.
      launch.environment["PATH"] = scratch["nowhere"]
      try await launch.run().expectFailure(
        69,
        ["there is no gnuplot in PATH: install gnuplot-nox", "or take text or json"]
      )
      launch.arguments.removeLast(2)
      try await launch.run().expectSuccess()
    }

    @Test("The weights are written with the data, and the file says what the row says")
    func weights() async throws {
      let scratch = try Scratch()
      try await CloserStudy.carryOut(scratch, "out", "--simulations", "4")
      let file = scratch["weights.json"]
      try await CloserStudy.replay(scratch["out"], "float64", 3, "--weights", file).run().expectSuccess()
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
      #expect(predictions.min()?.description == row["prediction_min"].map(String.init))
      #expect(predictions.max()?.description == row["prediction_max"].map(String.init))
    }

    @Test("A row that is not what the simulation comes to is caught, and its column named")
    func corrupted() async throws {
      let scratch = try Scratch()
      try await CloserStudy.carryOut(scratch, "out", "--simulations", "6")
      let text = String(decoding: try scratch.bytes("out/simulations.csv"), as: UTF8.self)
      var lines = text.split(separator: "\n").map(String.init)
      let place = 1 + 3 * CloserStudy.cells.count
      let column = try #require(lines[0].split(separator: ",").firstIndex(of: "final_train_loss"))
      var fields = lines[place].split(separator: ",", omittingEmptySubsequences: false).map(String.init)
      let whole = fields[column]
      fields[column] += "1"
      lines[place] = fields.joined(separator: ",")
      let file = try scratch.file("out/simulations.csv", lines.joined(separator: "\n") + "\n")
      let fragment = "\(file):\(place + 1): column final_train_loss is \(whole)1, the replay gives \(whole): "
      try await CloserStudy.replay(scratch["out"], "relu", 3).run().expectFailure(65, [fragment, "the row is damaged"])
      try await CloserStudy.replay(scratch["out"], "relu", 2).run().expectSuccess()
      // A row that a finished study should have, and one that is none.
      _ = try scratch.file("out/simulations.csv", lines.prefix(20).joined(separator: "\n") + "\n")
      try await CloserStudy.replay(scratch["out"], "relu", 5).run().expectFailure(
        65,
        ["it has no row of cell relu, simulation 5"]
      )
      _ = try scratch.file("out/simulations.csv", lines[0] + "\nnonsense\n")
      try await CloserStudy.replay(scratch["out"], "relu", 5).run().expectFailure(65, ["line 2 is no row"])
      _ = try scratch.file("out/simulations.csv", "")
      try await CloserStudy.replay(scratch["out"], "relu", 5).run().expectFailure(
        65,
        ["line 1 does not begin with cell,simulation"]
      )
      _ = try scratch.file("out/simulations.csv", lines[0].replacing("dead_layer", with: "x") + "\n")
      try await CloserStudy.replay(scratch["out"], "relu", 5).run().expectFailure(
        65,
        ["its columns are not this study's, from column 16"]
      )
      try FileManager.default.removeItem(atPath: file)
      try await CloserStudy.replay(scratch["out"], "relu", 5).run().expectFailure(65, ["simulations.csv: is missing"])
    }

    @Test("A folder without rows is replayed and says that nothing was compared")
    func noRows() async throws {
      let scratch = try Scratch()
      try await CloserStudy.carryOut(scratch, "out", "--simulations", "3", "--set", "records=none")
      let outcome = try await CloserStudy.replay(scratch["out"], "leaky", 2).run()
      outcome.expectSuccess()
      #expect(outcome.output.contains("not compared: the folder keeps no rows"))
    }
  }
}
