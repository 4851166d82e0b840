import Estimation
import Testing

/// What an addition and a report cost, for the module's README; runs only when asked, since a time is not a promise.
@Suite(.serialized, .enabled(if: measuring))
struct ExactMomentsSpeed {
  /// The least of ten runs.
  static func least(_ run: () -> Void) -> Duration {
    (0..<10).map { _ in ContinuousClock().measure(run) }.min() ?? .zero
  }

  @Test(arguments: [1, 20, 103])
  func addition(octaves: Int) {
    var random = SplitMix64(state: 11)
    let values = (0..<(1 << 16)).map { _ in HistogramSpeed.value(octaves: octaves, &random) }
    var (one, group, all) = (ExactMoments(), ExactMoments(), ExactMoments())
    let times = [
      Self.least { for value in values { one.add(value) } },
      Self.least {
        for start in stride(from: 0, to: values.count, by: 16) { group.add(contentsOf: values[start..<start + 16]) }
      },
      Self.least { all.add(contentsOf: values) },
    ].map { ($0 / .nanoseconds(values.count)).rounded(toSignificantDigits: 2) }
    #expect(one == group && group == all)
    print("\(octaves) octaves: \(times[0]) ns one by one, \(times[1]) in groups of 16, \(times[2]) all at once")
  }

  @Test func report() {
    var random = SplitMix64(state: 12)
    let moments = ExactMomentsTests.moments((0..<1_000).map { _ in random.nextTypicalDouble() })
    let mean = Self.least { for _ in 0..<1_000 { #expect(moments.mean != nil) } }
    let deviation = Self.least { for _ in 0..<1_000 { #expect(moments.standardDeviation != nil) } }
    let times = [mean, deviation].map { ($0 / .microseconds(1_000)).rounded(toSignificantDigits: 2) }
    print("a mean \(times[0]) µs, a deviation \(times[1]) µs")
  }
}
