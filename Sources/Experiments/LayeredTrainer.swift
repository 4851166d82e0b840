/// Anything that can carry out replicates of a layered experiment.
public protocol LayeredTrainer {
  /// Trains one replicate.
  /// - Parameter isWanted: asked before every training step; once it answers no, the replicate is given up.
  /// - Returns: its record; nil where it was given up.
  /// - Throws: `TrainingFailure` where the machine lacks memory or the data.
  mutating func run(
    _ experiment: LayeredExperiment,
    simulation: UInt64,
    isWanted: () -> Bool
  ) throws(TrainingFailure) -> Record?
}
