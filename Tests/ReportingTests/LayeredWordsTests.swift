import Datasets
import Experiments
import Reporting
import Testing

@Suite("Layered experiments in words")
struct LayeredWordsTests {
  private static let glorot = Initializer.varianceScaling(scale: 1, mode: .fanAverage, distribution: .uniform)
  private static let he = Initializer.varianceScaling(scale: 2, mode: .fanIn, distribution: .untruncatedNormal)

  /// Five hidden layers of a hundred on MNIST.
  private static let plain = LayeredExperiment(
    seed: 1,
    network: LayeredNetwork(
      input: LayerShape(height: 28, width: 28, channels: 1),
      layers: (0..<5).map { _ in .dense(units: 100, activation: .relu, initializer: he) }
        + [.dense(units: 10, activation: .softmax, initializer: glorot)]
    ),
    task: DataTask(
      source: .mnist(folder: "/nowhere"),
      validation: .first(5000),
      scaling: .unit,
      facts: DataFacts(
        shape: PointShape(height: 28, width: 28),
        classes: 10,
        training: 55_000,
        validation: 5000,
        test: 10_000,
        digest: String(repeating: "0f", count: 32)
      )
    ),
    training: LayeredTrainingPlan(
      loss: .categoricalCrossEntropy,
      optimizer: .sgd(learningRate: 0.01),
      batchSize: 32,
      epochs: 20
    ),
    looks: LayeredLooks(epochs: true, losses: 10)
  )

  private func words(_ experiment: LayeredExperiment) -> [String: String] {
    Dictionary(
      uniqueKeysWithValues: LayeredWords.aspects(of: [experiment]).map { ($0.title, $0.texts.first ?? "") }
    )
  }

  @Test("tell network, data and training")
  func all() {
    let words = words(Self.plain)
    #expect(words["Network"] == "28 × 28 inputs; 5 × dense 100, dense 10; 119,910 parameters")
    #expect(words["Activation"] == "ReLU; softmax at the output")
    #expect(words["Weights drawn from"] == "He normal, Glorot uniform at the output")
    #expect(words["Biases"] == "start at 0" && words["Penalty"] == "none" && words["Clipping"] == "none")
    #expect(words["Data"] == "MNIST: images of 28 × 28, 10 classes; SHA-256 0f0f0f0f0f0f…")
    #expect(
      words["Points"]
        == "55,000 to train on, 5,000 for validation (the first of the training points), 10,000 to test on"
    )
    #expect(words["Scaling"] == "pixels divided by 255" && words["The same in every replicate"] == "the data")
    #expect(words["Loss"] == "categorical cross-entropy")
    #expect(words["Optimizer"] == "stochastic gradient descent, rate 0.01")
    #expect(words["Training"] == "20 epochs, 32 points a step, 1,719 steps an epoch")
    #expect(
      words["Looked at"]
        == "at the start and after every epoch, on up to 1,000 training points; distributions of activations, gradients by z, "
        + "weight gradients; the loss of one batch in 10"
    )
  }

  @Test("tell what follows itself once, and every kind of layer")
  func layers() {
    var experiment = Self.plain
    experiment.network.layers = [
      .convolution(filters: 8, padding: .same, activation: .prelu, initializer: Self.he), .maxPooling,
      .convolution(filters: 8, padding: .same, activation: .prelu, initializer: Self.he), .maxPooling,
      .dense(units: 50, initializer: Self.glorot, bias: false, penalty: Penalty(.l2, lambda: 0.01)),
      .batchNormalization(), .activation(.tanh), .dropout(rate: 0.25), .shift(-0.5),
      .dense(
        units: 10,
        activation: .softmax,
        initializer: Self.glorot,
        penalty: Penalty(.l2, lambda: 1.5, scale: .halfOver(trainingPoints: 55_000))
      ),
    ]
    let words = words(experiment)
    // 80 + 6,272 slopes; 584 + 1,568; 392 · 50; γ and β of 50; 510.
    #expect(
      words["Network"]
        == "28 × 28 inputs; 2 × (3 × 3 convolution 8 (padded), 2 × 2 max pooling), dense 50, batch normalization, "
        + "activation, dropout 0.25, plus −0.5, dense 10; 28,714 parameters"
    )
    #expect(words["Activation"] == "2 × PReLU, tanh; softmax at the output")
    #expect(words["Weights drawn from"] == "2 × He normal, 2 × Glorot uniform")
    #expect(words["Biases"] == "in 3 of 4 layers, start at 0")
    #expect(words["Penalty"] == "2 × none, 0.01 · Σ w², 1.5 / (2 · 55,000) · Σ w², layer by layer")
  }

  @Test("tell networks that only look at Gaussian input as what they are")
  func born() {
    let features = 500
    let experiment = LayeredExperiment(
      seed: 1,
      network: LayeredNetwork(
        input: LayerShape(count: features),
        layers: (0..<10).map { _ in .dense(units: features, activation: .tanh, initializer: Self.glorot) }
      ),
      task: DataTask(
        source: .gaussian(GaussianInput(points: 1000, features: features)),
        facts: DataFacts(
          shape: .vector(features),
          classes: 1,
          training: 1000,
          validation: 0,
          test: 1000,
          digest: nil
        )
      ),
      training: LayeredTrainingPlan(loss: .mse, optimizer: .adagrad(), batchSize: 1000, epochs: 0),
      looks: LayeredLooks(points: .test, count: nil, distributions: [], bins: EqualBins(low: -1, high: 1, count: 30))
    )
    let words = words(experiment)
    #expect(words["Network"] == "500 inputs; 10 × dense 500; 2,505,000 parameters")
    #expect(words["Data"] == "standard normal numbers: 500 features, no classes")
    #expect(words["Points"] == "1,000 to train on, 1,000 to test on, drawn anew for each replicate")
    #expect(words["Loss"] == "none: there is nothing to learn" && words["Optimizer"] == "none")
    #expect(words["Training"] == "none: networks as they are born" && words["The same in every replicate"] == "nothing")
    #expect(
      words["Looked at"]
        == "at birth, on all test points; activations in 30 equal bins from −1 to 1".replacing("−", with: "-")
    )
  }

  @Test("tell the other optimizers, clipping, zeroing and whole batches")
  func training() {
    var experiment = Self.plain
    experiment.training = LayeredTrainingPlan(
      loss: .categoricalCrossEntropy,
      optimizer: .nadam(),
      clipping: .globalNorm(2),
      batchSize: 55_000,
      epochs: 1,
      zeroed: 0.1
    )
    let words = words(experiment)
    #expect(words["Optimizer"] == "Nadam, rate 0.002, β 0.9 and 0.999, ε 1.0e-7, decay 0.004")
    #expect(words["Clipping"] == "the whole gradient to norm 2")
    #expect(words["Training"] == "1 epoch, all points a step; then 10 % of every layer’s weights, at random, set to 0")
  }
}
