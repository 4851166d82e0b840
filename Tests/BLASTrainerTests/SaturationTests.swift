import BLASTrainer
import Datasets
import Estimation
import Experiments
import Testing

@Suite("Saturated values")
struct SaturationTests {
  /// Weights of standard deviation 1 into 300 units: z has one of about 14, so that tanh is above 0.995 at nearly every
  /// point. No unit is so at all of 1,000 points, of which some give it a small z.
  private static func record() throws -> (LayeredExperiment, Record) {
    let wide = Initializer.normal(mean: 0, standardDeviation: 1, truncated: false)
    let experiment = LayeredExperiment(
      seed: 3,
      network: LayeredNetwork(
        input: LayerShape(count: 300),
        layers: (0..<3).map { _ in .dense(units: 300, activation: .tanh, initializer: wide) }
      ),
      task: DataTask(
        source: .gaussian(GaussianInput(points: 1000, features: 300)),
        facts: DataFacts(shape: .vector(300), classes: 1, training: 1000, validation: 0, test: 1000, digest: nil)
      ),
      training: LayeredTrainingPlan(
        loss: .mse,
        optimizer: .sgd(learningRate: 0.1),
        batchSize: 32,
        epochs: 0
      ),
      looks: LayeredLooks(distributions: [.activations])
    )
    var trainer = BLASTrainer()
    return (experiment, try #require(try trainer.run(experiment, simulation: 0, isWanted: { true })))
  }

  @Test("Where no unit is saturated on every point, most values are, which their share says")
  func shares() throws {
    let (experiment, record) = try Self.record()
    func number(_ name: String) throws -> Double {
      record.values[try #require(experiment.numbers.firstIndex(of: Quantity(layer: 1, name, "start")))]
    }
    #expect(try number("share_saturated") < 0.01)
    // P(|z| > atanh √0.99) is 0.83 where z is normal with a standard deviation of 13.
    #expect(try 0.78...0.9 ~= number("share_saturated_values"))
  }

  @Test("A distribution reaches to the least and the greatest value, to ±1 and not beyond")
  func ends() throws {
    let (experiment, record) = try Self.record()
    let index = try #require(experiment.distributions.firstIndex(of: Quantity(layer: 1, "activations", "start")))
    let values = record.distributions[index]
    #expect(values.range == -1...1 && values.resolution == .fine)
    #expect(values.located(0)?.low == -1 && values.located(1)?.high == 1)
    #expect(values.located(0.99)?.low == 1 && values.located(0.99)?.value == 1)
  }
}
