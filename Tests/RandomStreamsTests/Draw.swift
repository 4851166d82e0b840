import Foundation
import Lanes
import RandomStreams

/// The distributions that one random word is turned into.
enum Draw: String, CaseIterable {
  case uniform, normal, truncated, beta21

  func callAsFunction<V: Lanes>(_ words: V.Words) -> V {
    switch self {
    case .uniform: V(unitInterval: words)
    case .normal: V.standardNormal(words)
    case .truncated: V.truncatedStandardNormal(words)
    case .beta21: V.beta21(words)
    }
  }

  /// The probability of a value at most x.
  func distribution(_ x: Double) -> Double {
    func normal(_ x: Double) -> Double { 0.5 * erfc(-x / 2.0.squareRoot()) }
    switch self {
    case .uniform: return min(max(x, 0), 1)
    case .normal: return normal(x)
    case .truncated: return min(max((normal(x) - normal(-2)) / (normal(2) - normal(-2)), 0), 1)
    case .beta21: return x < 0 ? 0 : min(x * x, 1)
    }
  }

  var mean: Double {
    switch self {
    case .uniform: 0.5
    case .normal, .truncated: 0
    case .beta21: 2.0 / 3
    }
  }

  /// The second and fourth central moments.
  var moments: (second: Double, fourth: Double) {
    switch self {
    case .uniform: return (1.0 / 12, 1.0 / 80)
    case .normal: return (1, 3)
    case .truncated:
      // E Z^k = (k − 1) E Z^(k−2) − 2 · 2^(k−1) φ(2) / (2Φ(2) − 1).
      let border = exp(-2.0) / (2 * Double.pi).squareRoot() / erf(2.0.squareRoot())
      let second = 1 - 4 * border
      return (second, 3 * second - 16 * border)
    case .beta21: return (1.0 / 18, 1.0 / 135)
    }
  }

  /// Where the Float made of a word must lie: `Float` keeps the top 24 bits (after the sign bit for the two normals, 23),
  /// so its value is one that some word with the same top bits has in `Double`, give or take Float's own 1e-6.
  func boundsOfSingle(_ word: UInt32) -> (low: Double, high: Double) {
    let ends = [word & 0xffff_ff00, word | 0xff].map { self(UInt64($0)) as Double }
    let slack = 1e-6 * max(ends[0].magnitude, ends[1].magnitude)
    return (min(ends[0], ends[1]) - slack, max(ends[0], ends[1]) + slack)
  }
}

/// The first words of a stream made for a test.
func testWords(_ count: Int, seed: UInt64 = 20_230_519, simulation: UInt64 = 0) -> [UInt32] {
  var words: [UInt32] = []
  words.reserveCapacity(count)
  RandomStream<UInt32>(seed: seed, purpose: .weights, simulations: SimulationLanes(from: simulation))
    .forEachWord(count: count) { words.append($1) }
  return words
}
