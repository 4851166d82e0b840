public import RandomStreams

/// deepreplay's ball: points uniform in the n-dimensional ball of radius √n, all divided by one number so that their values
/// have standard deviation 1; class 1 where |Σx| is more than a fraction of the radius, else class 0.
///
/// After `deepreplay.datasets.ball` (D. V. Godoy), whose defaults these are: 1,000 points, 10 dimensions, half the radius.
public struct Ball: SyntheticData {
  public var trainingPoints: Int
  public var testPoints: Int
  public var dimensions: Int
  /// Of the radius: where class 1 begins.
  public var fraction: Double

  public init(points: Int = 1000, testPoints: Int = 1000, dimensions: Int = 10, fraction: Double = 0.5) {
    trainingPoints = points
    self.testPoints = testPoints
    self.dimensions = dimensions
    self.fraction = fraction
  }

  public var name: String { "ball" }
  public var shape: PointShape { .vector(dimensions) }
  public var classes: Int { 2 }

  public func check() throws(DatasetError) {
    guard dimensions > 0 else { throw problem("\(dimensions) dimensions; 1 or more") }
    try checkSizes()
    guard trainingPoints > 1 else { throw problem("\(trainingPoints) training point; 2 or more have a deviation") }
    // |Σx| reaches √n times the radius.
    guard fraction > 0, fraction < Double(dimensions).squareRoot() else {
      throw problem(
        "class 1 begins at \(fraction) of the radius; between 0 and √\(dimensions) there are points of both classes"
      )
    }
  }

  public func draw(seed: UInt64, simulation: UInt64, shared: Set<Purpose>) -> Dataset {
    precondition(isPossible(), "what cannot be drawn is refused by check()")
    let streams = DataStreams(seed: seed, simulation: simulation, shared: shared)
    let training = values(streams, .trainingData, trainingPoints)
    let test = values(streams, .testData, testPoints)
    // The training points' deviation for both sets: test points are the same ball, seen through the same glass.
    let deviation = Self.deviation(training)
    return Dataset(
      name: name,
      shape: shape,
      classes: classes,
      training: points(training, deviation),
      test: points(test, deviation)
    )
  }

  /// Points in the ball, before they are scaled.
  private func values(_ streams: DataStreams, _ purpose: Purpose, _ count: Int) -> [Double] {
    var values = streams.normals(.points, purpose, count: count * dimensions)
    let uniforms = streams.uniforms(.radii, purpose, count: count * dimensions)
    for start in stride(from: 0, to: values.count, by: dimensions) {
      let point = start..<start + dimensions
      let norm = values[point].reduce(0) { $0 + $1 * $1 }.squareRoot()
      // u^(1/n) is distributed as the greatest of n uniform numbers, which needs no power and so no libm.
      let radius = Double(dimensions).squareRoot() * (uniforms[point].max() ?? 0)
      let factor = norm > 0 ? radius / norm : 0
      for index in point { values[index] *= factor }
    }
    return values
  }

  /// Over all values at once, about their mean, divided by their number.
  private static func deviation(_ values: [Double]) -> Double {
    let count = Double(values.count)
    let mean = values.reduce(0, +) / count
    return (values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / count).squareRoot()
  }

  private func points(_ values: [Double], _ deviation: Double) -> LabelledPoints {
    // Two points or more in general position: 0 has probability 2⁻³²ⁿ, and then the scale does not matter.
    let scale = deviation > 0 ? 1 / deviation : 1
    let threshold = Double(dimensions).squareRoot() * fraction
    let labels = stride(from: 0, to: values.count, by: dimensions).map { start -> Int32 in
      values[start..<start + dimensions].reduce(0, +).magnitude > threshold ? 1 : 0
    }
    return LabelledPoints(features: dimensions, inputs: values.map { Float($0 * scale) }, labels: labels)
  }
}
