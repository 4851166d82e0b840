import Reporting
import RunFolder
import Testing

@Suite("The table of a study of many cells")
struct ManyCellsTests {
  private static func cell(_ index: Int, of count: Int) -> CellResults {
    func outcome(_ estimate: Double) -> OutcomeResults {
      let interval = IntervalResults(
        method: "clopper_pearson",
        confidence: 0.95,
        low: max(estimate - 0.02, 0),
        high: min(estimate + 0.02, 1)
      )
      return OutcomeResults(
        count: Int64(estimate * 1000),
        estimate: estimate,
        interval: interval,
        intervals: [interval],
        zeroGradient: nil
      )
    }
    let share = Double(index) / Double(count)
    let names = ["constant", "flat_1e-6", "born_dead", "dead", "fitted", "diverged"]
    let estimates = [share, share / 2, 0.3, share * 0.9, 0.25 + share / 8, 0]
    return CellResults(
      name: "width=\(index)",
      simulations: 1000,
      precision: "float32",
      outcomes: Dictionary(uniqueKeysWithValues: zip(names, estimates.map { outcome($0) })),
      outcomeOrder: names,
      quantities: [],
      layers: []
    )
  }

  private static func results(_ count: Int) -> Results {
    Results(planHash: "", study: "sweep", seed: 1, cells: (0..<count).map { cell($0, of: count) })
  }

  private static func lines(_ results: Results) -> [Substring] {
    ResultTable(results).text.split(separator: "\n")
  }

  @Test("up to twelve cells have a block each")
  func few() {
    let lines = Self.lines(Self.results(12))
    #expect(lines.count == 2 + 12 * 7 && lines.contains("width=11 (float32), 1,000 simulations"))
  }

  @Test("up to sixty have a line each, with the outcomes that tell them apart", arguments: [13, 60])
  func some(count: Int) throws {
    let lines = Self.lines(Self.results(count))
    #expect(lines.count == count + 4)
    #expect(lines[1].split(separator: " ") == ["constant", "flat_1e-6", "dead", "fitted"])
    let last = try #require(lines.first { $0.hasPrefix("width=\(count - 1) ") })
    let share = Double(count - 1) / Double(count)
    #expect(last.contains("[") && last.contains("\(String(describing: share).prefix(5))"), "\(last)")
    #expect(lines.contains { $0.contains("(born_dead, diverged: in report.html, results.json and layers.csv)") })
  }

  @Test("of more the extremes are shown, and where all numbers are", arguments: [61, 1000])
  func many(count: Int) throws {
    let lines = Self.lines(Self.results(count))
    #expect(lines.count <= 12, "\(lines.count)")
    let constant = try #require(lines.first { $0.hasPrefix("  constant ") })
    #expect(constant.contains("least 0.0000 [0.0000, 0.0200] in width=0,"), "\(constant)")
    #expect(constant.hasSuffix("in width=\(count - 1)"), "\(constant)")
    #expect(lines.contains("  born_dead  0.3000 in \(count == 1000 ? "1,000" : "61") cells"), "\(lines)")
    #expect(lines.contains { $0.contains("cells: in report.html, results.json and layers.csv") })
  }

  @Test("the loss of a function is its median, whose interval does not reach below 0", arguments: [13, 61])
  func losses(count: Int) throws {
    func interval(_ low: Double, _ high: Double) -> IntervalResults {
      IntervalResults(method: "student_t", confidence: 0.95, low: low, high: high)
    }
    var results = Self.results(count)
    for index in results.cells.indices {
      let low = 0.5 + Double(index)
      let median = QuantileResults(
        probability: 0.5,
        low: low,
        high: low + 0.05,
        intervalLow: low - 0.125,
        intervalHigh: index == 1 ? nil : low + 0.25
      )
      results.cells[index].quantities = [
        QuantityResults(
          layer: nil,
          quantity: "final_train_loss",
          when: "end",
          finite: 999,
          zeros: 0,
          nonFinite: 1,
          quantileConfidence: 0.99,
          quantiles: [median],
          mean: MeanResults(mean: 3, standardDeviation: 9, interval: interval(-1, 7), prediction: interval(-9, 15))
        )
      ]
    }
    let lines = Self.lines(results)
    #expect(!lines.contains { $0.contains("-1.0000") || $0.contains("3.0000") })
    #expect(
      lines.last?.hasSuffix(
        "of training losses 99 % order-statistic interval of the median, non-finite ones left out."
      ) == true
    )
    if count == 13 {
      #expect(lines[1].hasSuffix("  training loss"))
      #expect(lines[2].hasPrefix("width=0 ") && lines[2].hasSuffix("  0.5250 [0.3750, 0.7500]"), "\(lines[2])")
      #expect(lines[3].hasSuffix("]  1.5250"), "\(lines[3])")
    } else {
      let loss = try #require(lines.first { $0.hasPrefix("  training loss ") })
      #expect(
        loss.hasSuffix("least 0.5250 [0.3750, 0.7500] in width=0, greatest 60.5250 [60.3750, 60.7500] in width=60")
      )
    }
  }

  @Test("pairs are as short, and so are cells whose precision was not met", arguments: [14, 200])
  func pairs(count: Int) throws {
    var results = Self.results(count)
    let pair = try #require(ReportFixture.results(stopped: false).comparisons.first)
    results.comparisons = (1..<count).map { index in
      var pair = pair
      (pair.first, pair.second) = ("width=\(index)", "width=0")
      return pair
    }
    var stop = try #require(ReportFixture.results(stopped: true).stop)
    stop.cells = (0..<count).map { index in
      var cell = stop.cells[0]
      (cell.cell, cell.isMet, cell.halfWidth) = ("width=\(index)", false, Double(index + 1) / 1000)
      return cell
    }
    stop.isMet = false
    results.stop = stop
    let lines = Self.lines(results)
    #expect(lines.count < 60, "\(lines.count)")
    // Up to a dozen pairs have blocks.
    #expect(lines.count { $0.contains(" less width=0: ") } == (count == 14 ? 13 : 12))
    #expect(lines.contains { $0.hasPrefix("  width=\(count - 1): within ") })
    if count == 200 {
      #expect(lines.contains("the 12 of 199 pairs that differ most, each with the outcome that differs most"))
      #expect(lines.contains("  and 188 cells that are closer to it"))
    }
  }

  @Test("a number that others reported is not judged by runs that are too few, or all equal")
  func withheld() {
    func line(finite: Int64, needed: Int64?, agrees: Bool?) -> String {
      var cell = Self.cell(1, of: 2)
      cell.quantities = [
        QuantityResults(
          layer: nil,
          quantity: "test_accuracy",
          when: "end",
          finite: finite,
          zeros: 0,
          nonFinite: 0,
          quantileConfidence: 0.95,
          quantiles: []
        )
      ]
      cell.reportedValues = [
        ReportedValueResults(
          quantity: "test_accuracy",
          value: 0.78,
          source: nil,
          prediction: IntervalResults(method: "prediction_t", confidence: 0.95, low: 0.76, high: 0.76),
          agrees: agrees,
          runsNeeded: needed
        )
      ]
      let results = Results(planHash: "", study: "s", seed: 0, cells: [cell])
      return String(Self.lines(results).first { $0.hasPrefix("  reported ") } ?? "")
    }
    let head = "  reported test_accuracy 0.7800 of one run: "
    #expect(
      line(finite: 2, needed: 5, agrees: nil)
        == head + "not judged: 2 runs are too few to predict one more; 5 that differ would do"
    )
    #expect(
      line(finite: 8, needed: 39, agrees: nil)
        == head + "not judged: all 8 runs gave the same number, which predicts one more only from 39 runs on"
    )
    #expect(line(finite: 39, needed: nil, agrees: false).hasPrefix(head + "outside [0.7600, 0.7600]"))
  }
}
