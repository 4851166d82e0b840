internal import Estimation
internal import RunFolder

/// Intervals as people call them.
extension IntervalResults {
  /// "95 %".
  var level: String { "\(trimmed(confidence * 100)) %" }

  /// Whose interval it is: "Clopper–Pearson", "confidence sequence".
  var methodName: String {
    switch method {
    case "clopper_pearson": "Clopper–Pearson"
    case "wilson": "Wilson"
    case ConfidenceSequence.methodName: "confidence sequence"
    case "tango": "Tango"
    case "newcombe": "Newcombe"
    case "student_t": "Student’s t"
    case "prediction_t": "prediction"
    default: method.replacing("_", with: " ")
    }
  }

  /// "95 % Clopper–Pearson interval".
  var kind: String { "\(level) \(methodName) interval" }
}
