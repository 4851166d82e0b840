extension Results {
  /// `layers.csv`: the quantities by layer, a row each.
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
      ["cell", "layer", "quantity", "when", "finite", "zeros", "non_finite"]
      + probabilities.flatMap { ["q\($0)_low", "q\($0)_high"] }
    var lines = [columns.joined(separator: ",")]
    for cell in cells {
      for row in cell.layers {
        let head = [
          cell.name, row.layer.map { "\($0)" } ?? "", row.quantity, row.when, "\(row.finite)", "\(row.zeros)",
          "\(row.nonFinite)",
        ]
        let edges = probabilities.flatMap { probability -> [String] in
          guard let quantile = row.quantiles.first(where: { $0.probability == probability }) else { return ["", ""] }
          return ["\(quantile.low)", "\(quantile.high)"]
        }
        lines.append((head + edges).joined(separator: ","))
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }
}
