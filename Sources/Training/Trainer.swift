/// Anything that can carry out simulations of an experiment.
///
/// A trainer may keep buffers between calls, never numbers: a simulation's record depends on the experiment and on the
/// simulation's index alone.
public protocol Trainer {
  /// Trains simulations `simulations` of `experiment`, in order of their index.
  /// - Complexity: per simulation, proportional to epochs × training points × parameters.
  mutating func run(_ experiment: Experiment, simulations: Range<UInt64>) -> [SimulationRecord]
}
