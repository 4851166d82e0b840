import BLASTrainer
import Datasets
import Estimation
import Experiments
import Testing

@Suite("Which values of a layer are kept")
struct KeptValuesTests {
  @Test("The stride is the least from `every` on that shares no factor with the width")
  func strides() {
    func stride(_ every: Int, _ width: Int) -> Int { LayeredLooks(every: every).stride(width: width) }
    #expect(stride(20, 100) == 21 && stride(20, 300) == 23 && stride(20, 10) == 21 && stride(20, 784) == 23)
    #expect(stride(1, 100) == 1 && stride(7, 1) == 7 && stride(21, 100) == 21 && stride(100, 100) == 101)
    #expect(stride(1000, 100) == 1001 && stride(2, 30_030) == 17)
  }

  @Test(
    "Every unit has its turn before any has its second",
    arguments: [(20, 100), (20, 300), (3, 9), (1, 5), (50, 10), (1000, 7)]
  )
  func turns(every: Int, width: Int) {
    var counts = [Int](repeating: 0, count: width)
    let step = LayeredLooks(every: every).stride(width: width)
    for value in stride(from: 0, to: 997 * width, by: step) { counts[value % width] += 1 }
    #expect((counts.max() ?? 0) - (counts.min() ?? 0) <= 1, "\(counts)")
  }

  /// Five layers of 100 ReLUs under He's rule, on 2,000 Gaussian points: half of the values are 0 by symmetry.
  ///
  /// About 95 points are kept of each of 100 units: a kept share misses its layer's by a standard error of at most
  /// 0.05 / √100 = 0.005, and 0.03 by chance once in 10⁹. The share over eight networks has a standard error of at most
  /// 0.5 / √800 = 0.018 (units of a layer depend on each other little), and misses a half by 0.1 once in 3 · 10⁷.
  @Test("With every: 20 and width 100 the kept values are 0 as often as all values are, which is half of the time")
  func zeros() throws {
    let (points, width) = (2000, 100)
    let hidden = Layer.dense(units: width, activation: .relu, initializer: .heNormal())
    func shares(every: Int) throws -> [[Double]] {
      let experiment = LayeredExperiment(
        seed: 12,
        network: LayeredNetwork(input: LayerShape(count: width), layers: [Layer](repeating: hidden, count: 6)),
        task: DataTask(
          source: .gaussian(GaussianInput(points: points, testPoints: 1, features: width)),
          facts: DataFacts(shape: .vector(width), classes: 1, training: points, validation: 0, test: 1, digest: nil)
        ),
        training: LayeredTrainingPlan(loss: .mse, optimizer: .adagrad(), batchSize: points, epochs: 0),
        looks: LayeredLooks(count: nil, distributions: [.activations], every: every)
      )
      var trainer = BLASTrainer()
      return try (0..<UInt64(8)).map { simulation in
        let record = try #require(try trainer.run(experiment, simulation: simulation, isWanted: { true }))
        return record.distributions.prefix(5).map { Double($0.zeros) / Double($0.total) }
      }
    }
    let (all, kept) = (try shares(every: 1), try shares(every: 20))
    for layer in 0..<5 {
      for (whole, part) in zip(all, kept) {
        #expect((whole[layer] - part[layer]).magnitude < 0.03, "layer \(layer + 1)")
      }
      let mean = kept.reduce(0) { $0 + $1[layer] } / 8
      #expect((mean - 0.5).magnitude < 0.1, "layer \(layer + 1): \(mean)")
    }
  }
}
