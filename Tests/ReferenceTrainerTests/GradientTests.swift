import Experiments
import Lanes
import RandomStreams
import ReferenceTrainer
import Testing

/// The loss of a batch, and on which side of each kink every sum and error lies.
private struct Evaluation {
  var loss: Double
  /// −1, 0 or 1 each.
  var sides: [Int] = []
}

/// Central differences of fourth order, (8(L₁ − L₋₁) − (L₂ − L₋₂)) / 12h with h = 1e-4: truncated at 1e-16 · L⁽⁵⁾, and
/// rounded at about 3e-12 · L, the absolute term below. A parameter is left out where one of the five points has another
/// sign pattern of sums (ReLU, leaky ReLU) or errors (MAE): there a kink lies between them.
@Suite("Gradients of the reference network")
struct GradientTests {
  static let activations: [Activation] = [
    .relu, .leakyReLU(slope: 0.01), .leakyReLU(slope: 0.2), .elu, .selu, .tanh, .sigmoid, .linear,
  ]
  static let initializers: [Initializer] = [
    .zeros, .constant(0.3), .uniform(low: -1, high: 0.5),
    .normal(mean: 0.1, standardDeviation: 0.7, truncated: false),
    .normal(mean: 0, standardDeviation: 0.7, truncated: true),
    .glorotUniform, .heUniform, .leCunUniform,
    .glorotNormal(), .heNormal(), .leCunNormal(),
    .glorotNormal(truncated: true), .heNormal(truncated: true), .leCunNormal(truncated: true),
    .varianceScaling(scale: 1.5, mode: .fanOut, distribution: .untruncatedNormal),
  ]

  @Test("equal central differences to 1e-6 for every loss and initializer, biased or not", arguments: activations)
  func centralDifferences(_ activation: Activation) {
    for loss in Loss.ofFunctions {
      for initializer in Self.initializers {
        for bias in [true, false] {
          check(activation, loss, initializer, bias: bias)
        }
      }
    }
  }

  private func check(_ activation: Activation, _ loss: Loss, _ initializer: Initializer, bias: Bool) {
    func layer(_ units: Int, _ activation: Activation) -> DenseLayer {
      DenseLayer(units: units, activation: activation, initializer: initializer, hasBias: bias)
    }
    let shape = Network(inputs: 2, layers: [layer(2, activation), layer(3, activation), layer(2, .linear)])
    var network = ReferenceNetwork<Double>(shape, seed: 11, simulations: SimulationLanes(from: 3))
    if bias { network.biases = network.biases.map { $0.indices.map { 0.15 + 0.1 * Double($0) } } }
    let batch = points()
    let (gradients, lossSum, _) = network.gradients(of: loss, batch: batch)
    let middle = evaluate(network, loss, batch)
    #expect((lossSum / Double(batch.count * 2) - middle.loss).magnitude <= 1e-14 * (1 + middle.loss))

    var compared = 0
    var parameters = 0
    func compare(_ gradient: Double, _ path: WritableKeyPath<ReferenceNetwork<Double>, Double>) {
      parameters += 1
      let h = 1e-4
      let stencil = [-2.0, -1, 1, 2].map { step in
        var moved = network
        moved[keyPath: path] += step * h
        return evaluate(moved, loss, batch)
      }
      if stencil.contains(where: { $0.sides != middle.sides }) { return }
      compared += 1
      let losses = stencil.map(\.loss)
      let difference = (8 * (losses[2] - losses[1]) - (losses[3] - losses[0])) / (12 * h)
      if !((gradient - difference).magnitude <= 1e-6 * difference.magnitude + 1e-11 * (1 + middle.loss)) {
        Issue.record("\(activation), \(loss), \(initializer), bias \(bias), \(path): \(gradient), not \(difference)")
      }
    }
    for index in shape.layers.indices {
      for unit in 0..<shape.layers[index].units {
        for input in network.weights[index][unit].indices {
          compare(gradients.weights[index][unit][input], \.weights[index][unit][input])
        }
        if bias { compare(gradients.biases[index][unit], \.biases[index][unit]) }
      }
    }
    #expect(parameters == shape.parameterCount)
    // Without bias and weights, every sum stands on the kink of a ReLU.
    if initializer != .zeros || bias { #expect(4 * compared >= 3 * parameters, "\(activation), \(initializer)") }
  }

  private func points() -> [(input: [Double], target: [Double])] {
    var numbers: [Double] = []
    RandomStream<UInt32>(seed: 5, purpose: .trainingData, simulations: SimulationLanes(from: 0))
      .forEachWord(count: 12) { numbers.append(Double.uniform(UInt64($1), low: -1.5, high: 1.5)) }
    return stride(from: 0, to: 12, by: 4).map { (Array(numbers[$0..<($0 + 2)]), Array(numbers[($0 + 2)..<($0 + 4)])) }
  }

  private func side(_ value: Double) -> Int { value > 0 ? 1 : value < 0 ? -1 : 0 }

  /// By the definition of the loss, apart from `gradients(of:batch:)`.
  private func evaluate(
    _ network: ReferenceNetwork<Double>,
    _ loss: Loss,
    _ batch: [(input: [Double], target: [Double])]
  ) -> Evaluation {
    var result = Evaluation(loss: 0)
    for point in batch {
      let trace = network.forward(point.input)
      for (layer, sums) in zip(network.network.layers, trace.sums) where layer.activation.hasKink {
        result.sides += sums.map(side)
      }
      for (output, target) in zip(trace.output, point.target) {
        let error = output - target
        result.loss += loss == .mse ? error * error : abs(error)
        if loss == .mae { result.sides.append(side(error)) }
      }
    }
    result.loss /= Double(2 * batch.count)
    return result
  }
}

extension Activation {
  /// True where the first or second derivative jumps at 0.
  fileprivate var hasKink: Bool {
    switch self {
    case .relu, .leakyReLU, .elu, .selu, .prelu, .rrelu: true
    case .tanh, .sigmoid, .linear, .softmax: false
    }
  }
}
