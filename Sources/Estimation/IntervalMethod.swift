/// How an interval was made; raw values are the names in results files and are frozen.
public enum IntervalMethod: String, Hashable, Sendable, Codable, CaseIterable {
  /// Exact: covers at least as often as it says, for every probability. See ``Proportion/clopperPearson(confidence:)``.
  case clopperPearson = "clopper_pearson"
  /// Narrower, and right only on average over probabilities. See ``Proportion/wilson(confidence:)``.
  case wilson
}

extension Proportion {
  /// The interval by the given method.
  ///
  /// - Parameters:
  ///   - method: which interval.
  ///   - confidence: the nominal coverage, strictly between 0 and 1.
  public func interval(_ method: IntervalMethod, confidence: Double) -> Interval {
    switch method {
    case .clopperPearson: clopperPearson(confidence: confidence)
    case .wilson: wilson(confidence: confidence)
    }
  }

  /// The probability left outside on each side; 1 − confidence is exact in Double from a half upwards.
  static func tail(outside confidence: Double) -> Double {
    precondition(0 < confidence && confidence < 1, "confidence \(confidence) is not strictly between 0 and 1")
    return (1 - confidence) / 2
  }
}
