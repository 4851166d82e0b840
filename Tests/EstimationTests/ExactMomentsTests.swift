import Estimation
import Testing

@Suite struct ExactMomentsTests {
  static func moments(_ values: some Sequence<Double>) -> ExactMoments {
    var moments = ExactMoments()
    moments.add(contentsOf: values)
    return moments
  }

  /// As moments.py's.
  static func drawn(_ seed: UInt64, _ count: Int, lowest: UInt64, exponents: UInt64) -> [Double] {
    var random = SplitMix64(state: seed)
    return (0..<count).map { _ in
      let word = random.next() & 0x800f_ffff_ffff_ffff
      return Double(bitPattern: word | (lowest + random.next() % exponents) << 52)
    }
  }

  /// `n` times the same values, by doubling.
  static func repeated(_ values: [Double], _ n: Int64) -> ExactMoments {
    var (all, power) = (ExactMoments(), moments(values))
    var rest = n
    while true {
      if rest % 2 == 1 { all.merge(power) }
      rest /= 2
      guard rest > 0 else { return all }
      power.merge(power)
    }
  }

  static func sum(_ flats: [[Int64]]) -> [Int64] {
    flats.reduce([Int64](repeating: 0, count: ExactMoments.flatCount)) { zip($0, $1).map(+) }
  }

  @Test("Every reference mean and deviation is met to the last bit")
  func reference() {
    #expect(referenceMoments.count >= 40)
    for row in referenceMoments {
      let moments = Self.moments(row.values)
      #expect(moments.count == row.values.count && moments.nonFinite == 0)
      #expect(moments.mean == row.mean, "\(row)")
      #expect(moments.standardDeviation == row.standardDeviation, "\(row)")
      let negated = Self.moments(row.values.map { -$0 })
      #expect(negated.mean == -row.mean && negated.standardDeviation == row.standardDeviation, "\(row)")
    }
  }

  @Test("Every reference of drawn values is met to the last bit, up to a million of them, any order, any ranks")
  func drawnReference() {
    for row in referenceDrawnMoments {
      var values = Self.drawn(row.seed, row.count, lowest: row.lowest, exponents: row.exponents)
      let moments = Self.moments(values)
      #expect(moments.mean == row.mean, "\(row): \(String(describing: moments.mean))")
      #expect(moments.standardDeviation == row.standardDeviation, "\(row)")
      var random = SplitMix64(state: 21)
      values.shuffle(using: &random)
      for ranks in 1...7 {
        let flats = (0..<ranks).map { rank in
          Self.moments(stride(from: rank, to: values.count, by: ranks).lazy.map { values[$0] }).flat
        }
        #expect(ExactMoments(flat: Self.sum(flats)) == moments, "\(row), \(ranks) ranks")
      }
    }
  }

  @Test("One by one and a sequence at once are the same")
  func oneByOne() {
    let values = Self.drawn(6, 1_000, lowest: 0, exponents: 2_048)
    var single = ExactMoments()
    for value in values { single.add(value) }
    #expect(single == Self.moments(values))
    #expect(single.nonFinite > 0 && single.count + single.nonFinite == 1_000)
    #expect(single.nonFinite == Int64(values.count { !$0.isFinite }))
  }

  @Test("Merged in every grouping, the same bits")
  func groupings() {
    let values = [1e16, 1, -1e16, .leastNonzeroMagnitude, -.greatestFiniteMagnitude, 0.1, .nan]
    let whole = Self.moments(values)
    for cuts in 0..<(1 << (values.count - 1)) {
      var groups: [[Double]] = [[values[0]]]
      for i in 1..<values.count {
        if cuts >> (i - 1) & 1 == 1 { groups.append([]) }
        groups[groups.count - 1].append(values[i])
      }
      let parts = groups.map(Self.moments)
      var (left, right) = (ExactMoments(), ExactMoments())
      for part in parts { left.merge(part) }
      for part in parts.reversed() {
        var merged = part
        merged.merge(right)
        right = merged
      }
      for merged in [left, right, ExactMoments(flat: Self.sum(parts.map(\.flat)))] {
        #expect(merged == whole && merged.hashValue == whole.hashValue && merged.flat == whole.flat)
      }
    }
    #expect(Self.moments(values.dropLast(2)) != Self.moments(values.dropLast()))
  }

  @Test(
    "Equal values deviate by nothing, however many, up to 2⁶³ − 1",
    arguments: [
      0.1, -1e-5, 1, -0.0, .leastNonzeroMagnitude, -.leastNormalMagnitude, .greatestFiniteMagnitude,
      -.greatestFiniteMagnitude,
    ]
  )
  func equalValues(value: Double) {
    for n in [1, 2, 3, 1_000_003, 1 << 31 - 1, 1 << 31, 1 << 53 + 1, 1 << 62, .max] as [Int64] {
      let moments = Self.repeated([value], n)
      #expect(moments.count == n && moments.mean == value, "\(n)")
      #expect(moments.standardDeviation == (n < 2 ? nil : 0), "\(n)")
    }
    // Half of them less: √(n/(n − 1)) is 1 to the last bit.
    let balanced = Self.repeated([value, -value], 1 << 61)
    #expect(balanced.mean == 0 && balanced.standardDeviation == abs(value))
  }

  @Test("Carries are in time: whatever comes at the limit is added, and no sooner lost")
  func room() {
    // Copies of one value, by merges, up to the load of 2³⁰ at which carries are due (a value's is 2), and to just below.
    var (limit, below) = (Self.moments([.greatestFiniteMagnitude]), Self.moments([.greatestFiniteMagnitude]))
    for power in 1...29 {
      if power > 1 { below.merge(limit) }
      limit.merge(limit)
    }
    #expect(limit.count == 1 << 29 && below.count == 1 << 29 - 1)
    for start in [limit, below] {
      for extra in 0...4 {
        let more = [Double](repeating: -.greatestFiniteMagnitude, count: extra) + [Double.leastNonzeroMagnitude, 0.1]
        var (single, many) = (start, start)
        for value in more { single.add(value) }
        many.add(contentsOf: more)
        let expected = ExactMoments(flat: Self.sum([start.flat, Self.moments(more).flat]))
        #expect(single == expected && many == expected && many.count == start.count + Int64(more.count))
      }
    }
  }

  @Test("As many ranks as MPI can number add up without loss", arguments: [100_000, Int64(Int32.max)])
  func manyRanks(ranks: Int64) {
    for values in [
      [0.1, -1e16], [.greatestFiniteMagnitude], [-.greatestFiniteMagnitude, -0.1], [-.leastNonzeroMagnitude, 3],
    ] {
      // Elementwise sums of equal numbers; a product beyond 63 bits would trap.
      let sum = Self.moments(values).flat.map { $0 * ranks }
      #expect(ExactMoments(flat: sum) == Self.repeated(values, ranks))
    }
  }

  @Test("More values than 63 bits can count trap")
  func tooMany() async {
    await #expect(processExitsWith: .failure) {
      var half = ExactMomentsTests.repeated([1], 1 << 62)
      half.merge(half)
    }
    await #expect(processExitsWith: .failure) {
      var all = ExactMomentsTests.repeated([1], .max)
      all.add(1)
    }
  }

  @Test("No values, one, and what is not finite")
  func few() {
    #expect(ExactMoments().mean == nil && ExactMoments().standardDeviation == nil)
    let one = Self.moments([.nan, 4, .infinity, -.infinity])
    #expect(one.count == 1 && one.nonFinite == 3 && one.mean == 4 && one.standardDeviation == nil)
    #expect(Self.moments([.signalingNaN]).mean == nil)
    #expect(Self.moments([0.0]) == Self.moments([-0.0]))
    #expect(Self.moments([0]) != ExactMoments() && Self.moments([.nan]) != ExactMoments())
    // The same sum and count, and the same squares and count.
    #expect(Self.moments([1, 3]) != Self.moments([2, 2]))
    #expect(Self.moments([1, 3]) != Self.moments([-1, 3]))
  }
}
