import Estimation
import Testing

/// Prints the figures on confidence sequences that the module's README quotes; runs only when asked.
@Suite(.serialized, .enabled(if: measuring))
struct SequenceFigures {
  static let sequence = ConfidenceSequence(halfWidth: 0.005, confidence: 0.95)

  /// Half-widths beside those for a fixed n, of the sequence that is aimed at 0.005.
  @Test func widths() {
    for n in [100, 1_000, 10_000, 100_000, 1_000_000] as [Int64] {
      let figures = [0, 0.05, 0.5].map { fraction in
        let proportion = Proportion(count: Int64((fraction * Double(n)).rounded()), n: n)
        let (ours, fixed) = (Self.sequence.interval(for: proportion), proportion.clopperPearson(confidence: 0.95))
        return [ours.halfWidth, fixed.halfWidth, ours.halfWidth / fixed.halfWidth]
          .map { $0.rounded(toSignificantDigits: 2).description }.joined(separator: ", ")
      }
      print("n = \(n): \(figures.joined(separator: " | "))")
    }
  }

  @Test func errors() {
    for n in Set(referenceSequences.map(\.n)).sorted() {
      var worst = 0.0
      for row in referenceSequences where row.n == n {
        let interval = ConfidenceSequence(halfWidth: row.halfWidth, confidence: row.confidence)
          .interval(for: Proportion(count: row.count, n: n))
        worst = max(worst, IntervalTests.relativeError(interval.low, row.interval.low))
        worst = max(worst, IntervalTests.relativeError(interval.high, row.interval.high))
      }
      print("n = \(n): worst relative error \(worst.rounded(toSignificantDigits: 2))")
    }
  }

  @Test func times() {
    func time(_ name: String, _ count: Int, _ body: (Int) -> Void) {
      let time = ContinuousClock().measure { for i in 0..<count { body(i) } }
      print("\(name): \((time / .microseconds(count)).rounded(toSignificantDigits: 2)) µs")
    }
    time("sequence, an interval at n = 1,000,000", 1_000) { i in
      #expect(Self.sequence.interval(for: Proportion(count: Int64(i) * 1_000, n: 1_000_000)).low >= 0)
    }
    time("sequence, a forecast", 20) { i in
      #expect(
        Self.sequence.simulationsNeeded(halfWidth: 0.005, estimate: Double(i) / 20, limit: 1_000_000_000) != nil
      )
    }
    for m in [1_000_000, 1_000_000_000] as [Int64] {
      let table = PairedTable(both: 0, firstOnly: m / 2 + Int64(Double(m).squareRoot()), secondOnly: m / 2, neither: m)
      time("exact p of \(m) discordant pairs", 20) { _ in #expect(table.log10ExactP < 0) }
      time("Tango's interval of them", 20) { _ in #expect(table.tango(confidence: 0.95).low > -1) }
    }
  }
}
