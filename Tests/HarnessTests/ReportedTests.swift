import Estimation
import Experiments
import Foundation
import Harness
import RunFolder
import Studies
import Testing

@Suite("What others reported, beside ours", .timeLimit(.minutes(60)))
struct ReportedTests {
  private static let study = """
    name: reported
    seed: 8
    simulations: 60
    network: {hidden_layers: 2, width: 2, activation: relu}
    task: {target: abs, domain: [-2, 2], training_points: 24, test_points: 12}
    training: {batch_size: 8, epochs: 1}
    cells: {a: {}, b: {network: {width: 3}}}
    reported:
      a: {constant: {fraction: 0.999, of: 1000, source: "a paper"}, diverged: {fraction: 0, of: 10}}
      b: {test_loss: {value: 0.5}, final_train_loss: {value: 1e6}}
    """

  private static let cells = Result {
    try JSON.value(Results.self, from: StudyOutcome(study, ranks: 2).results).cells
  }

  @Test("a fraction is judged by Newcombe's interval for the difference")
  func fractions() throws {
    let cell = try Self.cells.get()[0]
    #expect(cell.reported.map(\.outcome) == ["constant", "diverged"] && cell.reportedValues.isEmpty)
    let constant = try #require(cell.outcomes["constant"] ?? nil)
    let ours = Proportion(count: constant.count, n: 60)
    let expected = try #require(ReportedFraction(0.999, of: 1000).judged(by: ours, confidence: 0.95))
    let found = cell.reported[0]
    #expect(found.source == "a paper" && found.of == 1000 && found.interval.method == "newcombe")
    #expect(abs(found.interval.low - expected.interval.low) < 1e-11 && found.agrees == expected.agrees)
    #expect(!found.agrees && cell.reported[1].agrees)
  }

  @Test("a number of one run is judged by the prediction interval for one more run")
  func values() throws {
    let cell = try Self.cells.get()[1]
    #expect(cell.reported.isEmpty && cell.reportedValues.map(\.quantity) == ["test_loss", "final_train_loss"])
    let loss = try #require(cell.quantities.first { $0.quantity == "test_loss" }?.mean)
    #expect(cell.reportedValues[0].prediction == loss.prediction)
    #expect(cell.reportedValues[0].agrees == .some(loss.prediction.low <= 0.5 && 0.5 <= loss.prediction.high))
    #expect(cell.reportedValues[1].agrees == false)
  }

  @Test(
    "runs that are too few, or all equal, judge nothing, and it is said how many would",
    arguments: [2, 4, 5, 38, 39]
  )
  func withheld(runs: Int) throws {
    // Without weights every network predicts 0: with shared data all their losses are the same number.
    let study = """
      name: reported
      seed: 8
      simulations: \(runs)
      network: {hidden_layers: 1, width: 2, activation: relu, initializer: zeros}
      task: {target: abs, domain: [-2, 2], training_points: 24, test_points: 12, share: [training_data]}
      training: {batch_size: 8, epochs: 0}
      cells: {equal: {}, other: {task: {share: []}}}
      reported: {equal: {final_train_loss: {value: 0.7}}, other: {final_train_loss: {value: 1e6}}}
      """
    let cells = try JSON.value(Results.self, from: StudyOutcome(study, ranks: 1).results).cells
    let (equal, other) = (cells[0].reportedValues[0], cells[1].reportedValues[0])
    #expect(equal.runsNeeded == (runs < 5 ? 5 : runs < 39 ? 39 : nil))
    #expect(equal.agrees == (runs < 39 ? nil : false))
    #expect(other.runsNeeded == (runs < 5 ? 5 : nil) && other.agrees == (runs < 5 ? nil : false))
  }

  @Test("every quantity that can be reported is one that results have")
  func names() throws {
    let plan = try StudyPlan(text: Self.study)
    for (cell, results) in zip(plan.cells, try Self.cells.get()) {
      for name in ReportedValue.quantities(of: cell.subject) {
        #expect(results.quantities.contains { $0.quantity == name && $0.mean != nil }, "\(name)")
      }
    }
  }
}
