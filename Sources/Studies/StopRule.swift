public import Estimation

/// Simulate on until the fraction of an outcome is known well enough in every cell.
public struct StopRule: Hashable, Sendable {
  /// The name of an outcome that every cell has, as results write it: ``NamedOutcome/name``.
  public let outcome: String
  /// Half the width of the interval to reach: above 0, below 0.5.
  public let halfWidth: Double
  /// The interval's confidence: 0.5 to 0.999999.
  public let confidence: Double
  /// Stop here at the latest; at least the plan's `simulations`.
  public let maximumSimulations: UInt64
  /// c of the confidence sequence. Left out of a study file, it is aimed at the half-width; a study that is continued keeps
  /// what it began with, since the intervals would not cover otherwise.
  public let weight: Double

  /// The intervals that the rule is judged by.
  public var sequence: ConfidenceSequence { ConfidenceSequence(weight: weight, confidence: confidence) }
}

extension StudyPlan {
  /// The most simulations of a cell that the study can come to.
  public var maximumSimulations: UInt64 { stop?.maximumSimulations ?? simulations }

  /// When to look and what to ask then; nil where the count is fixed.
  public var precisionRule: PrecisionRule? {
    stop.map { stop in
      PrecisionRule(
        halfWidth: stop.halfWidth,
        sequence: stop.sequence,
        minimum: Int64(simulations),
        maximum: Int64(stop.maximumSimulations)
      )
    }
  }
}
