import Estimation
import Testing

@Suite struct PairTests {
  static func table(_ row: ReferencePairs) -> PairedTable {
    let rest = row.n - row.first - row.second
    return PairedTable(both: rest / 3, firstOnly: row.first, secondOnly: row.second, neither: rest - rest / 3)
  }

  @Test func everyReferencePairIsMet() {
    #expect(referencePairs.count >= 25)
    for row in referencePairs {
      let table = Self.table(row)
      let (p, e) = (table.log10ExactP, table.log10EValue)
      #expect(agrees(p, row.log10P), "\(row): \(p)")
      #expect(agrees(e, row.log10E, scale: 1), "\(row): \(e)")
      for (confidence, reference) in [(0.95, row.tango95), (0.999, row.tango999)] {
        let interval = table.tango(confidence: confidence)
        // An end next to 0 is a difference of about the interval's width.
        #expect(agrees(interval.low, reference.low, scale: interval.halfWidth), "\(row): \(interval)")
        #expect(agrees(interval.high, reference.high, scale: interval.halfWidth), "\(row): \(interval)")
      }
    }
  }

  @Test func signsAreJudgedByTheSameCounts() {
    for row in referencePairs {
      let table = Self.table(row)
      let equal = row.n - row.first - row.second
      let signs = SignCounts(greater: row.first, less: row.second, equal: equal - equal / 5, incomparable: equal / 5)
      #expect(signs.n == row.n)
      #expect(signs.log10ExactP == table.log10ExactP && signs.log10EValue == table.log10EValue)
      #expect(signs.tango(confidence: 0.95) == table.tango(confidence: 0.95))
      #expect(signs.difference == table.difference)
    }
  }

  @Test func signsAreCountedAsComparisonsSay() {
    var signs = SignCounts()
    for (a, b) in [(1, 0), (-1, 2), (0, -0.0), (3, 3), (.nan, 1), (1, .nan), (.infinity, 1)] as [(Double, Double)] {
      signs.add(a, b)
    }
    #expect(signs == SignCounts(greater: 2, less: 1, equal: 2, incomparable: 2))
    #expect(signs.n == 7 && signs.difference == 1.0 / 7)
  }

  /// p by its definition, from binomial coefficients, where integers hold them.
  @Test func pIsTheSumOfBothTails() {
    for m in 0...60 as ClosedRange<Int64> {
      var pascal: [Int64] = [1]
      for _ in 0..<m { pascal = zip([0] + pascal, pascal + [0]).map { $0 + $1 } }
      for b in 0...m {
        let far = abs(2 * b - m)
        let count = (0...m).filter { abs(2 * $0 - m) >= far }.reduce(0) { $0 + pascal[Int($1)] }
        let exact = SpecialFunctions.log(Double(count) / Double(Int64(1) << m)) / SpecialFunctions.log(10)
        let p = PairedTable(both: 0, firstOnly: b, secondOnly: m - b, neither: 0).log10ExactP
        #expect(abs(p - exact) <= 1e-14 * (1 + abs(exact)), "\(b) of \(m)")
      }
    }
  }

  @Test func exchangingTheCellsExchangesTheEnds() {
    for row in referencePairs {
      let table = Self.table(row)
      let exchanged = PairedTable(
        both: table.both,
        firstOnly: table.secondOnly,
        secondOnly: table.firstOnly,
        neither: table.neither
      )
      let (a, b) = (table.tango(confidence: 0.9), exchanged.tango(confidence: 0.9))
      #expect(a.low == -b.high && a.high == -b.low)
      #expect(table.log10ExactP == exchanged.log10ExactP && table.log10EValue == exchanged.log10EValue)
      #expect(table.difference.map(a.contains) == true)
    }
  }

  @Test func noPairsSayNothing() {
    let table = PairedTable(both: 0, firstOnly: 0, secondOnly: 0, neither: 0)
    #expect(table.tango(confidence: 0.95) == .everything)
    #expect(table.difference == nil)
    #expect(table.log10ExactP == 0 && abs(table.log10EValue) < 1e-15)
  }

  @Test func sumsAreOfAllCounts() {
    let sum =
      PairedTable(both: 1, firstOnly: 2, secondOnly: 3, neither: 4)
      + PairedTable(both: 10, firstOnly: 20, secondOnly: 30, neither: 40)
    #expect(sum == PairedTable(both: 11, firstOnly: 22, secondOnly: 33, neither: 44))
    #expect(sum.first == Proportion(count: 33, n: 110) && sum.second == Proportion(count: 44, n: 110))
    #expect(
      SignCounts(greater: 1, less: 2, equal: 3, incomparable: 4)
        + SignCounts(greater: 10, less: 20, equal: 30, incomparable: 40)
        == SignCounts(greater: 11, less: 22, equal: 33, incomparable: 44)
    )
  }

  /// Under an even coin the e-value, watched at every count, ever reaches 20 with probability 1/20 at most; summed
  /// exactly over the counts as in ``ConfidenceSequenceTests``.
  @Test func theEValueHoldsAtEveryCount() {
    func eValue(_ b: Int, _ c: Int) -> Double {
      PairedTable(both: 0, firstOnly: Int64(b), secondOnly: Int64(c), neither: 0).log10EValue
    }
    let bound = SpecialFunctions.log(20) / SpecialFunctions.log(10)
    var law = [1.0]
    var excluded = 0.0
    for m in 1...600 {
      var next = [Double](repeating: 0, count: m + 1)
      for (b, probability) in law.enumerated() where probability > 0 {
        next[b] += probability / 2
        next[b + 1] += probability / 2
      }
      for b in next.indices where next[b] > 0 && eValue(b, m - b) >= bound {
        excluded += next[b]
        next[b] = 0
      }
      law = next
    }
    #expect(excluded <= 0.05 && excluded > 0.02)
  }
}
