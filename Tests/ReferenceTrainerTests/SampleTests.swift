import Experiments
import Foundation
import ReferenceTrainer
import Testing

@Suite("The README's sample")
struct SampleTests {
  @Test("runs, and stands in the README as it is here")
  func sample() throws {
    // sample begins
    let hidden = DenseLayer(units: 2, activation: .relu, initializer: .heNormal())
    let output = DenseLayer(units: 1, activation: .linear, initializer: .heNormal())
    let network = Network(inputs: 1, layers: Array(repeating: hidden, count: 10) + [output])
    let task = LearningTask(target: .abs, low: -2, high: 2, trainingPoints: 300, testPoints: .drawn(50))
    let plan = TrainingPlan(optimizer: .sgd(learningRate: 0.01), batchSize: 64, epochs: 2)
    let experiment = Experiment(seed: 1999, network: network, task: task, training: plan)
    var trainer = ReferenceTrainer()
    for record in try trainer.run(experiment, simulations: 0..<1) {
      for (quantity, value) in zip(RecordSchema(experiment).quantities, record.values) { print(quantity.column, value) }
    }
    // sample ends

    let source = try String(contentsOf: URL(fileURLWithPath: #filePath), encoding: .utf8)
    let lines = source.split(separator: "\n", omittingEmptySubsequences: false)
    let first = try #require(lines.firstIndex(of: "    // sample begins"))
    let last = try #require(lines.firstIndex(of: "    // sample ends"))
    let sample = lines[(first + 1)..<last].map { String($0.dropFirst(4)) }.joined(separator: "\n")
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let path = root.appendingPathComponent("Sources/ReferenceTrainer/README.md")
    let readme = try String(contentsOf: path, encoding: .utf8)
    #expect(last - first == 11 && readme.contains("\n" + sample + "\n```"))
  }
}
