import Harness
import Studies
import Testing
import Training

@Suite("Work units are as small as the trainer asks")
struct WorkUnitTests {
  private static let study = StudyRunTests.study.replacing("simulations: 85", with: "simulations: 16")

  @Test("16 simulations of a trainer that takes one at a time keep every rank busy", arguments: [2, 3, 7, 16])
  func noRankIsIdle(ranks: Int) throws {
    let found = try StudyOutcome(Self.study, ranks: ranks, trainer: ReferenceTrainer())
    #expect(found.simulationsByRank.allSatisfy { $0 > 0 }, "\(found.simulationsByRank)")
    #expect(found.bytes == (try StudyOutcome(Self.study, ranks: 1)).bytes)
    // It can fail: in units of 16 a single rank has work.
    let grouped = try StudyOutcome(Self.study, ranks: ranks)
    #expect(grouped.simulationsByRank.count { $0 > 0 } == 1)
  }

  /// A trainer that takes groups of some experiments and single simulations of others.
  private struct MixedTrainer: Trainer {
    var groups: Set<Experiment>

    func unitSize(of experiment: Experiment) -> UInt64 { groups.contains(experiment) ? 16 : 1 }

    mutating func run(
      _ experiment: Experiment,
      simulations: Range<UInt64>,
      isWanted: () -> Bool
    ) throws(TrainingFailure) -> [SimulationRecord]? { [] }
  }

  @Test("A study is divided as its slowest cell needs, and one on data by single simulations")
  func smallestUnit() throws {
    let plan = try StudyPlan(text: Self.study)
    #expect(plan.unitSize(MixedTrainer(groups: Set(plan.experiments))) == 16)
    #expect(plan.unitSize(MixedTrainer(groups: Set(plan.experiments.dropLast()))) == 1)
    #expect(plan.unitSize(GroupTrainer()) == 16)
    #expect(plan.unitSize(ReferenceTrainer()) == 1)
    let layered = try StudyPlan(text: LayeredStudyTests.study)
    #expect(layered.unitSize(GroupTrainer()) == 1)
  }
}
