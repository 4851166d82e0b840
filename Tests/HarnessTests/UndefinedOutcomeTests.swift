import Foundation
import Harness
import RunFolder
import Studies
import Testing

/// Outcomes whose premise is missing, from the study's text to its results and rows.
@Suite("Undefined outcomes", .timeLimit(.minutes(60)))
struct UndefinedOutcomeTests {
  private static let functions = """
    name: functions
    simulations: 20
    network: {hidden_layers: 10, width: 2, activation: relu}
    task: {target: abs, domain: [-1, 1], training_points: 16, test_points: 10}
    training: {batch_size: 8, epochs: 1}
    cells:
      trained: {}
      born: {training: {epochs: 0}}
      few: {task: {test_points: [-1, 1]}}
    compare: [[trained, born], [trained, few]]
    """

  private static func data(testPoints: Int) -> String {
    """
    name: data
    simulations: 5
    task: {dataset: {classification: {points: 64, test_points: \(testPoints)}}}
    network: {layers: [{dense: 8, activation: relu}, {dense: 1, activation: sigmoid}]}
    training: {optimizer: adam, epochs: 1}
    """
  }

  private func results(_ outcome: StudyOutcome) throws -> Results {
    try JSON.value(Results.self, from: outcome.results)
  }

  /// The rows of a cell, by column.
  private func rows(_ outcome: StudyOutcome, _ cell: String) -> [[String: String]] {
    let lines = String(decoding: outcome.rows, as: UTF8.self).split(separator: "\n")
      .map { $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init) }
    return lines.dropFirst().filter { $0[0] == cell }.map { Dictionary(zip(lines[0], $0)) { first, _ in first } }
  }

  @Test("are null in results, with the reason, and empty in rows; the others stay")
  func functions() throws {
    let outcome = try StudyOutcome(Self.functions, ranks: 1)
    let cells = try results(outcome).cells
    #expect(cells[0].undefined == nil && cells[0].outcomes.values.allSatisfy { $0 != nil })
    let reason = "no batch was trained"
    #expect(cells[1].undefined == ["died": reason, "revived": reason, "no_gradient": reason])
    #expect(
      cells[2].undefined == [
        "half_trained": "fewer than 5 test points", "fitted": "the targets of all test points are equal",
      ]
    )
    for cell in cells {
      for name in cell.outcomeOrder {
        #expect((cell.outcomes[name] == .some(nil)) == (cell.undefined?[name] != nil), "\(cell.name) \(name)")
        for row in rows(outcome, cell.name) { #expect((row[name] == "") == (cell.undefined?[name] != nil)) }
      }
    }
    #expect(cells[1].outcomes["constant"]??.count ?? 0 > 0, "constant at birth is a fact")
    #expect(rows(outcome, "born").allSatisfy { $0["train_loss"] == "" && $0["final_train_loss"] != "" })
    #expect(rows(outcome, "trained").count == 20 && rows(outcome, "trained").allSatisfy { $0["train_loss"] != "" })
  }

  @Test("are not compared")
  func comparisons() throws {
    let found = try results(try StudyOutcome(Self.functions, ranks: 1)).comparisons
    let names = ["died", "revived", "no_gradient"]
    #expect(names.allSatisfy { found[0].outcomes[$0] == nil } && found[0].outcomes["constant"] != nil)
    #expect(["half_trained", "fitted"].allSatisfy { found[1].outcomes[$0] == nil } && found[1].outcomes["died"] != nil)
  }

  @Test("include constant on one test point of a data set, not on two")
  func dataSets() throws {
    let one = try StudyOutcome(Self.data(testPoints: 1), ranks: 1)
    let cell = try results(one).cells[0]
    #expect(cell.outcomes["constant"] == .some(nil) && cell.outcomes["diverged"] != .some(nil))
    let reasons = [
      "constant": "with one test point every network is constant",
      "one_class": "with one test point every network predicts one class",
    ]
    #expect(cell.undefined == reasons)
    #expect(rows(one, "all").count == 5 && rows(one, "all").allSatisfy { $0["constant"] == "" && $0["dead"] != "" })
    let two = try StudyOutcome(Self.data(testPoints: 2), ranks: 1)
    #expect(try results(two).cells[0].outcomes["constant"]??.count != nil)
    #expect(rows(two, "all").allSatisfy { $0["constant"] != "" })
  }

  @Test("are noted where test points are the reason, and refused by stop and reported")
  func refused() throws {
    #expect(try StudyPlan(text: Self.data(testPoints: 2)).notes.isEmpty)
    #expect(
      try StudyPlan(text: Self.data(testPoints: 1)).notes
        == ["test_points: 1; constant is undefined: with one test point every network is constant"]
    )
    func problem(_ study: String) -> String {
      do {
        _ = try StudyPlan(text: study)
        return ""
      } catch { return "\(error)" }
    }
    let stop = "\nstop: {outcome: constant, half_width: 0.1, max_simulations: 100}"
    #expect(
      problem(Self.data(testPoints: 1) + stop).contains(
        "stop.outcome: constant; is undefined in cell all: with one test point every network is constant; choose another"
      )
    )
    #expect(problem(Self.data(testPoints: 2) + stop) == "")
    #expect(
      problem(Self.functions + "\nstop: {outcome: no_gradient, half_width: 0.1, max_simulations: 100}").contains(
        "stop.outcome: no_gradient; is undefined in cell born: no batch was trained; choose another outcome"
      )
    )
    #expect(
      problem(Self.functions + "\nreported: {born: {died: {fraction: 0.5, of: 10}}}").contains(
        "reported.born.died: is undefined in this cell: no batch was trained; remove it"
      )
    )
    #expect(problem(Self.functions + "\nreported: {trained: {died: {fraction: 0.5, of: 10}}}") == "")
  }
}
