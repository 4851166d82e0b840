import Estimation
import Networks
package import RunFolder
package import Studies
import Training

extension StudyPlan {
  /// The results that these tallies, one a cell, come to.
  package func results(_ tallies: [CellTally]) -> Results {
    var ranks = RankTable()
    return Results(
      planHash: planHash,
      study: name,
      seed: seed,
      cells: zip(cells, tallies).map { cell, tally in tally.results(named: cell.name, &ranks) }
    )
  }
}

extension CellTally {
  /// The confidence of every interval.
  static let confidence = 0.95
  /// The quantiles that are reported of every distribution.
  static let probabilities = [0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95]
  /// Interval ends carry so many digits: the last bits of special functions differ between machines.
  static let digits = 12

  package func results(named name: String) -> CellResults {
    var ranks = RankTable()
    return results(named: name, &ranks)
  }

  func results(named name: String, _ ranks: inout RankTable) -> CellResults {
    var byName: [String: OutcomeResults?] = [:]
    for (outcome, count) in zip(outcomes, counts) {
      let isAboutDeath = NamedOutcome.aboutDeath.contains(outcome.name)
      let means = !isAboutDeath || experiment.network.deathIsDefined
      byName[outcome.name] = .some(
        means ? results(count, zeroGradient: isAboutDeath ? experiment.network.deathStopsGradients : nil) : nil
      )
    }
    var all = zip(quantities, histograms).map { results($0, $1, &ranks) }
    for (index, moments) in moments.enumerated() { all[index].mean = MeanSummary(moments).results }
    return CellResults(
      name: name,
      simulations: simulations,
      precision: experiment.precision.rawValue,
      outcomes: byName,
      outcomeOrder: outcomes.map(\.name),
      quantities: all.filter { $0.layer == nil },
      layers: all.filter { $0.layer != nil }
    )
  }

  private func results(_ count: Int64, zeroGradient: Bool?) -> OutcomeResults {
    let proportion = Proportion(count: count, n: simulations)
    let intervals = [IntervalMethod.clopperPearson, .wilson].map { method in
      let interval = proportion.interval(method, confidence: Self.confidence)
        .rounded(toSignificantDigits: Self.digits)
      return IntervalResults(
        method: method.rawValue,
        confidence: Self.confidence,
        low: interval.low,
        high: interval.high
      )
    }
    return OutcomeResults(
      count: count,
      estimate: (proportion.estimate ?? 0).rounded(toSignificantDigits: Self.digits),
      interval: intervals[0],
      intervals: intervals,
      zeroGradient: zeroGradient
    )
  }

  private func results(_ quantity: Quantity, _ histogram: Histogram, _ ranks: inout RankTable) -> QuantityResults {
    QuantityResults(
      layer: quantity.layer,
      quantity: quantity.name,
      when: quantity.when,
      finite: histogram.finite,
      zeros: histogram.zeros,
      nonFinite: histogram.nonFinite,
      quantileConfidence: Self.confidence,
      quantiles: histogram.quantileResults(of: .finite, &ranks),
      nonZeroQuantiles: histogram.zeros > 0 ? histogram.quantileResults(of: .nonZero, &ranks) : []
    )
  }
}

extension MeanSummary {
  /// The mean with both intervals; nil for fewer than two values, or where a deviation or an end is beyond the Doubles.
  fileprivate var results: MeanResults? {
    guard
      let mean, let standardDeviation,
      let interval = interval(confidence: CellTally.confidence),
      let prediction = predictionInterval(confidence: CellTally.confidence)
    else { return nil }
    func rounded(_ value: Double) -> Double { value.rounded(toSignificantDigits: CellTally.digits) }
    func results(_ range: ClosedRange<Double>, _ method: String) -> IntervalResults {
      IntervalResults(
        method: method,
        confidence: CellTally.confidence,
        low: rounded(range.lowerBound),
        high: rounded(range.upperBound)
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

extension Histogram {
  /// The quantiles that are reported, each as its bin, with its order-statistic interval; none where there are no values.
  fileprivate func quantileResults(of values: Values, _ ranks: inout RankTable) -> [QuantileResults] {
    CellTally.probabilities.compactMap { probability in
      guard let bin = quantile(probability, of: values) else { return nil }
      let count = values == .finite ? finite : nonZero
      let interval = interval(between: ranks.ranks(probability, of: count), of: values)
      return QuantileResults(
        probability: probability,
        low: bin.lowerEdge,
        high: bin.upperEdge,
        intervalLow: interval.low,
        intervalHigh: interval.high
      )
    }
  }
}

/// The ranks that were asked for: most distributions of a study are of equally many values.
struct RankTable {
  private var known: [Double: [Int64: QuantileRanks]] = [:]

  mutating func ranks(_ probability: Double, of count: Int64) -> QuantileRanks {
    if let ranks = known[probability]?[count] { return ranks }
    let ranks = QuantileRanks(probability, of: count, confidence: CellTally.confidence)
    known[probability, default: [:]][count] = ranks
    return ranks
  }
}
