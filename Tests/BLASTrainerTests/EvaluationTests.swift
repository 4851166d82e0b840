import BLASTrainer
import Experiments
import Testing

private func linear(_ units: Int, _ activation: Activation, inputs: Int, loss: Loss) throws -> BLASNetwork<
  Float
> {
  try BLASNetwork(
    LayeredNetwork(
      input: LayerShape(count: inputs),
      layers: [.dense(units: units, activation: activation, initializer: .zeros)]
    ),
    loss: loss,
    optimizer: .sgd(learningRate: 0.1),
    coordinates: Coordinates(seed: 1, simulation: 0),
    largestBatch: 2
  )
}

@Suite("Evaluation")
struct EvaluationTests {
  @Test("Accuracy goes by the largest output, the first of equal ones; equal predictions are constant and of one class")
  func classes() throws {
    let network = try linear(3, .softmax, inputs: 2, loss: .categoricalCrossEntropy)
    let samples = Samples<Float>(
      inputs: [1, 0, 0, 1, 1, 1, 2, 0, 0, 0],
      features: 2,
      targets: .labels([0, 1, 2, 0, 0])
    )
    let born = network.evaluate(samples)
    #expect(born.accuracy == 0.6 && born.isConstant && born.isOneClass && born.isFinite)
    #expect((born.loss - 1.098_612_288_668_109_8).magnitude < 1e-12)
    network.set([4, 0, 0, 4, 3, 3], of: .weights, layer: 0)
    let moved = network.evaluate(samples)
    #expect(moved.accuracy == 1 && !moved.isConstant && !moved.isOneClass)
    network.set([4, 4, 0, 0, 0, 0], of: .weights, layer: 0)
    let stuck = network.evaluate(samples)
    #expect(stuck.accuracy == 0.6 && !stuck.isConstant && stuck.isOneClass, "the largest output is always the first")
    network.set([.nan, 0, 0, 4, 3, 3], of: .weights, layer: 0)
    let broken = network.evaluate(samples)
    #expect(!broken.isFinite && !broken.isConstant && !broken.isOneClass && !network.isFinite && broken.loss.isNaN)
  }

  @Test("One output above ½ is class 1; cross-entropies stay finite and exact however sure the network is")
  func binary() throws {
    let network = try linear(1, .sigmoid, inputs: 1, loss: .binaryCrossEntropy)
    let samples = Samples<Float>(inputs: [1, -1, 2], features: 1, targets: .labels([1, 0, 0]))
    #expect(network.evaluate(samples).accuracy == 2.0 / 3)  // ½ is class 0
    network.set([1000], of: .weights, layer: 0)
    let sure = network.evaluate(samples)
    #expect(sure.accuracy == 2.0 / 3 && (sure.loss - 2000.0 / 3).magnitude < 1e-9)
    network.set([30], of: .weights, layer: 0)
    // log(1 + exp(−30)) twice, and 60 + log(1 + exp(−60)).
    let loss = network.evaluate(Samples(inputs: [1, -1], features: 1, targets: .labels([1, 0]))).loss
    #expect((loss / 9.357_622_968_839_299e-14 - 1).magnitude < 1e-12)
  }

  @Test("What cannot be trained is said in words, with the layer")
  func problems() {
    func problem(_ layers: [Layer], _ shape: LayerShape = LayerShape(count: 4)) -> String? {
      LayeredNetwork(input: shape, layers: layers).problem
    }
    let dense = Layer.dense(units: 3, initializer: .zeros)
    #expect(problem([dense]) == nil)
    #expect(problem([]) == "the network has no layers")
    #expect(problem([dense], LayerShape(count: 0)) == "the input has no values")
    #expect(problem([dense, .dense(units: 0, initializer: .zeros)]) == "layer 2: 0 units; must be 1 or more")
    #expect(problem([.dropout(rate: 1)]) == "layer 1: a dropout rate of 1.0; must be 0 or more and below 1")
    #expect(problem([.maxPooling])?.hasPrefix("layer 1: an image of 1 × 1") == true)
    #expect(problem([.convolution(filters: 2, initializer: .zeros)])?.contains("without padding") == true)
    #expect(problem([.activation(.softmax), dense]) == "layer 1: softmax stands at the output alone")
    #expect(problem([.batchNormalization(momentum: 2)])?.contains("momentum") == true)
    #expect(problem([.activation(.rrelu(low: 1, high: 0))])?.contains("low < high") == true)
    let penalty = Penalty(.l2, lambda: -1)
    #expect(problem([.dense(units: 1, initializer: .zeros, penalty: penalty)])?.contains("λ") == true)
    let network = LayeredNetwork(input: LayerShape(count: 4), layers: [dense])
    #expect(Loss.mse.problem(with: network) == nil)
    #expect(Loss.binaryCrossEntropy.problem(with: network)?.contains("sigmoid") == true)
    let alone = LayeredNetwork(input: LayerShape(count: 4), layers: [.activation(.softmax)])
    #expect(Loss.categoricalCrossEntropy.problem(with: alone)?.contains("a layer below") == true)
    #expect(Loss.mse.problem(with: alone)?.contains("categorical_crossentropy") == true)
    #expect(Loss.categoricalCrossEntropy.problem(with: network)?.contains("softmax") == true)
  }

  @Test("A network too large for any memory is a failure in words, not the end of the program")
  func memory() {
    #expect(throws: TrainingFailure.self) {
      _ = try BLASNetwork<Float>(
        LayeredNetwork(
          input: LayerShape(count: 1 << 22),
          layers: [.dense(units: 1 << 22, initializer: .zeros)]
        ),
        loss: .mse,
        optimizer: .sgd(learningRate: 0.1),
        coordinates: Coordinates(seed: 1, simulation: 0),
        largestBatch: 1
      )
    }
  }
}
