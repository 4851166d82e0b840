import Datasets
import Experiments
import RandomStreams
import Studies
import Testing

@Suite("A study of a data set")
struct LayeredFormatTests {
  private func looks(_ text: String) throws -> LayeredLooks { try layered(shortestWithData, "looks=\(text)").looks }
  private func training(_ setting: String) throws -> LayeredTrainingPlan {
    try layered(shortestWithData, "training.\(setting)").training
  }

  @Test("has these defaults")
  func defaults() throws {
    let plan = try StudyPlan(text: shortestWithData)
    #expect(plan.isLayered && plan.experiments.isEmpty && plan.cells.map(\.name) == ["all"])
    let experiment = try layered(shortestWithData)
    let hidden = Layer.dense(units: 3, activation: .relu, initializer: .glorotUniform)
    let output = Layer.dense(units: 1, activation: .sigmoid, initializer: .glorotUniform)
    #expect(experiment.seed == 0 && experiment.precision == .float32)
    #expect(experiment.network == LayeredNetwork(input: LayerShape(count: 10), layers: [hidden, hidden, output]))
    let facts = DataFacts(shape: .vector(10), classes: 2, training: 1_000, validation: 0, test: 1_000, digest: nil)
    #expect(experiment.task == DataTask(source: .ball(Ball()), facts: facts))
    #expect(
      experiment.training
        == LayeredTrainingPlan(
          loss: .binaryCrossEntropy,
          optimizer: .sgd(learningRate: 0.01),
          batchSize: 32,
          epochs: 1
        )
    )
    // All that there are is one way to say it, however it was said.
    #expect(experiment.looks == LayeredLooks(count: nil))
    #expect(try layered(shortestWithData, "task.dataset={ball: {points: 1001}}").looks.count == 1_000)
  }

  @Test("can say everything")
  func everything() throws {
    let text = """
      name: all
      seed: 7
      precision: float64
      network:
        inputs: 192
        layers:
          - {convolution: 32, padding: same, activation: relu, initializer: he_uniform, bias: false, l2: 0.5}
          - {convolution: 8}
          - max_pooling
          - {max_pooling: {}}
          - {dense: 30, activation: prelu, initializer: he_normal, bias: true, l1: {lambda: 0.01, scale: whole}}
          - {dropout: 0.25}
          - {dense: 20, l2: {lambda: 1.5, scale: half_over_points}}
          - {batch_normalization: {momentum: 0.9, epsilon: 1e-5}}
          - {activation: {rrelu: {low: 0.25}}}
          - batch_normalization:
          - batch_normalization
          - {shift: -0.5}
          - {dense: 4, activation: softmax}
      \(FoundImages.task.replacing(", found", with: ", scaling: {min_max: {low: -1, high: 2}}, share: [weights], found"))
      training:
        loss: categorical_crossentropy
        optimizer: {nadam: {schedule_decay: 0.5}}
        clipping: {global_norm: 2.5}
        batch_size: all
        epochs: 3
        zeroed: 0.1
      looks:
        epochs: true
        points: test
        count: 20
        distributions: [z, weights]
        every: 3
        bins: {low: -1, high: 1, count: 30}
        losses: 2
        bias_gradients: 5
        input_descents: true
      """
    let experiment = try layered(text)
    #expect(experiment.seed == 7 && experiment.precision == .float64)
    #expect(experiment.network.input == LayerShape(height: 8, width: 8, channels: 3))
    #expect(
      experiment.network.layers == [
        .convolution(
          filters: 32,
          padding: .same,
          activation: .relu,
          initializer: .heUniform,
          bias: false,
          penalty: Penalty(.l2, lambda: 0.5)
        ), .convolution(filters: 8, initializer: .glorotUniform), .maxPooling, .maxPooling,
        .dense(units: 30, activation: .prelu, initializer: .heNormal(), penalty: Penalty(.l1, lambda: 0.01)),
        .dropout(rate: 0.25),
        .dense(
          units: 20,
          initializer: .glorotUniform,
          penalty: Penalty(.l2, lambda: 1.5, scale: .halfOver(trainingPoints: 100))
        ), .batchNormalization(momentum: 0.9, epsilon: 1e-5), .activation(.rrelu(low: 0.25)), .batchNormalization(),
        .batchNormalization(), .shift(-0.5), .dense(units: 4, activation: .softmax, initializer: .glorotUniform),
      ]
    )
    #expect(experiment.task.source == .hdf5(training: "/no/a.h5", test: "/no/b.h5"))
    #expect(experiment.task.scaling == .minMax(low: -1, high: 2) && experiment.task.shared == [.weights])
    #expect(
      experiment.training
        == LayeredTrainingPlan(
          loss: .categoricalCrossEntropy,
          optimizer: .nadam(decay: 0.5),
          clipping: .globalNorm(2.5),
          batchSize: 100,
          epochs: 3,
          zeroed: 0.1
        )
    )
    #expect(
      experiment.looks
        == LayeredLooks(
          epochs: true,
          points: .test,
          count: 20,
          distributions: [.sums, .weights],
          every: 3,
          bins: EqualBins(low: -1, high: 1, count: 30),
          losses: 2,
          biasGradients: 5,
          inputDescents: true
        )
    )
  }

  @Test("gives the output layer as many units as its classes and its activation ask for")
  func outputs() throws {
    func last(_ classes: Int, _ activation: String?) throws -> Layer? {
      let data = "{classification: {classes: \(classes), clusters_per_class: 1, informative: 4}}"
      let settings =
        ["task.dataset=\(data)", "training.loss=mse"] + (activation.map { ["network.output_activation=\($0)"] } ?? [])
      let loss =
        activation == "softmax" || activation == nil && classes > 2 ? ["training.loss=categorical_crossentropy"] : []
      let plan = try StudyPlan(text: shortestWithData, overrides: StudyOverrides(settings: settings + loss))
      return plan.cells[0].layered?.network.layers.last
    }
    func dense(_ units: Int, _ activation: Activation) -> Layer {
      .dense(units: units, activation: activation, initializer: .glorotUniform)
    }
    #expect(try last(2, nil) == dense(1, .sigmoid) && last(3, nil) == dense(3, .softmax))
    #expect(try last(2, "softmax") == dense(2, .softmax) && last(2, "linear") == dense(1, .linear))
    #expect(try last(5, "tanh") == dense(5, .tanh) && last(5, "softmax") == dense(5, .softmax))
  }

  @Test(
    "takes the loss that goes with its output",
    arguments: [
      ("{dense: 1, activation: sigmoid}", Loss.binaryCrossEntropy), ("{dense: 1}", .mse),
      ("{dense: 2, activation: softmax}", .categoricalCrossEntropy), ("{dense: 2, activation: tanh}", .mse),
      ("{dense: 2}, {activation: softmax}", .categoricalCrossEntropy),
      ("{dense: 1}, {shift: 0.5}, {activation: sigmoid}", .binaryCrossEntropy),
    ]
  )
  func losses(_ layers: String, _ loss: Loss) throws {
    #expect(try layered(shortestWithData, "network.layers=[\(layers)]").training.loss == loss)
    let written = "training.loss=\(loss.rawValue)"
    #expect(try layered(shortestWithData, "network.layers=[\(layers)]", written).training.loss == loss)
  }

  @Test(
    "reads every optimizer",
    arguments: [
      ("sgd", Optimizer.sgd(learningRate: 0.01)), ("rmsprop", .rmsprop()),
      ("{adam: {beta_1: 0.5}}", .adam(beta1: 0.5)), ("adagrad", .adagrad()),
      ("{adagrad: {learning_rate: 0.5, epsilon: 1e-3}}", .adagrad(learningRate: 0.5, epsilon: 1e-3)),
      ("adadelta", .adadelta()),
      (
        "{adadelta: {learning_rate: 0.5, rho: 0.5, epsilon: 1e-3}}",
        .adadelta(learningRate: 0.5, rho: 0.5, epsilon: 1e-3)
      ), ("nadam", .nadam()),
      (
        "{nadam: {learning_rate: 0.5, beta_1: 0.1, beta_2: 0.2, epsilon: 1e-3, schedule_decay: 0}}",
        .nadam(learningRate: 0.5, beta1: 0.1, beta2: 0.2, epsilon: 1e-3, decay: 0)
      ),
    ]
  )
  func optimizers(_ text: String, _ optimizer: Optimizer) throws {
    #expect(try training("optimizer=\(text)").optimizer == optimizer)
  }

  @Test("clips and batches as it is told")
  func steps() throws {
    #expect(try training("clipping={value: 0.5}").clipping == .value(0.5))
    #expect(try training("clipping={norm: 0.5}").clipping == .norm(0.5))
    #expect(try training("clipping=none").clipping == nil)
    #expect(try training("batch_size=all").batchSize == 1_000)
    #expect(try layered(shortestWithData, "task.training_points=9").training.batchSize == 9)
  }

  @Test("looks at all points in one way only")
  func looks() throws {
    #expect(try looks("{count: all}") == looks("{count: 1000}") && looks("{count: all}").count == nil)
    #expect(try looks("{count: 999}").count == 999)
    #expect(try looks("{bins: none, distributions: []}") == LayeredLooks(count: nil, distributions: []))
  }

  @Test("without classes has no loss, no epochs and no gradients")
  func gaussian() throws {
    let text = """
      name: g
      network: {layers: [{dense: 50, activation: tanh}, {dense: 50, activation: tanh}]}
      task: {dataset: {gaussian: {points: 10, features: 50}}}
      """
    let experiment = try layered(text)
    #expect(experiment.training.epochs == 0 && experiment.training.loss == .mse && !experiment.hasTargets)
    #expect(experiment.looks.distributions == [.activations] && experiment.task.facts.test == 10)
    let plan = try StudyPlan(text: text)
    #expect(try StudyPlan(text: plan.resolvedText) == plan)
  }

  @Test("merges cells map by map, and replaces what means one thing as a whole")
  func cells() throws {
    let text = """
      name: a
      network: {layers: [{dense: 3, activation: elu}, {dense: 1, activation: sigmoid}]}
      task: {dataset: {ball: {points: 50}}, validation: {first: 5}, scaling: {min_max: {low: 0, high: 1}}, test_points: 7}
      training: {clipping: {value: 1}}
      looks: {bins: {low: 0, high: 1, count: 3}, every: 2}
      cells:
        a: {}
        b: {task: {dataset: {ball: {dimensions: 4}}, validation: {last: 6}, scaling: standardized}}
        c: {training: {clipping: {norm: 2}}, looks: {bins: none}}
        d: {network: {hidden_layers: 1, width: 2, activation: relu}}
        e: {network: {layers: [{dense: 1}]}}
      """
    let cells = try StudyPlan(text: text).cells.compactMap(\.layered)
    #expect(cells[1].task.source == .ball(Ball(dimensions: 4)) && cells[1].task.validation == .last(6))
    #expect(cells[1].task.scaling == .standardized && cells[1].task.testPoints == 7)
    #expect(cells[2].training.clipping == .norm(2) && cells[2].looks.bins == nil && cells[2].looks.every == 2)
    #expect(cells[3].network.layers.count == 2 && cells[4].network.layers.count == 1)
    #expect(cells[0].task.facts.training == 45 && cells[1].task.facts.training == 994)
  }

  @Test("can be swept, stopped, compared and set beside what others found")
  func around() throws {
    let text =
      shortestWithData + """

        sweep: {task.dataset: [ball, {classification: {class_sep: 2}}], network.activation: [relu, tanh]}
        compare: [["dataset=ball,activation=tanh", "dataset=ball,activation=relu"]]
        stop: {outcome: constant, half_width: 0.1, max_simulations: 2000}
        reported: {"dataset=ball,activation=relu": {test_accuracy: {value: 0.9}, constant: {fraction: 0.5, of: 10}}}
        """
    let plan = try StudyPlan(text: text)
    #expect(
      plan.cells.map(\.name) == [
        "dataset=ball,activation=relu", "dataset=ball,activation=tanh",
        "dataset=classification-class_sep=2,activation=relu", "dataset=classification-class_sep=2,activation=tanh",
      ]
    )
    #expect(plan.reported.values.map(\.quantity) == ["test_accuracy"] && plan.reported.outcomes.count == 1)
    #expect(plan.isLayered && plan.stop?.outcome == "constant")
    #expect(try StudyPlan(text: plan.resolvedText) == plan)
  }
}
