import Experiments
import Testing

@Suite("A network as a value")
struct NetworkTests {
  private func layer(_ units: Int, bias: Bool = true) -> DenseLayer {
    DenseLayer(units: units, activation: .relu, initializer: .heUniform, hasBias: bias)
  }

  @Test("counts weights and biases of all layers")
  func parameterCount() {
    #expect(Network(inputs: 1, layers: [layer(1)]).parameterCount == 2)
    // The dying-ReLU network: 1·2 + 2, nine times 2·2 + 2, and 2·1 + 1.
    let ten = Network(inputs: 1, layers: .init(repeating: layer(2), count: 10) + [layer(1)])
    #expect(ten.parameterCount == 4 + 9 * 6 + 3)
    #expect(Network(inputs: 3, layers: [layer(4, bias: false), layer(2)]).parameterCount == 12 + 10)
  }

  @Test("knows its fans, its hidden layers and its outputs")
  func shape() {
    let network = Network(inputs: 3, layers: [layer(4), layer(5), layer(2)])
    #expect((0..<3).map(network.fanIn(ofLayer:)) == [3, 4, 5])
    #expect(network.outputs == 2 && network.hiddenLayerCount == 2)
    #expect(network.hiddenLayers.map(\.units) == [4, 5])
    #expect(Network(inputs: 3, layers: [layer(2)]).hiddenLayers.isEmpty)
  }

  @Test("reads units that are all off by their activation")
  func allUnitsOff() {
    #expect(Activation.relu.allUnitsOff == .dead && Activation.leakyReLU(slope: 0).allUnitsOff == .dead)
    for activation: Activation in [.leakyReLU(slope: 0.01), .elu, .selu] {
      #expect(activation.allUnitsOff == .allUnitsNegative)
    }
    for activation: Activation in [.tanh, .sigmoid, .linear] { #expect(activation.allUnitsOff == .undefined) }
  }

  @Test("tells plain SGD from every rule that remembers")
  func optimizers() {
    #expect(Optimizer.sgd(learningRate: 1).isPlainSGD)
    #expect(Optimizer.sgd(learningRate: 1, nesterov: true).isPlainSGD)
    for optimizer: Optimizer in [
      .sgd(learningRate: 1, momentum: 0.9), .sgd(learningRate: 1, momentum: 0.9, nesterov: true), .rmsprop(), .adam(),
      .adam(epsilonForm: .kingmaBa),
    ] {
      #expect(!optimizer.isPlainSGD)
    }
  }

  @Test("has the names of the study file")
  func names() {
    #expect(Optimizer.EpsilonForm.allCases.map(\.rawValue) == ["keras", "kingma_ba"])
    #expect(Loss.allCases.map(\.rawValue) == ["mse", "mae", "categorical_crossentropy", "binary_crossentropy"])
    #expect(Precision.allCases.map(\.rawValue) == ["float32", "float64"])
    #expect(Initializer.FanMode.allCases.map(\.rawValue) == ["fan_in", "fan_out", "fan_avg"])
  }

  @Test("cannot be made without inputs, layers or units")
  func impossible() async {
    await #expect(processExitsWith: .failure) {
      _ = DenseLayer(units: 0, activation: .relu, initializer: .zeros)
    }
    await #expect(processExitsWith: .failure) { _ = Network(inputs: 1, layers: []) }
    await #expect(processExitsWith: .failure) {
      _ = Network(inputs: 0, layers: [DenseLayer(units: 1, activation: .relu, initializer: .zeros)])
    }
  }
}
