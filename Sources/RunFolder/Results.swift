/// `results.json`: what a study came to. Written with sorted keys, so that equal results are equal bytes.
public struct Results: Codable, Hashable, Sendable {
  public static let currentSchemaVersion = 2

  public var schemaVersion: Int
  public var planHash: String
  public var study: String
  public var seed: UInt64
  /// What was asked of the precision and what was met; nil where no `stop:` ruled.
  public var stop: StopResults?
  public var cells: [CellResults]
  public var comparisons: [Comparison]

  public init(
    planHash: String,
    study: String,
    seed: UInt64,
    stop: StopResults? = nil,
    cells: [CellResults],
    comparisons: [Comparison] = []
  ) {
    schemaVersion = Self.currentSchemaVersion
    self.planHash = planHash
    self.study = study
    self.seed = seed
    self.stop = stop
    self.cells = cells
    self.comparisons = comparisons
  }

  enum CodingKeys: String, CodingKey {
    case schemaVersion = "schema_version"
    case planHash = "plan_hash"
    case study, seed, stop, cells, comparisons
  }
}

/// One cell of a study.
public struct CellResults: Codable, Hashable, Sendable {
  public var name: String
  public var simulations: Int64
  /// float32 or float64.
  public var precision: String
  /// Outcomes by name; null where an outcome is undefined in the cell.
  public var outcomes: [String: OutcomeResults?]
  /// Names of `outcomes` in the order tables show them.
  public var outcomeOrder: [String]
  /// Why outcomes are undefined, by name; nil where all are defined.
  public var undefined: [String: String]?
  /// Distributions of quantities that a simulation has once.
  public var quantities: [QuantityResults]
  /// Distributions of quantities that a simulation has once a layer.
  public var layers: [QuantityResults]
  /// Death through time; nil where no hidden layer can be dead.
  public var death: DeathResults?
  /// What only layered networks have; nil for tiny ones.
  public var layered: LayeredResults?
  /// Fractions that others reported of this cell, beside ours.
  public var reported: [ReportedResults]
  /// Numbers that others reported of one run, each beside the prediction interval for one more run of ours.
  public var reportedValues: [ReportedValueResults]

  public init(
    name: String,
    simulations: Int64,
    precision: String,
    outcomes: [String: OutcomeResults?],
    outcomeOrder: [String],
    undefined: [String: String]? = nil,
    quantities: [QuantityResults],
    layers: [QuantityResults],
    death: DeathResults? = nil,
    layered: LayeredResults? = nil,
    reported: [ReportedResults] = [],
    reportedValues: [ReportedValueResults] = []
  ) {
    self.name = name
    self.simulations = simulations
    self.precision = precision
    self.outcomes = outcomes
    self.outcomeOrder = outcomeOrder
    self.undefined = undefined
    self.quantities = quantities
    self.layers = layers
    self.death = death
    self.layered = layered
    self.reported = reported
    self.reportedValues = reportedValues
  }

  enum CodingKeys: String, CodingKey {
    case name, simulations, precision, outcomes, undefined, quantities, layers, death, layered, reported
    case outcomeOrder = "outcome_order"
    case reportedValues = "reported_values"
  }
}
