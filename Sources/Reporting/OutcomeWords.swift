internal import RunFolder
internal import Studies

/// Outcomes in words. "Dead" says too much of layers whose units are all negative but pass a gradient.
enum OutcomeWords {
  /// For tables: `dead` as "all units negative" where it is.
  static func label(_ name: String, zeroGradient: Bool?) -> String {
    let isNegative = zeroGradient == false
    return switch name {
    case "born_dead": isNegative ? "born all units negative" : "born dead"
    case "dead": isNegative ? "all units negative" : "dead"
    case "died": isNegative ? "became all negative" : "died"
    case "no_gradient": "no gradient"
    case "one_class": "one class"
    case "half_trained": "half-trained"
    case _ where name.hasPrefix("flat_"): "flat within \(name.dropFirst("flat_".count))"
    default: name
    }
  }

  /// For sentences: "94.6 % of 1,000 networks …".
  static func phrase(_ name: String, zeroGradient: Bool?) -> String {
    let isNegative = zeroGradient == false
    return switch name {
    case "constant": "are constant"
    case "one_class": "predict the same class for every test point"
    case "born_dead": isNegative ? "were born with a layer whose units are all negative" : "were born dead"
    case "dead": isNegative ? "have a layer whose units are all negative at the end" : "are dead at the end"
    case "died": isNegative ? "came to have a layer whose units are all negative" : "died in training"
    case "revived": "came back"
    case "no_gradient": "have no gradient left"
    case "half_trained": "are half-trained"
    case "fitted": "fit the target"
    case "diverged": "diverged"
    case _ where name.hasPrefix("flat_"): "are flat within \(name.dropFirst("flat_".count))"
    default: "are \(name)"
    }
  }
}

extension StopCellResults {
  /// How many simulations the precision would take; nil where it is met.
  var needed: String? {
    guard !isMet else { return nil }
    return simulationsNeeded.map { "about \(grouped($0))" } ?? "more than \(grouped(StudyPlan.mostSimulations))"
  }
}

extension CellResults {
  /// An outcome that is defined in the cell.
  func outcome(_ name: String) -> OutcomeResults? { outcomes[name] ?? nil }

  /// Why an outcome has no numbers; "undefined" where results do not say.
  func undefinedReason(_ name: String) -> String { undefined?[name]?.printable ?? "undefined" }

  func label(_ name: String) -> String { OutcomeWords.label(name, zeroGradient: outcome(name)?.zeroGradient) }
}
