import BLASTrainer
import Experiments
import Testing

private func network<Scalar: BLASScalar>(
  _ layers: [Layer],
  inputs: Int,
  loss: Loss = .mse,
  optimizer: Optimizer = .sgd(learningRate: 0.1),
  clipping: Clipping? = nil,
  simulation: UInt64 = 0,
  batch: Int = 4,
  _: Scalar.Type = Scalar.self
) throws -> BLASNetwork<Scalar> {
  try BLASNetwork(
    LayeredNetwork(input: LayerShape(count: inputs), layers: layers),
    loss: loss,
    optimizer: optimizer,
    clipping: clipping,
    coordinates: Coordinates(seed: 5, simulation: simulation),
    largestBatch: batch
  )
}

private func ones(_ count: Int, features: Int) -> Samples<Float> {
  Samples(
    inputs: [Float](repeating: 1, count: count * features),
    features: features,
    targets: .values([Float](repeating: 0, count: count * features))
  )
}

@Suite("What single layers do")
struct LayerTests {
  @Test("Dropout keeps 1 − rate of the values, each divided by it, and all of them at rest")
  func dropout() throws {
    let network = try network([.dropout(rate: 0.2)], inputs: 1000, batch: 50, Float.self)
    let samples = ones(50, features: 1000)
    network.forward(samples, points: 0..<50, mode: .training(epoch: 3, position: 0))
    let values = Array(network.view(ofLayer: 0).values)
    #expect(values.allSatisfy { $0 == 0 || $0 == 1.25 })
    // Of 50,000 fair draws the share has a standard error of 0.0018: 5 of them are missed once in 2 million streams.
    let kept = Double(values.count { $0 != 0 }) / Double(values.count)
    #expect((kept - 0.8).magnitude < 0.009)
    network.forward(samples, points: 0..<50, mode: .inference)
    #expect(network.view(ofLayer: 0).values.allSatisfy { $0 == 1 })
  }

  @Test(
    "Masks and slopes belong to a point's place in the epoch, not to its batch; epochs, simulations and layers differ"
  )
  func positions() throws {
    let layers: [Layer] = [.dropout(rate: 0.5), .shift(-3), .activation(.rrelu()), .dropout(rate: 0.5)]
    let samples = ones(7, features: 13)
    func values(_ simulation: UInt64, epoch: Int, _ starts: [Int], layer: Int) throws -> [Float] {
      let network = try network(layers, inputs: 13, simulation: simulation, batch: 7, Float.self)
      return zip(starts, starts.dropFirst() + [7]).flatMap { start, end in
        network.forward(samples, points: start..<end, mode: .training(epoch: epoch, position: start))
        return Array(network.view(ofLayer: layer).values)
      }
    }
    for layer in layers.indices {
      let whole = try values(1, epoch: 4, [0], layer: layer)
      #expect(try values(1, epoch: 4, [0, 3, 5], layer: layer) == whole)
      #expect(try values(1, epoch: 5, [0], layer: layer) != whole)
      #expect(try values(2, epoch: 4, [0], layer: layer) != whole)
    }
    #expect(
      try values(1, epoch: 4, [0], layer: 0).map { $0 == 0 } != values(1, epoch: 4, [0], layer: 3).map { $0 == 0 }
    )
  }

  @Test("RReLU draws its slopes from U(1/8, 1/3) in training and takes 11/48 at rest")
  func randomSlopes() throws {
    let network = try network([.shift(-2), .activation(.rrelu())], inputs: 1000, batch: 20, Float.self)
    let samples = ones(20, features: 1000)
    network.forward(samples, points: 0..<20, mode: .training(epoch: 0, position: 0))
    let slopes = network.view(ofLayer: 1).values.map { -Double($0) }
    #expect(slopes.allSatisfy { $0 >= 1 / 8 && $0 <= 1 / 3 + 1e-7 })
    #expect((slopes.min() ?? 1) < 0.126 && (slopes.max() ?? 0) > 0.332)
    // The deviation of one is 0.0601, of the mean of 20,000 4.3e-4.
    let mean = slopes.reduce(0, +) / 20_000
    #expect((mean - 11 / 48).magnitude < 0.0022)
    network.forward(samples, points: 0..<20, mode: .inference)
    #expect(network.view(ofLayer: 1).values.allSatisfy { $0 == -Float(11.0 / 48) })
  }

  @Test("Batch normalization: running moments from 0 and 1 by momentum and the batch's own variance; at rest they rule")
  func normalization() throws {
    let network = try network([.batchNormalization(momentum: 0.9, epsilon: 1e-3)], inputs: 1, Double.self)
    let samples = Samples(inputs: [1.0, 2, 3, 6], features: 1, targets: .values([0, 0, 0, 0]))
    network.forward(samples, points: 0..<4, mode: .training(epoch: 0, position: 0))
    let normal = network.view(ofLayer: 0).values
    // Mean 3, variance 14 / 4.
    for (value, x) in zip(normal, samples.inputs) {
      #expect((value - (x - 3) / (3.5 + 1e-3).squareRoot()).magnitude < 1e-15)
    }
    let moments = try #require(network.runningMoments(layer: 0))
    #expect((moments.mean[0] - 0.3).magnitude < 1e-15 && (moments.variance[0] - 1.25).magnitude < 1e-15)
    network.forward(samples, points: 1..<3, mode: .inference)
    for (value, x) in zip(network.view(ofLayer: 0).values, [2.0, 3]) {
      #expect((value - (x - 0.3) / (1.25 + 1e-3).squareRoot()).magnitude < 1e-15)
    }
    #expect(network.runningMoments(layer: 0)?.mean == moments.mean)
  }

  @Test("A normalization or a dropout between leaves the weights that are drawn as they were")
  func sameDraws() throws {
    func dense(_ units: Int) -> Layer { .dense(units: units, initializer: .heNormal()) }
    let bare = try network([dense(5), dense(1)], inputs: 3, Float.self)
    let full = try network(
      [.batchNormalization(), dense(5), .batchNormalization(), .activation(.prelu), .dropout(rate: 0.1), dense(1)],
      inputs: 3,
      Float.self
    )
    #expect(
      try Array(#require(bare.values(of: .weights, layer: 0))) == Array(#require(full.values(of: .weights, layer: 1)))
    )
    #expect(
      try Array(#require(bare.values(of: .weights, layer: 1))) == Array(#require(full.values(of: .weights, layer: 5)))
    )
  }

  @Test(
    "z, values and their gradients are there where they have a meaning, and dense – normalization – activation has z after"
  )
  func views() throws {
    let dense = Layer.dense(units: 3, initializer: .heNormal())
    let network = try network(
      [
        dense, .batchNormalization(), .activation(.tanh),
        .dense(units: 2, activation: .softmax, initializer: .heNormal()),
      ],
      inputs: 3,
      loss: .categoricalCrossEntropy,
      Float.self
    )
    let samples = Samples(inputs: (0..<12).map { Float($0 % 5) }, features: 3, targets: .labels([0, 1, 1, 0]))
    network.forward(samples, points: 0..<3, mode: .training(epoch: 0, position: 0))
    network.backward()
    let views = (0..<4).map { network.view(ofLayer: $0) }
    #expect(views[0].sums.map { Array($0) } == Array(views[0].values))
    #expect(views[1].sums == nil && views[1].weightGradients == nil)
    #expect(views[2].sums.map { Array($0) } == Array(views[1].values))
    #expect(views[2].sumGradients.map { Array($0) } == views[1].valueGradients.map { Array($0) })
    #expect(views[3].valueGradients == nil && views[3].sums?.count == 6)
    #expect(views[3].values.count == 6 && views[0].weightGradients?.count == 9 && views[0].biasGradients?.count == 3)
  }

  @Test("The same network trained twice has the same bits, and padding at the end of arrays stays out of every norm")
  func repeatable() throws {
    func trained(_ optimizer: Optimizer, _ clipping: Clipping?) throws -> [Float] {
      let layers: [Layer] = [
        .dense(units: 17, activation: .selu, initializer: .leCunNormal()),
        .dense(units: 3, activation: .softmax, initializer: .glorotUniform),
      ]
      let network = try network(
        layers,
        inputs: 5,
        loss: .categoricalCrossEntropy,
        optimizer: optimizer,
        clipping: clipping,
        Float.self
      )
      let samples = drawnSamples(11, network.network, labels: true, Float.self)
      for epoch in 0..<3 { _ = network.trainEpoch(samples, epoch: epoch) }
      return try Array(#require(network.values(of: .weights, layer: 0)))
    }
    for optimizer in [Optimizer.adam(), .adagrad(), .adadelta(), .nadam(), .rmsprop()] {
      let once = try trained(optimizer, .globalNorm(0.5))
      #expect(try trained(optimizer, .globalNorm(0.5)) == once && once.allSatisfy { $0.isFinite })
    }
  }
}
