import Foundation
import Reporting
import RunFolder
import Studies
import Testing

@Suite("Figures of a study")
struct FigureTests {
  /// The table of a figure as one dictionary a row.
  private func table(_ name: String, _ figures: [Figure]? = nil) throws -> [[String: String]] {
    let figure = try #require((figures ?? FigureFixture.figures()).first { $0.name == name })
    return figure.rows.map { Dictionary(uniqueKeysWithValues: zip(figure.columns, $0)) }
  }

  @Test("Every kind that has something to show is there, once, with words, and no other")
  func kinds() throws {
    let figures = try FigureFixture.figures()
    #expect(
      figures.map(\.name) == [
        "collapse", "comparisons", "death-through-time", "first-dead-layer", "final-loss", "settling", "gradient-norms",
        "gradient-comparisons", "activation-means", "activation-deviations", "units-off",
      ]
    )
    for figure in figures {
      #expect(!figure.title.isEmpty && !figure.rows.isEmpty && figure.height > 50)
      #expect((figure.caption.contains("2,000") || figure.caption.contains("1,999")) && figure.alt.contains("relu"))
    }
    var bare = FigureFixture.results
    bare.comparisons = []
    for index in bare.cells.indices {
      bare.cells[index].outcomes = [:]
      bare.cells[index].quantities = []
      bare.cells[index].layers = []
      bare.cells[index].death = nil
    }
    #expect(Figure.all(bare, try FigureFixture.plan()).isEmpty)
  }

  @Test("The same results give the same tables, words and scripts")
  func deterministic() throws {
    #expect(try FigureFixture.figures() == FigureFixture.figures())
  }

  @Test("The table of collapse holds counts, fractions, intervals, bounds and what was reported")
  func collapse() throws {
    let rows = try table("collapse")
    #expect(
      rows.map { $0["outcome"] } == [
        "constant", "constant", "flat_0.1", "flat_0.1", "born_dead", "born_dead", "dead", "dead",
      ]
    )
    for row in rows {
      let cell = try #require(FigureFixture.results.cells.first { $0.name == row["cell"] })
      let found = try #require(cell.outcomes[row["outcome"] ?? ""])
      let outcome = try #require(found)
      #expect(row["count"] == "\(outcome.count)" && row["simulations"] == "2000")
      for (column, value) in [
        ("fraction", outcome.estimate), ("low", outcome.interval.low), ("high", outcome.interval.high),
      ] {
        let shown = try #require(Double(row[column] ?? ""))
        #expect((shown - value).magnitude < 1e-6)
      }
      #expect(row["interval"] == "95 % Clopper–Pearson interval")
    }
    #expect(rows[0]["reported"] == "0.947" && rows[0]["reported_of"] == "1000" && rows[1]["reported"] == "")
    let bounds = BornDeadBounds(hiddenLayers: 3, width: 2)
    #expect((try #require(Double(rows[4]["theory_low"] ?? "")) - bounds.lower).magnitude < 1e-6)
    // Theory speaks of ReLU, not of leaky ReLU.
    #expect(rows[5]["theory_low"] == "")
  }

  @Test("Death through time is called survival only where it is for ever")
  func death() throws {
    let rows = try table("death-through-time")
    #expect(rows.map { $0["alive"] } == ["1000", "500", "1000", "500"])
    #expect(rows.map { $0["diverged"] } == ["0", "10", "0", "10"])
    #expect(rows.map { $0["at_risk"] } == ["", "1000", "", ""])
    let figure = try #require(FigureFixture.figures().first { $0.name == "death-through-time" })
    #expect(figure.title == "Not dead at each check")
    #expect(figure.script.contains("relu: survival") && !figure.script.contains("leaky_0.01: survival"))
    var results = FigureFixture.results
    results.cells.removeLast()
    let alone = try #require(Figure.all(results, FigureFixture.plan()).first { $0.name == "death-through-time" })
    #expect(alone.title == "Survival: alive at each check")
  }

  @Test("The other tables hold what the results hold")
  func others() throws {
    let first = try table("first-dead-layer")
    #expect(first.map { $0["born"] } == ["0", "600", "400", "0", "600", "400"])
    let pairs = try table("comparisons")
    #expect(pairs.map { $0["first_only"] } == ["800"] && pairs.map { $0["mcnemar_log10_p"] } == ["-170.5"])
    #expect(try table("gradient-comparisons").map { $0["less"] } == ["1200"])
    let off = try table("units-off")
    #expect(off.filter { $0["layer"] == "2" }.allSatisfy { $0["some_off"] == "1399" && $0["simulations"] == "1999" })
    let norms = try table("gradient-norms")
    #expect(norms.count == 16)
    #expect(norms.map { $0["over"] } == Array(repeating: "non_zero", count: 8) + Array(repeating: "finite", count: 8))
    let layer = try #require(FigureFixture.results.cells[0].layers.first { $0.quantity == "gradient_norm" })
    let low = try #require(Double(norms[0]["q0.05_low"] ?? ""))
    #expect((low / layer.quantiles[0].low - 1).magnitude < 1e-5)
    let loss = try table("final-loss")
    #expect(loss.map { $0["q0.5_low"] } == ["0.5", "0.5"] && loss[0]["best_constant"]?.hasPrefix("0.5833") == true)
    let settled = try table("settling")
    #expect(settled.allSatisfy { $0["target_mean"]?.hasPrefix("1.322") == true && $0["non_finite"] == "1" })
  }

  @Test("Cells that form a grid of depth and width are mapped; others are not")
  func maps() throws {
    let plan = try StudyPlan(text: Self.sweep("[1, 2, 5]", "[2, 3]"))
    var results = FigureFixture.results
    results.cells = plan.cells.enumerated().map { FigureFixture.cell($1.name, $0 + 1, isAbsorbing: true) }
    let rows = try table("map-constant", Figure.all(results, plan))
    #expect(rows.map { $0["hidden_layers"] } == ["1", "1", "2", "2", "5", "5"])
    #expect(rows.map { $0["width"] } == ["2", "3", "2", "3", "2", "3"])
    let counts = results.cells.map { cell -> String in "\(cell.outcomes["constant"]??.count ?? -1)" }
    #expect(rows.map { $0["count"] } == counts)
    let line = try StudyPlan(text: Self.sweep("[1, 2, 5]", "[2]"))
    results.cells = line.cells.enumerated().map { FigureFixture.cell($1.name, $0 + 1, isAbsorbing: true) }
    #expect(!Figure.all(results, line).contains { $0.name.hasPrefix("map-") })
  }

  @Test("A thousand cells make no megabytes, and their tables are whole")
  func many() throws {
    let depths = (1...25).map(String.init).joined(separator: ", ")
    let widths = (1...40).map(String.init).joined(separator: ", ")
    let plan = try StudyPlan(text: Self.sweep("[\(depths)]", "[\(widths)]"))
    var results = FigureFixture.results
    results.cells = plan.cells.map { FigureFixture.cell($0.name, 2, isAbsorbing: true) }
    let figures = Figure.all(results, plan)
    #expect(figures.count == 13)
    for figure in figures {
      #expect(figure.script.utf8.count < 300_000 && figure.height < 5000, "\(figure.name)")
    }
    #expect(figures.first?.rows.count == 4000)
    #expect(figures.first?.caption.contains("first 60 of 1,000 cells") == true)
  }

  private static func sweep(_ depths: String, _ widths: String) -> String {
    """
    name: sweep
    seed: 7
    simulations: 2000
    network: {inputs: 1, hidden_layers: 3, width: 2, activation: relu, initializer: glorot_uniform}
    task: {target: abs, domain: [-1, 1], training_points: 100, test_points: 50}
    training: {loss: mse, optimizer: {sgd: {learning_rate: 0.01}}, batch_size: 64, epochs: 1}
    sweep: {network.hidden_layers: \(depths), network.width: \(widths)}
    """
  }

  @Test("CSV quotes what it must, and only that")
  func csv() {
    let figure = Figure(
      name: "x",
      title: "",
      caption: "",
      alt: "",
      columns: ["cell", "note"],
      rows: [["a=1,b=2", "say \"no\""], ["plain", "two\nlines"]],
      script: "",
      height: 1
    )
    #expect(figure.csv == "cell,note\n\"a=1,b=2\",\"say \"\"no\"\"\"\nplain,\"two\nlines\"\n")
  }

  @Test("Text is eleven pixels high where a figure is 360 pixels wide")
  func size() {
    #expect(Double(Figure.fontSize) * 360 / Double(Figure.width) >= 11)
  }

  @Test(
    "Colours of series stand out three to one from white and from the black of a dark page",
    arguments: Palette.allCases
  )
  func contrast(_ colour: Palette) throws {
    let number = try #require(Int(colour.rawValue.dropFirst(), radix: 16))
    func linear(_ shift: Int) -> Double {
      let value = Double(number >> shift & 255) / 255
      return value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4)
    }
    let luminance = 0.2126 * linear(16) + 0.7152 * linear(8) + 0.0722 * linear(0)
    #expect(1.05 / (luminance + 0.05) >= 3 && (luminance + 0.05) / (0.008 + 0.05) >= 3)
  }
}
