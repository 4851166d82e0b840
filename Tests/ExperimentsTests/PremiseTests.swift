import Experiments
import ReferenceTrainer
import Testing

@Suite("Outcomes whose premise is missing are undefined")
struct PremiseTests {
  private func experiment(
    _ activation: Activation = .relu,
    hiddenLayers: Int = 2,
    target: Target = .abs,
    test: TestPoints = .drawn(5),
    epochs: Int = 1,
    flat: [Double] = [1e-2, 0.1],
    precision: Precision = .float32
  ) -> Experiment {
    let hidden = DenseLayer(units: 2, activation: activation, initializer: .glorotUniform)
    let output = DenseLayer(units: target.outputs, activation: .linear, initializer: .glorotUniform)
    return Experiment(
      seed: 1,
      precision: precision,
      network: Network(inputs: target.inputs, layers: Array(repeating: hidden, count: hiddenLayers) + [output]),
      task: LearningTask(target: target, low: -1, high: 1, trainingPoints: 10, testPoints: test),
      training: TrainingPlan(optimizer: .sgd(learningRate: 0.1), batchSize: 5, epochs: epochs),
      criteria: Criteria(flat: flat)
    )
  }

  private func undefined(_ experiment: Experiment) -> [String: String] {
    Dictionary(
      uniqueKeysWithValues: NamedOutcome.all(experiment.criteria).compactMap { outcome in
        experiment.missingPremise(of: outcome.flag).map { (outcome.name, $0) }
      }
    )
  }

  @Test("An ordinary study defines them all")
  func ordinary() {
    #expect(undefined(experiment()) == [:])
    #expect(undefined(experiment(test: .listed([[-1], [0], [1], [0.5], [-0.5]]))) == [:])
  }

  @Test("Without training nothing dies or comes back, and no batch has a gradient; constant at birth is a fact")
  func untrained() {
    let reason = "no batch was trained"
    #expect(undefined(experiment(epochs: 0)) == ["died": reason, "revived": reason, "no_gradient": reason])
  }

  @Test("Constant and flat need two test points, half trained five, and fitted targets that differ")
  func testPoints() {
    let one = undefined(experiment(test: .drawn(1)))
    #expect(Set(one.keys) == ["constant", "flat_1e-2", "flat_0.1", "half_trained", "fitted"])
    #expect(one["constant"] == "with one test point every network is constant")
    for count in 2...4 {
      #expect(undefined(experiment(test: .drawn(count))) == ["half_trained": "fewer than 5 test points"])
    }
    let same = undefined(experiment(test: .listed([[-1], [1], [1], [-1], [1]])))
    let reasons = [
      "half_trained": "fewer than 3 different test inputs", "fitted": "the targets of all test points are equal",
    ]
    #expect(same == reasons)
    // The same number in float32, not in float64.
    let near = TestPoints.listed([[1], [-1], [1], [-1], [1 + 1e-12]])
    #expect(undefined(experiment(test: near)) == same)
    #expect(undefined(experiment(test: near, precision: .float64)) == [:])
  }

  @Test("Half trained needs one input and a tolerance that says what is flat")
  func halfTrained() {
    #expect(undefined(experiment(target: .abs2D)) == ["half_trained": "the network has more than one input"])
    let two = [[0], [0], [1], [1], [1 + 1e-12]] as [[Double]]
    #expect(undefined(experiment(test: .listed(two)))["half_trained"] == "fewer than 3 different test inputs")
    #expect(undefined(experiment(flat: [])) == ["half_trained": "criteria.flat is empty"])
  }

  @Test("Death needs a hidden layer that can be dead, and a hidden gradient a hidden layer")
  func death() {
    for activation in [Activation.tanh, .sigmoid, .linear] {
      let found = undefined(experiment(activation))
      #expect(Set(found.keys) == NamedOutcome.aboutDeath)
      #expect(Set(found.values) == ["tanh, sigmoid and linear layers cannot be dead"])
    }
    let shallow = undefined(experiment(hiddenLayers: 0))
    #expect(Set(shallow.keys) == NamedOutcome.aboutDeath.union(["no_gradient"]))
    #expect(Set(shallow.values) == ["there is no hidden layer"])
  }

  @Test("No record has them, whatever its numbers are")
  func records() throws {
    var trainer = ReferenceTrainer()
    let lone = experiment(test: .drawn(1))
    let one = try trainer.run(lone, simulations: 0..<50)
    let none: Outcomes = [.constant, .flat(0), .flat(1), .halfTrained, .fitted]
    for record in one {
      #expect(record.outcomes.isDisjoint(with: none))
      #expect(RecordSchema(lone).value("prediction_min", "end", of: record)?.isFinite == true)
    }
    let shallow = try trainer.run(experiment(.linear, hiddenLayers: 0), simulations: 0..<50)
    #expect(shallow.allSatisfy { !$0.outcomes.contains(.noGradient) })
  }
}
