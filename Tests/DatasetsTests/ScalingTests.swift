import Datasets
import Testing

@Suite("Scaling and holding out")
struct ScalingTests {
  /// Ten points of three features: one that grows, one that is constant, one whose sums round.
  private static let points = LabelledPoints(
    features: 3,
    inputs: (0..<10).flatMap { [Float($0 * $0), 7, 0.1 + Float($0 % 3)] },
    labels: (0..<10).map { Int32($0 % 2) }
  )

  @Test("Pixels divided by 255 are the correctly rounded quotients")
  func unit() {
    let pixels = LabelledPoints(
      features: 1,
      inputs: (0..<256).map { Float($0) },
      labels: .init(repeating: 0, count: 256)
    )
    let scaled = Scaling.unit.fitted(to: pixels).applied(to: pixels)
    #expect(scaled.inputs == (0..<256).map { Float($0) / 255 })
    #expect(scaled.inputs.last == 1 && scaled.labels == pixels.labels)
    #expect(Scaling.raw.fitted(to: pixels).applied(to: pixels) == pixels)
  }

  @Test("Standardized training points have mean 0 and deviation 1; a constant feature is 0 everywhere")
  func standardized() {
    let scaling = Scaling.standardized.fitted(to: Self.points)
    let scaled = scaling.applied(to: Self.points)
    for feature in 0..<3 {
      let values = (0..<10).map { Double(scaled.inputs[3 * $0 + feature]) }
      let mean = values.reduce(0, +) / 10
      let variance = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 10
      #expect(mean.magnitude < 1e-6)
      #expect((variance - (feature == 1 ? 0 : 1)).magnitude < 1e-6)
    }
    // Squares 0 … 81: mean 28.5, mean square 1533.3.
    #expect((scaled.inputs[0] - -28.5 / Float(1533.3 - 28.5 * 28.5).squareRoot()).magnitude < 1e-6)
    let other = scaling.applied(to: LabelledPoints(features: 3, inputs: [28.5, 9, 0], labels: [0]))
    #expect(other.inputs[0] == 0 && other.inputs[1] == 0)
  }

  @Test("A feature that is constant, but no exact multiple, is 0 and not noise")
  func constant() {
    let values = [Float](repeating: 0.1, count: 1001)
    let points = LabelledPoints(features: 1, inputs: values, labels: .init(repeating: 0, count: 1001))
    #expect(Scaling.standardized.fitted(to: points).applied(to: points).inputs.allSatisfy { $0 == 0 })
  }

  @Test("Min-max puts the extremes of the training points exactly on both ends")
  func minMax() throws {
    let scaling = Scaling.minMax(low: -1, high: 1).fitted(to: Self.points)
    let scaled = scaling.applied(to: Self.points)
    #expect(scaled.inputs[0] == -1 && scaled.inputs[27] == 1 && scaled.inputs[3] == Float(2.0 / 81 - 1))
    #expect(scaled.point(5).dropFirst().first == -1)
    // Others may lie beyond.
    #expect(
      scaling.applied(to: LabelledPoints(features: 3, inputs: [162, 7, 0.1], labels: [0])).inputs == [3, -1, -1]
    )
    try Scaling.minMax(low: 0, high: 1).check()
    for (low, high) in [(1.0, 1.0), (2, 1), (.nan, 1), (0, .infinity), (-1e308, 1e308)] {
      expectError(.impossible, "min-max") { try Scaling.minMax(low: low, high: high).check() }
    }
  }

  @Test("A data set is scaled by what is left to train on")
  func dataset() throws {
    let data = GaussianInput(points: 50, testPoints: 7, features: 2).draw(seed: 5, simulation: 0)
    let held = try data.holdingOut(.first(20))
    #expect(held.training == data.training.points(20..<50) && held.validation == data.training.points(0..<20))
    #expect(held.test == data.test)
    let last = try data.holdingOut(.last(20))
    #expect(last.training == data.training.points(0..<30) && last.validation == data.training.points(30..<50))
    #expect(try data.holdingOut(.first(0)).training == data.training)
    let scaled = held.scaled(by: .standardized)
    let scaling = Scaling.standardized.fitted(to: held.training)
    #expect(scaled.training == scaling.applied(to: held.training))
    #expect(scaled.validation == scaling.applied(to: held.validation))
    #expect(scaled.test == scaling.applied(to: held.test))
    for count in [-1, 50, 51] {
      expectError(.impossible, "\(count) points to hold out", "0 to 49") { try data.holdingOut(.last(count)) }
    }
  }
}
