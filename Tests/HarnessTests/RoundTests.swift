import Harness
import Testing

@Suite("Rounds and their slices")
struct RoundTests {
  @Test("slices cover a round exactly, contiguous, in rank order, sizes within one")
  func slices() {
    for start in [UInt64(0), 5, 1 << 40] {
      for count in UInt64(0)...40 {
        for ranks in [1, 2, 3, 7, 64] {
          let round = Round(simulations: start * 16..<(start + count) * 16, unitSize: 16)
          let slices = (0..<ranks).map { round.slice(of: $0, among: ranks) }
          if count == 0 {
            #expect(slices.allSatisfy { $0.isEmpty })
            continue
          }
          #expect(slices[0].lowerBound == start && slices[ranks - 1].upperBound == start + count)
          for (one, next) in zip(slices, slices.dropFirst()) { #expect(one.upperBound == next.lowerBound) }
          let sizes = slices.map(\.count)
          #expect((sizes.max() ?? 0) - (sizes.min() ?? 0) <= 1)
        }
      }
    }
  }

  @Test(
    "units cover the simulations of a round exactly, also of one that begins or ends within a unit",
    arguments: [0, 1, 15, 16, 17, 1000] as [UInt64],
    [1, 15, 16, 17, 85, 160] as [UInt64]
  )
  func simulations(start: UInt64, count: UInt64) {
    let round = Round(simulations: start..<start + count, unitSize: 16)
    let parts = round.units.map { round.simulations(ofUnits: $0..<$0 + 1) }
    #expect(parts.flatMap { Array($0) } == Array(start..<start + count))
    #expect(round.simulations(ofUnits: round.units) == start..<start + count)
    #expect(parts.allSatisfy { !$0.isEmpty && $0.lowerBound / 16 == ($0.upperBound - 1) / 16 })
  }

  @Test("senders cover the ranks that have rows, in order, and send no more at once than was allowed")
  func senders() {
    for count in UInt64(0)...30 {
      for ranks in [1, 2, 3, 7, 64] {
        for limit in [UInt64(1), 2, 5, 1000, .max] {
          let round = Round(simulations: 7 * 16..<(7 + count) * 16, unitSize: 16)
          let groups = round.senders(among: ranks, limit: limit)
          #expect(groups.flatMap { Array($0) } == Array(0..<min(ranks, Int(count))))
          for group in groups {
            let units = group.reduce(0) { $0 + round.slice(of: $1, among: ranks).count }
            #expect(units > 0 && (units <= limit || group.count == 1))
          }
          if limit == .max { #expect(groups.count == (count > 0 ? 1 : 0)) }
        }
      }
    }
    // 7 units of 3 ranks are slices of 3, 2, 2: two of them hold at most 6.
    #expect(Round(simulations: 0..<7 * 16, unitSize: 16).senders(among: 3, limit: 6) == [0..<2, 2..<3])
    #expect(Round(simulations: 0..<7 * 16, unitSize: 16).senders(among: 3, limit: 5) == [0..<1, 1..<2, 2..<3])
  }

  /// The rounds of a study whose unit takes `microseconds`.
  private func rounds(
    _ simulations: UInt64,
    ranks: Int,
    fixed: UInt64?,
    most: UInt64 = .max,
    microseconds: (Round) -> Int64
  ) -> [Round] {
    var pacing = Pacing(simulations: simulations, ranks: ranks, fixed: fixed, most: most, unitSize: 16)
    var rounds: [Round] = []
    while let round = pacing.next(after: rounds.last?.simulations.upperBound ?? 0, before: simulations) {
      rounds.append(round)
      pacing.note(round, slowestMicroseconds: microseconds(round))
    }
    return rounds
  }

  @Test("a study's rounds follow each other to its end", arguments: [1, 2, 3, 7], [nil, 1, 4, .max] as [UInt64?])
  func coverage(ranks: Int, fixed: UInt64?) {
    for simulations in [UInt64(1), 16, 17, 1000, 100_000] {
      let rounds = rounds(simulations, ranks: ranks, fixed: fixed) { Int64($0.units.count) * 10 }
      #expect(rounds.first?.simulations.lowerBound == 0 && rounds.last?.simulations.upperBound == simulations)
      for (one, next) in zip(rounds, rounds.dropFirst()) {
        #expect(one.simulations.upperBound == next.simulations.lowerBound)
      }
      #expect(rounds.allSatisfy { !$0.simulations.isEmpty })
    }
  }

  @Test("a fixed size is kept whatever the time taken")
  func fixedSize() {
    let rounds = rounds(16 * 100, ranks: 3, fixed: 5) { _ in 1 }
    #expect(rounds.dropLast().allSatisfy { $0.units.count == 15 } && rounds.last?.units.count == 10)
  }

  @Test("the first round is one unit a rank; then at most eight times as many a round, up to the target")
  func growth() {
    // 100 µs a unit: 2,500 units make a quarter of a second.
    let sizes = rounds(16 * 1_000_000, ranks: 4, fixed: nil) { Int64($0.units.count / 4) * 100 }.map {
      $0.units.count / 4
    }
    #expect(sizes.prefix(6) == [1, 8, 64, 512, 2500, 2500])
  }

  @Test("no slice is larger than a rank can hold the rows of", arguments: [nil, 1, 300, 100_000, .max] as [UInt64?])
  func most(fixed: UInt64?) {
    for most in [UInt64(1), 299, 300] {
      let sizes = rounds(16 * 10_000, ranks: 3, fixed: fixed, most: most) { _ in 1 }.map(\.units.count)
      let expected = Int(min(fixed ?? .max, most)) * 3
      #expect(sizes.max() == expected && sizes.reduce(0, +) == 10_000)
    }
  }

  @Test("a slow unit brings the size down at once, and never below one")
  func shrinking() {
    let end: UInt64 = 16 * 1_000_000
    var pacing = Pacing(simulations: end, ranks: 2, fixed: nil, unitSize: 16)
    for _ in 0..<5 { if let round = pacing.next(after: 0, before: end) { pacing.note(round, slowestMicroseconds: 0) } }
    let large = pacing.next(after: 0, before: end)?.units.count ?? 0
    #expect(large == 2 * 32_768)
    if let round = pacing.next(after: 0, before: end) { pacing.note(round, slowestMicroseconds: 32_768 * 50_000) }
    #expect(pacing.next(after: 0, before: end)?.units.count == 2 * 5)
    if let round = pacing.next(after: 0, before: end) { pacing.note(round, slowestMicroseconds: .max) }
    #expect(pacing.next(after: 0, before: end)?.units.count == 2)
  }

  @Test("a round ends at the look before it, and the next begins there", arguments: [1, 3, 7])
  func looks(ranks: Int) {
    let pacing = Pacing(simulations: 5000, ranks: ranks, fixed: 100, unitSize: 16)
    #expect(pacing.next(after: 0, before: 1000)?.simulations == 0..<1000)
    let next = pacing.next(after: 1000, before: 1250)
    #expect(next?.simulations == 1000..<1250 && next?.units == 62..<79)
    #expect(pacing.next(after: 1250, before: 1250) == nil)
  }
}
