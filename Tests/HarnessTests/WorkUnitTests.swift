import Harness
import Studies
import Testing
import Training

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

  /// A trainer that takes groups of some experiments and single simulations of others.
  private struct MixedTrainer: Trainer {
    var sizes: [UInt64]
    var plan: StudyPlan

    func unitSize(of experiment: Experiment) -> UInt64 {
      plan.experiments.firstIndex(of: experiment).map { sizes[$0] } ?? 0
    }

    mutating func run(
      _ experiment: Experiment,
      simulations: Range<UInt64>,
      isWanted: () -> Bool
    ) throws(TrainingFailure) -> [SimulationRecord]? { [] }
  }

  @Test("A study is divided as its largest group needs, but singly where a cell is trained so, and one on data always")
  func smallestUnit() throws {
    let plan = try StudyPlan(text: Self.study)
    #expect(plan.experiments.count == 4)
    for (sizes, size) in [([16, 8, 16, 8], 16), ([8, 8, 8, 8], 8), ([16, 16, 1, 8], 1)] as [([UInt64], UInt64)] {
      #expect(plan.unitSize(MixedTrainer(sizes: sizes, plan: plan)) == size)
    }
    #expect(plan.unitSize(GroupTrainer()) == 16)
    #expect(plan.unitSize(ReferenceTrainer()) == 1)
    let layered = try StudyPlan(text: LayeredStudyTests.study)
    #expect(layered.unitSize(GroupTrainer()) == 1)
  }
}
