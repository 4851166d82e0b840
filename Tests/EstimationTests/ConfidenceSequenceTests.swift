import Estimation
import Testing

@Suite struct ConfidenceSequenceTests {
  @Test func everyReferenceIntervalIsMet() {
    #expect(referenceSequences.count >= 50)
    for row in referenceSequences {
      let sequence = ConfidenceSequence(halfWidth: row.halfWidth, confidence: row.confidence)
      let proportion = Proportion(count: row.count, n: row.n)
      let interval = sequence.interval(for: proportion)
      #expect(agrees(sequence.weight, row.weight))
      #expect(agrees(interval.low, row.interval.low), "\(row): \(interval)")
      #expect(agrees(interval.high, row.interval.high), "\(row): \(interval)")
      #expect(agrees(sequence.logMixtureRatio(proportion, at: row.ratio.p), row.ratio.log, scale: 1), "\(row)")
    }
  }

  @Test func theCountNeededIsMet() {
    for (halfWidth, estimate, confidence, n) in referenceNeeds {
      let sequence = ConfidenceSequence(halfWidth: halfWidth, confidence: confidence)
      func needed(_ limit: Int64) -> Int64? {
        sequence.simulationsNeeded(halfWidth: halfWidth, estimate: estimate, limit: limit)
      }
      #expect(needed(1_000_000_000) == n)
      #expect(needed(n) == n)
      #expect(n == 1 || needed(n - 1) == nil)
    }
  }

  static let sequences = [
    ConfidenceSequence(halfWidth: 0.005, confidence: 0.95), ConfidenceSequence(halfWidth: 0.1, confidence: 0.99),
    ConfidenceSequence(weight: 0.5, confidence: 0.5),
  ]

  @Test(arguments: sequences)
  func endsRiseWithTheCountAndHoldTheEstimate(sequence: ConfidenceSequence) throws {
    for n in [1, 2, 7, 200] as [Int64] {
      let intervals = (0...n).map { sequence.interval(for: Proportion(count: $0, n: n)) }
      for (k, interval) in intervals.enumerated() {
        #expect(interval.contains(Double(k) / Double(n)))
        if k > 0 { #expect(intervals[k - 1].low <= interval.low && intervals[k - 1].high <= interval.high) }
        // The other outcome's interval is the mirror image.
        #expect(abs(intervals[Int(n) - k].low - (1 - interval.high)) < 1e-14)
      }
      #expect(intervals[0].low == 0 && intervals[Int(n)].high == 1)
      #expect(intervals[1].low == 0 && intervals[Int(n) - 1].high == 1)
      // Which end can be pushed away from its edge: the one that takes two of a kind.
      if n == 200 { #expect(intervals[2].low > 0 && intervals[0].high < 1) }
    }
  }

  /// On what the forecast's bisection and `PrecisionRule.canBeMet` lean.
  @Test(arguments: sequences)
  func halfWidthFallsWithNAndIsLeastWithoutSuccesses(sequence: ConfidenceSequence) {
    for estimate in [0, 0.01, 0.25, 0.5] {
      var last = 1.0
      for n in stride(from: Int64(100), through: 20_000, by: 100) {
        let count = Int64((estimate * Double(n)).rounded())
        let halfWidth = sequence.interval(for: Proportion(count: count, n: n)).halfWidth
        #expect(halfWidth <= last)
        last = halfWidth
      }
    }
    for n in [1, 3, 30, 1_000] as [Int64] {
      let least = sequence.interval(for: Proportion(count: 0, n: n)).halfWidth
      for count in 0...n { #expect(sequence.interval(for: Proportion(count: count, n: n)).halfWidth >= least - 1e-15) }
    }
  }

  @Test func certainOutcomesRuleOutTheirOpposite() {
    let sequence = Self.sequences[0]
    let none = Proportion(count: 0, n: 10)
    #expect(sequence.logMixtureRatio(none, at: 0) == 0)
    #expect(sequence.logMixtureRatio(none, at: 1) == .infinity)
    #expect(sequence.logMixtureRatio(Proportion(count: 10, n: 10), at: 1) == 0)
    #expect(sequence.logMixtureRatio(Proportion(count: 1, n: 10), at: 0) == .infinity)
    #expect(sequence.interval(for: Proportion(count: 0, n: 0)) == .everything)
  }

  @Test func theNameIsFrozen() {
    #expect(ConfidenceSequence.methodName == "confidence_sequence")
  }

  /// Every p has its own stretch of counts that do not rule it out; its ends rise by 0 or 1 as n does.
  struct Allowed {
    let sequence: ConfidenceSequence
    let p: Double
    var n: Int64 = 0
    var counts: ClosedRange<Int64> = 0...0

    func isAllowed(_ count: Int64) -> Bool {
      let bound = -SpecialFunctions.log(1 - sequence.confidence)
      return sequence.logMixtureRatio(Proportion(count: count, n: n), at: p) < bound
    }

    mutating func advance() {
      n += 1
      var (low, high) = (counts.lowerBound, min(counts.upperBound + 1, n))
      while !isAllowed(low) { low += 1 }
      while !isAllowed(high) { high -= 1 }
      counts = low...high
    }
  }

  /// The probability of ever excluding `p` up to `last`: the law of the count, of those paths that no interval has
  /// excluded yet, carried from n to n + 1.
  static func exclusion(of p: Double, by sequence: ConfidenceSequence, through last: Int64) -> Double {
    var allowed = Allowed(sequence: sequence, p: p)
    var law = [1.0]
    var first: Int64 = 0
    var excluded = 0.0
    while allowed.n < last {
      allowed.advance()
      var next = [Double](repeating: 0, count: allowed.counts.count)
      for (i, probability) in law.enumerated() {
        for (count, chance) in [(first + Int64(i), 1 - p), (first + Int64(i) + 1, p)] where chance > 0 {
          if allowed.counts.contains(count) {
            next[Int(count - allowed.counts.lowerBound)] += probability * chance
          } else {
            excluded += probability * chance
          }
        }
      }
      (law, first) = (next, allowed.counts.lowerBound)
    }
    // What was excluded and what was not make 1; the sums are good to some 1e-12.
    #expect(abs(law.reduce(excluded, +) - 1) < 1e-10)
    return excluded
  }

  /// The promise itself, exactly, at every count to 10,000. Ville's inequality says 1 − confidence at most; the lower
  /// bounds see to it that this test could fail, since an interval that is merely wide would pass.
  @Test(arguments: [0.005, 0.02, 0.1])
  func theTruthIsSeldomEverExcluded(halfWidth: Double) {
    let sequence = ConfidenceSequence(halfWidth: halfWidth, confidence: 0.95)
    for p in [0, 0.001, 0.05, 0.5, 0.94, 1] {
      let excluded = Self.exclusion(of: p, by: sequence, through: 10_000)
      let printed = excluded.rounded(toSignificantDigits: 4)
      if measuring { print("half-width \(halfWidth), p = \(p): ever excluded with probability \(printed)") }
      #expect(excluded <= 0.05)
      if p == 0 || p == 1 { #expect(excluded == 0) }
      if p == 0.5 && halfWidth >= 0.02 { #expect(excluded > 0.02) }
    }
  }

  /// That what was summed above is what the intervals say: at the last counts that do not rule p out and the first that
  /// do, at every look of a rule.
  @Test(arguments: [0.001, 0.05, 0.5, 0.94])
  func intervalsExcludeWhatTheRatioExcludes(p: Double) {
    let rule = PrecisionRule(halfWidth: 0.02, confidence: 0.95, minimum: 40, maximum: 10_000)
    var allowed = Allowed(sequence: rule.sequence, p: p)
    for look in rule.looks {
      while allowed.n < look { allowed.advance() }
      let (low, high) = (allowed.counts.lowerBound, allowed.counts.upperBound)
      for count in Set([0, low - 1, low, high, high + 1, look]) where (0...look).contains(count) {
        let interval = rule.sequence.interval(for: Proportion(count: count, n: look))
        #expect(interval.contains(p) == allowed.counts.contains(count), "\(count) of \(look)")
      }
    }
  }
}
