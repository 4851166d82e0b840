extension Proportion {
  /// Newcombe's interval for the probability of this outcome minus that of an independent one: his method 10, which puts
  /// the ends of two score intervals together.
  ///
  /// With Wilson's intervals [l, u] of each, the low end is p̂₁ − p̂₂ − √((p̂₁ − l₁)² + (u₂ − p̂₂)²), the high end
  /// p̂₁ − p̂₂ + √((u₁ − p̂₁)² + (p̂₂ − l₂)²). Coverage is near `confidence` on average, also at 0 and 1. It assumes that
  /// the two are independent: for cells of one study, which share draws, use ``PairedTable``. It assumes fixed counts.
  /// [−1, 1] if either has n = 0.
  ///
  /// - Parameters:
  ///   - other: what is subtracted.
  ///   - confidence: strictly between 0 and 1.
  /// - Complexity: O(1).
  /// - SeeAlso: R. G. Newcombe, Statistics in Medicine 17 (1998) 873–890, method 10.
  public func newcombe(minus other: Proportion, confidence: Double) -> DifferenceInterval {
    guard let p1 = estimate, let p2 = other.estimate else { return .everything }
    if p1 + p2 > 1 {
      // Near 1 the ends of Wilson's intervals have lost the digits that their distances need; failures are near 0.
      // (1 − p₂) − (1 − p₁) is the same difference.
      return Self.newcombe(other.opposite, minus: opposite, confidence: confidence)
    }
    return Self.newcombe(self, minus: other, confidence: confidence)
  }

  /// How many did not have the outcome.
  private var opposite: Proportion { Proportion(count: n - count, n: n) }

  private static func newcombe(_ a: Proportion, minus b: Proportion, confidence: Double) -> DifferenceInterval {
    let (p1, p2) = (Double(a.count) / Double(a.n), Double(b.count) / Double(b.n))
    let (first, second) = (a.wilson(confidence: confidence), b.wilson(confidence: confidence))
    func length(_ a: Double, _ b: Double) -> Double { (a * a + b * b).squareRoot() }
    return DifferenceInterval(
      computedLow: p1 - p2 - length(p1 - first.low, second.high - p2),
      computedHigh: p1 - p2 + length(first.high - p1, p2 - second.low)
    )
  }
}
