/// Anything that can carry out simulations of an experiment.
///
/// A trainer may keep buffers between calls, never numbers: a simulation's record depends on the experiment and on the
/// simulation's index alone.
public protocol Trainer {
  /// How many simulations it takes to keep the trainer busy: those that it computes side by side. The same on every machine,
  /// since ranks divide simulations into units of this size.
  func unitSize(of experiment: Experiment) -> UInt64

  /// Trains simulations `simulations` of `experiment`, in order of their index.
  /// - Parameter isWanted: asked before every training step, so it has to be cheap; once it answers no, the simulations are
  ///   given up. What is computed does not depend on it.
  /// - Returns: a record a simulation; nil where they were given up.
  /// - Throws: `TrainingFailure` where the machine lacks what it takes; they may be tried again, here or elsewhere.
  /// - Complexity: per simulation, proportional to epochs × training points × parameters.
  mutating func run(
    _ experiment: Experiment,
    simulations: Range<UInt64>,
    isWanted: () -> Bool
  ) throws(TrainingFailure) -> [Record]?
}

extension Trainer {
  /// One: simulations are computed one after the other.
  public func unitSize(of experiment: Experiment) -> UInt64 { 1 }

  /// Trains simulations `simulations` of `experiment` to their end, in order of their index.
  public mutating func run(
    _ experiment: Experiment,
    simulations: Range<UInt64>
  ) throws(TrainingFailure) -> [Record] {
    guard let records = try run(experiment, simulations: simulations, isWanted: { true }) else {
      preconditionFailure("a trainer gave up simulations that were wanted")
    }
    return records
  }
}
