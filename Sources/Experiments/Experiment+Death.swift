extension NamedOutcome {
  /// Outcomes that mean nothing where no hidden layer can be off.
  public static let aboutDeath: Set<String> = ["born_dead", "dead", "died", "revived"]
}

extension Network {
  /// Whether some hidden layer's activation gives "all units off" a meaning.
  public var deathIsDefined: Bool { hiddenLayers.contains { $0.activation.allUnitsOff != .undefined } }

  /// Whether a dead layer passes no gradient at all, in every hidden layer that can be dead.
  public var deathStopsGradients: Bool {
    hiddenLayers.allSatisfy { $0.activation.allUnitsOff != .allUnitsNegative }
  }
}

extension Experiment {
  /// Whether a dead network stays dead: no gradient passes a dead layer, and under plain SGD a parameter without a gradient
  /// stays where it is, so the layer sees what it saw.
  public var deathIsAbsorbing: Bool {
    network.deathIsDefined && network.deathStopsGradients && training.optimizer.isPlainSGD
  }
}
