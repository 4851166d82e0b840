import Estimation
import Experiments
import Reporting
import RunFolder
import Testing

@Suite("Values of a layer, as violins draw them")
struct PooledValueTests {
  private static func distribution(_ histogram: Histogram, layer: Int = 1) -> DistributionResults {
    DistributionResults(
      layer: layer,
      quantity: "activations",
      when: "start",
      finite: histogram.finite,
      zeros: histogram.zeros,
      nonFinite: histogram.nonFinite,
      least: histogram.range?.lowerBound,
      greatest: histogram.range?.upperBound,
      binsPerOctave: histogram.resolution.binsPerOctave,
      bins: histogram.bins.filter { $0.bin.index != 0 }.map { ($0.bin.index, $0.count) }
    )
  }

  private static func histogram(_ values: some Sequence<Double>) -> Histogram {
    var histogram = Histogram(.fine)
    for value in values { histogram.add(value) }
    return histogram
  }

  /// What the figure of activations before training draws of these layers: the numbers of every shape, by line.
  private static func drawn(_ layers: [Histogram]) throws -> (figure: Figure, points: [[Double]]) {
    var fixture = LayeredFixture(epochs: 0, hasTargets: false, distributions: [.activations]).results
    fixture.cells = [fixture.cells[0]]
    fixture.comparisons = []
    fixture.cells[0].layered?.distributions = layers.enumerated().map { distribution($1, layer: $0 + 1) }
    let figure = try #require(Figure.all(fixture, nil).first { $0.name == "activations-start" })
    let points = figure.script.split(separator: "\n").filter { $0.first?.isNumber == true || $0.first == "-" }
      .map { $0.split(separator: " ").compactMap { Double($0) } }
    return (figure, points.filter { $0.count == 2 })
  }

  @Test("layers whose values all have the median 0.5 have their bars at 0.5")
  func medians() throws {
    let layers = (1...5).map { layer -> Histogram in
      // Symmetric about 0.5: thousandths, hundredths and tenths wide.
      let half = 0.4 / Double(layer * layer * layer)
      return Self.histogram((0...2_000).map { index -> Double in 0.5 + half * (Double(index) / 1_000 - 1) })
    }
    let figure = try Self.drawn(layers).figure
    let column = try #require(figure.columns.firstIndex(of: "q0.5"))
    #expect(figure.rows.count == 5)
    for row in figure.rows {
      let median = try #require(Double(row[column]))
      #expect((median - 0.5).magnitude < 0.005, "\(row)")
    }
    #expect(figure.alt.contains("layer 1 about 0.5") && figure.alt.contains("layer 5 about 0.5"), "\(figure.alt)")
  }

  @Test("tanh that saturates is drawn up to 1 and down to −1, and no farther")
  func saturated() throws {
    let values = (0..<4_000).map { index -> Double in
      let z = (Double(index) + 0.5) / 2_000 - 1
      return max(-1, min(1, z * 3))
    }
    let points = try Self.drawn([Self.histogram(values)]).points
    let heights = points.map { $0[1] }
    #expect(heights.max() == 1 && heights.min() == -1, "\(heights.min() ?? 0) … \(heights.max() ?? 0)")
    // The widest places are the ends, where two thirds of all values are.
    let widest = points.max { ($0[0] - 1).magnitude < ($1[0] - 1).magnitude }
    #expect(widest?[1].magnitude ?? 0 > 0.95)
  }

  @Test("an axis of values that are never negative begins at 0")
  func noRoomBelowZero() throws {
    let figure = try Self.drawn([Self.histogram((0...1_000).map { Double($0) / 1_000 })]).figure
    let range = try #require(figure.script.split(separator: "\n").first { $0.hasPrefix("set yrange [") })
    #expect(range.hasPrefix("set yrange [0.0:"), "\(range)")
  }

  @Test("equal values stand where they are, in one step of an axis")
  func atoms() {
    let pooled = PooledValues(Self.distribution(Self.histogram([-1, -1, -1, 1, 1])), isMagnitude: false)
    let shares = pooled.shares(on: -1...1, steps: 10, .linear)
    #expect(shares == [3, 0, 0, 0, 0, 0, 0, 0, 0, 2])
    #expect(pooled.quantile(0.5)?.value == -1 && pooled.quantile(0.9)?.value == 1)
    let magnitudes = PooledValues(Self.distribution(Self.histogram([-3, -3, 3])), isMagnitude: true)
    #expect(magnitudes.quantile(0.5)?.low == 3 && magnitudes.quantile(0.5)?.high == 3)
  }

  @Test("shares by layer are drawn on an axis from 0 to 1, also where all are 0 or all are 1", arguments: [0, 0.3, 1])
  func shareAxes(share: Double) throws {
    var results = LayeredFixture(epochs: 0, hasTargets: false, distributions: []).results
    for cell in results.cells.indices {
      for index in results.cells[cell].layers.indices
      where results.cells[cell].layers[index].quantity.hasPrefix("share_") {
        results.cells[cell].layers[index].mean?.mean = share
        results.cells[cell].layers[index].mean?.interval.low = share
        results.cells[cell].layers[index].mean?.interval.high = share
      }
    }
    let names = ["layer-units-off", "layer-values-off", "layer-units-saturated", "layer-values-saturated"]
    for name in names {
      let figure = try #require(Figure.all(results, nil).first { $0.name == name })
      let ranges = figure.script.split(separator: "\n").filter { $0.hasPrefix("set yrange [") }
      #expect(!ranges.isEmpty && ranges.allSatisfy { $0 == "set yrange [0.0:1.0]" }, "\(name): \(ranges)")
    }
  }

  @Test("accuracies that are all equal have an axis within 0 and 1", arguments: [0, 0.1, 1])
  func accuracyAxes(accuracy: Double) throws {
    var results = LayeredFixture().results
    for cell in results.cells.indices {
      for index in results.cells[cell].quantities.indices
      where results.cells[cell].quantities[index].quantity.hasSuffix("_accuracy") {
        let mean = LayeredFixture.interval(accuracy, 0)
        results.cells[cell].quantities[index].mean?.mean = accuracy
        results.cells[cell].quantities[index].mean?.interval = mean
      }
      results.cells[cell].reportedValues = []
    }
    for (name, axis) in [("final-accuracy", "x"), ("accuracy-by-epoch", "y")] {
      let figure = try #require(Figure.all(results, nil).first { $0.name == name })
      for line in figure.script.split(separator: "\n") where line.hasPrefix("set \(axis)range [") {
        let ends = line.dropFirst("set xrange [".count).dropLast().split(separator: ":").compactMap { Double($0) }
        #expect(ends.count == 2 && ends[0] >= 0 && ends[1] <= 1 && ends[0] < ends[1], "\(name): \(line)")
      }
    }
  }
}
