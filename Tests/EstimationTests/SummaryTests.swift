import Estimation
import Testing

@Suite struct SummaryTests {
  @Test func everyReferenceStudentQuantileIsMet() {
    for (degreesOfFreedom, tail, t) in referenceStudent {
      let computed = SpecialFunctions.studentQuantile(upperTail: tail, degreesOfFreedom: degreesOfFreedom)
      #expect(agrees(computed, t), "\(degreesOfFreedom), \(tail): \(computed), \(t)")
    }
  }

  @Test func everyReferenceMeanIsMet() throws {
    for row in referenceMeans {
      let summary = MeanSummary(row.values)
      #expect(summary.count == row.values.count && summary.nonFinite == 0)
      #expect(agrees(try #require(summary.mean), row.mean))
      #expect(agrees(try #require(summary.standardDeviation), row.standardDeviation))
      #expect(agrees(try #require(summary.median), row.median))
      let interval = try #require(summary.interval(confidence: 0.95))
      let prediction = try #require(summary.predictionInterval(confidence: 0.95))
      for (range, reference) in [(interval, row.interval), (prediction, row.prediction)] {
        #expect(agrees(range.lowerBound, reference.low, scale: row.standardDeviation))
        #expect(agrees(range.upperBound, reference.high, scale: row.standardDeviation))
      }
    }
  }

  /// 1e16 + 1 is 1e16: sums that round would lose a 1 here or there.
  @Test func orderDoesNotMatter() {
    let summary = MeanSummary([1, 1e16, 1, -1e16])
    #expect(summary.mean == 0.5)
    #expect(MeanSummary([-1e16, 1, 1e16, 1]) == summary)
  }

  @Test func talliedValuesAreSummarizedButForTheMedian() {
    let values = [0.1, .nan, -7, 1e10, 3]
    let (whole, tallied) = (MeanSummary(values), MeanSummary(ExactMomentsTests.moments(values)))
    #expect(tallied.count == 4 && tallied.nonFinite == 1 && tallied.median == nil)
    #expect(tallied.mean == whole.mean && tallied.standardDeviation == whole.standardDeviation)
    #expect(tallied.interval(confidence: 0.9) == whole.interval(confidence: 0.9))
    #expect(tallied.predictionInterval(confidence: 0.9) == whole.predictionInterval(confidence: 0.9))
    #expect(tallied.interval(confidence: 0.9) != nil)
  }

  @Test func whatHasNoMeanIsCountedAndLeftOut() {
    let summary = MeanSummary([1, .nan, 3, .infinity, -.infinity])
    #expect(summary.count == 2 && summary.nonFinite == 3)
    #expect(summary.mean == 2 && summary.median == 2)
  }

  @Test func tooFewValuesSayNothing() {
    let none = MeanSummary([])
    #expect(none.mean == nil && none.median == nil && none.standardDeviation == nil)
    #expect(none.interval(confidence: 0.95) == nil && none.predictionInterval(confidence: 0.95) == nil)
    let one = MeanSummary([4])
    #expect(one.mean == 4 && one.median == 4 && one.standardDeviation == nil)
    #expect(one.interval(confidence: 0.95) == nil && one.predictionInterval(confidence: 0.95) == nil)
    let large = MeanSummary([Double.greatestFiniteMagnitude, .greatestFiniteMagnitude])
    #expect(large.mean == .greatestFiniteMagnitude && large.median == .greatestFiniteMagnitude)
    let far = MeanSummary([Double.greatestFiniteMagnitude, -.greatestFiniteMagnitude])
    #expect(far.mean == 0 && far.median == 0 && far.standardDeviation == nil)
    #expect(far.interval(confidence: 0.95) == nil)
    #expect(MeanSummary([2, 2, 2]).interval(confidence: 0.95) == 2...2)
  }

  /// Values whose ranks can be told from their bins: a power of two apart.
  static func histogram(_ n: Int64) -> Histogram {
    HistogramTests.histogram((0..<n).map { Double(sign: .plus, exponent: Int($0) - 50, significand: 1) })
  }

  @Test func everyReferenceRankIsMet() throws {
    #expect(referenceRanks.count >= 70)
    for row in referenceRanks {
      // Larger counts by filling one bin with many: the ranks depend on n alone.
      let histogram = row.n <= 100 ? Self.histogram(row.n) : Self.crowd(row.n)
      let interval = try #require(histogram.quantileInterval(row.q, confidence: row.confidence))
      #expect(interval.lowerRank == (row.lower == 0 ? nil : row.lower), "\(row): \(interval)")
      #expect(interval.upperRank == (row.upper > row.n ? nil : row.upper), "\(row): \(interval)")
      guard row.n <= 100 else { continue }
      let exponents = (interval.lowerRank.map { Int($0) - 51 }, interval.upperRank.map { Int($0) - 51 })
      #expect(interval.low == exponents.0.map { Double(sign: .plus, exponent: $0, significand: 1) })
      // The greatest value itself is the end, not the edge of its bin.
      let top = interval.upperRank == row.n ? 1 : 1.125
      #expect(interval.high == exponents.1.map { Double(sign: .plus, exponent: $0, significand: top) })
    }
  }

  /// `n` equal values, by doubling.
  static func crowd(_ n: Int64) -> Histogram {
    var (all, power) = (Histogram(), HistogramTests.histogram([1]))
    var rest = n
    while rest > 0 {
      if rest % 2 == 1 { all.merge(power) }
      power.merge(power)
      rest /= 2
    }
    return all
  }

  @Test func zerosCountOrNotAsAsked() throws {
    let histogram = HistogramTests.histogram([Double](repeating: 0, count: 90) + [1, 2, 4, 8, 16, 32, .nan])
    let all = try #require(histogram.quantileInterval(0.5, confidence: 0.95))
    #expect(all.low == 0 && all.high == 0)
    let nonZero = try #require(histogram.quantileInterval(0.5, confidence: 0.95, of: .nonZero))
    #expect(nonZero.lowerRank == 1 && nonZero.upperRank == 6)
    #expect(nonZero.low == 1 && nonZero.high == 32)
    #expect(Histogram().quantileInterval(0.5, confidence: 0.95) == nil)
    #expect(HistogramTests.histogram([0]).quantileInterval(0.5, confidence: 0.95, of: .nonZero) == nil)
  }

  @Test func extremesAreBoundedOnOneSideAlone() throws {
    let histogram = Self.histogram(10)
    let least = try #require(histogram.quantileInterval(0, confidence: 0.95))
    #expect(least.lowerRank == nil && least.low == nil && least.upperRank == 1)
    let greatest = try #require(histogram.quantileInterval(1, confidence: 0.95))
    #expect(greatest.lowerRank == 10 && greatest.upperRank == nil && greatest.high == nil)
  }

  /// Coverage, summed exactly: how often, of n uniform values, the numbered ones enclose the quantile q.
  @Test(arguments: [6, 30, 200] as [Int64], [0.05, 0.5, 0.75])
  func ranksEncloseTheQuantileAsOftenAsTheySay(n: Int64, q: Double) throws {
    let interval = try #require(Self.crowd(n).quantileInterval(q, confidence: 0.95))
    // Enclosed if at least `lowerRank` values lie below q and fewer than `upperRank` do.
    let below = (interval.lowerRank ?? 0)..<(interval.upperRank ?? n + 1)
    let coverage = CoverageTests.coverage(
      of: .clopperPearson,
      n: n,
      p: q,
      intervals: (0...n).map { below.contains($0) ? .everything : Interval(low: 0, high: 0) }
    )
    #expect(coverage >= 0.95)
    // A rank more on either side would do as well only with too little left: the ranks are the tightest.
    #expect(coverage <= 0.999)
  }
}
