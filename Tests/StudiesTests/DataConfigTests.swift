import Datasets
import Experiments
import Foundation
import Studies
import Testing

/// The studies of data sets in configs/, read as on a machine that has no data.
@Suite struct DataConfigTests {
  private static func plan(_ name: String) throws -> StudyPlan {
    // What the program would find; drawn data need no finding.
    let found: [String: String] = [
      "gradients-by-layer": "mnist, shape: [28, 28, 1], classes: 10, training: 60000, validation: 0, test: 10000",
      "loss-by-initializer": "mnist, shape: [28, 28, 1], classes: 10, training: 60000, validation: 0, test: 10000",
      "activations-by-layer":
        "mnist.test_files_8000, shape: [28, 28, 1], classes: 10, training: 8000, validation: 0, test: 2000",
      "fashion-activations":
        "fashion_mnist.first_5000, shape: [28, 28, 1], classes: 10, training: 55000, validation: 5000, test: 10000",
      "deep-selu":
        "fashion_mnist.first_5000, shape: [28, 28, 1], classes: 10, training: 55000, validation: 5000, test: 10000",
      "cat-vs-noncat": "hdf5, shape: [64, 64, 3], classes: 2, training: 209, validation: 0, test: 50",
    ]
    let digest = String(repeating: "0", count: 64)
    let settings = found[name].map { ["task.found={source: \($0), digest: '\(digest)'}"] } ?? []
    return try StudyPlan(file: Repository.path(name), overrides: StudyOverrides(settings: settings))
  }

  private func cells(_ name: String) throws -> [String: LayeredExperiment] {
    let plan = try Self.plan(name)
    #expect(plan.isLayered && plan.name == name)
    #expect(plan.notes.isEmpty || ["activations-by-layer", "cat-vs-noncat"].contains(name), "\(plan.notes)")
    return Dictionary(uniqueKeysWithValues: try plan.cells.map { ($0.name, try #require($0.layered)) })
  }

  @Test(
    "Every study of data has a quick variant and reads back from its resolved form",
    arguments: Repository.dataStudies
  )
  func roundTrip(name: String) throws {
    let plan = try Self.plan(name)
    #expect(try StudyPlan(text: plan.resolvedText).planHash == plan.planHash)
    let text = try String(contentsOfFile: Repository.path(name), encoding: .utf8)
    #expect(text.contains("\n# quick: "))
  }

  @Test("784 – 5 × 100 – 10, two activations under six initializers")
  func gradients() throws {
    let cells = try cells("gradients-by-layer")
    #expect(cells.count == 12)
    let initializers: [String: Initializer] = [
      "0.01": .normal(mean: 0, standardDeviation: 0.01, truncated: false),
      "0.1": .normal(mean: 0, standardDeviation: 0.1, truncated: false),
      "0.14": .normal(mean: 0, standardDeviation: 0.14, truncated: false),
      "0.28": .normal(mean: 0, standardDeviation: 0.28, truncated: false),
      "1.0": .normal(mean: 0, standardDeviation: 1, truncated: false), "glorot": .glorotNormal(),
    ]
    for (key, initializer) in initializers {
      for (name, activation) in [("tanh", Activation.tanh), ("sigmoid", .sigmoid)] {
        let network = try #require(cells["\(name)_\(key)"]).network
        let hidden = Layer.dense(units: 100, activation: activation, initializer: initializer)
        #expect(
          network.layers == Array(repeating: hidden, count: 5)
            + [.dense(units: 10, activation: .softmax, initializer: initializer)]
        )
      }
    }
  }

  @Test("One linear layer, then five, looked at on test images, every 20th value")
  func activations() throws {
    let cells = try cells("activations-by-layer")
    #expect(cells.count == 11)
    let relu = try #require(cells["relu_he_normal"])
    #expect(relu.network.lookedLayers.count == 7 && relu.training.epochs == 0)
    #expect(relu.network.layers[0] == .dense(units: 100, initializer: .heNormal()))
    #expect(relu.network.layers[1] == .dense(units: 100, activation: .relu, initializer: .heNormal()))
    #expect(relu.looks.points == .test && relu.looks.every == 20 && relu.looks.count == nil)
  }

  @Test("Keras' convolutional example")
  func convolution() throws {
    let cells = try cells("loss-by-initializer")
    let scaled = Initializer.varianceScaling(scale: 2, mode: .fanIn, distribution: .truncatedNormal)
    let relu = Activation.relu
    #expect(
      try #require(cells["variance_scaling"]).network.layers == [
        .convolution(filters: 32, activation: relu, initializer: scaled),
        .convolution(filters: 64, activation: relu, initializer: scaled), .maxPooling, .dropout(rate: 0.25),
        .dense(units: 128, activation: relu, initializer: scaled), .dropout(rate: 0.5),
        .dense(units: 10, activation: .softmax, initializer: scaled),
      ]
    )
    #expect(cells["zeros"]?.training.optimizer == .rmsprop() && cells["zeros"]?.looks.losses == 1)
  }

  @Test("The exercises on activations: 55,000 images, He's normal, clipping, normalization")
  func fashion() throws {
    let cells = try cells("fashion-activations")
    let he = Initializer.heNormal(truncated: true)
    func layers(_ activation: Activation) -> [Layer] {
      [300, 100].map { .dense(units: $0, activation: activation, initializer: he) }
        + [.dense(units: 10, activation: .softmax, initializer: .glorotUniform)]
    }
    #expect(cells["leaky"]?.network.layers == layers(.leakyReLU(slope: 0.3)))
    #expect(cells["prelu"]?.network.layers == layers(.prelu))
    #expect(cells["rrelu"]?.network.layers == layers(.rrelu()))
    let elu = layers(.elu)
    #expect(
      cells["elu_normalized"]?.network.layers == [
        .flatten, .batchNormalization(), elu[0], .batchNormalization(), elu[1], .batchNormalization(), elu[2],
      ]
    )
    #expect(cells["leaky_clip_value"]?.training.clipping == .value(1))
    #expect(cells["leaky_clip_norm"]?.training.clipping == .norm(1))
    let leaky = try #require(cells["leaky"]?.training)
    #expect(leaky.optimizer == .sgd(learningRate: 0.001) && leaky.batchSize == 32 && leaky.epochs == 10)
  }

  @Test("A hundred hidden layers on standardized images")
  func selu() throws {
    let cells = try cells("deep-selu")
    let selu = try #require(cells["selu"])
    #expect(selu.network.layers.count == 101 && selu.task.scaling == .standardized)
    #expect(
      selu.network.layers[99]
        == .dense(units: 100, activation: .selu, initializer: .leCunNormal(truncated: true))
    )
  }

  @Test("Cats: penalties over twice the images, centred sigmoids, full batches")
  func cats() throws {
    let cells = try cells("cat-vs-noncat")
    #expect(cells.values.allSatisfy { $0.training.batchSize == 209 && $0.training.loss == .binaryCrossEntropy })
    let he = try #require(cells["relu_4_he_course"])
    #expect(he.network.layers[0].penalty == Penalty(.l2, lambda: 1.5, scale: .halfOver(trainingPoints: 209)))
    #expect(he.network.layers[1].penalty == nil && he.network.lookedLayers.count == 5 && he.training.epochs == 2200)
    let centred = try #require(cells["sigmoid_4_centred"])
    #expect(centred.network.layers.count { $0 == .shift(-0.5) } == 4 && centred.training.epochs == 23_000)
    #expect(cells["logistic_zeroed"]?.training.zeroed == 0.1)
    #expect(cells["logistic_dropout"]?.network.layers.first == .dropout(rate: 0.2))
  }

  @Test("Ten layers of 500 on Gaussian input, nine of sigmoids on points between -1 and 1")
  func flow() throws {
    let cells = try cells("initialization-flow")
    let tanh = try #require(cells["tanh_1"])
    #expect(tanh.network.lookedLayers.count == 10 && tanh.network.input.count == 500 && !tanh.hasTargets)
    #expect(tanh.looks.bins == EqualBins(low: -1, high: 1, count: 30))
    let sigmoid = try #require(cells["sigmoid_0.01"])
    #expect(sigmoid.network.lookedLayers.map(\.units) == Array(repeating: 512, count: 8) + [1])
    #expect(sigmoid.network.layers.allSatisfy { $0.activation == .sigmoid })
    #expect(sigmoid.training.loss == .mse && sigmoid.task.scaling == .minMax(low: -1, high: 1))
  }

  @Test("The ball: ten inputs, one sigmoid, three conditions")
  func ball() throws {
    let cells = try cells("ball-by-layer")
    #expect(cells.count == 3)
    #expect(cells["relu_he"]?.looks.distributions == [.sums, .weights, .activations, .weightGradients])
    #expect(cells["relu_he"]?.training.loss == .binaryCrossEntropy)
  }
}
