import Experiments
import Harness
import ReferenceTrainer
import Studies
import Synchronization
import Testing

@Suite("Work units are as small as the trainer asks")
struct WorkUnitTests {
  private static let study = StudyRunTests.study.replacing("simulations: 85", with: "simulations: 16")

  @Test("16 simulations of a trainer that takes one at a time keep every rank busy", arguments: [2, 3, 7, 16])
  func noRankIsIdle(ranks: Int) throws {
    let found = try StudyOutcome(Self.study, ranks: ranks, trainer: { ReferenceTrainer() })
    #expect(found.simulationsByRank.allSatisfy { $0 > 0 }, "\(found.simulationsByRank)")
    #expect(found.bytes == (try StudyOutcome(Self.study, ranks: 1)).bytes)
    // It can fail: in units of 16 a single rank has work.
    let grouped = try StudyOutcome(Self.study, ranks: ranks)
    #expect(grouped.simulationsByRank.count { $0 > 0 } == 1)
  }

  /// The reference trainer, said to take groups of some experiments and single simulations of others.
  private struct MixedTrainer: Trainer {
    var sizes: [UInt64]
    var plan: StudyPlan
    var calls = Calls()

    /// How many simulations each call was of, by cell.
    final class Calls: Sendable {
      let sizes = Mutex<[[Int]]>(Array(repeating: [], count: 4))
    }

    private func position(of experiment: CellExperiment) -> Int? {
      plan.cells.firstIndex { $0.subject == experiment }
    }

    func refusal(of experiment: CellExperiment) -> String? { nil }

    func unitSize(of experiment: CellExperiment) -> UInt64 { position(of: experiment).map { sizes[$0] } ?? 0 }

    mutating func run(
      _ experiment: CellExperiment,
      simulations: Range<UInt64>,
      isWanted: () -> Bool
    ) throws(TrainingFailure) -> [Record]? {
      if let position = position(of: experiment) { calls.sizes.withLock { $0[position].append(simulations.count) } }
      var trainer = ReferenceTrainer()
      return trainer.run(experiment, simulations: simulations, isWanted: isWanted)
    }
  }

  @Test("Units are as large as the largest group, but single where single simulations take most of the time")
  func smallestUnit() throws {
    let plan = try StudyPlan(text: Self.study)
    #expect(plan.experiments.count == 4)
    let cases: [([UInt64], UInt64)] = [
      ([16, 8, 16, 8], 16), ([8, 8, 8, 8], 8), ([1, 16, 16, 8], 1),
      // The third cell has one hidden layer: groups of single simulations in the others would take longer.
      ([16, 16, 1, 8], 16),
    ]
    for (sizes, size) in cases {
      #expect(plan.unitSize(MixedTrainer(sizes: sizes, plan: plan)) == size)
    }
    #expect(plan.unitSize(GroupTrainer()) == 16)
    #expect(plan.unitSize(ReferenceTrainer()) == 1)
    let layered = try StudyPlan(text: LayeredStudyTests.study)
    #expect(layered.unitSize(GroupTrainer()) == 1)
  }

  @Test("Where units are single, a slice's units are still computed in groups")
  func singleUnitsInGroups() throws {
    let plan = try StudyPlan(text: Self.study)
    let calls = MixedTrainer.Calls()
    let found = try StudyOutcome(Self.study, ranks: 1, unitsPerSlice: 10) {
      MixedTrainer(sizes: [1, 8, 8, 8], plan: plan, calls: calls)
    }
    #expect(calls.sizes.withLock { $0 } == [Array(repeating: 1, count: 16)] + Array(repeating: [8, 2, 6], count: 3))
    #expect(found.bytes == (try StudyOutcome(Self.study, ranks: 1)).bytes)
  }
}
