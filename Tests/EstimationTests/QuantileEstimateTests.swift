import Estimation
import Testing

@Suite("Quantiles as numbers")
struct QuantileEstimateTests {
  private static func histogram(_ values: [Double], _ resolution: Histogram.Resolution = .fine) -> Histogram {
    var histogram = Histogram(resolution)
    histogram.add(contentsOf: values)
    return histogram
  }

  /// Normal values by their sum of twelve uniform ones: near enough, and the sample itself is what is compared with.
  private static func normal(_ n: Int, mean: Double, deviation: Double, seed: UInt64) -> [Double] {
    var random = SplitMix64(state: seed)
    return (0..<n).map { _ in
      mean + deviation * ((0..<12).reduce(0) { sum, _ in sum + Double.random(in: 0..<1, using: &random) } - 6)
    }
  }

  @Test("fine bins give every quantile of a sample to within 1 %", arguments: [0.3, 0.5, 0.7, 1, 13, -0.5, 1e-9])
  func withinOnePercent(mean: Double) throws {
    for deviation in [0.001, 0.02, 0.2] {
      let sample = Self.normal(5_000, mean: mean, deviation: deviation * mean.magnitude, seed: 1)
      let histogram = Self.histogram(sample)
      let sorted = sample.sorted()
      for q in HistogramQuantileTests.levels {
        let exact = HistogramQuantileTests.quantile(q, of: sorted)
        let found = try #require(histogram.located(q))
        #expect(found.low <= exact && exact <= found.high)
        #expect(found.low <= found.value && found.value <= found.high)
        #expect((found.value - exact).magnitude <= 0.01 * exact.magnitude, "\(mean) ± \(deviation), \(q)")
      }
    }
  }

  /// Sigmoid activations of small z lie on both sides of 0.5, an octave's end, where bins are wide on one side.
  @Test("the median of values around 0.5 is 0.5, not the middle of the bin beside it", arguments: [0.0005, 0.01, 0.1])
  func aroundHalf(deviation: Double) throws {
    for seed in 0..<10 as Range<UInt64> {
      let values = Self.normal(20_001, mean: 0.5, deviation: deviation, seed: seed)
      for resolution in Histogram.Resolution.allCases {
        let median = try #require(Self.histogram(values, resolution).located(0.5)).value
        #expect((median - 0.5).magnitude < (resolution == .fine ? 0.005 : 0.02), "\(seed) \(median)")
      }
    }
  }

  @Test("one value is found exactly, and so are equal ones, zeros and the ends of a range")
  func exact() throws {
    for resolution in Histogram.Resolution.allCases {
      for value in [0.3, -1, 1, 0, -7e-12, 1e300] {
        let found = try #require(Self.histogram([value, value, value], resolution).located(0.5))
        #expect(found.low == value && found.high == value && found.value == value)
      }
      let saturated = Self.histogram([-1, -1, -0.2, 0, 0, 0.4, 1, 1, 1], resolution)
      #expect(saturated.located(0)?.value == -1 && saturated.located(1)?.value == 1)
      #expect(saturated.located(0.5)?.value == 0 && saturated.range == -1...1)
      #expect(saturated.quantileInterval(1, confidence: 0.95)?.low == 1)
    }
    #expect(Histogram().located(0.5) == nil && Histogram().range == nil)
    #expect(Self.histogram([.nan, .infinity]).range == nil)
    #expect(Self.histogram([-0.0]).range?.upperBound.sign == .plus)
  }

  @Test("the ends of ranks together are those of all values, whatever the order, and survive a checkpoint")
  func outlines() throws {
    for resolution in Histogram.Resolution.allCases {
      var random = SplitMix64(state: 5)
      // From a value or two, listed one by one, to as many as are counted.
      let parts = [0, 1, 2, 70, 5_000].map { n in (0..<n).map { _ in random.nextTypicalDouble() } + [.nan] }
      let histograms = parts.map { Self.histogram($0, resolution) }
      let all = Self.histogram(parts.flatMap(\.self), resolution)
      var maxima = histograms[0].outline.maxima
      for histogram in histograms { maxima = zip(maxima, histogram.outline.maxima).map(max) }
      let outline = Histogram.Outline(maxima: maxima, resolution)
      #expect(outline == all.outline && maxima.count == Histogram.Outline.maximaCount)
      var sum = [Int64](repeating: 0, count: outline.window.flatCount)
      for histogram in histograms { sum = zip(sum, HistogramTests.flat(histogram, in: outline.window)).map(+) }
      let reduced = Histogram(flat: sum, in: outline)
      #expect(reduced == all && reduced.range == all.range)
      for order in [[0, 1, 2, 3, 4], [4, 3, 2, 1, 0], [2, 4, 0, 3, 1]] {
        var merged = Histogram(resolution)
        for index in order { merged.merge(histograms[index]) }
        #expect(merged == all && merged.range == all.range && merged.total == all.total)
        #expect(merged.bins.map(\.count) == all.bins.map(\.count))
      }
      let read = try #require(Histogram.Outline(checking: maxima[...], resolution))
      #expect(Histogram(checking: sum[...], in: read)?.range == all.range)
      // Ends of other values than the counts' are no checkpoint.
      for (index, value) in [(4, maxima[4] + 1 << 52), (5, maxima[5] + 1 << 52), (4, .min), (4, .max), (5, .max)] {
        var damaged = maxima
        damaged[index] = value
        let outline = Histogram.Outline(checking: damaged[...], resolution)
        #expect(outline.flatMap { Histogram(checking: sum[...], in: $0) } == nil)
      }
    }
    #expect(Histogram.Outline(checking: [0, 0], .fine) == nil)
  }

  @Test("a bin of fine ones is at most a 64th of its lower end wide")
  func widths() throws {
    for value in [0.5, 0.51, 0.99, 1, 3e-5, -0.7] {
      let bin = try #require(Histogram.Bin(containing: value, .fine))
      let edges = [bin.lowerEdge.magnitude, bin.upperEdge.magnitude].sorted()
      #expect((edges[1] - edges[0]) / edges[0] <= 1.0 / 64)
      #expect(HistogramTests.holds(bin, value))
    }
    #expect(Histogram.Resolution(binsPerOctave: 64) == .fine && Histogram.Resolution(binsPerOctave: 16) == nil)
  }

  @Test("a single run is judged by five that differ, or by 39 that are equal")
  func valuesNeeded() {
    func needed(_ count: Int64, _ deviation: Double) -> Int64? {
      MeanSummary.valuesNeeded(toPredictAt: 0.95, count: count, standardDeviation: deviation)
    }
    #expect(needed(0, 0) == 5 && needed(2, 0) == 5 && needed(4, 1) == 5)
    #expect(needed(5, 0.01) == nil && needed(5, 0) == 39 && needed(38, 0) == 39 && needed(39, 0) == nil)
    // Of k equal values and one more, all as likely to be the odd one out: (k − 1)/(k + 1) lie within.
    #expect((39.0 - 1) / (39 + 1) >= 0.95 && (38.0 - 1) / (38 + 1) < 0.95)
  }
}
