internal import Experiments
internal import Lanes
internal import Studies

extension Report {
  /// Sigmoid and its derivative at a few places, for studies that have such a hidden layer: why its gradients fade.
  var sigmoidTable: String {
    let layers = plan?.cells.compactMap(\.layered).flatMap { experiment in
      experiment.network.lookedLayers.filter { !$0.isOutput }.map {
        experiment.network.layers[$0.activation].activation
      }
    }
    guard layers?.contains(.sigmoid) == true else { return "" }
    let rows = [0.01, 0.1, 0.5, 1, 10, 50].map { z -> [String] in
      let e = (-z).exponential
      // Not a · (1 − a): at 50 that has no digits left.
      return [trimmed(z), fixed(1 / (1 + e)), number(e / ((1 + e) * (1 + e)))]
    }
    return """
      <h3>Why gradients fade through sigmoids</h3>
      <p>Going back through a sigmoid multiplies a gradient by its derivative, which is at most a quarter, and next to nothing where
      the unit is saturated.</p>

      """
        + PageTable("Sigmoid and its derivative", [.init("z"), .init("sigmoid"), .init("derivative")], rows: rows)
        .html()
  }
}
