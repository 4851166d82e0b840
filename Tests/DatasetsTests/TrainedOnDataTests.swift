import BLASTrainer
import Datasets
import Experiments
import Testing

/// Real data and the trainer for it together, held against what is known of both.
@Suite("Networks trained on real data")
struct TrainedOnDataTests {
  private static func samples(_ points: LabelledPoints) -> Samples<Float> {
    Samples(inputs: points.inputs, features: points.features, targets: .labels(points.labels))
  }

  private static func cats(_ widths: [Int], _ activation: Activation) throws -> BLASNetwork<Float> {
    let initializer = Initializer.normal(mean: 0, standardDeviation: 0.01, truncated: false)
    let hidden = widths.map { Layer.dense(units: $0, activation: activation, initializer: initializer) }
    return try BLASNetwork(
      LayeredNetwork(
        input: LayerShape(count: 12_288),
        layers: hidden + [.dense(units: 1, activation: .sigmoid, initializer: initializer)]
      ),
      loss: .binaryCrossEntropy,
      optimizer: .sgd(learningRate: 0.008),
      coordinates: Coordinates(seed: 1999, simulation: 0),
      largestBatch: 209
    )
  }

  /// Nothing is learned but how many cats there are: 34.45 % of 209, and a constant predictor is right of 65.55 % of them,
  /// and of 34.00 % of the test images. Reported so by those who ran it first; true of every seed.
  @Test("Three hidden layers of sigmoids, born small, stall at the loss of a constant", .needsCats)
  func stalled() throws {
    let data = try SharedData.cats.load().scaled(by: .unit)
    let (training, test) = (Self.samples(data.training), Self.samples(data.test))
    let network = try Self.cats([30, 30, 30], .sigmoid)
    let before = network.evaluate(training)
    #expect(abs(before.loss - 0.6931) < 0.02, "a network that knows nothing yet: \(before.loss)")
    for iteration in 0..<2000 { _ = network.trainEpoch(training, epoch: iteration) }
    let after = network.evaluate(training)
    #expect(abs(after.loss - 0.6440) < 0.0002, "\(after.loss)")
    #expect(after.accuracy == 137.0 / 209)
    #expect(network.evaluate(test).accuracy == 17.0 / 50)
  }

  /// Root mean squares of ∂L/∂W by hidden layer, of a batch of a thousand images before training.
  private func gradients(_ activation: Activation, _ samples: Samples<Float>, simulation: UInt64) throws -> [Double] {
    let hidden = Layer.dense(units: 100, activation: activation, initializer: .glorotNormal())
    let network = try BLASNetwork<Float>(
      LayeredNetwork(
        input: LayerShape(count: 784),
        layers: Array(repeating: hidden, count: 5)
          + [.dense(units: 10, activation: .softmax, initializer: .glorotNormal())]
      ),
      loss: .categoricalCrossEntropy,
      optimizer: .sgd(learningRate: 0.01),
      coordinates: Coordinates(seed: 1999, simulation: simulation),
      largestBatch: 1000
    )
    network.forward(samples, points: 0..<1000, mode: .inference)
    network.backward()
    return try (0..<5).map { layer in
      let gradients = try #require(network.view(ofLayer: layer).weightGradients)
      let squares = gradients.reduce(0) { $0 + Double($1) * Double($1) }
      return (squares / Double(gradients.count)).squareRoot()
    }
  }

  /// Glorot and Bengio's cure works for tanh and not for sigmoid, whose derivative is a quarter at most.
  @Test("Glorot's initializer keeps the gradients of tanh from layer to layer, and not those of sigmoid", .needsMNIST)
  func vanishing() throws {
    let source = DatasetSource.mnist(folder: SharedData.folder, parts: .testFilesOnly(training: 8000))
    let samples = Self.samples(try source.load().scaled(by: .unit).training)
    for simulation in 0..<5 as Range<UInt64> {
      let tanh = try gradients(.tanh, samples, simulation: simulation)
      let sigmoid = try gradients(.sigmoid, samples, simulation: simulation)
      // Of the ratio 0.78 is known; five networks of their own lie about it.
      #expect((0.5...1.2).contains(tanh[0] / tanh[4]), "simulation \(simulation): \(tanh)")
      #expect((1e-4...1e-2).contains(sigmoid[0] / sigmoid[4]), "simulation \(simulation): \(sigmoid)")
      #expect(zip(sigmoid, sigmoid.dropFirst()).allSatisfy { $0 < $1 }, "simulation \(simulation): \(sigmoid)")
    }
  }

  @Test("An epoch on 8,000 digits teaches a tanh network most of 2,000 others", .needsMNIST)
  func learned() throws {
    let source = DatasetSource.mnist(folder: SharedData.folder, parts: .testFilesOnly(training: 8000))
    let data = try source.load().scaled(by: .unit)
    let hidden = Layer.dense(units: 100, activation: .tanh, initializer: .glorotNormal())
    let network = try BLASNetwork<Float>(
      LayeredNetwork(
        input: LayerShape(count: 784),
        layers: [hidden, hidden, .dense(units: 10, activation: .softmax, initializer: .glorotNormal())]
      ),
      loss: .categoricalCrossEntropy,
      optimizer: .sgd(learningRate: 0.1),
      coordinates: Coordinates(seed: 1999, simulation: 0),
      largestBatch: 32
    )
    let test = Self.samples(data.test)
    #expect(try #require(network.evaluate(test).accuracy) < 0.3)
    _ = network.trainEpoch(Self.samples(data.training), epoch: 0)
    #expect(try #require(network.evaluate(test).accuracy) > 0.85)
  }
}
