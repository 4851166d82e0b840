/// What one cell of a study simulates.
public enum CellExperiment: Hashable, Sendable {
  /// Tiny networks that learn a function from points drawn for each.
  case function(Experiment)
  /// A network of real size on a data set.
  case dataset(LayeredExperiment)

  public var precision: Precision {
    switch self {
    case .function(let experiment): experiment.precision
    case .dataset(let experiment): experiment.precision
    }
  }

  /// Weights, biases and all else that is learned.
  public var parameterCount: Int {
    switch self {
    case .function(let experiment): experiment.network.parameterCount
    case .dataset(let experiment): experiment.parameterCount
    }
  }

  /// Multiply-adds of one simulation, an estimate.
  public var multiplyAdds: Double {
    switch self {
    case .function(let experiment): experiment.multiplyAdds
    case .dataset(let experiment): experiment.multiplyAdds
    }
  }

  /// Passes over the training points.
  public var epochs: Int {
    switch self {
    case .function(let experiment): experiment.training.epochs
    case .dataset(let experiment): experiment.training.epochs
    }
  }
}

extension CellExperiment {
  /// Steps of the optimizer in a simulation.
  public var stepCount: Int {
    switch self {
    case .function(let experiment): experiment.stepsPerEpoch * experiment.training.epochs
    case .dataset(let experiment): experiment.stepsPerEpoch * experiment.training.epochs
    }
  }

  /// The outcomes that a simulation can have, in the order in which tables show them.
  public var outcomes: [NamedOutcome] {
    switch self {
    case .function(let experiment): NamedOutcome.all(experiment.criteria)
    case .dataset(let experiment): experiment.outcomes
    }
  }

  /// The schema of its records.
  public var schema: RecordSchema {
    switch self {
    case .function(let experiment): RecordSchema(experiment)
    case .dataset(let experiment): RecordSchema(experiment)
    }
  }

  /// Why an outcome says nothing of it, in words for its reader; nil where it is defined.
  public func missingPremise(of outcome: NamedOutcome) -> String? {
    switch self {
    case .function(let experiment): experiment.missingPremise(of: outcome.flag)
    case .dataset(let experiment): experiment.missingPremise(of: outcome.flag)
    }
  }

  /// The outcomes that say something of it, in the same order.
  public var definedOutcomes: [NamedOutcome] { outcomes.filter { missingPremise(of: $0) == nil } }

  /// Whether a dead layer passes no gradient at all.
  public var deathStopsGradients: Bool {
    switch self {
    case .function(let experiment): experiment.network.deathStopsGradients
    case .dataset(let experiment): experiment.deathStopsGradients
    }
  }
}
