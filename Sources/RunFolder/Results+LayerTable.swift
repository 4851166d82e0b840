extension Results {
  /// `layers.csv`: the quantities by layer, a row each, over all finite values, and one more over those that are not zero, where some are.
  public var layerTable: String {
    var probabilities: [Double] = []
    for cell in cells {
      for quantity in cell.layers {
        for quantile in quantity.quantiles where !probabilities.contains(quantile.probability) {
          probabilities.append(quantile.probability)
        }
      }
    }
    probabilities.sort()
    let columns =
      ["cell", "layer", "quantity", "when", "finite", "zeros", "non_finite", "over"]
      + probabilities.flatMap { ["q\($0)_low", "q\($0)_high", "q\($0)_interval_low", "q\($0)_interval_high"] }
    var lines = [columns.joined(separator: ",")]
    for cell in cells {
      for row in cell.layers {
        let head = [
          cell.name.csvField, row.layer.map { "\($0)" } ?? "", row.quantity, row.when, "\(row.finite)", "\(row.zeros)",
          "\(row.nonFinite)",
        ]
        for (over, quantiles) in [("finite", row.quantiles), ("non_zero", row.nonZeroQuantiles)]
        where over == "finite" || !quantiles.isEmpty {
          let edges = probabilities.flatMap { probability -> [String] in
            guard let quantile = quantiles.first(where: { $0.probability == probability }) else {
              return ["", "", "", ""]
            }
            return [quantile.low, quantile.high, quantile.intervalLow, quantile.intervalHigh]
              .map { $0.map { "\($0)" } ?? "" }
          }
          lines.append((head + [over] + edges).joined(separator: ","))
        }
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }
}
