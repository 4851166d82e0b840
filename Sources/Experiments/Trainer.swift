/// Anything that can compute simulations of an experiment.
///
/// A trainer may keep buffers between calls, never numbers: a simulation's record depends on the experiment and on the
/// simulation's index alone.
public protocol Trainer {
  /// Why it cannot train an experiment, in words for its user; nil where it can.
  func refusal(of experiment: CellExperiment) -> String?

  /// How many simulations it takes to keep the trainer busy: those that it computes side by side. The same on every machine,
  /// since ranks divide simulations into units of this size.
  func unitSize(of experiment: CellExperiment) -> UInt64

  /// Trains simulations `simulations` of `experiment`, in order of their index.
  /// - Parameter isWanted: asked before every training step, so it has to be cheap; once it answers no, the simulations are
  ///   abandoned. What is computed does not depend on it.
  /// - Precondition: `refusal(of: experiment)` is nil.
  /// - Returns: a record a simulation; nil where they were abandoned.
  /// - Throws: `TrainingFailure` where the machine lacks memory or the data; they may be tried again, here or elsewhere.
  /// - Complexity: per simulation, proportional to epochs × training points × parameters.
  mutating func run(
    _ experiment: CellExperiment,
    simulations: Range<UInt64>,
    isWanted: () -> Bool
  ) throws(TrainingFailure) -> [Record]?
}

extension Trainer {
  /// One: simulations are computed one after the other.
  public func unitSize(of experiment: CellExperiment) -> UInt64 { 1 }

  /// Trains simulations of a function to their end, in order of their index.
  public mutating func run(
    _ experiment: Experiment,
    simulations: Range<UInt64>
  ) throws(TrainingFailure) -> [Record] {
    guard let records = try run(.function(experiment), simulations: simulations, isWanted: { true }) else {
      preconditionFailure("a trainer abandoned simulations that were wanted")
    }
    return records
  }
}

/// Trains every experiment with the first of several trainers that does not refuse it.
public struct TrainerChain: Trainer {
  private var trainers: [any Trainer]

  /// - Parameter trainers: the fastest first.
  public init(_ trainers: [any Trainer]) { self.trainers = trainers }

  public func refusal(of experiment: CellExperiment) -> String? {
    place(of: experiment) == nil ? trainers.last?.refusal(of: experiment) ?? "there is no trainer" : nil
  }

  public func unitSize(of experiment: CellExperiment) -> UInt64 {
    place(of: experiment).map { trainers[$0].unitSize(of: experiment) } ?? 1
  }

  public mutating func run(
    _ experiment: CellExperiment,
    simulations: Range<UInt64>,
    isWanted: () -> Bool
  ) throws(TrainingFailure) -> [Record]? {
    guard let place = place(of: experiment) else { preconditionFailure("no trainer takes this experiment") }
    return try trainers[place].run(experiment, simulations: simulations, isWanted: isWanted)
  }

  private func place(of experiment: CellExperiment) -> Int? {
    trainers.firstIndex { $0.refusal(of: experiment) == nil }
  }
}
