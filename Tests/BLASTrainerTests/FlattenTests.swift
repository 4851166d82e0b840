import BLASTrainer
import Experiments
import Testing

@Suite("Flatten")
struct FlattenTests {
  private static let image = LayerShape(height: 4, width: 3, channels: 2)
  private static let samples = Samples<Double>(
    inputs: (0..<168).map { (index: Int) -> Double in Double(index * index % 17) / 5 - 1 },
    features: 24,
    targets: .labels([0, 1, 2, 1, 0, 2, 1])
  )

  private static func dense(_ units: Int, _ activation: Activation) -> Layer {
    .dense(units: units, activation: activation, initializer: .glorotNormal())
  }

  private static func network(_ input: LayerShape, _ layers: [Layer]) throws -> BLASNetwork<Double> {
    try BLASNetwork(
      LayeredNetwork(input: input, layers: layers),
      loss: .categoricalCrossEntropy,
      optimizer: .adam(learningRate: 0.05),
      coordinates: Coordinates(seed: 3, simulation: 1),
      largestBatch: 4,
      keepsInputGradient: true
    )
  }

  /// Losses of three epochs, batches of 4 and 3.
  private static func losses(_ network: BLASNetwork<Double>) -> [UInt64] {
    (0..<3).map { (network.trainEpoch(samples, epoch: $0) ?? .nan).bitPattern }
  }

  @Test("An image that is flattened is normalized value by value, with the bits of a vector")
  func asVector() throws {
    let upper: [Layer] = [
      .batchNormalization(), Self.dense(5, .elu), .batchNormalization(), Self.dense(3, .softmax),
    ]
    let flat = try Self.network(Self.image, [.flatten] + upper)
    let vector = try Self.network(LayerShape(count: 24), upper)
    let channels = try Self.network(Self.image, upper)
    #expect(Self.losses(flat) == Self.losses(vector))
    let moments = try #require(flat.runningMoments(layer: 1))
    #expect(moments.mean.count == 24 && moments.variance == vector.runningMoments(layer: 0)?.variance)
    #expect(flat.runningMoments(layer: 0) == nil)
    #expect(Self.losses(channels) != Self.losses(vector), "by channel they are others")
    for network in [flat, vector, channels] {
      #expect(network.parameterArrays.reduce(0) { $0 + $1.count } == network.network.counts.learned)
    }
  }

  @Test("Between a convolution and a dense layer it changes no bit, and shows what it passes on")
  func betweenLayers() throws {
    let convolution = Layer.convolution(filters: 3, activation: .tanh, initializer: .glorotUniform)
    let with = try Self.network(Self.image, [convolution, .flatten, Self.dense(3, .softmax)])
    let without = try Self.network(Self.image, [convolution, Self.dense(3, .softmax)])
    #expect(Self.losses(with) == Self.losses(without))
    let (below, own) = (with.view(ofLayer: 0), with.view(ofLayer: 1))
    #expect(Array(own.values) == Array(below.values) && own.sums == nil && own.weightGradients == nil)
    #expect(try Array(#require(own.valueGradients)) == Array(#require(below.valueGradients)))
  }

  @Test("At the input it shows the inputs and their gradients")
  func atInput() throws {
    let network = try Self.network(Self.image, [.flatten, Self.dense(3, .softmax)])
    network.forward(Self.samples, points: 0..<4, mode: .inference)
    network.backward()
    let view = network.view(ofLayer: 0)
    #expect(Array(view.values) == Array(Self.samples.inputs[..<96]))
    let gradients = try Array(#require(view.valueGradients))
    #expect(gradients == Array(try #require(network.inputGradients)) && gradients.contains { $0 != 0 })
  }
}
