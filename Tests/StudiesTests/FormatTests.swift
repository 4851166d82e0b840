import Experiments
import RandomStreams
import Studies
import Testing

/// What each way to write something means.
@Suite struct FormatTests {
  private func layers(_ network: String, target: String = "abs") throws -> [DenseLayer] {
    let text = "name: a\ntask: {target: \(target), domain: [0, 1]}\ntraining: {}\nnetwork: \(network)"
    return try #require(try StudyPlan(text: text).experiments.first).network.layers
  }

  private func experiment(_ changes: String) throws -> Experiment {
    let plan = try StudyPlan(text: shortest, overrides: StudyOverrides(settings: [changes]))
    return try #require(plan.experiments.first)
  }

  @Test func defaultsAreKeras() throws {
    let plan = try StudyPlan(text: shortest)
    #expect(plan.seed == 0 && plan.simulations == 1_000)
    #expect(plan.records == .byDefault && plan.trainer == nil && plan.stop == nil && plan.compare.isEmpty)
    #expect(plan.cells.map(\.name) == ["all"])
    let experiment = plan.cells[0].experiment!
    let hidden = DenseLayer(units: 3, activation: .relu, initializer: .glorotUniform)
    let output = DenseLayer(units: 1, activation: .linear, initializer: .glorotUniform)
    #expect(experiment.network == Network(inputs: 1, layers: [hidden, hidden, output]))
    #expect(experiment.training == TrainingPlan(optimizer: .sgd(learningRate: 0.01), batchSize: 32, epochs: 1))
    #expect(
      experiment.task == LearningTask(target: .abs, low: -1, high: 2, trainingPoints: 3_000, testPoints: .drawn(500))
    )
    #expect(experiment.criteria == Criteria())
    #expect(experiment.precision == .float32)
  }

  @Test(arguments: [
    ("relu", Activation.relu), ("{relu: {}}", .relu), ("{leaky_relu: {slope: 0.3}}", .leakyReLU(slope: 0.3)),
    ("elu", .elu), ("selu", .selu), ("tanh", .tanh), ("sigmoid", .sigmoid), ("linear", .linear),
  ])
  func activationsReadAs(_ text: String, _ activation: Activation) throws {
    #expect(try layers("{hidden_layers: 1, width: 1, activation: \(text)}")[0].activation == activation)
    #expect(
      try layers("{hidden_layers: 1, width: 1, activation: relu, output_activation: \(text)}")[1].activation
        == activation
    )
  }

  @Test(arguments: [
    ("zeros", Initializer.zeros), ("{constant: {value: -0.5}}", .constant(-0.5)),
    ("{uniform: {low: -1, high: 2}}", .uniform(low: -1, high: 2)),
    ("{normal: {stddev: 0.1}}", .normal(mean: 0, standardDeviation: 0.1, truncated: false)),
    ("{normal: {mean: 1, stddev: 2, truncated: true}}", .normal(mean: 1, standardDeviation: 2, truncated: true)),
    ("glorot_uniform", .glorotUniform), ("he_uniform", .heUniform), ("lecun_uniform", .leCunUniform),
    ("glorot_normal", .glorotNormal()), ("he_normal", .heNormal()), ("lecun_normal", .leCunNormal()),
    ("{glorot_normal: {truncated: true}}", .glorotNormal(truncated: true)),
    ("{he_normal: {truncated: true}}", .heNormal(truncated: true)),
    ("{lecun_normal: {truncated: false}}", .leCunNormal()),
    (
      "{variance_scaling: {scale: 3, mode: fan_out, distribution: truncated_normal}}",
      .varianceScaling(scale: 3, mode: .fanOut, distribution: .truncatedNormal)
    ),
  ])
  func initializersReadAs(_ text: String, _ initializer: Initializer) throws {
    let common = "hidden_layers: 3, width: 1, activation: relu"
    #expect(try layers("{\(common), initializer: \(text)}").allSatisfy { $0.initializer == initializer })
    let apart = try layers("{\(common), initializer: zeros, first_initializer: \(text)}")
    #expect(apart.map(\.initializer) == [initializer, .zeros, .zeros, .zeros])
    let last = try layers("{\(common), initializer: zeros, output_initializer: \(text)}")
    #expect(last.map(\.initializer) == [.zeros, .zeros, .zeros, initializer])
  }

  @Test(arguments: [
    ("sgd", Optimizer.sgd(learningRate: 0.01)), ("{sgd: {learning_rate: 0.5}}", .sgd(learningRate: 0.5)),
    (
      "{sgd: {momentum: 0.9, nesterov: true}}",
      .sgd(learningRate: 0.01, momentum: 0.9, nesterov: true)
    ),
    ("rmsprop", .rmsprop()),
    ("{rmsprop: {learning_rate: 0.1, rho: 0.5, epsilon: 1e-3}}", .rmsprop(learningRate: 0.1, rho: 0.5, epsilon: 1e-3)),
    ("adam", .adam()),
    (
      "{adam: {learning_rate: 0.1, beta_1: 0.5, beta_2: 0.6, epsilon: 1e-3, epsilon_form: kingma_ba}}",
      .adam(learningRate: 0.1, beta1: 0.5, beta2: 0.6, epsilon: 1e-3, epsilonForm: .kingmaBa)
    ),
  ])
  func optimizersReadAs(_ text: String, _ optimizer: Optimizer) throws {
    #expect(try experiment("training.optimizer=\(text)").training.optimizer == optimizer)
  }

  @Test func layersCanBeSpelledOut() throws {
    let listed = try layers(
      "{layers: [{dense: 4, activation: tanh, initializer: he_normal, bias: false}, {dense: 2}, {dense: 1}]}"
    )
    #expect(
      listed == [
        DenseLayer(units: 4, activation: .tanh, initializer: .heNormal(), hasBias: false),
        DenseLayer(units: 2, activation: .linear, initializer: .glorotUniform),
        DenseLayer(units: 1, activation: .linear, initializer: .glorotUniform),
      ]
    )
    #expect(try layers("{widths: [5, 1, 2], activation: relu}").map(\.units) == [5, 1, 2, 1])
    #expect(try layers("{widths: [5], activation: relu}", target: "abs_2d").map(\.units) == [5, 2])
  }

  @Test func domainsTakeRootsAndTestPointsTakeLists() throws {
    let task = try experiment("task.domain=[-sqrt(2), sqrt(0.25)]").task
    #expect(task.low == -(2.0.squareRoot()) && task.high == 0.5)
    let root = 2.0.squareRoot()
    #expect(try experiment("task.test_points=[0.5, sqrt(2)]").task.testPoints == .listed([[0.5], [root]]))
    #expect(try experiment("task.share=[shuffle, weights]").task.shared == [.shuffle, .weights])
    let text = """
      name: a
      network: {hidden_layers: 1, width: 4, activation: relu}
      task: {target: abs_2d, domain: [-1, 1], test_points: [[0, 1], [0.5, -1]]}
      training: {batch_size: 3_000, epochs: 0}
      """
    let plan = try StudyPlan(text: text)
    #expect(plan.cells[0].experiment!.task.testPoints == .listed([[0, 1], [0.5, -1]]))
    #expect(plan.cells[0].experiment!.network.inputs == 2)
    #expect(plan.cells[0].experiment!.training.batchSize == 3_000)
  }

  @Test func cellsAreMergedAndNamedThingsReplaced() throws {
    let text = """
      name: a
      network: {hidden_layers: 2, width: 3, activation: {leaky_relu: {slope: 0.1}}, bias: false}
      task: {target: abs, domain: [0, 1]}
      training: {optimizer: {sgd: {learning_rate: 0.5, momentum: 0.9}}, epochs: 7}
      cells:
        one:
        two: {network: {activation: tanh}, training: {optimizer: {sgd: {learning_rate: 0.1}}}}
        three: {network: {widths: [1, 2]}, precision: float64}
        four: {network: {layers: [{dense: 2}, {dense: 1}]}}
      """
    let cells = try StudyPlan(text: text).cells.compactMap(\.experiment)
    #expect(cells[1].network.layers.map(\.units) == [3, 3, 1])
    #expect(cells[1].network.layers.allSatisfy { !$0.hasBias })
    #expect(cells[1].training.optimizer == .sgd(learningRate: 0.1))
    #expect(cells[1].training.epochs == 7)
    #expect(cells[0].training.optimizer == .sgd(learningRate: 0.5, momentum: 0.9))
    #expect(cells[2].network.layers.map(\.units) == [1, 2, 1] && cells[2].precision == .float64)
    #expect(cells[3].network.layers.map(\.hasBias) == [true, true])
  }

  @Test(arguments: ["true", "True", "TRUE", "false", "False", "FALSE"])
  func booleansAreThoseOfYAML(_ text: String) throws {
    let layers = try experiment("network.bias=\(text)").network.layers
    #expect(layers.allSatisfy { $0.hasBias == (text.lowercased() == "true") })
  }

  @Test func stopRulesAreReadInWhole() throws {
    let rule = "stop={outcome: flat_0.010, half_width: 0.005, confidence: 0.9, max_simulations: 1000000}"
    let stop = try #require(try StudyPlan(text: shortest, overrides: StudyOverrides(settings: [rule])).stop)
    #expect(stop.outcome == "flat_1e-2", "a tolerance has one spelling, whatever the file's")
    #expect(stop.halfWidth == 0.005 && stop.confidence == 0.9 && stop.maximumSimulations == 1_000_000)
  }

  @Test func stopRulesWatchAnyOutcome() throws {
    for outcome in NamedOutcome.all(Criteria()) {
      let rule = "stop={outcome: \(outcome.name), half_width: 0.1, max_simulations: 1000}"
      let stop = try #require(try StudyPlan(text: shortest, overrides: StudyOverrides(settings: [rule])).stop)
      #expect(stop.outcome == outcome.name && stop.confidence == 0.95)
    }
  }

  @Test func smallAliasesAreFine() throws {
    let text = """
      name: a
      network: {hidden_layers: 2, width: 3, activation: &leaky {leaky_relu: {slope: 0.1}}, output_activation: *leaky}
      task: {target: abs, domain: [0, 1]}
      training: {}
      """
    let layers = try StudyPlan(text: text).cells[0].experiment!.network.layers
    #expect(layers.allSatisfy { $0.activation == .leakyReLU(slope: 0.1) })
  }
}
