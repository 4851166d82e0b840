import Datasets
import RandomStreams
import Testing

@Suite("Drawn data")
struct DrawnDataTests {
  static let sources: [any SyntheticData] = [
    Classification(), GaussianInput(points: 30, testPoints: 20, features: 3), Ball(points: 30, testPoints: 20),
  ]

  @Test("Seed and simulation give the data, whatever was drawn before", arguments: 0..<3)
  func pure(_ index: Int) throws {
    let source = Self.sources[index]
    try source.check()
    let first = source.draw(seed: 1, simulation: 1)
    let others = [source.draw(seed: 2, simulation: 1), source.draw(seed: 1, simulation: 2)]
    let again = source.draw(seed: 1, simulation: 1)
    #expect(first.training == again.training && first.test == again.test)
    for other in others { #expect(other.training.inputs != first.training.inputs && other.test != first.test) }
    #expect(!Set(first.training.inputs).isSuperset(of: first.test.inputs))
    #expect(first.training.count == source.trainingPoints && first.test.count == source.testPoints)
    #expect(first.name == source.name && first.shape == source.shape && first.classes == source.classes)
    let labels = Set(first.training.labels)
    #expect(labels.allSatisfy { $0 >= 0 && Int($0) < source.classes })
  }

  @Test("A shared purpose is the same for all simulations, the other is not", arguments: [1, 2])
  func shared(_ index: Int) {
    let source = Self.sources[index]
    let first = source.draw(seed: 1, simulation: 1, shared: [.trainingData])
    let second = source.draw(seed: 1, simulation: 2, shared: [.trainingData])
    #expect(first.training == second.training && first.test != second.test)
    let own = source.draw(seed: 1, simulation: 1)
    #expect(own.training != first.training)
    let both = source.draw(seed: 1, simulation: 1, shared: [.trainingData, .testData])
    #expect(both.test == source.draw(seed: 1, simulation: 9, shared: [.trainingData, .testData]).test)
  }

  @Test("Sources know what they draw")
  func sources() {
    #expect(DatasetSource.gaussian(GaussianInput(points: 1, features: 1)).synthetic?.name == "gaussian")
    #expect(DatasetSource.ball(Ball()).name == "ball")
    #expect(DatasetSource.mnist(folder: nil).synthetic == nil)
    #expect(DatasetSource.mnist(folder: nil) != .mnist(folder: nil, parts: .testFilesOnly(training: 1)))
    #expect(DatasetSource.classification(Classification()) == .classification(Classification()))
  }

  // Mean of n standard normal numbers: 1/√n; variance: √(2/n). Within 6.5 deviations but once in 10¹⁰.
  @Test("Gaussian input has mean 0 and variance 1 (false alarm 1.6e-10), and one class")
  func gaussian() {
    let points = GaussianInput(points: 20_000, features: 5).draw(seed: 3, simulation: 3).training
    let n = Double(points.inputs.count)
    let values = points.inputs.map { Double($0) }
    #expect((values.reduce(0, +) / n).magnitude < 6.5 / n.squareRoot())
    #expect((values.reduce(0) { $0 + $1 * $1 } / n - 1).magnitude < 6.5 * (2 / n).squareRoot())
    #expect(points.labels.allSatisfy { $0 == 0 })
    expectError(.impossible, "0 features") { try GaussianInput(points: 1, features: 0).check() }
  }

  @Test("The ball's values have deviation 1, and its classes part at half the radius")
  func ballScale() throws {
    try Ball().check()
    let data = Ball().draw(seed: 13, simulation: 0)
    #expect(data.training.count == 1000 && data.shape == .vector(10))
    let values = data.training.inputs.map { Double($0) }
    let mean = values.reduce(0, +) / 10_000
    #expect((values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 10_000 - 1).magnitude < 1e-6)
    let rows = (0..<1000).map { data.training.row($0) }
    let sums = rows.map { $0.reduce(0, +).magnitude }
    let low: Double = zip(sums, data.training.labels).filter { $1 == 0 }.map { $0.0 }.max() ?? 0
    let high: Double = zip(sums, data.training.labels).filter { $1 == 1 }.map { $0.0 }.min() ?? 0
    // The farthest of 1,000 points is within 1 % of the radius: it is not with probability 0.99^10,000, 2e-44.
    let radius: Double = rows.map(\.length).max() ?? 0
    #expect(low < high && low < 0.5 * radius * 1.0102 && high > 0.5 * radius)
    expectError(.impossible, "0 dimensions") { try Ball(dimensions: 0).check() }
    expectError(.impossible, "1 training point") { try Ball(points: 1).check() }
    expectError(.impossible, "at 4.0 of the radius") { try Ball(fraction: 4).check() }
  }

  // Massart 1990: P(D > d) ≤ 2 exp(−2 n d²); n = 20,000 and d = 0.0235 give 5e-10. The binomial fraction is within 6.5
  // deviations but once in 10¹⁰.
  @Test("Points are uniform in the ball (false alarm 1e-9)")
  func ballDistribution() {
    let n = 20_000
    let points = Ball(points: n, testPoints: 1).draw(seed: 17, simulation: 4).training
    let lengths = (0..<n).map { points.row($0).length }
    func distance(_ power: Int) -> Double {
      let radius = lengths.max() ?? 1
      // The share of the ball's volume within a point's length is uniform.
      let shares = lengths.map { length in (0..<power).reduce(1) { share, _ in share * length / radius } }.sorted()
      return shares.enumerated().map { max($1 - Double($0) / Double(n), Double($0 + 1) / Double(n) - $1) }.max() ?? 1
    }
    #expect(distance(10) < 0.0235)
    #expect(distance(9) > 0.0235 && distance(11) > 0.0235)
    // |Σx| is √10 times a coordinate along the diagonal, whose density in the unit ball goes as (1 − t²)^4.5.
    func mass(_ from: Double, _ to: Double) -> Double {
      let steps = 100_000
      return (0..<steps).reduce(0) { sum, step in
        let t = from + (to - from) * (Double(step) + 0.5) / Double(steps)
        let s = 1 - t * t
        return sum + (to - from) / Double(steps) * s * s * s * s * s.squareRoot()
      }
    }
    let expected = mass(0.5 / 10.squareRoot(), 1) / mass(0, 1)
    let found = Double(points.labels.count { $0 == 1 }) / Double(n)
    #expect((found - expected).magnitude < 6.5 * (expected * (1 - expected) / Double(n)).squareRoot())
  }

  /// First values of each kind, so that no change of the streams goes unseen.
  @Test("The streams are frozen")
  func frozen() {
    let digests = Self.sources.map { source -> UInt32 in
      let data = source.draw(seed: 1999, simulation: 42)
      return (data.training.inputs + data.test.inputs).reduce(2_166_136_261) { ($0 ^ $1.bitPattern) &* 16_777_619 }
    }
    #expect(digests == [4_090_317_667, 2_772_885_604, 385_458_057])
  }
}

extension [Double] {
  var length: Double { reduce(0) { $0 + $1 * $1 }.squareRoot() }
}
