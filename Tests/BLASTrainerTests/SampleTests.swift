import BLASTrainer
import Experiments
import Foundation
import Testing

@Suite("The README's sample")
struct SampleTests {
  @Test("runs, and stands in the README as it is here")
  func sample() throws {
    // sample begins
    let hidden = Layer.dense(units: 100, activation: .tanh, initializer: .glorotNormal())
    let output = Layer.dense(units: 2, activation: .softmax, initializer: .glorotUniform)
    let plan = LayeredNetwork(input: LayerShape(count: 3), layers: [hidden, hidden, output])
    let network = try BLASNetwork<Float>(
      plan,
      loss: .categoricalCrossEntropy,
      optimizer: .adam(),
      coordinates: Coordinates(seed: 1999, simulation: 0),
      largestBatch: 2
    )
    let samples = Samples<Float>(inputs: [1, 0, 0, 0, 1, 0, 0, 0, 1], features: 3, targets: .labels([0, 1, 1]))
    let loss = network.trainEpoch(samples, epoch: 0)
    print(loss ?? .nan, network.evaluate(samples), network.view(ofLayer: 0).weightGradients?.prefix(3) ?? [])
    // sample ends

    let source = try String(contentsOf: URL(fileURLWithPath: #filePath), encoding: .utf8)
    let lines = source.split(separator: "\n", omittingEmptySubsequences: false)
    let first = try #require(lines.firstIndex(of: "    // sample begins"))
    let last = try #require(lines.firstIndex(of: "    // sample ends"))
    let sample = lines[(first + 1)..<last].map { String($0.dropFirst(4)) }.joined(separator: "\n")
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let readme = try String(contentsOf: root.appendingPathComponent("Sources/BLASTrainer/README.md"), encoding: .utf8)
    #expect(last - first == 14 && readme.contains("\n" + sample + "\n```"))
  }
}
