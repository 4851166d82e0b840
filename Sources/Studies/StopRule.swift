public import Training

/// Simulate on until the fraction of an outcome is known well enough in every cell.
public struct StopRule: Hashable, Sendable {
  /// The name of an outcome that every cell has, as results write it: ``NamedOutcome/name``.
  public let outcome: String
  /// Half the width of the interval to reach: above 0, below 0.5.
  public let halfWidth: Double
  /// The interval's confidence: 0.5 or more, below 1.
  public let confidence: Double
  /// Stop here at the latest; at least the plan's `simulations`.
  public let maximumSimulations: UInt64
}

extension StopRule {
  /// The flag that a simulation's record carries for `outcome`; nil when `criteria` lacks its tolerance.
  public func flag(in criteria: Criteria) -> Outcomes? {
    NamedOutcome.all(criteria).first { $0.name == outcome }?.flag
  }
}
