import Estimation
import Testing

/// Prints what an addition costs, for the module's README; runs only when asked, since a time is not a promise.
@Suite(.serialized, .enabled(if: measuring))
struct HistogramSpeed {
  /// Nanoseconds an addition, the least of ten runs, of groups of 16 simulations that add a value each to every
  /// histogram: one by one, and a group at once.
  static func nanoseconds(
    histograms n: Int,
    _ next: (inout SplitMix64) -> Double
  ) -> (single: Double, group: Double) {
    var random = SplitMix64(state: 11)
    let values = (0..<(1 << 16)).map { _ in next(&random) }
    let (groups, lanes) = (200_000 / n, 16)
    func least(_ add: (inout Histogram, ArraySlice<Double>) -> Void) -> Double {
      var least = Double.infinity
      for _ in 0..<10 {
        var histograms = [Histogram](repeating: Histogram(), count: n)
        var i = 0
        let time = ContinuousClock().measure {
          for _ in 0..<groups {
            for h in histograms.indices {
              add(&histograms[h], values[i..<(i + lanes)])
              i = (i + lanes) & 0xffff
            }
          }
        }
        #expect(histograms.reduce(0) { $0 + $1.total } == Int64(groups * lanes * n))
        least = min(least, time / .nanoseconds(groups * lanes * n))
      }
      return least
    }
    return (least { for value in $1 { $0.add(value) } }, least { $0.add(contentsOf: $1) })
  }

  /// Signs by the toss of a coin, a tenth zeros, magnitudes spread evenly over so many octaves.
  static func value(octaves: Int, _ random: inout SplitMix64) -> Double {
    if random.next() % 10 == 0 { return 0 }
    let exponent = Int.random(in: (3 - octaves)..<3, using: &random)
    let magnitude = Double(sign: .plus, exponent: exponent, significand: Double.random(in: 1..<2, using: &random))
    return random.next() % 2 == 0 ? magnitude : -magnitude
  }

  @Test(arguments: [1, 200], [20, 103])
  func addition(histograms: Int, octaves: Int) {
    let time = Self.nanoseconds(histograms: histograms) { Self.value(octaves: octaves, &$0) }
    let (single, group) = (time.single.rounded(toSignificantDigits: 2), time.group.rounded(toSignificantDigits: 2))
    print("\(histograms) histograms, \(octaves) octaves: \(single) ns one by one, \(group) ns in groups of 16")
  }

  @Test func intervals() {
    for n in [1_000, 1_000_000, 1_000_000_000] as [Int64] {
      let time = ContinuousClock().measure {
        for count in 0..<1_000 as Range<Int64> {
          #expect(Proportion(count: n / 1_000 * count, n: n).clopperPearson(confidence: 0.95).low >= 0)
        }
      }
      print("Clopper-Pearson at n = \(n): \((time / .microseconds(1_000)).rounded(toSignificantDigits: 2)) µs")
    }
  }
}
