import BLASTrainer
import Experiments
import Foundation
import Testing

/// A step of training against what it is made of. Printed, not held to: on a shared machine times prove nothing.
///
/// `COLLAPSAR_MEASURE=1 swift test -c release … --filter SpeedTests` prints it.
@Suite("Speed", .enabled(if: ProcessInfo.processInfo.environment["COLLAPSAR_MEASURE"] != nil), .serialized)
struct SpeedTests {
  static let shapes: [(name: String, hidden: [Int], batch: Int)] = [
    ("784 - 5 x 100 - 10 at batch 128", Array(repeating: 100, count: 5), 128),
    ("784 - 300 - 99 x 100 - 10 at batch 32", [300] + Array(repeating: 100, count: 99), 32),
  ]

  @Test("Passes take little more than their products and one pass of the activations", arguments: [0, 1])
  func passes(_ index: Int) throws {
    let (name, hidden, batch) = Self.shapes[index]
    for activation in [Activation.tanh, .sigmoid, .selu, .relu] {
      let layers = hidden.map {
        Layer.dense(units: $0, activation: activation, initializer: .glorotNormal())
      }
      let network = try BLASNetwork<Float>(
        LayeredNetwork(
          input: LayerShape(count: 784),
          layers: layers + [.dense(units: 10, activation: .softmax, initializer: .glorotUniform)]
        ),
        loss: .categoricalCrossEntropy,
        optimizer: .sgd(learningRate: 1e-4),
        coordinates: Coordinates(seed: 1, simulation: 0),
        largestBatch: batch
      )
      let inputs = (0..<batch * 784).map { Float($0 % 251) / 251 }
      let samples = Samples(
        inputs: inputs,
        features: 784,
        targets: .labels((0..<batch).map { Int32($0 % 10) })
      )
      var bare = Double.infinity
      var passes = Double.infinity
      var steps = Double.infinity
      let products = BareProducts(widths: [784] + hidden + [10], batch: batch, activation: activation)
      // Alternated, so that a slow moment of the machine hits both; each as its caches stand after a run of its own.
      for _ in 0..<40 {
        bare = min(bare, seconds { products.run() })
        passes = min(
          passes,
          seconds {
            network.forward(samples, points: 0..<batch, mode: .training(epoch: 0, position: 0))
            network.backward()
          }
        )
        steps = min(steps, seconds { network.step() })
      }
      print(
        "measured \(name), \(activation): products and activations alone \(milliseconds(bare)), "
          + "forward and backward pass \(milliseconds(passes)) (\(Int(100 * bare / passes)) % of that rate), "
          + "SGD step \(milliseconds(steps))"
      )
    }
  }

  @Test("Steps of every optimizer, 784 - 300 - 100 - 10")
  func optimizers() throws {
    let optimizers: [Optimizer] = [
      .sgd(learningRate: 1e-4), .sgd(learningRate: 1e-4, momentum: 0.9), .rmsprop(),
      .adam(), .adagrad(), .adadelta(), .nadam(),
    ]
    for optimizer in optimizers {
      let layers = [300, 100, 10].map { Layer.dense(units: $0, initializer: .heNormal()) }
      let network = try BLASNetwork<Float>(
        LayeredNetwork(input: LayerShape(count: 784), layers: layers),
        loss: .mse,
        optimizer: optimizer,
        coordinates: Coordinates(seed: 1, simulation: 0),
        largestBatch: 32
      )
      let samples = drawnSamples(32, network.network, Float.self)
      network.forward(samples, points: 0..<32, mode: .inference)
      network.backward()
      let step = (0..<20).reduce(Double.infinity) { best, _ in min(best, seconds { network.step() }) }
      print(
        "measured step of \(network.parameterArrays.reduce(0) { $0 + $1.count }) parameters, \(optimizer): \(milliseconds(step))"
      )
    }
  }

  /// That of configs/fashion-activations.yaml, on numbers of no meaning; `scripts/keras-epoch` sets Keras beside it.
  @Test("An epoch of 55,000 points, 784 - 300 - 100 - 10 at batch 32")
  func epoch() throws {
    let hidden = [300, 100].map {
      Layer.dense(units: $0, activation: .leakyReLU(slope: 0.3), initializer: .heNormal(truncated: true))
    }
    let network = try BLASNetwork<Float>(
      LayeredNetwork(
        input: LayerShape(count: 784),
        layers: hidden + [.dense(units: 10, activation: .softmax, initializer: .glorotUniform)]
      ),
      loss: .categoricalCrossEntropy,
      optimizer: .sgd(learningRate: 1e-3),
      coordinates: Coordinates(seed: 1, simulation: 0),
      largestBatch: 32
    )
    let samples = drawnSamples(55_000, network.network, labels: true, Float.self)
    let clock = ContinuousClock()
    let time = clock.measure { _ = network.trainEpoch(samples, epoch: 0) }.components
    print("measured epoch of 55,000 points: \(Double(time.seconds) + Double(time.attoseconds) * 1e-18) s")
  }

  @Test("A convolutional network at batch 128")
  func convolution() throws {
    func filters(_ count: Int) -> Layer {
      .convolution(filters: count, activation: .relu, initializer: .heNormal())
    }
    let network = try BLASNetwork<Float>(
      LayeredNetwork(
        input: LayerShape(height: 28, width: 28, channels: 1),
        layers: [
          filters(32), filters(64), .maxPooling, .dropout(rate: 0.25),
          .dense(units: 128, activation: .relu, initializer: .heNormal()), .dropout(rate: 0.5),
          .dense(units: 10, activation: .softmax, initializer: .glorotUniform),
        ]
      ),
      loss: .categoricalCrossEntropy,
      optimizer: .rmsprop(),
      coordinates: Coordinates(seed: 1, simulation: 0),
      largestBatch: 128
    )
    let samples = drawnSamples(128, network.network, labels: true, Float.self)
    let mode = PassMode.training(epoch: 0, position: 0)
    let forward = seconds { network.forward(samples, points: 0..<128, mode: mode) }
    let backward = seconds { network.backward() }
    print(
      "measured convolutions 32 - 64, dense 128 at batch 128: forward \(milliseconds(forward)), backward \(milliseconds(backward))"
    )
  }

  /// The best of three runs, after one that fills the caches.
  private func seconds(_ work: () -> Void) -> Double {
    let clock = ContinuousClock()
    work()
    let times = (0..<3).map { _ in clock.measure(work).components }
    return times.map { Double($0.seconds) + Double($0.attoseconds) * 1e-18 }.min() ?? .nan
  }

  private func milliseconds(_ seconds: Double) -> String { String(format: "%.3f ms", 1000 * seconds) }
}

/// The products of a dense network's forward and backward pass, and one pass of its activations, on memory of their own.
private final class BareProducts {
  private let widths: [Int]
  private let batch: Int
  private let activation: Activation
  private var memory: [UnsafeMutablePointer<Float>] = []

  init(widths: [Int], batch: Int, activation: Activation) {
    self.widths = widths
    self.batch = batch
    self.activation = activation
    for layer in 1..<widths.count {
      let (inputs, units) = (widths[layer - 1], widths[layer])
      // Input, weights, z, values, ∂L/∂W, ∂L/∂input.
      for count in [batch * inputs, units * inputs, batch * units, batch * units, units * inputs, batch * inputs] {
        let raw = UnsafeMutableRawPointer.allocate(byteCount: 4 * count + 64, alignment: 64)
        memory.append(raw.initializeMemory(as: Float.self, repeating: 0.01, count: count + 16))
      }
    }
  }

  deinit { for block in memory { UnsafeMutableRawPointer(block).deallocate() } }

  func run() {
    for layer in 1..<widths.count {
      let (inputs, units) = (widths[layer - 1], widths[layer])
      let block = 6 * (layer - 1)
      Float.multiply(
        Matrix(memory[block]),
        Matrix(memory[block + 1], transposed: true),
        into: memory[block + 2],
        batch,
        units,
        inputs,
        adding: false
      )
      if layer + 1 < widths.count {
        Float.activate(activation, memory[block + 2], into: memory[block + 3], count: batch * units)
      }
    }
    for layer in (1..<widths.count).reversed() {
      let (inputs, units) = (widths[layer - 1], widths[layer])
      let block = 6 * (layer - 1)
      Float.multiply(
        Matrix(memory[block + 2], transposed: true),
        Matrix(memory[block]),
        into: memory[block + 4],
        units,
        inputs,
        batch,
        adding: false
      )
      if layer > 1 {
        Float.multiply(
          Matrix(memory[block + 2]),
          Matrix(memory[block + 1]),
          into: memory[block + 5],
          batch,
          inputs,
          units,
          adding: false
        )
      }
    }
  }
}
