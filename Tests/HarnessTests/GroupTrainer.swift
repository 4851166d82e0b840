import BLASTrainer
import Experiments
import ReferenceTrainer

/// The reference trainer, in units as large as those of the lane trainer; for data sets BLAS.
struct GroupTrainer: Trainer {
  static let unitSize: UInt64 = 16
  private var trainers = TrainerChain([ReferenceTrainer(), BLASTrainer()])

  func refusal(of experiment: CellExperiment) -> String? { nil }

  func unitSize(of experiment: CellExperiment) -> UInt64 {
    if case .function = experiment { Self.unitSize } else { 1 }
  }

  mutating func run(
    _ experiment: CellExperiment,
    simulations: Range<UInt64>,
    isWanted: () -> Bool
  ) throws(TrainingFailure) -> [Record]? {
    try trainers.run(experiment, simulations: simulations, isWanted: isWanted)
  }
}
