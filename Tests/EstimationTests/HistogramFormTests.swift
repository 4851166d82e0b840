import Estimation
import Foundation
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
      #expect(Histogram(flat: flat, in: histogram.window) == histogram)
      // A slice of a longer array, as it comes out of a reduction of many histograms.
      let packed = [9, 9, 9] + flat + [9]
      #expect(Histogram(flat: packed[3..<(3 + flat.count)], in: histogram.window) == histogram)
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
    var maxima = Histogram.Window.empty.maxima
    for histogram in samples { maxima = zip(maxima, histogram.window.maxima).map(max) }
    let window = Histogram.Window(maxima: maxima)
    #expect(window == samples.map(\.window).reduce(.empty) { $0.union($1) })
    var sum = [Int64](repeating: 0, count: window.flatCount)
    var merged = Histogram()
    for histogram in samples {
      #expect(window.contains(histogram.window))
      sum = zip(sum, HistogramTests.flat(histogram, in: window)).map(+)
      merged.merge(histogram)
    }
    #expect(Histogram(flat: sum, in: window) == merged)
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

  static func encoded(_ histogram: Histogram) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    return String(decoding: try encoder.encode(histogram), as: UTF8.self)
  }

  static func decoded(_ json: String) throws -> Histogram {
    try JSONDecoder().decode(Histogram.self, from: Data(json.utf8))
  }

  @Test func codableRoundTrip() throws {
    for histogram in Self.samples() {
      let json = try Self.encoded(histogram)
      #expect(try Self.decoded(json) == histogram)
      #expect(try Self.encoded(Self.decoded(json)) == json)
    }
  }

  @Test func encodedFormIsFrozen() throws {
    let histogram = HistogramTests.histogram([1, -1, 1, 0, .nan, .leastNonzeroMagnitude, -.greatestFiniteMagnitude])
    #expect(
      try Self.encoded(histogram)
        == #"{"bins":[[-16376,1],[-8185,1],[1,1],[8185,2]],"non_finite":1,"zeros":1}"#
    )
  }

  @Test(arguments: [
    #"{"bins":[],"zeros":0}"#,
    #"{"bins":[],"non_finite":-1,"zeros":0}"#,
    #"{"bins":[],"non_finite":0,"zeros":-1}"#,
    #"{"bins":[[0,1]],"non_finite":0,"zeros":0}"#,
    #"{"bins":[[1,0]],"non_finite":0,"zeros":0}"#,
    #"{"bins":[[1,-1]],"non_finite":0,"zeros":0}"#,
    #"{"bins":[[1,1,1]],"non_finite":0,"zeros":0}"#,
    #"{"bins":[[2,1],[1,1]],"non_finite":0,"zeros":0}"#,
    #"{"bins":[[1,1],[1,1]],"non_finite":0,"zeros":0}"#,
    #"{"bins":[[16377,1]],"non_finite":0,"zeros":0}"#,
    #"{"bins":[[-16377,1]],"non_finite":0,"zeros":0}"#,
    #"{"bins":[[1,9223372036854775807]],"non_finite":0,"zeros":1}"#,
  ])
  func damagedFormsAreRefused(json: String) {
    #expect(throws: DecodingError.self) { try Self.decoded(json) }
  }
}
