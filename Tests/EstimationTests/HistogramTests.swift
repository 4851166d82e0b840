import Estimation
import Testing

@Suite struct HistogramTests {
  /// Values where bins are easily cut wrongly, both signs.
  static let corners: [Double] = {
    let subnormal = Double.leastNormalMagnitude / 8
    let magnitudes: [Double] = [
      .leastNonzeroMagnitude, .leastNonzeroMagnitude.nextUp, subnormal.nextDown, subnormal,
      .leastNormalMagnitude.nextDown, .leastNormalMagnitude, .leastNormalMagnitude.nextUp, 1e-30, 1, 1.0.nextDown,
      1.0.nextUp, 1.125, 1.125.nextDown, 2, 2.0.nextDown, 10, 0x1p1023, .greatestFiniteMagnitude.nextDown,
      .greatestFiniteMagnitude,
    ]
    return magnitudes + magnitudes.map { -$0 }
  }()

  static func histogram(_ values: some Sequence<Double>) -> Histogram {
    var histogram = Histogram()
    for value in values { histogram.add(value) }
    return histogram
  }

  /// Whether `value` is one that `bin` counts, by the edges' own rule.
  static func holds(_ bin: Histogram.Bin, _ value: Double) -> Bool {
    if bin.index == 0 { return value == 0 && bin.lowerEdge == 0 && bin.upperEdge == 0 }
    let (inner, outer) = bin.index > 0 ? (bin.lowerEdge, bin.upperEdge) : (-bin.upperEdge, -bin.lowerEdge)
    let magnitude = bin.index > 0 ? value : -value
    return inner <= magnitude && (magnitude < outer || magnitude == .greatestFiniteMagnitude)
  }

  @Test func edgesContainTheirValues() throws {
    var random = SplitMix64(state: 1)
    for value in Self.corners + (0..<200_000).map({ _ in random.nextFiniteDouble() }) {
      let bin = try #require(Histogram.Bin(containing: value))
      guard Self.holds(bin, value) else {
        Issue.record("\(value) is not within \(bin.lowerEdge) ..< \(bin.upperEdge)")
        return
      }
      // Added, it is counted in that bin and no other.
      let bins = Self.histogram([value]).bins
      guard bins.count == 1, bins[0].bin == bin, bins[0].count == 1 else {
        Issue.record("\(value) was counted in \(bins)")
        return
      }
    }
  }

  @Test(arguments: Histogram.Resolution.allCases)
  func binsTileTheNumbersInOrder(resolution: Histogram.Resolution) throws {
    var last: Histogram.Bin?
    let indices = Histogram.Bin.indices(resolution)
    for index in indices {
      let bin = try #require(Histogram.Bin(index: index, resolution))
      #expect(bin.index == index)
      if index != 0 { #expect(bin.lowerEdge < bin.upperEdge && bin.lowerEdge.isFinite && bin.upperEdge.isFinite) }
      if let last {
        #expect(last < bin)
        // Only the zeros' bin has neighbours that it does not touch: there is no number between.
        if index == 0 {
          #expect(last.upperEdge == -.leastNonzeroMagnitude)
        } else if index == 1 {
          #expect(bin.lowerEdge == .leastNonzeroMagnitude)
        } else {
          #expect(last.upperEdge == bin.lowerEdge)
        }
      }
      last = bin
    }
    #expect(last?.upperEdge == .greatestFiniteMagnitude)
    #expect(Histogram.Bin(index: indices.upperBound + 1, resolution) == nil)
    #expect(Histogram.Bin(index: indices.lowerBound - 1, resolution) == nil)
  }

  @Test func eightBinsAnOctave() throws {
    let edges = try [1, 1.125, 1.25, 1.375, 1.5, 1.625, 1.75, 1.875].map {
      try #require(Histogram.Bin(containing: $0)).lowerEdge
    }
    #expect(edges == [1, 1.125, 1.25, 1.375, 1.5, 1.625, 1.75, 1.875])
    // The eight lowest bins hold the subnormals, by their top three bits.
    let subnormal = try #require(Histogram.Bin(containing: .leastNormalMagnitude / 8))
    #expect(subnormal.index == 2)
    #expect(subnormal.lowerEdge == 0x1p-1025)
    #expect(subnormal.upperEdge == 0x1p-1024)
  }

  @Test func zerosAndWhatIsNotFiniteAreCountedApart() {
    let histogram = Self.histogram([0, -0.0, 1, -2, .nan, .infinity, -.infinity, -.nan, .signalingNaN, 0])
    #expect(histogram.zeros == 3)
    #expect(histogram.nonFinite == 5)
    #expect(histogram.nonZero == 2)
    #expect(histogram.finite == 5)
    #expect(histogram.total == 10)
    #expect(histogram.bins.map(\.bin.index).filter { $0 == 0 }.count == 1)
    #expect(Histogram.Bin(containing: .nan) == nil)
    #expect(Histogram.Bin(containing: -.infinity) == nil)
  }

  /// Room for the outermost bins must not catch their neighbours, which are no bins of theirs.
  @Test func zerosAndInfinitiesStayApartNextToTheOutermostBins() {
    let outermost: [Double] = [.leastNonzeroMagnitude, .greatestFiniteMagnitude].flatMap { [$0, -$0] }
    var histogram = Self.histogram(outermost)
    histogram.add(contentsOf: [0, -0.0, .infinity, -.infinity, .nan, -.nan])
    #expect(histogram.zeros == 2)
    #expect(histogram.nonFinite == 4)
    #expect(histogram.bins.map(\.bin.index) == [-16_376, -1, 0, 1, 16_376])
    #expect(histogram.bins.map(\.count) == [1, 1, 2, 1, 1])
  }

  @Test func addingASequenceIsAddingItsValues() {
    var random = SplitMix64(state: 5)
    var together = Histogram()
    var apart = Histogram()
    for n in [0, 1, 16, 16, 1_000] {
      let values = (0..<n).map { _ in random.nextFiniteDouble() } + Self.corners + [0, .nan, -.infinity, -0.0]
      together.add(contentsOf: values)
      for value in values { apart.add(value) }
      #expect(together == apart)
    }
    #expect(together.nonFinite == 10)
  }

  @Test func everyValueIsCountedOnce() throws {
    var random = SplitMix64(state: 2)
    let values = (0..<5_000).map { _ in random.nextTypicalDouble() } + Self.corners
    var expected: [Int: Int64] = [:]
    for value in values { expected[try #require(Histogram.Bin(containing: value)).index, default: 0] += 1 }
    let histogram = Self.histogram(values)
    #expect(Dictionary(uniqueKeysWithValues: histogram.bins.map { ($0.bin.index, $0.count) }) == expected)
    #expect(histogram.bins.map(\.bin) == histogram.bins.map(\.bin).sorted())
    for (index, count) in expected { #expect(histogram[try #require(Histogram.Bin(index: index))] == count) }
    #expect(histogram.total == Int64(values.count))
  }

  @Test func mergingIsCountingTogether() {
    var random = SplitMix64(state: 3)
    let parts = [0, 1, 700, 3, 50].map { n in (0..<n).map { _ in random.nextTypicalDouble() } + [.nan] }
    let all = Self.histogram(parts.joined())
    let histograms = parts.map(Self.histogram)
    for order in [[0, 1, 2, 3, 4], [4, 3, 2, 1, 0], [2, 0, 4, 1, 3]] {
      var merged = Histogram()
      for i in order { merged.merge(histograms[i]) }
      #expect(merged == all)
    }
    // (a + b) + (c + d) + e
    var left = histograms[0]
    left.merge(histograms[1])
    var right = histograms[2]
    right.merge(histograms[3])
    left.merge(right)
    left.merge(histograms[4])
    #expect(left == all)
    // A list into counts, in order and out of it.
    for (first, second) in [(2, 1), (2, 4), (4, 2)] {
      var merged = histograms[first]
      merged.merge(histograms[second])
      #expect(merged == Self.histogram(parts[first] + parts[second]))
    }
    var unchanged = all
    unchanged.merge(Histogram())
    #expect(unchanged == all)
  }

  @Test func equalityAsksForCountsNotForHistory() {
    // The windows grow in other steps and to other extents.
    let values: [Double] = [1, 1e-300, 1e300, -1, -1e-12, 0x1p-1074, -1e200]
    let forward = Self.histogram(values)
    let backward = Self.histogram(values.reversed())
    #expect(forward == backward)
    var narrow = Self.histogram([1])
    let flat = Self.flat(narrow, in: forward.window)
    let outline = Histogram.Outline(maxima: forward.window.maxima + narrow.outline.extremes.maxima, .coarse)
    #expect(Histogram(flat: flat, in: outline) == narrow)
    narrow.add(1)
    #expect(Histogram(flat: flat, in: outline) != narrow)
    // In one bin, but not the same value.
    #expect(Self.histogram([1]) != Self.histogram([1.01]))
    #expect(Self.histogram([1]) != Self.histogram([-1]))
    #expect(Self.histogram([0]) != Self.histogram([]))
    #expect(Self.histogram([.nan]) != Self.histogram([]))
    #expect(Self.histogram([1]) != Self.histogram([2]))
  }

  static func flat(_ histogram: Histogram, in window: Histogram.Window) -> [Int64] {
    var flat: [Int64] = []
    histogram.appendCounts(in: window, to: &flat)
    return flat
  }
}
