import Estimation
import RunFolder

extension MeanSummary {
  /// The mean with both intervals; nil for fewer than two values, or where a deviation or an end is beyond the Doubles.
  var results: MeanResults? { results(within: -.infinity ... .infinity) }

  /// - Parameter bounds: what the values can be; no interval goes beyond, which takes nothing from its coverage.
  func results(within bounds: ClosedRange<Double>) -> MeanResults? {
    guard
      let mean, let standardDeviation,
      let interval = interval(confidence: Fractions.confidence),
      let prediction = predictionInterval(confidence: Fractions.confidence)
    else { return nil }
    func rounded(_ value: Double) -> Double { value.rounded(toSignificantDigits: Fractions.digits) }
    func results(_ range: ClosedRange<Double>, _ method: String) -> IntervalResults {
      IntervalResults(
        method: method,
        confidence: Fractions.confidence,
        low: max(rounded(range.lowerBound), bounds.lowerBound),
        high: min(rounded(range.upperBound), bounds.upperBound)
      )
    }
    return MeanResults(
      mean: rounded(mean),
      standardDeviation: rounded(standardDeviation),
      interval: results(interval, "student_t"),
      prediction: results(prediction, "prediction_t")
    )
  }
}
