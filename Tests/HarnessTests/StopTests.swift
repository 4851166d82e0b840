import Estimation
import Experiments
import Foundation
import Harness
import ReferenceTrainer
import RunFolder
import Studies
import Testing

@Suite("A study that stops on precision", .timeLimit(.minutes(60)))
struct StopTests {
  /// Looks at 20, 25, 32, 40, …: within work units as well as between them.
  static func study(_ stop: String, simulations: Int = 20, more: String = "") -> String {
    """
    name: stopping
    seed: 5
    simulations: \(simulations)
    network: {hidden_layers: 3, width: 2, activation: relu}
    task: {target: abs, domain: [-2, 2], training_points: 12, test_points: 8}
    training: {batch_size: 8, epochs: 1}
    cells: {relu: {}, leaky: {network: {activation: {leaky_relu: {slope: 0.01}}}}}
    stop: {\(stop)}
    \(more)
    """
  }

  private static let usual = study("outcome: born_dead, half_width: 0.12, max_simulations: 1000")

  private static func results(_ study: String, ranks: Int = 1) throws -> Results {
    try JSON.value(Results.self, from: try StudyOutcome(study, ranks: ranks).results)
  }

  @Test("leaves the same bytes on any number of ranks, in rounds of any size", arguments: [1, 2, 3, 7], [nil, 1, 3])
  func sameBytes(ranks: Int, unitsPerSlice: UInt64?) throws {
    let alone = try StudyOutcome(Self.usual, ranks: 1)
    #expect(try StudyOutcome(Self.usual, ranks: ranks, unitsPerSlice: unitsPerSlice).bytes == alone.bytes)
  }

  @Test("stops at the first look at which every cell is known well enough")
  func firstLook() throws {
    let plan = try StudyPlan(text: Self.usual)
    let rule = try #require(plan.precisionRule)
    let found = try Self.results(Self.usual)
    let n = try #require(found.cells.first?.simulations)
    #expect(rule.looks.contains(n) && n > 20 && n < 1000, "a rule that is met at once would show nothing: \(n)")
    // The same judgement, from the rows' own counts, at every look before.
    var trainer = ReferenceTrainer()
    for look in rule.looks where look <= n {
      let proportions = try plan.cells.map { cell in
        let records = try trainer.run(cell.experiment!, simulations: 0..<UInt64(look))
        return Proportion(count: Int64(records.count { $0.outcomes.contains(.bornDead) }), n: look)
      }
      #expect(proportions.allSatisfy { rule.isMet(by: $0) } == (look == n), "at \(look)")
    }
    let stop = try #require(found.stop)
    #expect(stop.isMet && stop.cells.allSatisfy { $0.isMet && $0.halfWidth <= 0.12 && $0.simulationsNeeded == nil })
    #expect(stop.weight == plan.stop?.weight && stop.minimum == 20 && stop.maximum == 1000)
  }

  @Test("quotes the confidence sequence and lists the intervals for a fixed sample beside it")
  func intervals() throws {
    let found = try Self.results(Self.usual)
    let rule = try #require(try StudyPlan(text: Self.usual).precisionRule)
    for cell in found.cells {
      for case .some(let outcome) in cell.outcomes.values {
        let expected = rule.sequence.interval(for: Proportion(count: outcome.count, n: cell.simulations))
        #expect(outcome.interval.method == "confidence_sequence" && outcome.interval.confidence == 0.95)
        #expect(abs(outcome.interval.low - expected.low) < 1e-11 && abs(outcome.interval.high - expected.high) < 1e-11)
        #expect(outcome.intervals.map(\.method) == ["clopper_pearson", "wilson"])
        let simultaneous = try #require(outcome.simultaneous)
        let each = ConfidenceSequence(weight: rule.sequence.weight, confidence: 0.975)
          .interval(for: Proportion(count: outcome.count, n: cell.simulations))
        #expect(abs(simultaneous.low - each.low) < 1e-9 && abs(simultaneous.high - each.high) < 1e-9)
        #expect(simultaneous.method == "confidence_sequence_bonferroni" && simultaneous.confidence == 0.95)
      }
    }
  }

  @Test("goes to its maximum where the precision cannot be met, and says what would be needed")
  func exhausted() throws {
    let study = Self.study("outcome: born_dead, half_width: 0.01, max_simulations: 77")
    let plan = try StudyPlan(text: study)
    #expect(plan.notes.contains { $0.hasPrefix("stop: half_width 0.01 cannot be met by 77 simulations") })
    let found = try Self.results(study, ranks: 3)
    #expect(found.cells.allSatisfy { $0.simulations == 77 })
    let stop = try #require(found.stop)
    #expect(!stop.isMet && stop.cells.allSatisfy { !$0.isMet && ($0.simulationsNeeded ?? 0) > 77 })
  }

  @Test("works where the fraction is 0 or 1, and runs no fewer than its minimum")
  func extremes() throws {
    let zero = try Self.results(Self.study("outcome: diverged, half_width: 0.1, max_simulations: 1000"))
    let n = try #require(zero.cells.first?.simulations)
    #expect(n < 1000 && zero.stop?.isMet == true && zero.cells[0].outcomes["diverged"]??.interval.low == 0)
    let one = try Self.results(
      Self.study("outcome: flat_100, half_width: 0.1, max_simulations: 1000", more: "criteria: {flat: [100]}")
    )
    #expect(one.cells.first?.simulations == n && one.cells[0].outcomes["flat_100"]??.interval.high == 1)
    let many = try Self.results(
      Self.study("outcome: diverged, half_width: 0.1, max_simulations: 1000", simulations: 333)
    )
    #expect(many.cells.allSatisfy { $0.simulations == 333 })
  }

  @Test("writes the sequence's weight into the resolved study, and keeps one that is given")
  func weight() throws {
    let plan = try StudyPlan(text: Self.usual)
    let again = try StudyPlan(text: plan.resolvedText)
    #expect(again == plan && plan.resolvedText.contains("weight: "))
    let given = try StudyPlan(text: Self.study("outcome: dead, half_width: 0.1, max_simulations: 99, weight: 7.5"))
    #expect(given.stop?.weight == 7.5)
    #expect(given.planHash == plan.planHash, "when to stop is no part of what a simulation computes")
  }

  @Test("is told of a forecast once the first look has shown something")
  func outlook() throws {
    final class Listener: ProgressSink {
      var outlooks: [Outlook] = []
      func advanced(_ report: ProgressReport) { outlooks.append(report.outlook) }
      func waiting(for ranks: [Int]) {}
      func failed(_ complaint: String) {}
    }
    let listener = Listener()
    let run = try StudyRun(
      try StudyPlan(text: Self.usual),
      communicator: SingleRank(),
      trainer: GroupTrainer(),
      options: .init(unitsPerSlice: 1)
    )
    var nowhere: RunFolder?
    _ = try run.run(folder: &nowhere, progress: listener)
    #expect(listener.outlooks.first == .atMost(1000))
    guard case .forecast(let count) = listener.outlooks.last else {
      Issue.record("no forecast: \(listener.outlooks)")
      return
    }
    #expect(count > 20 && count < 1000)
  }
}
