import Estimation
import RunFolder

/// How the fractions of a study are reported: with which intervals, and among how many cells.
struct Fractions {
  /// Where a `stop:` ruled, the intervals that it was judged by: then they are the ones to quote.
  let sequence: ConfidenceSequence?
  /// Cells of the study.
  let cells: Int

  /// The confidence of every interval, but that of a sequence, which its study chose.
  static let confidence = 0.95
  /// Interval ends carry so many digits: the last bits of special functions differ between machines.
  static let digits = 12

  /// `count` of `n` simulations of a cell.
  func results(_ count: Int64, of n: Int64, zeroGradient: Bool? = nil) -> OutcomeResults {
    let proportion = Proportion(count: count, n: n)
    let fixed = [IntervalMethod.clopperPearson, .wilson].map { method in
      IntervalResults(
        proportion.interval(method, confidence: Self.confidence),
        method: method.rawValue,
        confidence: Self.confidence
      )
    }
    let quoted = sequence.map { sequence in
      IntervalResults(
        sequence.interval(for: proportion),
        method: ConfidenceSequence.methodName,
        confidence: sequence.confidence
      )
    }
    return OutcomeResults(
      count: count,
      estimate: (proportion.estimate ?? 0).rounded(toSignificantDigits: Self.digits),
      interval: quoted ?? fixed[0],
      intervals: fixed,
      simultaneous: cells > 1 ? simultaneous(proportion) : nil,
      zeroGradient: zeroGradient
    )
  }

  /// Bonferroni, of either kind: shared draws make cells dependent, so that no sharper correction would hold.
  private func simultaneous(_ proportion: Proportion) -> IntervalResults {
    guard let sequence else {
      return IntervalResults(
        proportion.clopperPearson(confidence: Self.confidence, simultaneousCells: cells),
        method: IntervalMethod.clopperPearson.rawValue + "_bonferroni",
        confidence: Self.confidence
      )
    }
    let each = ConfidenceSequence(
      weight: sequence.weight,
      confidence: 1 - (1 - sequence.confidence) / Double(cells)
    )
    return IntervalResults(
      each.interval(for: proportion),
      method: ConfidenceSequence.methodName + "_bonferroni",
      confidence: sequence.confidence
    )
  }
}

extension IntervalResults {
  init(_ interval: Interval, method: String, confidence: Double) {
    let interval = interval.rounded(toSignificantDigits: Fractions.digits)
    self.init(method: method, confidence: confidence, low: interval.low, high: interval.high)
  }

  init(_ interval: DifferenceInterval, method: String, confidence: Double) {
    let interval = interval.rounded(toSignificantDigits: Fractions.digits)
    self.init(method: method, confidence: confidence, low: interval.low, high: interval.high)
  }
}
