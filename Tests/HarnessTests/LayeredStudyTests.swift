import BLASTrainer
import Estimation
import Experiments
import Foundation
import Harness
import RunFolder
import Studies
import Testing

/// Networks of real size through the whole harness, made small: the promises are those of the tiny ones.
@Suite("Layered studies", .timeLimit(.minutes(60)))
struct LayeredStudyTests {
  static let study = """
    name: ball
    seed: 5
    simulations: 11
    task: {dataset: {ball: {points: 80, test_points: 40, dimensions: 3}}}
    network: {hidden_layers: 3, width: 6, activation: tanh, initializer: glorot_normal, output_activation: sigmoid}
    training: {optimizer: {sgd: {learning_rate: 0.1}}, batch_size: 16, epochs: 2}
    looks:
      epochs: true
      distributions: [activations, weight_gradients]
      bins: {low: -1, high: 1, count: 5}
      losses: 2
      bias_gradients: 3
    cells:
      tanh: {}
      relu: {network: {activation: relu, initializer: he_normal}}
      diverges: {training: {optimizer: {sgd: {learning_rate: 1e18}}}, network: {activation: relu}}
    compare: [[tanh, relu]]
    """

  @Test("The same bytes on 1, 2, 3 and 7 ranks")
  func ranks() throws {
    let alone = try StudyOutcome(Self.study, ranks: 1)
    #expect(alone.rows.count { $0 == UInt8(ascii: "\n") } == 1 + 3 * 11)
    for ranks in [2, 3, 7] {
      let together = try StudyOutcome(Self.study, ranks: ranks)
      #expect(together.bytes == alone.bytes, "\(ranks) ranks")
      // A unit is one replicate: no rank is without.
      #expect(together.simulationsByRank.allSatisfy { $0 >= 1 }, "\(together.simulationsByRank)")
    }
  }

  @Test("Left after every round and gone on with on other ranks, the bytes are those of one run")
  func left() throws {
    let whole = StoppedStudy()
    #expect(try whole.carryOn(Self.study) == nil)
    let pieces = StoppedStudy()
    var starts = 0
    while try pieces.carryOn(Self.study, .init(ranks: [1, 3, 2][starts % 3], rounds: 1)) == .signal { starts += 1 }
    #expect(starts >= 2)
    #expect(try pieces.bytes() == whole.bytes())
  }

  @Test("Results count what the records have")
  func results() throws {
    let plan = try StudyPlan(text: Self.study)
    let found = try JSON.value(Results.self, from: try StudyOutcome(Self.study, ranks: 2).results)
    var trainer = BLASTrainer()
    for (cell, results) in zip(plan.cells, found.cells) {
      let experiment = try #require(cell.layered)
      let records = try (0..<11 as Range<UInt64>).map {
        try #require(try trainer.run(experiment, simulation: $0, isWanted: { true }))
      }
      #expect(results.simulations == 11)
      for outcome in experiment.outcomes {
        let count = records.count { $0.outcomes.contains(outcome.flag) }
        #expect(results.outcomes[outcome.name]??.count == Int64(count), "\(cell.name): \(outcome.name)")
      }
      let shown = results.quantities + results.layers
      #expect(shown.count == experiment.numbers.count)
      for (index, measure) in experiment.numbers.enumerated() {
        let values = records.map { $0.values[index] }.filter(\.isFinite)
        let quantity = try #require(
          shown.first { $0.layer == measure.layer && $0.quantity == measure.name && $0.when == measure.when }
        )
        #expect(quantity.finite == values.count && quantity.nonFinite == 11 - values.count)
        #expect(quantity.value == nil || values.count == 1)
        if measure.name.hasSuffix("accuracy"), let interval = quantity.mean?.interval {
          #expect(0 <= interval.low && interval.high <= 1, "\(measure.name)")
        }
        guard values.count > 1, let mean = quantity.mean?.mean else { continue }
        let known = values.reduce(0, +) / Double(values.count)
        #expect((mean - known).magnitude <= 1e-9 * max(known.magnitude, values.map(\.magnitude).max() ?? 0))
      }
      let layered = try #require(results.layered)
      #expect(layered.distributions.count == experiment.distributions.count)
      for (index, distribution) in layered.distributions.enumerated() {
        let merged = records.reduce(0) { $0 + $1.distributions[index].finite }
        #expect(distribution.finite == merged)
        #expect(try #require(distribution.counts).reduce(0) { $0 + $1.count } + distribution.zeros == merged)
      }
      for (index, binned) in layered.binned.enumerated() {
        let sums = (0..<5).map { bin in records.reduce(0) { $0 + $1.binned[index][bin] } }
        #expect(binned.counts == sums)
      }
      for (index, curve) in layered.curves.enumerated() {
        for step in curve.steps.indices {
          let values = records.map { $0.curves[index][step] }.filter(\.isFinite)
          #expect(curve.finite[step] == values.count)
          guard let mean = curve.mean[step] else { continue }
          let known = values.reduce(0, +) / Double(values.count)
          #expect((mean - known).magnitude <= 1e-9 * max(known.magnitude, values.map(\.magnitude).max() ?? 0))
        }
      }
    }
    #expect(found.cells[2].outcomes["diverged"]??.count == 11)
    // Gradients are compared by layer, at the start and at the end.
    #expect(
      found.comparisons[0].layers.map(\.when) == ["start", "end", "start", "end", "start", "end", "start", "end"]
    )
    #expect(found.comparisons[0].layers.allSatisfy { $0.quantity == "weight_gradient_rms" })
  }

  @Test("Parts that were run apart come to the bytes of the whole, which can be extended")
  func merged() throws {
    func part(_ range: Range<Int>, ranks: Int = 1) throws -> StoppedStudy {
      let text = Self.study.replacing(
        "simulations: 11",
        with: "simulations: \(range.count)\nfirst_simulation: \(range.lowerBound)"
      )
      let part = StoppedStudy()
      #expect(try part.carryOn(text, .init(ranks: ranks)) == nil)
      return part
    }
    let parts = try [part(0..<4), part(4..<5, ranks: 2), part(5..<11, ranks: 3)]
    let out = StoppedStudy()
    // A part takes its folder with it.
    try withExtendedLifetime(parts) {
      let merge = try StudyMerge(of: parts.map(\.path))
      try merge.write(
        merge.totals(),
        to: out.path,
        as: StudyOutcome.manifest(merge.plan),
        owner: try FolderOwner.claim(out.path)
      )
    }
    let whole = try part(0..<11)
    #expect(try out.bytes() == whole.bytes())
    #expect(try StoredFolder(out.path).checkpoint() == StoredFolder(whole.path).checkpoint())
    let longer = Self.study.replacing("simulations: 11", with: "simulations: 14\nfirst_simulation: 0")
    try out.carryOn(longer, .init(ranks: 2))
    #expect(try out.bytes() == part(0..<14).bytes())
  }
}
