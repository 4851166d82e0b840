import Estimation
import Experiments
import Foundation
import Harness
import ReferenceTrainer
import RunFolder
import Studies
import Testing

@Suite("Cells compared in pairs", .timeLimit(.minutes(60)))
struct PairTests {
  static let study = """
    name: pairs
    seed: 8
    simulations: 150
    network: {hidden_layers: 3, width: 2, activation: relu}
    task: {target: abs, domain: [-2, 2], training_points: 24, test_points: 12}
    training: {batch_size: 8, epochs: 1}
    cells:
      relu: {}
      leaky: {network: {activation: {leaky_relu: {slope: 0.01}}}, criteria: {flat: [0.25, 1e-2]}}
      tanh: {network: {activation: tanh}, precision: float64}
      shallow: {network: {hidden_layers: 1}}
      born: {training: {epochs: 0}}
      wild: {training: {optimizer: {sgd: {learning_rate: 1e18}}}}
    compare: [[leaky, relu], [relu, leaky], [tanh, relu], [relu, shallow], [relu, born], [wild, relu]]
    """

  private static func results(_ study: String = study, ranks: Int = 1) throws -> Results {
    try JSON.value(Results.self, from: try StudyOutcome(study, ranks: ranks).results)
  }

  @Test("come to the same bytes on any number of ranks", arguments: [2, 3, 7])
  func sameBytes(ranks: Int) throws {
    let alone = try StudyOutcome(Self.study, ranks: 1)
    #expect(try StudyOutcome(Self.study, ranks: ranks, unitsPerSlice: 1).bytes == alone.bytes)
  }

  @Test("are counted index by index")
  func counts() throws {
    let plan = try StudyPlan(text: Self.study)
    var trainer = ReferenceTrainer()
    let records = try plan.cells.map { try trainer.run($0.experiment!, simulations: 0..<150) }
    let comparisons = try Self.results().comparisons
    #expect(comparisons.count == plan.compare.count)
    for (pair, comparison) in zip(plan.compare, comparisons) {
      #expect(comparison.first == plan.cells[pair.first].name && comparison.second == plan.cells[pair.second].name)
      #expect(comparison.simulations == 150 && !comparison.isStopped)
      #expect(Set(comparison.outcomeOrder) == Set(comparison.outcomes.keys))
      for (name, table) in comparison.outcomes {
        let a = try #require(NamedOutcome.all(plan.cells[pair.first].experiment!.criteria).first { $0.name == name })
          .flag
        let b = try #require(NamedOutcome.all(plan.cells[pair.second].experiment!.criteria).first { $0.name == name })
          .flag
        let seen = zip(records[pair.first], records[pair.second]).map {
          ($0.outcomes.contains(a), $1.outcomes.contains(b))
        }
        #expect(table.both == Int64(seen.count { $0 && $1 }) && table.neither == Int64(seen.count { !$0 && !$1 }))
        #expect(
          table.firstOnly == Int64(seen.count { $0 && !$1 }) && table.secondOnly == Int64(seen.count { !$0 && $1 })
        )
        let expected = PairedTable(
          both: table.both,
          firstOnly: table.firstOnly,
          secondOnly: table.secondOnly,
          neither: table.neither
        )
        let tango = expected.tango(confidence: 0.95)
        #expect(abs(table.interval.low - tango.low) < 1e-11 && abs(table.interval.high - tango.high) < 1e-11)
        #expect(abs(table.log10EValue - expected.log10EValue) <= 1e-11 * max(1, abs(expected.log10EValue)))
        #expect(abs(table.mcNemarLog10P - expected.log10ExactP) <= 1e-11 * max(1, abs(expected.log10ExactP)))
      }
      for signs in comparison.layers {
        let norms = [pair.first, pair.second].map { cell in
          records[cell].map { record in
            let schema = plan.cells[cell].subject.schema
            return schema.value(signs.quantity, signs.when, layer: signs.layer, of: record) ?? .nan
          }
        }
        #expect(signs.greater == Int64(zip(norms[0], norms[1]).count { $0 > $1 }))
        #expect(signs.less == Int64(zip(norms[0], norms[1]).count { $0 < $1 }))
        #expect(signs.equal == Int64(zip(norms[0], norms[1]).count { $0 == $1 }))
        #expect(signs.greater + signs.less + signs.equal + signs.incomparable == 150)
      }
    }
    #expect(comparisons.contains { $0.layers.contains { $0.equal > 0 } }, "two zeros are equal")
  }

  @Test("stand beside intervals of each cell that hold together, by Bonferroni")
  func simultaneous() throws {
    for cell in try Self.results().cells {
      for case .some(let outcome) in cell.outcomes.values {
        let expected = Proportion(count: outcome.count, n: 150).clopperPearson(confidence: 1 - 0.05 / 6)
        let found = try #require(outcome.simultaneous)
        #expect(found.method == "clopper_pearson_bonferroni" && found.confidence == 0.95)
        #expect(abs(found.low - expected.low) < 1e-9 && abs(found.high - expected.high) < 1e-9)
      }
    }
  }

  @Test("say nothing of what one of the two does not have")
  func common() throws {
    let comparisons = try Self.results().comparisons
    #expect(comparisons[0].outcomes["flat_1e-2"] != nil && comparisons[0].outcomes["flat_0.25"] == nil)
    #expect(comparisons[2].outcomes["dead"] == nil && comparisons[2].outcomes["constant"] != nil)
    #expect(comparisons[3].layers.isEmpty && comparisons[4].layers.isEmpty)
    #expect(
      comparisons[0].layers.map { "\($0.layer) \($0.when)" }.prefix(3) == [
        "1 first_batch", "1 last_batch", "2 first_batch",
      ]
    )
  }

  @Test("change sign when they change places")
  func antisymmetry() throws {
    let comparisons = try Self.results().comparisons
    for name in comparisons[1].outcomes.keys {
      let (there, back) = (try #require(comparisons[0].outcomes[name]), try #require(comparisons[1].outcomes[name]))
      #expect(there.difference == -back.difference && there.firstOnly == back.secondOnly)
      #expect(there.mcNemarLog10P == back.mcNemarLog10P && there.log10EValue == back.log10EValue)
    }
  }

  @Test("are marked where a rule chose the count")
  func stopped() throws {
    let study = Self.study + "\nstop: {outcome: constant, half_width: 0.4, max_simulations: 300}"
    let comparisons = try Self.results(study).comparisons
    #expect(comparisons.allSatisfy { $0.isStopped })
  }
}
