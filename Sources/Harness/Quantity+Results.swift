import Estimation
import Experiments
import RunFolder

extension Quantity {
  /// The quantiles that are reported of every distribution.
  private static let probabilities = [0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95]

  func results(_ histogram: Histogram, _ ranks: inout RankTable) -> QuantityResults {
    let histogram = histogram.laidOut
    return QuantityResults(
      layer: layer,
      quantity: name,
      when: when,
      finite: histogram.finite,
      zeros: histogram.zeros,
      nonFinite: histogram.nonFinite,
      quantileConfidence: Fractions.confidence,
      quantiles: quantiles(histogram, of: .finite, &ranks),
      nonZeroQuantiles: histogram.zeros > 0 ? quantiles(histogram, of: .nonZero, &ranks) : []
    )
  }

  /// Each as its bin and an estimate within it, with its order-statistic interval; none where there are no values.
  private func quantiles(
    _ histogram: Histogram,
    of values: Histogram.Values,
    _ ranks: inout RankTable
  ) -> [QuantileResults] {
    Self.probabilities.compactMap { probability in
      guard let quantile = histogram.located(probability, of: values) else { return nil }
      let value = quantile.value.rounded(toSignificantDigits: 6)
      let count = values == .finite ? histogram.finite : histogram.nonZero
      let interval = histogram.interval(between: ranks.ranks(probability, of: count), of: values)
      return QuantileResults(
        probability: probability,
        low: quantile.low,
        high: quantile.high,
        value: min(max(value, quantile.low), quantile.high),
        intervalLow: interval.low,
        intervalHigh: interval.high
      )
    }
  }
}

/// The ranks that were asked for: most distributions of a study are of equally many values.
struct RankTable {
  private struct Key: Hashable {
    let probability: Double
    let count: Int64
  }

  private var known: [Key: QuantileRanks] = [:]

  mutating func ranks(_ probability: Double, of count: Int64) -> QuantileRanks {
    let key = Key(probability: probability, count: count)
    if let ranks = known[key] { return ranks }
    let ranks = QuantileRanks(probability, of: count, confidence: Fractions.confidence)
    known[key] = ranks
    return ranks
  }
}
