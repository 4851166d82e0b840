import Estimation
import Testing

@Suite struct DifferenceTests {
  @Test func everyReferenceDifferenceIsMet() {
    #expect(referenceDifferences.count >= 10)
    for row in referenceDifferences {
      let first = Proportion(count: row.first.count, n: row.first.n)
      let second = Proportion(count: row.second.count, n: row.second.n)
      let interval = first.newcombe(minus: second, confidence: row.confidence)
      // An end next to 0 is a difference of about the interval's width.
      #expect(agrees(interval.low, row.newcombe.low, scale: interval.halfWidth), "\(row): \(interval)")
      #expect(agrees(interval.high, row.newcombe.high, scale: interval.halfWidth), "\(row): \(interval)")
    }
  }

  @Test func everyReferenceSimultaneousIntervalIsMet() {
    #expect(referenceSimultaneous.count >= 20)
    for row in referenceSimultaneous {
      let proportion = Proportion(count: row.count, n: row.n)
      let interval = proportion.clopperPearson(confidence: row.confidence, simultaneousCells: row.cells)
      #expect(agrees(interval.low, row.interval.low), "\(row): \(interval)")
      #expect(agrees(interval.high, row.interval.high), "\(row): \(interval)")
      if row.cells == 1 { #expect(interval == proportion.clopperPearson(confidence: row.confidence)) }
    }
  }

  @Test func anUnknownSideLeavesEverythingOpen() {
    let none = Proportion(count: 0, n: 0)
    let some = Proportion(count: 3, n: 10)
    #expect(none.newcombe(minus: some, confidence: 0.95) == .everything)
    #expect(some.newcombe(minus: none, confidence: 0.95) == .everything)
  }

  @Test func aReportedFractionIsJudgedWithItsCount() throws {
    let reported = ReportedFraction(0.947, of: 1_000)
    #expect(reported.proportion == Proportion(count: 947, n: 1_000))
    let ours = Proportion(count: 37_872, n: 40_000)
    let judgement = try #require(reported.judged(by: ours, confidence: 0.95))
    #expect(judgement.agrees)
    #expect(judgement.difference == 0.9468 - 0.947)
    #expect(judgement.interval == ours.newcombe(minus: reported.proportion, confidence: 0.95))
    // Three hundredths apart: of 40 runs that may be chance, of 1,000 it is not.
    #expect(ReportedFraction(0.975, of: 40).judged(by: ours, confidence: 0.95)?.agrees == true)
    #expect(ReportedFraction(0.975, of: 1_000).judged(by: ours, confidence: 0.95)?.agrees == false)
    #expect(reported.judged(by: Proportion(count: 0, n: 0), confidence: 0.95) == nil)
  }

  @Test func theNearestCountIsMeant() {
    #expect(ReportedFraction(0.333, of: 3).proportion == Proportion(count: 1, n: 3))
    #expect(ReportedFraction(1, of: .max).proportion == Proportion(count: .max, n: .max))
    #expect(ReportedFraction(0, of: 7).proportion == Proportion(count: 0, n: 7))
  }

  @Test func anEndThatCouldNotBeComputedGivesWay() {
    #expect(DifferenceInterval(computedLow: .nan, computedHigh: 0.5) == DifferenceInterval(low: -1, high: 0.5))
    #expect(DifferenceInterval(computedLow: -0.5, computedHigh: .nan) == DifferenceInterval(low: -0.5, high: 1))
    #expect(DifferenceInterval(computedLow: -2, computedHigh: 1 + 1e-15) == .everything)
    #expect(
      DifferenceInterval(low: -0.123_456_789, high: 0.5).rounded(toSignificantDigits: 3)
        == DifferenceInterval(low: -0.123, high: 0.5)
    )
  }
}
