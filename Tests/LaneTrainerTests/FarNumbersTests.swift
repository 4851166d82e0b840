import Experiments
import LaneTrainer
import ReferenceTrainer
import Testing

@Suite("The lane trainer gives the reference's bits far from 1")
struct FarNumbersTests {
  /// Linear layers whose values grow or shrink by about `deviation` a layer, so that some lanes of a group pass the limits of
  /// ``SquareUnit`` a layer before others.
  private static func experiment(_ deviation: Double, _ precision: Precision) -> Experiment {
    let layer = DenseLayer(
      units: 2,
      activation: .leakyReLU(slope: 0.5),
      initializer: .normal(mean: 0, standardDeviation: deviation, truncated: false)
    )
    let output = DenseLayer(units: 1, activation: .linear, initializer: .glorotUniform)
    return Experiment(
      seed: 3,
      precision: precision,
      network: Network(inputs: 1, layers: Array(repeating: layer, count: 7) + [output]),
      task: LearningTask(target: .abs, low: 0.5, high: 1, trainingPoints: 20, testPoints: .drawn(6)),
      // So small a step that weights stay what they are.
      training: TrainingPlan(optimizer: .sgd(learningRate: 1e-300), batchSize: 9, epochs: 2),
      looks: Looks(epochs: true)
    )
  }

  @Test("at every width, in both precisions", arguments: LaneTrainer.Width.allCases)
  func sameBits(width: LaneTrainer.Width) throws {
    let trainer = LaneTrainer(width: width)
    var reference = ReferenceTrainer()
    for precision in Precision.allCases {
      for deviation in [1e-41, 1e-24, 1.0, 1e24, 1e39] {
        let experiment = Self.experiment(deviation, precision)
        let expected = try reference.run(experiment, simulations: 5..<40)
        for (mine, theirs) in zip(try trainer.run(experiment, simulations: 5..<40), expected) {
          #expect(mine == theirs, "\(precision) \(deviation) simulation \(theirs.simulation)")
        }
      }
    }
  }

  @Test("and deviations that are neither 0 nor infinite where the values are not", arguments: [1e-41, 1e39])
  func deviations(deviation: Double) throws {
    let trainer = LaneTrainer()
    let records = try trainer.run(Self.experiment(deviation, .float64), simulations: 0..<32)
    var seen = 0
    let schema = RecordSchema(Self.experiment(deviation, .float64))
    for record in records {
      for layer in 1...8 {
        let mean = try #require(schema.value("activation_mean", "first_batch", layer: layer, of: record))
        let size = try #require(schema.value("activation_deviation", "first_batch", layer: layer, of: record))
        guard mean != 0, mean.isFinite else { continue }
        seen += 1
        // Inputs lie between ½ and 1, and layers without a bias yet are homogeneous: deviations are like means.
        let ratio = size / mean.magnitude
        #expect(ratio > 0.01 && ratio.isFinite, "layer \(layer): \(size), \(mean)")
      }
    }
    #expect(seen == 32 * 8)
  }
}
