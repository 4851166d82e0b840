import BLASTrainer
import Experiments
import RandomStreams
import Testing

/// Points to train on, drawn from a fixed stream.
func drawnSamples<Scalar: BLASScalar>(
  _ count: Int,
  _ network: LayeredNetwork,
  labels: Bool = false,
  _: Scalar.Type = Scalar.self
) -> Samples<Scalar> {
  let features = network.input.count
  let outputs = network.outputs
  let stream = RandomStream<UInt32>(seed: 3, purpose: .trainingData, simulations: SimulationLanes(from: 0))
  var inputs = [Scalar](repeating: 0, count: count * features)
  stream.forEachWord(count: inputs.count) { position, word in
    inputs[position] = Scalar(word) / 0x1p31 - 1
  }
  // Rows that sum to 1, as a cross-entropy wants.
  let share = Scalar(outputs * (outputs + 1) / 2)
  let targets: Samples<Scalar>.Targets =
    labels
    ? .labels((0..<count).map { Int32($0 * 7 % max(outputs, 2)) })
    : .values((0..<count * outputs).map { Scalar(($0 + $0 / outputs) % outputs + 1) / share })
  return Samples(inputs: inputs, features: features, targets: targets)
}

private struct Case: CustomTestStringConvertible {
  var name: String
  var network: LayeredNetwork
  var loss = Loss.mse
  var labels = false
  var testDescription: String { name }

  static func dense(_ units: Int, _ activation: Activation, penalty: Penalty? = nil, bias: Bool = true) -> Layer {
    .dense(units: units, activation: activation, initializer: .glorotNormal(), bias: bias, penalty: penalty)
  }

  static func vector(_ name: String, _ layers: [Layer], _ loss: Loss = .mse, labels: Bool = false) -> Case {
    Case(name: name, network: LayeredNetwork(input: LayerShape(count: 4), layers: layers), loss: loss, labels: labels)
  }

  static func image(_ name: String, _ height: Int, _ width: Int, _ layers: [Layer]) -> Case {
    let shape = LayerShape(height: height, width: width, channels: 2)
    return Case(
      name: name,
      network: LayeredNetwork(input: shape, layers: layers + [dense(3, .softmax)]),
      loss: .categoricalCrossEntropy,
      labels: true
    )
  }

  static let activations: [Activation] = [
    .relu, .leakyReLU(slope: 0.2), .elu, .selu, .tanh, .sigmoid,
    .linear, .prelu, .rrelu(),
  ]

  static func convolution(_ filters: Int, _ padding: Padding, _ activation: Activation, bias: Bool = true) -> Layer {
    .convolution(
      filters: filters,
      padding: padding,
      activation: activation,
      initializer: .heNormal(),
      bias: bias,
      penalty: Penalty(.l2, lambda: 0.01)
    )
  }

  static let all: [Case] =
    activations.map { vector("dense, \($0)", [dense(19, $0), dense(5, $0), dense(2, .linear)]) }
    + [
      vector("no bias", [dense(5, .tanh, bias: false), dense(1, .linear, bias: false)]),
      vector("sigmoid output, mse, labels", [dense(5, .tanh), dense(1, .sigmoid)], labels: true),
      vector("softmax, labels", [dense(7, .tanh), dense(3, .softmax)], .categoricalCrossEntropy, labels: true),
      vector("softmax, values", [dense(7, .tanh), dense(3, .softmax)], .categoricalCrossEntropy),
      vector("softmax alone", [dense(4, .linear), .activation(.softmax)], .categoricalCrossEntropy),
      vector("sigmoid, one output", [dense(3, .sigmoid)], .binaryCrossEntropy),
      vector(
        "sigmoid, label",
        [dense(3, .elu), dense(1, .sigmoid)],
        .binaryCrossEntropy,
        labels: true
      ),
      vector(
        "penalties",
        [
          dense(5, .tanh, penalty: Penalty(.l1, lambda: 0.1)),
          dense(5, .tanh, penalty: Penalty(.l2, lambda: 0.3)),
          dense(2, .linear, penalty: Penalty(.l2, lambda: 1.5, scale: .halfOver(trainingPoints: 9))),
        ]
      ),
      vector(
        "dropout",
        [.dropout(rate: 0.3), dense(9, .tanh), .dropout(rate: 0.5), dense(2, .linear)]
      ),
      vector("shift", [dense(9, .sigmoid), .shift(-0.5), dense(2, .tanh), .shift(1)]),
      vector(
        "batch normalization before and after",
        [
          .batchNormalization(), dense(9, .linear), .batchNormalization(momentum: 0.5, epsilon: 0.1),
          .activation(.elu), .batchNormalization(), dense(2, .linear),
        ]
      ),
      image("convolution, valid", 5, 4, [convolution(3, .valid, .tanh)]),
      image(
        "convolution, same",
        4,
        3,
        [convolution(3, .same, .elu), convolution(2, .same, .prelu, bias: false)]
      ),
      image("one column, same", 3, 1, [convolution(3, .same, .tanh)]),
      image("pooling, odd", 5, 7, [convolution(2, .same, .tanh), .maxPooling]),
      image(
        "all kinds",
        8,
        7,
        [
          convolution(4, .valid, .relu), .batchNormalization(), .activation(.rrelu()), .maxPooling,
          .dropout(rate: 0.25), convolution(3, .same, .selu),
          dense(6, .prelu, penalty: Penalty(.l1, lambda: 0.01)),
        ]
      ),
    ]
}

/// Central differences of fourth order, (8(L₁ − L₋₁) − (L₂ − L₋₂)) / 12h with h = 1e-4: truncated at 1e-16 · L⁽⁵⁾, rounded at
/// about 3e-12 · L. Left out where a kink lies between the points: where some z of the ReLU family changes sides.
@Suite("Gradients of the BLAS trainer")
struct GradientTests {
  private static let cases = Case.all

  @Test("equal central differences to 1e-6, in training and at rest: parameters and inputs", arguments: cases)
  private func centralDifferences(_ example: Case) throws {
    #expect(example.network.problem == nil)
    for mode in [PassMode.training(epoch: 2, position: 3), .inference] {
      let network = try BLASNetwork<Double>(
        example.network,
        loss: example.loss,
        optimizer: .sgd(learningRate: 0.1),
        coordinates: Coordinates(seed: 17, simulation: 4),
        largestBatch: 6,
        keepsInputGradient: true
      )
      let samples = drawnSamples(6, example.network, labels: example.labels, Double.self)
      // Away from zero biases and slopes, ones and untouched running moments.
      for _ in 0..<3 { _ = network.trainStep(samples, points: 0..<6, epoch: 0, position: 0) }
      for (layer, kind, count) in network.parameterArrays where kind != .weights {
        let values = try #require(network.values(of: kind, layer: layer))
        network.set((0..<count).map { values[$0] + 0.05 + 0.03 * Double($0 % 7) }, of: kind, layer: layer)
      }
      let points = [4, 0, 3, 1, 5]
      func evaluate(_ samples: Samples<Double>) -> Evaluation {
        network.forward(samples, points: points, mode: mode)
        let loss = network.backward() + network.penalty
        let sides = network.network.layers.indices.flatMap { layer -> [Bool] in
          guard network.network.layers[layer].activation?.hasKink == true else { return [] }
          return network.view(ofLayer: layer).sums?.map { $0 > 0 } ?? []
        }
        return Evaluation(loss: loss, sides: sides)
      }
      let middle = evaluate(samples)
      var compared = 0
      var all = 0
      func check(_ gradient: Double, _ what: String, _ moved: (Double) -> Evaluation) {
        all += 1
        let around = [-2e-4, -1e-4, 1e-4, 2e-4].map(moved)
        if around.contains(where: { $0.sides != middle.sides }) { return }
        compared += 1
        let losses = around.map(\.loss)
        let difference = (8 * (losses[2] - losses[1]) - (losses[3] - losses[0])) / (12 * 1e-4)
        if !((gradient - difference).magnitude <= 1e-6 * difference.magnitude + 1e-10 * (1 + middle.loss)) {
          Issue.record("\(mode), \(what): \(gradient), not \(difference)")
        }
      }
      for (layer, kind, count) in network.parameterArrays {
        _ = evaluate(samples)
        let gradients = Array(try #require(network.gradients(of: kind, layer: layer)))
        let values = Array(try #require(network.values(of: kind, layer: layer)))
        for index in stride(from: 0, to: count, by: max(1, count / 13)) {
          check(gradients[index], "layer \(layer), \(kind) \(index)") { step in
            var moved = values
            moved[index] += step
            network.set(moved, of: kind, layer: layer)
            return evaluate(samples)
          }
          network.set(values, of: kind, layer: layer)
        }
      }
      _ = evaluate(samples)
      let gradients = Array(try #require(network.inputGradients))
      let features = samples.features
      for index in stride(from: 0, to: points.count * features, by: max(1, features / 7)) {
        check(gradients[index], "input \(index)") { step in
          var inputs = samples.inputs
          inputs[points[index / features] * features + index % features] += step
          return evaluate(Samples(inputs: inputs, features: features, targets: samples.targets))
        }
      }
      #expect(all >= 8 && compared * 3 >= all * 2, "\(mode): \(compared) of \(all)")
    }
  }
}

/// A loss, and on which side of each kink every z lies.
private struct Evaluation {
  var loss: Double
  var sides: [Bool]
}

extension Activation {
  fileprivate var hasKink: Bool {
    switch self {
    case .relu, .leakyReLU, .selu, .prelu, .rrelu: true
    case .elu, .tanh, .sigmoid, .linear, .softmax: false
    }
  }
}
