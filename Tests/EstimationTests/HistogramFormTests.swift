import Estimation
import Testing

/// The flat form that ranks add up, and the form that checkpoints keep.
@Suite struct HistogramFormTests {
  static func samples() -> [Histogram] {
    var random = SplitMix64(state: 7)
    return [
      Histogram(), HistogramTests.histogram([0]), HistogramTests.histogram([.nan]), HistogramTests.histogram([1]),
      HistogramTests.histogram([-1e-30]), HistogramTests.histogram(HistogramTests.corners),
      HistogramTests.histogram((0..<500).map { _ in random.nextTypicalDouble() }),
      HistogramTests.histogram((0..<500).map { _ in abs(random.nextTypicalDouble()) }),
    ]
  }

  @Test func flatRoundTrip() {
    for histogram in Self.samples() {
      let flat = HistogramTests.flat(histogram, in: histogram.window)
      #expect(flat.count == histogram.window.flatCount)
      #expect(flat.reduce(0, +) == histogram.total)
      #expect(Histogram(flat: flat, in: histogram.outline) == histogram)
      // A slice of a longer array, as it comes out of a reduction of many histograms.
      let packed = [9, 9, 9] + flat + [9]
      #expect(Histogram(flat: packed[3..<(3 + flat.count)], in: histogram.outline) == histogram)
    }
  }

  @Test func windowsHoldWhatIsThereAndNoMore() {
    #expect(Histogram().window == .empty)
    #expect(HistogramTests.histogram([0, .nan]).window == .empty)
    #expect(Histogram.Window.empty.flatCount == 2)
    let window = HistogramTests.histogram([1, 1.99, -4]).window
    #expect(window.positive.count == 8)
    #expect(window.negative.count == 1)
    #expect(window.positive.lowerBound == (Histogram.Bin(containing: 1)?.index ?? 0) - 1)
  }

  /// What ranks do: agree on a window by a maximum, add flat arrays, and have the merged histogram.
  @Test func elementwiseMaximaAndSumsMergeHistograms() {
    let samples = Self.samples()
    var maxima = Histogram().outline.maxima
    for histogram in samples { maxima = zip(maxima, histogram.outline.maxima).map(max) }
    let outline = Histogram.Outline(maxima: maxima, .coarse)
    let window = outline.window
    #expect(window == samples.map(\.window).reduce(.empty) { $0.union($1) })
    var sum = [Int64](repeating: 0, count: window.flatCount)
    var merged = Histogram()
    for histogram in samples {
      #expect(window.contains(histogram.window))
      sum = zip(sum, HistogramTests.flat(histogram, in: window)).map(+)
      merged.merge(histogram)
    }
    #expect(Histogram(flat: sum, in: outline) == merged)
    #expect(merged.window == window)
  }

  @Test func windowsSurviveTheirMaxima() {
    for histogram in Self.samples() {
      #expect(Histogram.Window(maxima: histogram.window.maxima) == histogram.window)
      #expect(histogram.window.maxima.count == Histogram.Window.maximaCount)
      #expect(histogram.window.union(.empty) == histogram.window)
      #expect(histogram.window == .empty || !Histogram.Window.empty.contains(histogram.window))
    }
  }

  @Test func whatACheckpointKeepsIsReadBack() throws {
    for histogram in Self.samples() {
      let outline = try #require(Histogram.Outline(checking: histogram.outline.maxima[...], .coarse))
      let flat = HistogramTests.flat(histogram, in: outline.window)
      #expect(Histogram(checking: flat[...], in: outline) == histogram)
    }
  }

  @Test func whereCountsStandIsFrozen() {
    let histogram = HistogramTests.histogram([1, -1, 1, 0, .nan])
    #expect(histogram.window.maxima == [-8184, 8185, -8184, 8185])
    #expect(HistogramTests.flat(histogram, in: histogram.window) == [1, 1, 1, 2])
  }

  @Test(
    arguments: [
      [], [0, 0, 0], [0, 0, 0, 0, 0], [0, 0, -16_376, 0], [-16_377, 16_376, -16_376, 0], [1, 2, -16_376, 0],
      [-5, 5, -16_376, 0], [-5, 16_377, -16_376, 0], [.min, .max, -16_376, 0],
    ] as [[Int64]]
  )
  func windowsThatAreNoneAreRefused(maxima: [Int64]) {
    #expect(Histogram.Window(checking: maxima[...]) == nil)
  }

  @Test(arguments: [[], [0, 0], [0, 0, 1, 1], [0, 0, -1], [-1, 0, 1], [0, -1, 1], [1, 0, .max]] as [[Int64]])
  func countsThatAreNoneAreRefused(flat: [Int64]) {
    let window = HistogramTests.histogram([1]).window
    #expect(Histogram(checking: [0, 0, 1][...], in: window) != nil)
    #expect(Histogram(checking: flat[...], in: window) == nil)
  }
}
