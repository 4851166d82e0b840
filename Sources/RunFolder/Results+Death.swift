/// How death goes on through the checks.
public struct DeathResults: Codable, Hashable, Sendable {
  /// Whether a dead network stays dead (ReLU, plain SGD, no penalty): only then is this survival, with a hazard.
  public var isAbsorbing: Bool
  /// In the order of time, the first before training.
  public var checks: [DeathCheckResults]
  /// Of the simulations that were found dead at some check, the first dead layer at the first such check: one entry a hidden
  /// layer. Networks that come back later are counted too, so that where death is not absorbing these add up to more than
  /// are dead at the end.
  public var firstDeadLayers: [FirstDeadLayerResults]

  public init(
    isAbsorbing: Bool,
    checks: [DeathCheckResults],
    firstDeadLayers: [FirstDeadLayerResults]
  ) {
    self.isAbsorbing = isAbsorbing
    self.checks = checks
    self.firstDeadLayers = firstDeadLayers
  }

  enum CodingKeys: String, CodingKey {
    case checks
    case isAbsorbing = "is_absorbing"
    case firstDeadLayers = "first_dead_layers"
  }
}

/// All simulations at one check: alive + dead + diverged.
public struct DeathCheckResults: Codable, Hashable, Sendable {
  /// `start`, `step_1`, `step_2`, `step_4`, …, `epoch_1`, `epoch_2`, ….
  public var when: String
  /// Steps of the optimizer before it.
  public var step: Int64
  /// Neither dead nor diverged.
  public var alive: OutcomeResults
  public var dead: Int64
  public var diverged: Int64
  /// Alive at the check before, dead at this one.
  public var died: Int64
  /// Dead at the check before, alive at this one.
  public var revived: Int64
  /// `died` among those alive at the check before; nil at the first check, where none was alive, and where death is not absorbing.
  public var hazard: HazardResults?

  public init(
    when: String,
    step: Int64,
    alive: OutcomeResults,
    dead: Int64,
    diverged: Int64,
    died: Int64,
    revived: Int64,
    hazard: HazardResults? = nil
  ) {
    self.when = when
    self.step = step
    self.alive = alive
    self.dead = dead
    self.diverged = diverged
    self.died = died
    self.revived = revived
    self.hazard = hazard
  }
}

/// The probability of dying between two checks.
public struct HazardResults: Codable, Hashable, Sendable {
  /// Those alive at the check before.
  public var atRisk: Int64
  public var estimate: Double
  /// Clopper–Pearson, given the number at risk.
  public var interval: IntervalResults

  public init(
    atRisk: Int64,
    estimate: Double,
    interval: IntervalResults
  ) {
    self.atRisk = atRisk
    self.estimate = estimate
    self.interval = interval
  }

  enum CodingKeys: String, CodingKey {
    case estimate, interval
    case atRisk = "at_risk"
  }
}

/// How often a layer was the first to be dead.
public struct FirstDeadLayerResults: Codable, Hashable, Sendable {
  /// Hidden layer, from 1.
  public var layer: Int
  /// Before training.
  public var born: Int64
  /// At a later check.
  public var later: Int64

  public init(
    layer: Int,
    born: Int64,
    later: Int64
  ) {
    self.layer = layer
    self.born = born
    self.later = later
  }
}
