import Estimation
import Testing

/// Intervals against a table that other code computed in 60-digit arithmetic.
@Suite struct IntervalTests {
  /// The largest relative error allowed. Results files show 12 digits; up to a million simulations this leaves them a
  /// factor of a hundred. Far beyond, Boost's logarithms of gamma functions cancel.
  static func tolerance(n: Int64) -> Double { n <= 1_000_000 ? 1e-14 : 1e-11 }

  static func relativeError(_ value: Double, _ reference: Double) -> Double {
    value == reference ? 0 : abs(value - reference) / abs(reference)
  }

  @Test(arguments: IntervalMethod.allCases)
  func everyReferenceIntervalIsMet(method: IntervalMethod) {
    #expect(referenceIntervals.count >= 40)
    for row in referenceIntervals {
      let interval = Proportion(count: row.count, n: row.n).interval(method, confidence: row.confidence)
      let reference = method == .wilson ? row.wilson : row.clopperPearson
      let error = max(
        Self.relativeError(interval.low, reference.low),
        Self.relativeError(interval.high, reference.high)
      )
      #expect(error <= Self.tolerance(n: row.n), "\(row): \(interval)")
    }
  }

  /// Prints the errors that the module's README quotes.
  @Test(.enabled(if: measuring), arguments: IntervalMethod.allCases)
  func errors(method: IntervalMethod) {
    for n in Set(referenceIntervals.map(\.n)).sorted() {
      var worst = 0.0
      for row in referenceIntervals where row.n == n {
        let interval = Proportion(count: row.count, n: n).interval(method, confidence: row.confidence)
        let reference = method == .wilson ? row.wilson : row.clopperPearson
        worst = max(worst, Self.relativeError(interval.low, reference.low))
        worst = max(worst, Self.relativeError(interval.high, reference.high))
      }
      print("\(method.rawValue), n = \(n): worst relative error \(worst.rounded(toSignificantDigits: 2))")
    }
  }

  @Test(arguments: IntervalMethod.allCases, [Int64(1), 2, 10, 1_000, 1_000_000_000])
  func endsAreExactWhereTheyCanBe(method: IntervalMethod, n: Int64) {
    #expect(Proportion(count: 0, n: n).interval(method, confidence: 0.95).low == 0)
    #expect(Proportion(count: n, n: n).interval(method, confidence: 0.95).high == 1)
    #expect(Proportion(count: 0, n: n).interval(method, confidence: 0.95).high < 1)
    #expect(Proportion(count: n, n: n).interval(method, confidence: 0.95).low > 0)
  }

  @Test(arguments: IntervalMethod.allCases)
  func nothingSeenMeansEverythingIsPossible(method: IntervalMethod) {
    #expect(Proportion(count: 0, n: 0).interval(method, confidence: 0.95) == Interval(low: 0, high: 1))
    #expect(Proportion(count: 0, n: 0).estimate == nil)
  }

  @Test(arguments: IntervalMethod.allCases, [0.5, 0.95, 0.999_999])
  func estimateIsInsideAtEveryCount(method: IntervalMethod, confidence: Double) throws {
    for n in [1, 2, 7, 64, 1_000] as [Int64] {
      for count in 0...n {
        let proportion = Proportion(count: count, n: n)
        let estimate = try #require(proportion.estimate)
        #expect(proportion.interval(method, confidence: confidence).contains(estimate))
      }
    }
  }

  @Test func sumsAreOfBothCounts() {
    #expect(Proportion(count: 1, n: 3) + Proportion(count: 2, n: 4) == Proportion(count: 3, n: 7))
  }

  /// Results files name methods by these strings.
  @Test func methodNamesAreFrozen() {
    #expect(IntervalMethod.allCases.map(\.rawValue) == ["clopper_pearson", "wilson"])
  }

  @Test func anEndThatCouldNotBeComputedGivesWay() {
    #expect(Interval(computedLow: .nan, computedHigh: 0.5) == Interval(low: 0, high: 0.5))
    #expect(Interval(computedLow: 0.5, computedHigh: .nan) == Interval(low: 0.5, high: 1))
    #expect(Interval(computedLow: -1e-20, computedHigh: 1 + 1e-15) == .everything)
  }

  @Test func specialFunctionsAnswerNaNWhereThereIsNoAnswer() {
    #expect(SpecialFunctions.betaQuantile(a: -1, b: 1, lowerTail: 0.5).isNaN)
    #expect(SpecialFunctions.betaQuantile(a: 1, b: 1, upperTail: 2).isNaN)
    #expect(SpecialFunctions.normalQuantile(upperTail: 0).isNaN)
    #expect(SpecialFunctions.normalQuantile(upperTail: .nan).isNaN)
  }

  @Test func halfWidthAndRounding() {
    let interval = Interval(low: 0.123_456_789, high: 0.5)
    #expect(interval.halfWidth == (0.5 - 0.123_456_789) / 2)
    #expect(interval.rounded(toSignificantDigits: 3) == Interval(low: 0.123, high: 0.5))
  }
}
