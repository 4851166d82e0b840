/// `results.json`: what a study came to. Written with sorted keys, so that equal results are equal bytes.
public struct Results: Codable, Hashable, Sendable {
  public static let currentSchemaVersion = 1

  public var schemaVersion: Int
  public var planHash: String
  public var study: String
  public var seed: UInt64
  public var cells: [CellResults]
  public var comparisons: [Comparison]

  public init(planHash: String, study: String, seed: UInt64, cells: [CellResults]) {
    schemaVersion = Self.currentSchemaVersion
    self.planHash = planHash
    self.study = study
    self.seed = seed
    self.cells = cells
    comparisons = []
  }

  enum CodingKeys: String, CodingKey {
    case schemaVersion = "schema_version"
    case planHash = "plan_hash"
    case study, seed, cells, comparisons
  }
}

/// A comparison of two cells; none is made yet.
public struct Comparison: Codable, Hashable, Sendable {}

/// One cell of a study.
public struct CellResults: Codable, Hashable, Sendable {
  public var name: String
  public var simulations: Int64
  /// float32 or float64.
  public var precision: String
  /// Outcomes by name; null where an outcome means nothing to the cell.
  public var outcomes: [String: OutcomeResults?]
  /// Names of `outcomes` in the order tables show them.
  public var outcomeOrder: [String]
  /// Distributions of quantities that a simulation has once.
  public var quantities: [QuantityResults]
  /// Distributions of quantities that a simulation has once a layer.
  public var layers: [QuantityResults]

  public init(
    name: String,
    simulations: Int64,
    precision: String,
    outcomes: [String: OutcomeResults?],
    outcomeOrder: [String],
    quantities: [QuantityResults],
    layers: [QuantityResults]
  ) {
    self.name = name
    self.simulations = simulations
    self.precision = precision
    self.outcomes = outcomes
    self.outcomeOrder = outcomeOrder
    self.quantities = quantities
    self.layers = layers
  }

  enum CodingKeys: String, CodingKey {
    case name, simulations, precision, outcomes, quantities, layers
    case outcomeOrder = "outcome_order"
  }
}

/// How often an outcome was seen.
public struct OutcomeResults: Codable, Hashable, Sendable {
  public var count: Int64
  /// count / simulations.
  public var estimate: Double
  /// The interval to quote.
  public var interval: IntervalResults
  public var intervals: [IntervalResults]
  /// For `dead` and its kin: whether "all units off" means that no gradient passes.
  public var zeroGradient: Bool?

  public init(
    count: Int64,
    estimate: Double,
    interval: IntervalResults,
    intervals: [IntervalResults],
    zeroGradient: Bool?
  ) {
    self.count = count
    self.estimate = estimate
    self.interval = interval
    self.intervals = intervals
    self.zeroGradient = zeroGradient
  }

  enum CodingKeys: String, CodingKey {
    case count, estimate, interval, intervals
    case zeroGradient = "zero_gradient"
  }
}

/// A confidence interval with its method; ends at 12 significant digits.
public struct IntervalResults: Codable, Hashable, Sendable {
  public var method: String
  public var confidence: Double
  public var low: Double
  public var high: Double

  public init(method: String, confidence: Double, low: Double, high: Double) {
    self.method = method
    self.confidence = confidence
    self.low = low
    self.high = high
  }
}

/// The distribution of one number over the simulations of a cell, from a histogram of eight bins an octave.
public struct QuantityResults: Codable, Hashable, Sendable {
  /// From 1, the output layer last; nil for quantities that are not by layer.
  public var layer: Int?
  public var quantity: String
  /// `start`, `end`, `first_batch`, `last_batch`, `last_epoch`.
  public var when: String
  public var finite: Int64
  public var zeros: Int64
  public var nonFinite: Int64
  /// Quantiles of the finite values.
  public var quantiles: [QuantileResults]

  public init(
    layer: Int?,
    quantity: String,
    when: String,
    finite: Int64,
    zeros: Int64,
    nonFinite: Int64,
    quantiles: [QuantileResults]
  ) {
    self.layer = layer
    self.quantity = quantity
    self.when = when
    self.finite = finite
    self.zeros = zeros
    self.nonFinite = nonFinite
    self.quantiles = quantiles
  }

  enum CodingKeys: String, CodingKey {
    case layer, quantity, when, finite, zeros, quantiles
    case nonFinite = "non_finite"
  }
}

/// The bin that holds a quantile.
public struct QuantileResults: Codable, Hashable, Sendable {
  public var probability: Double
  public var low: Double
  public var high: Double

  public init(probability: Double, low: Double, high: Double) {
    self.probability = probability
    self.low = low
    self.high = high
  }
}
