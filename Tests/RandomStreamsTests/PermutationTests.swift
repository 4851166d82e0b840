import RandomStreams
import Testing

@Suite("Permutations")
struct PermutationTests {
  private func permutation(_ count: Int, simulation: UInt64, epoch: Int = 0) -> [UInt32] {
    RandomStream<UInt32>(
      seed: 4,
      purpose: .shuffle,
      epoch: epoch,
      simulations: SimulationLanes(from: simulation)
    ).permutation(count: count)
  }

  @Test("hold every position once", arguments: [0, 1, 2, 3, 4, 5, 7, 100, 3000])
  func isPermutation(count: Int) {
    for simulation in 0..<UInt64(50) {
      #expect(permutation(count, simulation: simulation).sorted() == (0..<count).map { UInt32($0) })
    }
  }

  @Test("differ between epochs and simulations")
  func differ() {
    let orders = (0..<20).flatMap { epoch in
      (0..<UInt64(20)).map { permutation(100, simulation: $0, epoch: epoch) }
    }
    #expect(Set(orders).count == 400)
  }

  // χ² with 23 degrees of freedom exceeds 97.5 with probability 4e-11 (scipy.stats.chi2.sf).
  @Test("of four are uniform over all 24 orders: χ² of 240,000 stays below 97.5, a false alarm once in 2 · 10¹⁰")
  func uniform() {
    var counts: [[UInt32]: Int] = [:]
    for simulation in 0..<UInt64(240_000) { counts[permutation(4, simulation: simulation), default: 0] += 1 }
    let chiSquare = counts.values.reduce(0.0) { $0 + (Double($1) - 10_000) * (Double($1) - 10_000) / 10_000 }
    #expect(counts.count == 24 && chiSquare < 97.5, "χ² = \(chiSquare)")
  }
}
