import Datasets
import Testing

/// The structure of what is drawn. Seeds are fixed; the probabilities of a false alarm hold over the choice of seeds.
@Suite("Classification")
struct ClassificationTests {
  /// Unshuffled, unflipped: 2 informative, 3 redundant, 2 repeated, 3 noise.
  private static let plain = Classification(
    trainingPoints: 20_000,
    testPoints: 20_000,
    features: 10,
    informative: 2,
    redundant: 3,
    repeated: 2,
    clustersPerClass: 1,
    flipped: 0,
    shuffles: false
  )

  @Test("Defaults are scikit-learn's")
  func defaults() throws {
    let data = Classification()
    #expect(data.trainingPoints == 100 && data.features == 20 && data.informative == 2 && data.redundant == 2)
    #expect(data.repeated == 0 && data.classes == 2 && data.clustersPerClass == 2 && data.weights == nil)
    #expect(data.flipped == 0.01 && data.separation == 1 && data.isHypercube && data.shuffles)
    #expect(data.shift == .value(0) && data.scale == .value(1))
    try data.check()
    let drawn = data.draw(seed: 1, simulation: 2)
    #expect(drawn.training.count == 100 && drawn.shape == .vector(20) && drawn.digest == nil)
    #expect(drawn.training.inputs.allSatisfy { $0.isFinite })
  }

  @Test("Redundant features are linear in the informative ones, repeated ones are copies, of training and test alike")
  func combinations() {
    let data = Self.plain.draw(seed: 3, simulation: 4)
    for feature in 2..<5 {
      // Two points fix the two coefficients; all others follow, in both sets.
      let (a, b) = (data.training.row(0), data.training.row(1))
      let determinant = a[0] * b[1] - a[1] * b[0]
      let first = (a[feature] * b[1] - a[1] * b[feature]) / determinant
      let second = (a[0] * b[feature] - a[feature] * b[0]) / determinant
      #expect(first.magnitude <= 1.001 && second.magnitude <= 1.001)
      for points in [data.training, data.test] {
        for index in 0..<points.count {
          let row = points.row(index)
          #expect((row[feature] - first * row[0] - second * row[1]).magnitude < 1e-3)
        }
      }
    }
    let row = data.test.row(9)
    for feature in 5..<7 { #expect(row[..<5].contains(row[feature])) }
  }

  /// True when every class's mean lies on a vertex of ±`separation`, a vertex of its own.
  ///
  /// The mean is the vertex plus the normals' mean times a matrix of entries within ±1: of deviation at most √(2/10,000),
  /// 0.0141, a coordinate. A coordinate off by more than 0.09 = 6.3 deviations has probability 3e-10, of 4: 1.2e-9.
  private func standsOnVertices(_ points: LabelledPoints, separation: Double) -> Bool {
    var signs: Set<[Bool]> = []
    for label in 0..<2 {
      let rows = points.rows(label)
      for feature in 0..<2 {
        let mean = rows.reduce(0) { $0 + $1[feature] } / Double(rows.count)
        if (mean.magnitude - separation).magnitude > 0.09 { return false }
      }
      signs.insert((0..<2).map { feature in rows.reduce(0) { $0 + $1[feature] } > 0 })
    }
    return signs.count == 2
  }

  @Test("Clusters stand about distinct vertices, the same for training and test (false alarm 5e-9 over both sets)")
  func vertices() {
    for separation in [1.0, 3] {
      var source = Self.plain
      source.separation = separation
      let data = source.draw(seed: 5, simulation: 6)
      #expect(standsOnVertices(data.training, separation: separation))
      #expect(standsOnVertices(data.test, separation: separation))
      for label in 0..<2 {
        let (a, b) = (data.training.rows(label), data.test.rows(label))
        for feature in 0..<2 { #expect(a.mean(feature).sign == b.mean(feature).sign) }
      }
      // The check fails on a wrong answer.
      #expect(!standsOnVertices(data.training, separation: separation + 0.2))
      #expect(!standsOnVertices(GaussianInput(points: 20_000, features: 2).labelled(seed: 5), separation: separation))
    }
  }

  @Test("Every vertex of a full hypercube is taken once")
  func fullHypercube() {
    let source = Classification(
      trainingPoints: 16,
      testPoints: 1,
      features: 4,
      informative: 4,
      redundant: 0,
      classes: 4,
      clustersPerClass: 4,
      flipped: 0,
      separation: 1e6,
      shuffles: false
    )
    for simulation in 0..<50 as Range<UInt64> {
      let points = source.draw(seed: 7, simulation: simulation).training
      #expect(Set((0..<16).map { points.row($0).map { $0 > 0 } }).count == 16)
      #expect(points.counts(classes: 4) == [4, 4, 4, 4])
    }
  }

  // With n points the mean of normals has deviation 1/√n, the variance √(2/n), the flipped ones √(p(1−p)/n): each within
  // 6.5 of these with probability 8e-11.
  @Test("Noise is standard normal, and as many labels flip as asked for (false alarm once in 10⁹)")
  func noise() {
    var source = Self.plain
    source.flipped = 0.2
    let points = source.draw(seed: 8, simulation: 9).test
    let n = Double(points.count)
    let rows = (0..<points.count).map { points.row($0) }
    for feature in 7..<10 {
      let mean = rows.mean(feature)
      let variance = rows.reduce(0) { $0 + ($1[feature] - mean) * ($1[feature] - mean) } / n
      #expect(mean.magnitude < 6.5 / n.squareRoot())
      #expect((variance - 1).magnitude < 6.5 * (2 / n).squareRoot())
    }
    // Half of what is drawn anew stays what it was.
    let changed = Double(points.labels.enumerated().count { $1 != Int32($0 < 10_000 ? 0 : 1) }) / n
    #expect((changed - 0.1).magnitude < 6.5 * (0.1 * 0.9 / n).squareRoot())
    #expect((changed - 0.2).magnitude > 6.5 * (0.2 * 0.8 / n).squareRoot())
  }

  @Test("Weights decide how many points a class has, to the point, as scikit-learn counts them")
  func weights() {
    var source = Classification(trainingPoints: 103, testPoints: 50, flipped: 0)
    #expect(source.draw(seed: 1, simulation: 1).training.counts(classes: 2) == [52, 51])
    source.weights = [0.9]
    // 103 · 0.9 / 2 and 103 · 0.1 / 2 cut to 46 and 5; the one left over goes to the first cluster.
    #expect(source.draw(seed: 1, simulation: 1).training.counts(classes: 2) == [93, 10])
    source.weights = [0.25, 0.75]
    #expect(source.draw(seed: 1, simulation: 1).test.counts(classes: 2) == [13, 37])
  }

  @Test("Shuffling moves points and features and changes nothing else")
  func shuffling() {
    var source = Self.plain
    source.trainingPoints = 50
    let plain = source.draw(seed: 2, simulation: 3).training
    source.shuffles = true
    let shuffled = source.draw(seed: 2, simulation: 3).training
    #expect(plain.labels != shuffled.labels && plain.labels.sorted() == shuffled.labels.sorted())
    func sorted(_ points: LabelledPoints) -> Set<[Double]> { Set((0..<50).map { points.row($0).sorted() }) }
    #expect(sorted(plain) == sorted(shuffled))
    #expect(plain.row(0) != shuffled.row(0))
  }

  @Test("Shift comes before scale, and either may be drawn")
  func adjustments() {
    var source = Self.plain
    (source.trainingPoints, source.testPoints) = (50, 1)
    let plain = source.draw(seed: 2, simulation: 3).training
    (source.shift, source.scale) = (.value(2), .value(8))
    let moved = source.draw(seed: 2, simulation: 3).training
    for (a, b) in zip(plain.inputs, moved.inputs) { #expect((8 * (Double(a) + 2) - Double(b)).magnitude < 1e-5 * 100) }
    (source.shift, source.scale) = (.drawn, .drawn)
    let drawn = source.draw(seed: 2, simulation: 3).training
    for feature in 0..<10 {
      let scale = (drawn.row(1)[feature] - drawn.row(0)[feature]) / (plain.row(1)[feature] - plain.row(0)[feature])
      let shift = drawn.row(0)[feature] / scale - plain.row(0)[feature]
      #expect(scale > 0.99 && scale < 101.01 && shift.magnitude < 1.01)
    }
  }

  @Test("What cannot be drawn is refused with what is possible")
  func refused() {
    func refuse(_ words: String, _ change: (inout Classification) -> Void) {
      var source = Classification()
      change(&source)
      expectError(.impossible, "classification: ", words) { try source.check() }
    }
    refuse("19 redundant") { $0.redundant = 19 }
    refuse("-1 repeated") { $0.repeated = -1 }
    refuse("0 informative") { $0.informative = 0 }
    refuse("4 vertices") { $0.classes = 3 }
    refuse("0 classes") { $0.classes = 0 }
    refuse("0 features") { $0.features = 0 }
    refuse("0 training") { $0.trainingPoints = 0 }
    refuse("at most") { $0.testPoints = .max }
    refuse("too many") { $0.clustersPerClass = .max }
    refuse("3 weights") { $0.weights = [0.2, 0.3, 0.5] }
    refuse("the sum 1.5") { $0.weights = [0.5, 1] }
    refuse("weights") { $0.weights = [.nan] }
    refuse("between 0 and 1") { $0.flipped = 1.5 }
    refuse("between 0 and 1") { $0.flipped = .nan }
    refuse("separation 0") { $0.separation = 0 }
    refuse("scale -1") { $0.scale = .value(-1) }
    refuse("shift inf") { $0.shift = .value(.infinity) }
    refuse("class 1 has none of the 1 training points") { $0.trainingPoints = 1 }
    refuse("class 0 has none") { $0.weights = [0, 1] }
  }

  @Test("Many informative features, few clusters; a random polytope")
  func polytope() throws {
    var source = Classification(features: 40, informative: 36, isHypercube: false)
    source.separation = 1000
    try source.check()
    let data = source.draw(seed: 1, simulation: 1)
    #expect(data.training.inputs.allSatisfy { $0.isFinite })
    source.isHypercube = true
    #expect(source.draw(seed: 1, simulation: 1).training != data.training)
  }
}

extension LabelledPoints {
  func row(_ index: Int) -> [Double] { point(index).map { Double($0) } }
  func rows(_ label: Int) -> [[Double]] { (0..<count).filter { labels[$0] == label }.map { row($0) } }
}

extension [[Double]] {
  func mean(_ feature: Int) -> Double { reduce(0) { $0 + $1[feature] } / Double(count) }
}

extension GaussianInput {
  /// The training points with the classes 0 and 1 by turns.
  func labelled(seed: UInt64) -> LabelledPoints {
    let points = draw(seed: seed, simulation: 0).training
    return LabelledPoints(features: features, inputs: points.inputs, labels: (0..<points.count).map { Int32($0 % 2) })
  }
}
