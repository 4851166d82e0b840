/// What `stop:` asked for, and what was met.
public struct StopResults: Codable, Hashable, Sendable {
  public var outcome: String
  /// The wanted half-width.
  public var halfWidth: Double
  public var confidence: Double
  /// c of the confidence sequence.
  public var weight: Double
  /// The fewest simulations, and the most.
  public var minimum: UInt64
  public var maximum: UInt64
  /// Whether every cell met the half-width.
  public var isMet: Bool
  /// In the order of the cells.
  public var cells: [StopCellResults]

  public init(
    outcome: String,
    halfWidth: Double,
    confidence: Double,
    weight: Double,
    minimum: UInt64,
    maximum: UInt64,
    isMet: Bool,
    cells: [StopCellResults]
  ) {
    self.outcome = outcome
    self.halfWidth = halfWidth
    self.confidence = confidence
    self.weight = weight
    self.minimum = minimum
    self.maximum = maximum
    self.isMet = isMet
    self.cells = cells
  }

  enum CodingKeys: String, CodingKey {
    case outcome, confidence, weight, cells
    case halfWidth = "half_width"
    case minimum = "min_simulations"
    case maximum = "max_simulations"
    case isMet = "is_met"
  }
}

/// How one cell stands to the precision asked for.
public struct StopCellResults: Codable, Hashable, Sendable {
  public var cell: String
  /// Half of (high − low).
  public var halfWidth: Double
  public var isMet: Bool
  /// The number of simulations at which it would be met were the fraction to stay as it is; nil where it is met, and where no
  /// study can have as many: `isMet` tells them apart.
  public var simulationsNeeded: UInt64?

  public init(
    cell: String,
    halfWidth: Double,
    isMet: Bool,
    simulationsNeeded: UInt64? = nil
  ) {
    self.cell = cell
    self.halfWidth = halfWidth
    self.isMet = isMet
    self.simulationsNeeded = simulationsNeeded
  }

  enum CodingKeys: String, CodingKey {
    case cell
    case halfWidth = "half_width"
    case isMet = "is_met"
    case simulationsNeeded = "simulations_needed"
  }
}
