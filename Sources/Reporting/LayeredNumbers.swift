internal import Estimation
internal import RunFolder

extension Results {
  /// Whether its cells train layered networks on data sets; all do, or none.
  var isLayered: Bool { cells.contains { $0.layered != nil } }
}

extension CellResults {
  /// A number that a replicate has once, at a time.
  func number(_ name: String, _ when: String = "end") -> QuantityResults? {
    quantities.first { $0.quantity == name && $0.when == when && $0.finite > 0 }
  }

  /// From 1, the output layer last; 0 where results have none.
  var depth: Int { layers.compactMap(\.layer).max() ?? 0 }

  /// Times at which layers were looked at, in order.
  var lookTimes: [String] { QuantityWords.times("activation_mean", in: self) }
}

/// What a number came to over replicates, as figures draw it.
struct Average {
  var value: Double
  /// Student's interval of the mean; of a single replicate none.
  var interval: IntervalResults?
}

extension QuantityResults {
  /// The mean over replicates. Where results have none, the median.
  var average: Average? {
    if let mean { return Average(value: mean.mean, interval: mean.interval) }
    if let value { return Average(value: value) }
    return quantile(0.5).map { Average(value: $0.value) }
  }

  /// `0.8347 [0.8331, 0.8363]`; of a single replicate its number, or the bin that holds it.
  var averageText: String {
    if let mean { return "\(fixed(mean.mean)) [\(fixed(mean.interval.low)), \(fixed(mean.interval.high))]" }
    if let value { return fixed(value) }
    return quantile(0.5).map { "\(fixed($0.low))–\(fixed($0.high))" } ?? "–"
  }

  /// For tables of a page: `0.4712 (0.465 – 0.477)`.
  var averageCell: String {
    if let mean { return "\(compact(mean.mean)) (\(range(mean.interval.low, mean.interval.high, digits: 4)))" }
    if let value { return compact(value) }
    return quantile(0.5).map { range($0.low, $0.high) } ?? "–"
  }

  /// The same of a share, in percent without the sign: `83.47 (83.31 – 83.63)`.
  var percentCell: String {
    if let mean {
      let decimals = mean.interval.decimals
      return "\(percentage(mean.mean, decimals)) (\(mean.interval.percentEnds(" – ")))"
    }
    if let value { return percentage(value, 2) }
    return quantile(0.5).map { "\(percentage($0.low, 1)) – \(percentage($0.high, 1))" } ?? "–"
  }
}

extension ReportedValueResults {
  /// Why no verdict is given on it.
  func withheld(finite: Int64, needed: Int64) -> String {
    let runs = finite == 1 ? "one run is" : "\(grouped(finite)) runs are"
    return finite < MeanSummary.fewestToPredict
      ? "not judged: \(finite == 0 ? "no runs are" : runs) too few to predict one more; \(needed) that differ would do"
      : "not judged: all \(grouped(finite)) runs gave the same number, which predicts one more only from \(needed) runs on"
  }
}

extension IntervalResults {
  /// The ends in percent. A mean's interval may reach beyond 0 and 1, which fractions' never do.
  func percentEnds(_ between: String) -> String {
    "\(percentage(low, decimals))\(between)\(percentage(high, decimals))"
  }
}

/// A share in percent without the sign, any number.
func percentage(_ share: Double, _ decimals: Int) -> String {
  (share < 0 ? "−" : "") + decimal(share.magnitude * 100, places: min(decimals, 4))
}
