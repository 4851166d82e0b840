import Estimation
import Reporting
import Studies

extension StudyPlan {
  /// What `stop:` asks for and how many simulations that takes; nil without it.
  var stopOutlook: String? {
    guard let stop, let rule = precisionRule else { return nil }
    let looks = rule.looks
    let first = looks.prefix(3).map { grouped($0) }.joined(separator: ", ")
    let dots = looks.count > 4 ? ", …" : ""
    let last = looks.count > 3 ? "\(dots), \(grouped(rule.maximum))" : ""
    let needs = [0.5, 0.9, 0.99].map { estimate in
      let forecast = rule.forecast(estimate: estimate)
      return "\(forecast.isMet ? "" : "more than ")\(grouped(forecast.look)) at a fraction of \(estimate)"
    }
    return "stop: \(stop.outcome) to within \(shortest(stop.halfWidth)) in every cell; looks at \(first)\(last); takes "
      + needs.joined(separator: ", ")
  }
}
