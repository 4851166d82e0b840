import Experiments
import LaneTrainer
import Testing

@Suite("Half trained does not depend on the number format", .timeLimit(.minutes(60)))
struct HalfTrainedTests {
  /// The network of `configs/dying-relu.yaml`, on fewer points.
  private static func experiment(_ activation: Activation, _ precision: Precision) -> Experiment {
    let hidden = DenseLayer(units: 2, activation: activation, initializer: .glorotUniform)
    let output = DenseLayer(units: 1, activation: .linear, initializer: .glorotUniform)
    let end = 7.0.squareRoot()
    return Experiment(
      seed: 1999,
      precision: precision,
      network: Network(inputs: 1, layers: Array(repeating: hidden, count: 10) + [output]),
      task: LearningTask(target: .abs, low: -end, high: end, trainingPoints: 600, testPoints: .drawn(100)),
      training: TrainingPlan(optimizer: .sgd(learningRate: 0.03), batchSize: 32, epochs: 4)
    )
  }

  /// The seed is fixed. Were the verdicts of the two formats exchangeable, a difference of this size in the pairs that
  /// disagree would come once in a million seeds (Hoeffding's inequality for fair signs).
  @Test(
    "The same networks in float32 and float64, and none is flat",
    arguments: [Activation.relu, .leakyReLU(slope: 0.01)]
  )
  func sameInBothFormats(activation: Activation) throws {
    let count: UInt64 = 4000
    func halfTrained(_ precision: Precision) throws -> [Bool] {
      try LaneTrainer().run(Self.experiment(activation, precision), simulations: 0..<count).map { record in
        let isIt = record.outcomes.contains(.halfTrained)
        #expect(!isIt || record.outcomes.isDisjoint(with: [.constant, .flat(0), .flat(1), .flat(2), .flat(3)]))
        return isIt
      }
    }
    let pairs = zip(try halfTrained(.float32), try halfTrained(.float64))
    let (onlyFirst, onlySecond) = (pairs.count { $0 && !$1 }, pairs.count { !$0 && $1 })
    let disagreeing = Double(onlyFirst + onlySecond)
    let most = (2 * disagreeing * 14.51).squareRoot()
    #expect(
      Double(onlyFirst - onlySecond).magnitude <= most,
      "\(onlyFirst) only in float32, \(onlySecond) only in float64"
    )
    #expect(disagreeing < 0.01 * Double(count), "\(disagreeing)")
    #expect(pairs.count { $0.0 } >= 20, "nothing was compared")
  }
}
