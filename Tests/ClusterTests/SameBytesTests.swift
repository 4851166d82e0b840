import Foundation
import RunFolder
import Testing

extension ClusterTests {
  /// Promise 1 of the design: what a study records depends on the study alone.
  @Suite("The same bytes, however a study is carried out")
  struct SameBytesTests {
    /// Small, and with something of everything: both precisions, both trainers, several outputs, shared draws, every loss,
    /// networks that diverge (at this rate two in a hundred do), a short last batch, and 155 simulations, so that the last lane group is partly filled.
    static let study = """
      name: same bytes
      seed: 20190315
      simulations: 155
      network: {hidden_layers: 3, width: 3, activation: relu}
      task: {target: abs, domain: [-sqrt(7), sqrt(7)], training_points: 150, test_points: 40}
      training: {loss: mse, optimizer: {sgd: {learning_rate: 0.01}}, batch_size: 32, epochs: 2}
      cells:
        relu: {}
        leaky: {network: {activation: {leaky_relu: {slope: 0.01}}}}
        narrow: {network: {width: 2, activation: {leaky_relu: {slope: 0.01}}}}
        leaky_float64: {precision: float64, network: {activation: {leaky_relu: {slope: 0.01}}}}
        tanh: {network: {activation: tanh, width: 2, initializer: lecun_normal}}
        mae_adam: {training: {loss: mae, optimizer: {adam: {learning_rate: 0.001}}}}
        two_inputs: {network: {initializer: he_normal}, task: {target: abs_2d}}
        shared: {precision: float64, task: {share: [training_data, shuffle]}}
        exploding: {training: {optimizer: {sgd: {learning_rate: 1.5}}}}

      """

    static let files = ["results.json", "simulations.csv", "layers.csv"]

    /// A way to carry the study out.
    struct Way: CustomTestStringConvertible, Sendable {
      var ranks: Int?
      var laneWidth: String?
      var unitsPerSlice: Int?

      var testDescription: String {
        "\(ranks.map { "\($0) ranks" } ?? "alone"), lanes \(laneWidth ?? "as usual"), "
          + "rounds \(unitsPerSlice.map { "of \($0) units a rank" } ?? "as usual")"
      }

      var options: [String] {
        (laneWidth.map { ["--lane-width", $0] } ?? []) + (unitsPerSlice.map { ["--units-per-slice", "\($0)"] } ?? [])
      }
    }

    static let ways: [Way] = [
      Way(ranks: 1), Way(ranks: 2), Way(ranks: 3), Way(ranks: 7),
      Way(laneWidth: "full"), Way(laneWidth: "narrow"), Way(laneWidth: "one"),
      Way(unitsPerSlice: 1), Way(unitsPerSlice: 3), Way(unitsPerSlice: 1_000_000),
      Way(ranks: 2, laneWidth: "narrow", unitsPerSlice: 1), Way(ranks: 3, laneWidth: "one", unitsPerSlice: 2),
      Way(ranks: 7, laneWidth: "narrow", unitsPerSlice: 1_000_000),
    ]

    @Test("Ranks, lane widths and round sizes leave no trace in the results")
    func sameBytes() async throws {
      let scratch = try Scratch()
      let study = try scratch.file("study.yaml", Self.study)
      try await collapsar("run", study, "--out", scratch["first"]).run().expectSuccess()
      try expectInteresting(scratch)
      let expected = try Self.files.map { try scratch.bytes("first/\($0)") }

      for (index, way) in Self.ways.enumerated() {
        var launch = collapsar("run", study, "--out", scratch["\(index)"], "--quiet", ranks: way.ranks)
        launch.arguments += way.options
        try await launch.run().expectSuccess("\(way.testDescription)")
        for (file, expected) in zip(Self.files, expected) {
          // Not compared inside the macro, which would print half a megabyte.
          let isSame = try scratch.bytes("\(index)/\(file)") == expected
          #expect(isSame, "\(file): \(way.testDescription)")
        }
        // The options were not just ignored.
        let manifest = try scratch.manifest("\(index)")
        #expect(manifest.laneWidth == way.laneWidth ?? "full")
        #expect(manifest.ranks.count == way.ranks ?? 1)
        if let units = way.unitsPerSlice {
          // Units of 16, of 155 simulations: most of the time goes to cells on lanes, though one is on the reference trainer.
          let rounds = (10 + units * manifest.ranks.count - 1) / (units * manifest.ranks.count)
          #expect(manifest.ranks[0].slices == rounds, "\(way.testDescription)")
        }
      }
    }

    /// Of networks on data: drawn for each, both precisions, dropout, normalization, a network that diverges, and 9 replicates,
    /// so that seven ranks have unequal shares.
    static let layered = """
      name: same bytes
      seed: 20190315
      simulations: 9
      task: {dataset: {ball: {points: 150, test_points: 40, dimensions: 5}}, validation: {first: 20}, scaling: standardized}
      network: {hidden_layers: 3, width: 20, activation: tanh, output_activation: sigmoid}
      training: {optimizer: {sgd: {learning_rate: 0.1}}, batch_size: 32, epochs: 2}
      looks: {epochs: true, losses: 1, bias_gradients: 2, bins: {low: -1, high: 1, count: 7}, input_descents: true}
      cells:
        tanh: {}
        float64: {precision: float64}
        dropout: {network: {activation: rrelu, layers: [{dropout: 0.2}, {dense: 9}, batch_normalization, {dense: 2, activation: softmax}]}}
        exploding: {network: {activation: relu}, training: {optimizer: {sgd: {learning_rate: 1e12}}}}

      """

    @Test("Nor do they of networks on data")
    func layered() async throws {
      let scratch = try Scratch()
      let study = try scratch.file("study.yaml", Self.layered)
      try await collapsar("run", study, "--out", scratch["alone"], "--quiet").run().expectSuccess()
      let expected = try Self.files.map { try scratch.bytes("alone/\($0)") }
      #expect(String(decoding: expected[0], as: UTF8.self).contains("\"distributions\""))
      for ranks in [1, 2, 3, 7] {
        try await collapsar("run", study, "--out", scratch["\(ranks)"], "--quiet", ranks: ranks).run().expectSuccess()
        for (file, expected) in zip(Self.files, expected) {
          let isSame = try scratch.bytes("\(ranks)/\(file)") == expected
          #expect(isSame, "\(file): \(ranks) ranks")
        }
        let parts = try scratch.manifest("\(ranks)").ranks
        #expect(parts.allSatisfy { $0.simulations > 0 } && parts.count == ranks)
      }
      let replayed = try await collapsar("replay", scratch["3"], "--cell", "dropout", "--simulation", "8").run()
      #expect(replayed.output.contains("bit for bit"), "\(replayed.output)")
    }

    @Test("Another seed gives other bytes")
    func otherSeed() async throws {
      let scratch = try Scratch()
      let study = try scratch.file("study.yaml", Self.study)
      for (folder, seed) in [("a", "1"), ("b", "2")] {
        try await collapsar("run", study, "--seed", seed, "--out", scratch[folder], "--quiet").run().expectSuccess()
      }
      for file in Self.files {
        let isSame = try scratch.bytes("a/\(file)") == scratch.bytes("b/\(file)")
        #expect(!isSame, "\(file)")
      }
    }

    @Test("A longer study begins with the rows of a shorter one")
    func prefix() async throws {
      let scratch = try Scratch()
      let study = try scratch.file("study.yaml", Self.study)
      for (count, ranks) in [("21", nil), ("40", 3)] {
        let launch = collapsar(
          "run",
          study,
          "--simulations",
          count,
          "--out",
          scratch[count],
          "--quiet",
          ranks: ranks
        )
        try await launch.run().expectSuccess()
      }
      let short = try scratch.bytes("21/simulations.csv")
      let long = try scratch.bytes("40/simulations.csv")
      #expect(long.count > short.count)
      #expect(long.starts(with: short))
    }

    @Test("No rank is idle, and together they do what was asked", arguments: [2, 3, 7])
    func nobodyIdle(ranks: Int) async throws {
      let scratch = try Scratch()
      let launch = collapsar("run", config("dying-relu"), "--out", scratch["out"], "--quiet", ranks: ranks)
      try await launch.run().expectSuccess()
      let parts = try scratch.manifest("out").ranks
      #expect(parts.map(\.rank) == Array(0..<ranks))
      #expect(parts.allSatisfy { $0.simulations > 0 && $0.slices > 0 && $0.busySeconds > 0 })
      #expect(parts.map(\.simulations).reduce(0, +) == 1000)
      #expect(Set(parts.map(\.processID)).count == ranks)
      // The first round gives every rank one unit of 16.
      #expect(parts.map(\.firstSimulation) == (0..<ranks).map { UInt64($0 * 16) })
    }

    /// Whether the study holds what it says it holds: equal bytes of a study where nothing happens would show little.
    private func expectInteresting(_ scratch: Scratch) throws {
      let rows = try scratch.rows("first")
      let cells: [Substring] = [
        "relu", "leaky", "narrow", "leaky_float64", "tanh", "mae_adam", "two_inputs", "shared", "exploding",
      ]
      // Compared as a whole, not shown: a thousand rows would tell nobody anything.
      let order = rows.map { "\($0["simulation"] ?? "") \($0["cell"] ?? "")" }
      let isInOrder = order == (0..<155).flatMap { index in cells.map { "\(index) \($0)" } }
      #expect(isInOrder, "\(rows.count) rows")
      func count(_ cell: Substring, _ outcome: String) -> Int {
        rows.count { $0["cell"] == cell && $0[outcome] == "1" }
      }
      #expect((1..<155).contains(count("relu", "dead")))
      #expect((1..<155).contains(count("relu", "constant")))
      #expect((1..<155).contains(count("exploding", "diverged")))
      #expect(rows.allSatisfy { $0["cell"] != "tanh" || $0["dead"] == "" })
      #expect(rows.contains { $0["cell"] == "two_inputs" && $0["prediction_max_2"] != "" })
      let trainers = try scratch.manifest("first").trainers
      #expect(trainers["tanh"] == "reference")
      #expect(trainers["relu"] == "lanes")
    }
  }
}
