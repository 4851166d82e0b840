public import Training

/// Simulate on until the fraction of an outcome is known well enough in every cell.
public struct StopRule: Hashable, Sendable {
  public let outcome: StopOutcome
  /// Half the width of the interval to reach: above 0, below 0.5.
  public let halfWidth: Double
  /// The interval's confidence: 0.5 or more, below 1.
  public let confidence: Double
  /// Stop here at the latest; at least the plan's `simulations`.
  public let maximumSimulations: UInt64
}

/// An outcome that a stopping rule can watch, by the name it has in study files and results.
public enum StopOutcome: Hashable, Sendable {
  case named(NamedOutcome)
  /// `flat_` and one of the tolerances of the criteria.
  case flat(tolerance: Double)

  /// The outcomes that do not depend on the criteria.
  public enum NamedOutcome: String, Hashable, Sendable, CaseIterable {
    case constant
    case bornDead = "born_dead"
    case dead
    case died
    case revived
    case noGradient = "no_gradient"
    case halfTrained = "half_trained"
    case fitted
    case diverged
  }

  /// As study files write it.
  public var name: String {
    switch self {
    case .named(let outcome): outcome.rawValue
    case .flat(let tolerance): "flat_\(tolerance)"
    }
  }

  /// The flag that a simulation's record carries; nil when `criteria` lacks the tolerance.
  public func flag(in criteria: Criteria) -> Outcomes? {
    switch self {
    case .named(.constant): .constant
    case .named(.bornDead): .bornDead
    case .named(.dead): .dead
    case .named(.died): .died
    case .named(.revived): .revived
    case .named(.noGradient): .noGradient
    case .named(.halfTrained): .halfTrained
    case .named(.fitted): .fitted
    case .named(.diverged): .diverged
    case .flat(let tolerance): criteria.flat.firstIndex(of: tolerance).map { .flat($0) }
    }
  }
}
