import Estimation
import Testing

@Suite struct HistogramQuantileTests {
  /// The quantile by its definition, from the values in order.
  static func quantile(_ q: Double, of sorted: [Double]) -> Double {
    sorted[max(1, Int((q * Double(sorted.count)).rounded(.up))) - 1]
  }

  static let levels = [0, 0.001, 0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.999, 1]

  @Test(arguments: [1, 2, 3, 10, 1_000, 20_001])
  func binHoldsTheQuantileOfTheSortedValues(n: Int) throws {
    var random = SplitMix64(state: UInt64(n))
    let values = (0..<n).map { _ in random.nextTypicalDouble() }
    let histogram = HistogramTests.histogram(values + [.nan, .infinity])
    let populations: [Histogram.Values: [Double]] = [
      .finite: values.sorted(), .nonZero: values.filter { $0 != 0 }.sorted(),
    ]
    for (population, sorted) in populations where !sorted.isEmpty {
      for q in Self.levels {
        let bin = try #require(histogram.quantile(q, of: population))
        let exact = Self.quantile(q, of: sorted)
        #expect(HistogramTests.holds(bin, exact), "\(q) of \(n): \(exact) is not in \(bin)")
        #expect(bin.lowerEdge <= exact && exact <= bin.upperEdge)
      }
      #expect(histogram.median(of: population) == histogram.quantile(0.5, of: population))
    }
  }

  @Test func zerosLieBetweenTheSigns() throws {
    let histogram = HistogramTests.histogram([-1, 0, 0, 1, 1])
    #expect(histogram.quantile(0.2)?.upperEdge == -1)
    let zero = try #require(histogram.median())
    #expect(zero.index == 0 && zero.lowerEdge == 0 && zero.upperEdge == 0)
    #expect(histogram.quantile(0.61)?.lowerEdge == 1)
    #expect(histogram.median(of: .nonZero)?.lowerEdge == 1)
  }

  @Test func thereIsNoQuantileOfNothing() {
    #expect(Histogram().median() == nil)
    #expect(HistogramTests.histogram([.nan]).median() == nil)
    #expect(HistogramTests.histogram([0]).median(of: .nonZero) == nil)
    #expect(HistogramTests.histogram([0]).median()?.index == 0)
  }
}
