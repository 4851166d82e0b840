import Lanes
import RandomStreams
import Testing

/// Statistical tests on fixed seeds: were the draws ideal, each comparison would raise a false alarm with the probability
/// stated, over the choice of seeds.
@Suite("Distributions")
struct DistributionTests {
  static let count = 1 << 18

  // Massart 1990: P(D > d) ≤ 2 exp(−2 n d²). d = 0.0064 at n = 2¹⁸ gives 1e-9. A standard deviation 2 % too large moves
  // the normal distribution function by 0.005, 3 % by 0.007.
  @Test("Kolmogorov–Smirnov distances stay below 0.0064, passed by ideal draws once in 10⁹", arguments: Draw.allCases)
  func distance(_ draw: Draw) {
    let words = testWords(Self.count)
    #expect(distance(words.map { draw(UInt64($0)) as Double }, draw) < 0.0064)
    #expect(distance(words.map { Double(draw($0) as Float) }, draw) < 0.0064)
  }

  // By the central limit theorem, with the true second and fourth moments: |z| > 6.5 has probability 8e-11.
  @Test("Mean and variance are within 6.5 standard errors: false alarm once in 10¹⁰", arguments: Draw.allCases)
  func moments(_ draw: Draw) {
    let n = Double(Self.count)
    let values = testWords(Self.count, seed: 2).map { draw(UInt64($0)) as Double }
    let mean = values.reduce(0, +) / n
    let variance = values.reduce(0) { $0 + ($1 - draw.mean) * ($1 - draw.mean) } / n
    let (second, fourth) = draw.moments
    #expect((mean - draw.mean).magnitude < 6.5 * (second / n).squareRoot())
    #expect((variance - second).magnitude < 6.5 * ((fourth - second * second) / n).squareRoot())
  }

  // Products of independent uniforms about their mean have variance 1/144; |z| > 6.5 has probability 8e-11.
  @Test("Neighbouring words, simulations and seeds are uncorrelated to 6.5 standard errors")
  func correlation() {
    let n = Self.count
    let words = testWords(n + 1)
    let pairs: [(String, [UInt32])] = [
      ("words", Array(words.dropFirst())),
      ("simulations", testWords(n, simulation: 1)),
      ("seeds", testWords(n, seed: 20_230_520)),
    ]
    for (name, others) in pairs {
      var sum = 0.0
      for (a, b) in zip(words, others) { sum += (Double(a) * 0x1p-32 - 0.5) * (Double(b) * 0x1p-32 - 0.5) }
      #expect((sum * 12 / Double(n).squareRoot()).magnitude < 6.5, "\(name)")
    }
  }

  private func distance(_ values: [Double], _ draw: Draw) -> Double {
    let n = Double(values.count)
    return values.sorted().enumerated().reduce(0) { worst, item in
      let below = draw.distribution(item.element)
      return max(worst, below - Double(item.offset) / n, Double(item.offset + 1) / n - below)
    }
  }
}
