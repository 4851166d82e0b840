import BLASTrainer
import Datasets
import Estimation
import Experiments
import Testing

/// Sums of squares overflow above 1e154 and vanish below 1e-162 in float64.
@Suite("Norms and moments at every magnitude")
struct FarNumbersTests {
  // MARK: Recorded moments

  /// The numbers of a network of one layer at birth.
  private func record(_ deviation: Double) throws -> [Quantity: Double] {
    let layer = Layer.dense(
      units: 4,
      activation: .linear,
      initializer: .normal(mean: 0, standardDeviation: deviation, truncated: false),
      bias: false
    )
    let experiment = LayeredExperiment(
      seed: 1,
      precision: .float64,
      network: LayeredNetwork(input: LayerShape(count: 4), layers: [layer]),
      task: DataTask(
        // More points than pass at a time.
        source: .gaussian(GaussianInput(points: 700, testPoints: 2, features: 4)),
        facts: DataFacts(shape: .vector(4), classes: 1, training: 700, validation: 0, test: 2, digest: nil)
      ),
      training: LayeredTrainingPlan(loss: .mse, optimizer: .sgd(learningRate: 1), batchSize: 64, epochs: 0)
    )
    var trainer = BLASTrainer()
    let record = try #require(try trainer.run(experiment, simulation: 0, isWanted: { true }))
    return Dictionary(zip(experiment.numbers, record.values)) { first, _ in first }
  }

  /// Weights times a power of two give values times it, to the last bit: so must their moments be.
  @Test(
    "Deviations of activations scale with the weights, to the last bit",
    arguments: [-900, -665, -500, 500, 531, 1015]
  )
  func deviations(exponent: Int) throws {
    let power = Double(sign: .plus, exponent: exponent, significand: 1)
    let (usual, far) = (try record(1), try record(power))
    for name in ["activation_mean", "activation_deviation"] {
      let measure = Quantity(layer: 1, name, "start")
      let known = try #require(usual[measure])
      #expect(try #require(far[measure]) == known * power && known != 0 && known.magnitude < 10, "\(name)")
    }
  }

  @Test("Stretches of different magnitudes have the moments of all their values together")
  func stretches() {
    func moments(_ stretches: [[Double]]) -> RunningMoments {
      var moments = RunningMoments()
      for stretch in stretches { stretch.withUnsafeBufferPointer { moments.add($0) } }
      return moments
    }
    let pieces: [[Double]] = [
      [0, 0], [1e-200, 3e-200], [-2e-160], [1e-30, 2e-30], [1e-3, 5], [1e150, -1e150], [3e160, 1e160],
    ]
    for count in 1...pieces.count {
      for order in [Array(pieces.prefix(count)), Array(pieces.prefix(count).reversed())] {
        let (found, known) = (moments(order), meanAndDeviation(Array(order.joined())))
        // Where values cancel, the mean is as exact as the largest of them.
        let largest = order.joined().map(\.magnitude).max() ?? 0
        #expect((found.mean - known.mean).magnitude <= 4e-15 * largest, "\(order)")
        #expect((found.deviation - known.deviation).magnitude <= 4e-15 * known.deviation, "\(order)")
      }
    }
    #expect(moments([[1, 2], [.infinity]]).deviation.isNaN && moments([[1e-200], [.nan]]).deviation.isNaN)
  }

  @Test("A mean is right where the sum overflows")
  func mean() {
    var all = RootMeanSquare()
    for value in [1.6e308, 1.6e308, -1e308] { all.add(value) }
    #expect((all.mean / 7.333333333333333e307 - 1).magnitude < 1e-15)
    var unbounded = RootMeanSquare()
    for value in [1, Double.infinity] { unbounded.add(value) }
    #expect(unbounded.mean == .infinity)
  }

  // MARK: Clipping

  /// One linear layer whose gradients are about `size`, after one step at learning rate 1.
  /// - Returns: by parameter array, how far it moved.
  private func moves<Scalar: BLASScalar>(
    _ size: Scalar,
    _ clipping: Clipping?,
    _: Scalar.Type = Scalar.self
  ) throws -> [[Double]] {
    let network = try BLASNetwork<Scalar>(
      LayeredNetwork(
        input: LayerShape(count: 3),
        layers: [.dense(units: 2, activation: .linear, initializer: .zeros)]
      ),
      loss: .mse,
      optimizer: .sgd(learningRate: 1),
      clipping: clipping,
      coordinates: Coordinates(seed: 1, simulation: 0),
      largestBatch: 2
    )
    // Predictions are 0: gradients are those of the targets.
    let samples = Samples<Scalar>(
      inputs: [1, 2, -1, 0.5, 1, 1],
      features: 3,
      targets: .values([3 * size, size, -2 * size, size])
    )
    _ = network.trainStep(samples, points: 0..<2, epoch: 0, position: 0)
    return [ParameterKind.weights, .biases].map { kind in
      network.values(of: kind, layer: 0).map { $0.map { Double($0) } } ?? []
    }
  }

  private func expectSteps<Scalar: BLASScalar>(_ sizes: [Scalar], limits: [Double], tolerance: Double) throws {
    let plain = try moves(Scalar(1), nil)
    for size in sizes {
      for limit in limits where limit < Double(size) {
        for (clipping, groups) in [
          (Clipping.norm(limit), plain), (Clipping.globalNorm(limit), [Array(plain.joined())]),
        ] {
          let found = try moves(size, clipping)
          let shown = groups.count == 1 ? [Array(found.joined())] : found
          for (mine, direction) in zip(shown, groups) {
            // The direction of the gradient, of the limit's length.
            let (length, known) = (l2Norm(mine), l2Norm(direction))
            #expect((length / limit - 1).magnitude < tolerance, "\(size) \(limit): a step of \(length)")
            for (a, b) in zip(mine, direction) {
              #expect((a / limit - b / known).magnitude < tolerance, "\(size) \(limit) \(clipping)")
            }
          }
        }
      }
      // Above the norm nothing is clipped.
      let loose = Double(size) * 1e4
      if loose.isFinite { #expect(try moves(size, .globalNorm(loose)) == moves(size, nil)) }
    }
  }

  @Test("Clipping by norm makes a step of the limit's length from gradients of any size in float64")
  func clippedDouble() throws {
    let sizes = [1e-300, 1e-200, 1e-130, 1e-100, 1, 1e100, 1e150, 1e160, 1e250, 5e307]
    try expectSteps(sizes, limits: [1, 1e-3, 1e3, 1e-110, 1e-210, 1e-304, 1e120, 1e200], tolerance: 1e-14)
  }

  @Test("and in float32, also where the factor is no normal float32")
  func clippedFloat() throws {
    try expectSteps([1e-30, 1, 1e19, 1e30, 5e37] as [Float], limits: [1, 1e-3, 1e-36, 1e10], tolerance: 1e-6)
  }
}
