import Estimation
import Experiments
import Reporting
import RunFolder
import Testing

@Suite("Figures of layered networks")
struct LayeredFigureTests {
  private func figures(_ fixture: LayeredFixture = LayeredFixture()) -> [Figure] { Figure.all(fixture.results, nil) }

  private func figure(_ name: String, _ fixture: LayeredFixture = LayeredFixture()) throws -> Figure {
    try #require(figures(fixture).first { $0.name == name }, "\(name)")
  }

  private func table(_ figure: Figure) -> [[String: String]] {
    figure.rows.map { Dictionary(uniqueKeysWithValues: zip(figure.columns, $0)) }
  }

  @Test("Every kind that has something to show is there, once, with words, and needs no plan")
  func kinds() {
    let all = figures()
    #expect(
      all.map(\.name) == [
        "final-accuracy", "collapse", "comparisons", "accuracy-by-epoch", "loss-by-epoch", "batch-loss",
        "bias-gradients", "activations-start", "activations-end", "z-start", "z-end", "weights-start", "weights-end",
        "weight-gradients-start", "weight-gradients-end", "z-gradients-start", "z-gradients-end",
        "unit-gradient-norms-start", "unit-gradient-norms-end", "binned-activations-start", "binned-activations-end",
        "layer-weight-gradients", "layer-activation-deviations", "layer-units-off", "layer-values-off",
        "layer-units-saturated", "layer-values-saturated", "layer-input-descents", "gradient-comparisons",
      ]
    )
    for figure in all {
      #expect(!figure.title.isEmpty && !figure.rows.isEmpty && figure.height > 50, "\(figure.name)")
      #expect(figure.caption.contains("10 replicates") || figure.caption.contains("10 pairs"), "\(figure.caption)")
      #expect(figure.alt.contains("relu") || figure.alt.contains("tanh"), "\(figure.alt)")
      // No number that is none, and no list within a list.
      #expect(!figure.alt.contains("nan") && !figure.caption.contains("  "), "\(figure.name)")
    }
    #expect(all == figures())
  }

  @Test("Networks as they are born have figures of the start alone, and none of what they might have learned")
  func born() {
    let names = figures(LayeredFixture(epochs: 0, hasTargets: false, distributions: [.activations])).map(\.name)
    #expect(
      names == [
        "collapse", "comparisons", "activations-start", "binned-activations-start", "layer-activation-deviations",
        "layer-units-off", "layer-values-off", "layer-units-saturated", "layer-values-saturated",
      ]
    )
  }

  @Test("Pools have the quantiles of their histograms, of magnitudes where gradients are drawn")
  func pools() throws {
    let fixture = LayeredFixture()
    for (name, quantity, isMagnitude) in [
      ("activations-end", LayerValues.activations, false), ("weight-gradients-start", .weightGradients, true),
    ] {
      let rows = table(try figure(name, fixture))
      // Epochs between stand with the end, where they are looked up.
      #expect(rows.count == (name.hasSuffix("end") ? 3 : 1) * 2 * 6)
      let when = name.hasSuffix("end") ? "end" : "start"
      for row in rows where row["cell"] == fixture.cells[0].0 && row["when"] == when {
        let layer = try #require(Int(row["layer"] ?? ""))
        let pool = fixture.pool(quantity, when, layer: layer, 0.8, zeros: layer < 6)
        #expect(row["finite"] == "\(pool.finite)" && row["zeros"] == "\(pool.zeros)")
        var reference = pool
        if isMagnitude {
          reference = Histogram(.fine)
          // Bins of both signs are each other's images.
          for (bin, count) in pool.bins where bin.index != 0 {
            for _ in 0..<count { reference.add((bin.lowerEdge + bin.upperEdge).magnitude / 2) }
          }
        }
        for probability in [0.05, 0.25, 0.5, 0.75, 0.95] {
          let bin = try #require(reference.located(probability))
          let low = try #require(Double(row["q\(probability)_low"] ?? ""))
          let high = try #require(Double(row["q\(probability)_high"] ?? ""))
          #expect((low - bin.low).magnitude <= 1e-5 * bin.low.magnitude, "\(name) \(layer) \(probability)")
          #expect((high - bin.high).magnitude <= 1e-5 * bin.high.magnitude, "\(name) \(layer) \(probability)")
        }
      }
    }
  }

  @Test("A pool spread over the steps of an axis keeps its values, and a flat law stays flat")
  func shares() throws {
    var histogram = Histogram()
    for index in 0..<30_000 { histogram.add((Double(index) + 0.5) / 10_000 - 1) }
    let distribution = DistributionResults(
      layer: 1,
      quantity: "weights",
      when: "start",
      finite: 30_000,
      zeros: 0,
      nonFinite: 0,
      binsPerOctave: 8,
      bins: histogram.bins.map { ($0.bin.index, $0.count) }
    )
    let values = PooledValues(distribution, isMagnitude: false)
    #expect(values.count == 30_000)
    // All but what a bin spreads beyond the ends.
    let shares = values.shares(on: -1...2, steps: 60, .linear)
    #expect((shares.reduce(0, +) - 30_000).magnitude < 1)
    for share in shares { #expect((share / 500 - 1).magnitude < 0.02, "\(share)") }
    let half = values.shares(on: 0...1, steps: 10, .linear)
    #expect((half.reduce(0, +) / 10_000 - 1).magnitude < 0.01)
    // Values below 1 of both signs fold onto each other.
    let magnitudes = PooledValues(distribution, isMagnitude: true)
    #expect(magnitudes.count == 30_000 && magnitudes.bins.allSatisfy { $0.low >= 0 })
    #expect((magnitudes.shares(on: -8...0, steps: 60, .logarithmic).reduce(0, +) / 20_000 - 1).magnitude < 0.01)
  }

  @Test("Exact zeros are no part of a violin: their share is written, and said")
  func zeros() throws {
    let gradients = try figure("weight-gradients-start")
    #expect(gradients.caption.contains("Exact zeros stand below in percent; the violin is of the rest."))
    #expect(gradients.script.contains("'zeros %'") && gradients.script.contains("'30' at first 1.0"))
    let weights = try figure("weights-start")
    #expect(!weights.caption.contains("zeros") && !weights.script.contains("zeros %"))
  }

  @Test("Cells share a scale unless one would hide the others; what is cut off or left out is said")
  func scales() throws {
    let alike = try figure("activations-start")
    #expect(!alike.caption.contains("a scale of its own"))
    // Sizes of gradients reach far down on a scale of powers of ten; these activations fit theirs.
    #expect(!alike.caption.contains("is cut off"))
    let cut = "at most 1 % of a layer’s values at the lower end and 0.1 % at the upper, is cut off"
    #expect(try figure("weight-gradients-start").caption.contains(cut))
    let wild = try figure("activations-start", LayeredFixture(cells: [("relu", 0.8), ("wild", 9)]))
    #expect(wild.caption.contains("every panel has a scale of its own"))
    let deep = figures(
      LayeredFixture(cells: [("relu", 0.9)], depth: 99, epochs: 1, distributions: [.sums], values: 200)
    )
    func named(_ name: String) throws -> Figure { try #require(deep.first { $0.name == name }) }
    let words = "Of 100 layers 10 are drawn, evenly spread; the table has all."
    #expect(try named("z-start").caption.contains(words) && named("binned-activations-end").caption.contains(words))
    #expect(try named("z-start").rows.count == 100)
    #expect(try named("bias-gradients").caption.contains("Of 100 layers 6 are drawn, evenly spread."))
  }

  @Test("Numbers by layer, by epoch and at the end are those of the results, with their intervals")
  func numbers() throws {
    let fixture = LayeredFixture()
    let cell = fixture.results.cells[1]
    func mean(_ quantity: String, _ when: String, layer: Int? = nil) throws -> MeanResults {
      let found = (cell.quantities + cell.layers).first {
        $0.quantity == quantity && $0.when == when && $0.layer == layer
      }
      return try #require(found?.mean)
    }
    func check(_ row: [String: String]?, _ mean: MeanResults) throws {
      let row = try #require(row)
      for (column, value) in [("mean", mean.mean), ("low", mean.interval.low), ("high", mean.interval.high)] {
        let shown = try #require(Double(row[column] ?? ""))
        #expect((shown - value).magnitude <= 1e-5 * value.magnitude)
      }
    }
    let gradients = table(try figure("layer-weight-gradients", fixture))
    try check(
      gradients.first { $0["cell"] == "tanh" && $0["layer"] == "4" && $0["when"] == "end" },
      mean("weight_gradient_rms", "end", layer: 4)
    )
    let accuracy = table(try figure("accuracy-by-epoch", fixture)).filter {
      $0["cell"] == "tanh" && $0["quantity"] == "test_accuracy"
    }
    #expect(accuracy.map { $0["epoch"] } == ["0", "1", "2", "3"])
    try check(accuracy[0], mean("test_accuracy", "start"))
    try check(accuracy[2], mean("test_accuracy", "epoch_2"))
    try check(accuracy[3], mean("test_accuracy", "end"))
    let losses = table(try figure("loss-by-epoch", fixture)).filter {
      $0["cell"] == "tanh" && $0["quantity"] == "train_loss"
    }
    #expect(losses.map { $0["epoch"] } == ["1", "2", "3"])
    try check(losses[2], mean("train_loss", "last_epoch"))
    let final = table(try figure("final-accuracy", fixture))
    try check(final[1], mean("test_accuracy", "end"))
    #expect(final[0]["reported"] == "0.76" && final[1]["reported"] == "")
    // One epoch has no course.
    #expect(!figures(LayeredFixture(epochs: 1)).contains { $0.name.hasSuffix("by-epoch") })
  }

  @Test("Curves are drawn as means over stretches, which is said, and the table has every step")
  func curves() throws {
    let loss = try figure("batch-loss")
    #expect(loss.rows.count == 1400)
    #expect(loss.caption.contains("Drawn are means over up to 4 neighbouring points"))
    // Two lines of 175 points, and their bands.
    #expect(loss.script.split(separator: "\n").count { $0.first?.isNumber == true } == 2 * 175 * 3)
    #expect(loss.alt.contains("at step 700"))
    var results = LayeredFixture().results
    // From step 300 on one replicate has no finite loss, from 500 on none.
    for step in 300..<700 { results.cells[0].layered?.curves[0].finite[step] = 9 }
    for step in 500..<700 {
      results.cells[0].layered?.curves[0].finite[step] = 0
      results.cells[0].layered?.curves[0].mean[step] = nil
      results.cells[0].layered?.curves[0].low[step] = nil
      results.cells[0].layered?.curves[0].high[step] = nil
    }
    let broken = try #require(Figure.all(results, nil).first { $0.name == "batch-loss" })
    #expect(broken.rows[600][3...] == ["0", "", "", ""])
    #expect(broken.alt.contains("at step 500;"))
  }

  @Test("A single replicate has numbers without intervals, and nothing claims one")
  func single() throws {
    let fixture = LayeredFixture(cells: [("tanh", 0.7)], replicates: 1)
    for figure in figures(fixture) where figure.name != "collapse" {
      #expect(figure.caption.contains("1 replicate"), "\(figure.name): \(figure.caption)")
      #expect(!figure.caption.contains("Student"), "\(figure.name)")
    }
    let rows = table(try figure("layer-weight-gradients", fixture))
    #expect(rows.allSatisfy { $0["low"] == "" && $0["mean"] != "" })
    let value = try #require(fixture.results.cells[0].layers.first { $0.quantity == "weight_gradient_rms" }?.value)
    #expect((try #require(Double(rows[0]["mean"] ?? "")) / value - 1).magnitude < 1e-5)
  }

  @Test("Fifteen cells make a panel each up to twelve, of lines too, and no megabytes")
  func many() throws {
    let cells = (1...15).map { ("relu,width=\($0)", 0.6 + 0.02 * Double($0)) }
    for figure in figures(LayeredFixture(cells: cells, depth: 10, values: 1000)) {
      #expect(figure.script.utf8.count < 300_000 && figure.height < 5000, "\(figure.name): \(figure.script.utf8.count)")
      if !["final-accuracy", "collapse", "comparisons", "gradient-comparisons"].contains(figure.name) {
        #expect(figure.caption.contains("Drawn are the first 12 of 15 cells; the table has all."), "\(figure.name)")
        #expect(figure.rows.contains { $0[0] == "relu,width=15" }, "\(figure.name)")
      }
    }
  }

  @Test("Weight gradients compared in pairs are told before and after training")
  func comparisons() throws {
    let figure = try figure("gradient-comparisons")
    #expect(figure.caption.contains("the first cell's weight gradient (its root mean square) is the larger one"))
    #expect(figure.script.contains("'before training'") && !figure.script.contains("batch"))
    // Twelve intervals and twelve dots are there to be seen.
    #expect(figure.alt.contains("before training 0.7000 in layer 1, 0.2000 in layer 6"))
  }
}
