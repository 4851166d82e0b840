public import Estimation

/// What one replicate of a ``LayeredExperiment`` came to.
public struct LayeredRecord: Hashable, Sendable {
  public var simulation: UInt64
  /// `constant`, `bornDead`, `dead` and `diverged`.
  public var outcomes: Outcomes
  /// As many as `LayeredExperiment.numbers`; not finite where a network that diverged has none, or a ratio no meaning.
  public var numbers: [Double]
  /// As many as `LayeredExperiment.distributions`.
  public var distributions: [Histogram]
  /// As many as `LayeredExperiment.binned`, each with the counts of `EqualBins`.
  public var binned: [[Int64]]
  /// As many as `LayeredExperiment.curves`, each with a number a step; NaN after a network has diverged.
  public var curves: [[Double]]

  public init(
    simulation: UInt64,
    outcomes: Outcomes,
    numbers: [Double],
    distributions: [Histogram],
    binned: [[Int64]],
    curves: [[Double]]
  ) {
    self.simulation = simulation
    self.outcomes = outcomes
    self.numbers = numbers
    self.distributions = distributions
    self.binned = binned
    self.curves = curves
  }

  public static func == (a: LayeredRecord, b: LayeredRecord) -> Bool {
    // Bit patterns: NaN is equal to itself.
    func bits(_ values: [Double]) -> [UInt64] { values.map(\.bitPattern) }
    return a.simulation == b.simulation && a.outcomes == b.outcomes && bits(a.numbers) == bits(b.numbers)
      && a.distributions == b.distributions && a.binned == b.binned && a.curves.map(bits) == b.curves.map(bits)
  }

  public func hash(into hasher: inout Hasher) { hasher.combine(simulation) }
}

extension LayeredExperiment {
  /// The outcomes that a replicate can have, in the order in which tables show them: those of death where some hidden layer
  /// can be off.
  public var outcomes: [NamedOutcome] {
    var all = [NamedOutcome(name: "constant", flag: .constant)]
    if deathIsDefined {
      all += [NamedOutcome(name: "born_dead", flag: .bornDead), NamedOutcome(name: "dead", flag: .dead)]
    }
    return all + [NamedOutcome(name: "diverged", flag: .diverged)]
  }

  /// Why one of ``outcomes`` says nothing of this experiment; nil where it is defined.
  public func missingPremise(of outcome: Outcomes) -> String? {
    outcome == .constant ? Experiment.missingPremiseOfConstant(testPoints: task.facts.test) : nil
  }

  /// Whether some hidden layer is one whose units can be off.
  public var deathIsDefined: Bool { network.lookedLayers.contains { $0.idleness == .off } }

  /// Whether a dead layer passes no gradient at all, in every hidden layer that can be dead.
  public var deathStopsGradients: Bool {
    network.lookedLayers.filter { $0.idleness == .off }.allSatisfy {
      network.layers[$0.activation].activation?.isZeroWhenOff ?? false
    }
  }
}

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
  ) throws(TrainingFailure) -> LayeredRecord?
}
