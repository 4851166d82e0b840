import BLASTrainer
import Experiments
import Foundation
import Testing

/// One run of Reference/layers.json, which Reference/layers.py writes.
private struct RecordedRun: Decodable, CustomTestStringConvertible {
  var name: String
  var optimizer: String
  var clipping: String?
  var losses: [Double]
  var parameters: [[Double]]
  var moments: [[Double]]
  var lossAtRest: Double

  var testDescription: String { "\(name), \(optimizer), clipping \(clipping ?? "nothing")" }

  static func all() throws -> [RecordedRun] {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    let data = try Data(contentsOf: folder.appendingPathComponent("Reference/layers.json"))
    return try JSONDecoder().decode([RecordedRun].self, from: data)
  }

  var rule: Optimizer {
    get throws {
      switch optimizer {
      case "sgd": .sgd(learningRate: 0.1)
      case "momentum": .sgd(learningRate: 0.05, momentum: 0.9)
      case "nesterov": .sgd(learningRate: 0.05, momentum: 0.9, nesterov: true)
      case "rmsprop": .rmsprop(learningRate: 0.01)
      case "adam": .adam(learningRate: 0.01)
      case "adam_kingma_ba": .adam(learningRate: 0.01, epsilonForm: .kingmaBa)
      case "adagrad": .adagrad()
      case "adadelta": .adadelta()
      case "nadam": .nadam()
      default: throw UnknownName(name: optimizer)
      }
    }
  }

  var clip: Clipping? {
    get throws {
      switch clipping {
      case nil: nil
      case "value": .value(0.01)
      case "norm": .norm(0.05)
      case "global_norm": .globalNorm(0.05)
      case let name?: throw UnknownName(name: name)
      }
    }
  }

  /// The network of this name, its loss and whether targets are labels.
  var plan: (LayeredNetwork, Loss) {
    get throws {
      func dense(_ units: Int, _ activation: Activation = .linear, _ penalty: Penalty? = nil) -> Layer {
        .dense(units: units, activation: activation, initializer: .uniform(low: -0.5, high: 0.5), penalty: penalty)
      }
      func vector(_ layers: [Layer]) -> LayeredNetwork { LayeredNetwork(input: LayerShape(count: 4), layers: layers) }
      func image(_ filters: Int, _ padding: Padding, _ activation: Activation, _ penalty: Penalty? = nil) -> Layer {
        .convolution(
          filters: filters,
          padding: padding,
          activation: activation,
          initializer: .uniform(low: -0.5, high: 0.5),
          penalty: penalty
        )
      }
      switch name {
      case "plain": return (vector([dense(5, .tanh), dense(3, .softmax)]), .categoricalCrossEntropy)
      case "prelu": return (vector([dense(5, .prelu), dense(2)]), .mse)
      case "rrelu": return (vector([dense(5, .rrelu()), dense(5), .activation(.rrelu()), dense(2)]), .mse)
      case "dropout":
        return (vector([.dropout(rate: 0.25), dense(5, .tanh), .dropout(rate: 0.5), dense(2)]), .mse)
      case "batch normalization":
        let layers: [Layer] = [
          .batchNormalization(momentum: 0.9, epsilon: 0.01), dense(5), .batchNormalization(),
          .activation(.elu), dense(2),
        ]
        return (vector(layers), .mse)
      case "penalties":
        let layers = [
          dense(5, .tanh, Penalty(.l1, lambda: 0.1)), dense(4, .tanh, Penalty(.l2, lambda: 0.2)),
          dense(2, .linear, Penalty(.l2, lambda: 1.5, scale: .halfOver(trainingPoints: 11))),
        ]
        return (vector(layers), .mse)
      case "shift": return (vector([dense(5, .tanh), .shift(-0.5), dense(2)]), .mse)
      case "binary": return (vector([dense(5, .tanh), dense(2, .sigmoid)]), .binaryCrossEntropy)
      case "images":
        let layers: [Layer] = [
          image(3, .same, .tanh), .batchNormalization(), .maxPooling,
          image(4, .valid, .prelu, Penalty(.l2, lambda: 0.01)), .dropout(rate: 0.25), dense(3, .softmax),
        ]
        let shape = LayerShape(height: 7, width: 8, channels: 2)
        return (LayeredNetwork(input: shape, layers: layers), .categoricalCrossEntropy)
      default: throw UnknownName(name: name)
      }
    }
  }
}

private struct UnknownName: Error { var name: String }

@Suite("Six steps of every layer kind and optimizer against NumPy: draws, shuffles, short last batch, passes and steps")
struct LayerReferenceTests {
  @Test(
    "Losses, parameters, running moments and the loss at rest agree to 1e-12 in Double",
    arguments: try RecordedRun.all()
  )
  private func double(_ run: RecordedRun) throws { try compare(run, Double.self, tolerance: 1e-12) }

  @Test("and to 1e-4 in Float", arguments: try RecordedRun.all())
  private func single(_ run: RecordedRun) throws { try compare(run, Float.self, tolerance: 1e-4) }

  private func compare<Scalar: BLASScalar>(_ run: RecordedRun, _: Scalar.Type, tolerance: Double) throws {
    let (plan, loss) = try run.plan
    let network = try BLASNetwork<Scalar>(
      plan,
      loss: loss,
      optimizer: run.rule,
      clipping: run.clip,
      coordinates: Coordinates(seed: 7, simulation: 1 << 32 + 5),
      largestBatch: 4
    )
    func close(_ value: Scalar, _ expected: Double) -> Bool {
      (Double(value) - expected).magnitude <= tolerance * max(1, expected.magnitude)
    }
    let samples = drawnSamples(11, plan, labels: loss != .mse, Scalar.self)
    var losses: [Double] = []
    for epoch in 0..<2 {
      let order = network.coordinates.order(epoch: epoch, count: 11)
      for start in stride(from: 0, to: 11, by: 4) {
        let batch = order[start..<min(start + 4, 11)]
        losses.append(network.trainStep(samples, points: batch, epoch: epoch, position: start))
      }
    }
    try #require(losses.count == run.losses.count)
    for (a, b) in zip(losses, run.losses) { #expect((a - b).magnitude <= tolerance) }
    let arrays = network.parameterArrays
    try #require(arrays.map(\.count) == run.parameters.map(\.count))
    for ((layer, kind, _), expected) in zip(arrays, run.parameters) {
      let values = try #require(network.values(of: kind, layer: layer))
      #expect(zip(values, expected).allSatisfy { close($0, $1) }, "layer \(layer), \(kind)")
    }
    let moments = plan.layers.indices.compactMap { network.runningMoments(layer: $0) }.flatMap {
      [$0.mean, $0.variance]
    }
    try #require(moments.map(\.count) == run.moments.map(\.count))
    for (values, expected) in zip(moments, run.moments) { #expect(zip(values, expected).allSatisfy { close($0, $1) }) }
    #expect((network.evaluate(samples).loss - run.lossAtRest).magnitude <= tolerance)
  }
}
