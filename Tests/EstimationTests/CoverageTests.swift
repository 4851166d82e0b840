import Estimation
import Testing

#if canImport(Glibc)
import Glibc
#endif

/// How often an interval covers the truth, summed over every count: no random numbers, so no false alarms.
@Suite struct CoverageTests {
  /// The probability that the interval for `n` simulations covers `p`: the binomial law summed over covering counts.
  static func coverage(of method: IntervalMethod, n: Int64, p: Double, intervals: [Interval]) -> Double {
    var covered = 0.0
    for count in 0...n where intervals[Int(count)].contains(p) {
      let (k, n) = (Double(count), Double(n))
      let logChoose = lgamma(n + 1) - lgamma(k + 1) - lgamma(n - k + 1)
      covered += exp(logChoose + k * log(p) + (n - k) * log1p(-p))
    }
    return covered
  }

  static func intervals(_ method: IntervalMethod, n: Int64, confidence: Double) -> [Interval] {
    (0...n).map { Proportion(count: $0, n: n).interval(method, confidence: confidence) }
  }

  /// Coverage jumps at the ends of the intervals, so the grid holds, besides even steps, points just inside and outside
  /// of every end: the infimum is beside one of them.
  @Test(arguments: [Int64(1), 10, 50, 300], [0.8, 0.95])
  func clopperPearsonNeverCoversLessThanItSays(n: Int64, confidence: Double) {
    let intervals = Self.intervals(.clopperPearson, n: n, confidence: confidence)
    let ends = intervals.flatMap { [$0.low, $0.high] }.flatMap { [$0 - 1e-9, $0 + 1e-9] }
    let grid = (1..<1_000).map { Double($0) / 1_000 } + ends.filter { 0 < $0 && $0 < 1 }
    let least = grid.map { Self.coverage(of: .clopperPearson, n: n, p: $0, intervals: intervals) }.min() ?? 0
    // The sum itself is good to about 1e-12: lgamma(301) is 1,400.
    #expect(least >= confidence - 1e-10)
    // Never far above either, somewhere: an interval that is merely wide would pass the line above.
    if n >= 50 { #expect(least <= confidence + 0.01) }
  }

  /// The known weakness that the docstring states.
  @Test func wilsonCoversTooSeldomAtSmallProbabilities() {
    let intervals = Self.intervals(.wilson, n: 1_000, confidence: 0.95)
    let coverage = Self.coverage(of: .wilson, n: 1_000, p: 0.001, intervals: intervals)
    #expect((coverage * 1e4).rounded() == 9_198)
  }
}
