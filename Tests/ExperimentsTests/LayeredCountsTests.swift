import Experiments
import Testing

@Suite("Parameters of layered networks")
struct LayeredCountsTests {
  private static func dense(_ units: Int, _ activation: Activation = .elu) -> Layer {
    .dense(units: units, activation: activation, initializer: .glorotUniform)
  }

  /// Flatten – BN – 300 – BN – 100 – BN – 10 on images of 28 × 28, as Keras' summary counts it: 271,346 parameters, of which
  /// 268,978 are learned.
  @Test("Batch normalization above a flattened image keeps numbers for every pixel")
  func flattened() {
    let upper =
      [300, 100].flatMap { [Layer.batchNormalization(), Self.dense($0)] } + [.batchNormalization(), Self.dense(10)]
    let image = LayerShape(height: 28, width: 28, channels: 1)
    let counts = LayeredNetwork(input: image, layers: [.flatten] + upper).counts
    #expect(counts == LayerCounts(learned: 268_978, moments: 2_368) && counts.learned + counts.moments == 271_346)
    #expect(LayeredNetwork(input: LayerShape(count: 784), layers: upper).counts == counts)
    // By channel, of which there is one.
    #expect(LayeredNetwork(input: image, layers: upper).counts.learned == 267_412)
  }

  @Test("Every kind of layer keeps what it keeps")
  func kinds() {
    let network = LayeredNetwork(
      input: LayerShape(height: 8, width: 6, channels: 3),
      layers: [
        .convolution(filters: 4, activation: .prelu, initializer: .glorotUniform), .batchNormalization(), .maxPooling,
        .flatten, .batchNormalization(), .dense(units: 5, initializer: .glorotUniform, bias: false),
        .activation(.prelu), .dropout(rate: 0.5), .shift(1), Self.dense(2),
      ]
    )
    #expect(network.problem == nil && network.shapes[3] == LayerShape(count: 24))
    let learned = network.layersAboveShapes.map { $0.layer.counts(above: $0.input).learned }
    #expect(learned == [112 + 96, 8, 0, 0, 48, 120, 5, 0, 0, 12])
    let moments = network.layersAboveShapes.map { $0.layer.counts(above: $0.input).moments }
    #expect(moments == [0, 8, 0, 0, 48, 0, 0, 0, 0, 0])
    #expect(network.counts == LayerCounts(learned: 401, moments: 56))
  }

  @Test("Nothing but flatten is no network")
  func nothing() {
    let flatten = LayeredNetwork(input: LayerShape(count: 3), layers: [.flatten])
    #expect(Loss.mse.problem(with: flatten) == "the network computes nothing")
    let network = LayeredNetwork(input: LayerShape(count: 3), layers: [.flatten, .activation(.softmax)])
    #expect(Loss.categoricalCrossEntropy.problem(with: network)?.contains("a layer below") == true)
  }
}
