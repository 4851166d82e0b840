import Experiments
import ReferenceTrainer

/// The reference trainer, in units as large as those of the lane trainer.
struct GroupTrainer: Trainer {
  static let unitSize: UInt64 = 16
  private var reference = ReferenceTrainer()

  func unitSize(of experiment: Experiment) -> UInt64 { Self.unitSize }

  mutating func run(
    _ experiment: Experiment,
    simulations: Range<UInt64>,
    isWanted: () -> Bool
  ) throws(TrainingFailure) -> [Record]? {
    reference.run(experiment, simulations: simulations, isWanted: isWanted)
  }
}
