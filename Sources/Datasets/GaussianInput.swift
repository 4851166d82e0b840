public import RandomStreams

/// Standard normal input, independent by point and feature, without classes: every label is 0. For looking at activations
/// and gradients, as they are before and without training.
public struct GaussianInput: SyntheticData {
  public var trainingPoints: Int
  public var testPoints: Int
  public var features: Int

  /// - Parameter testPoints: as many as `points` when left out.
  public init(points: Int, testPoints: Int? = nil, features: Int) {
    trainingPoints = points
    self.testPoints = testPoints ?? points
    self.features = features
  }

  public var name: String { "gaussian" }
  public var shape: PointShape { .vector(features) }
  public var classes: Int { 1 }

  public func check() throws(DatasetError) {
    guard features > 0 else { throw problem("\(features) features; 1 or more") }
    try checkSizes()
  }

  public func draw(seed: UInt64, simulation: UInt64, shared: Set<Purpose>) -> Dataset {
    precondition(isPossible(), "what cannot be drawn is refused by check()")
    let streams = DataStreams(seed: seed, simulation: simulation, shared: shared)
    func points(_ purpose: Purpose, _ count: Int) -> LabelledPoints {
      LabelledPoints(
        features: features,
        inputs: streams.words(.points, purpose, count: count * features).map { Float.standardNormal($0) },
        labels: [Int32](repeating: 0, count: count)
      )
    }
    return Dataset(
      name: name,
      shape: shape,
      classes: classes,
      training: points(.trainingData, trainingPoints),
      test: points(.testData, testPoints)
    )
  }
}
