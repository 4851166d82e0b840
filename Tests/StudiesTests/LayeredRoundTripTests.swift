import Studies
import Testing

@Suite("A resolved study of a data set")
struct LayeredRoundTripTests {
  private func expectRoundTrip(_ plan: StudyPlan) throws {
    let text = plan.resolvedText
    let again = try StudyPlan(text: text)
    #expect(again == plan, "\(text)")
    #expect(again.resolvedText == text && again.planHash == plan.planHash)
  }

  @Test(
    "is the same plan",
    arguments: [
      "precision=float32", "network.widths=[3, 4]", "network.activation={rrelu: {}}", "network.activation=prelu",
      "network.output_activation=softmax", "network.output_activation=linear", "network.bias=false",
      "network.output_activation={leaky_relu: {slope: 0.1}}", "network.first_initializer={constant: {value: 1e-300}}",
      "network.layers=[{dense: 1}]", "network.layers=[{dense: 2}]", "network.layers=[{dense: 3, l1: 0.5}, {dense: 1}]",
      "network={layers: [{dense: 3, repeat: 3}, {dense: 1, bias: true}], activation: prelu, bias: false}",
      "network.layers=[{dense: 3, l2: {lambda: 0, scale: half_over_points}}, {dense: 2, activation: softmax}]",
      "network.layers=[{dense: 3}, {batch_normalization: {momentum: 1, epsilon: 3}}, {activation: {rrelu: {high: 1}}}, {dense: 1}]",
      "network.layers=[{dropout: 0.1}, {shift: -0.0}, {dense: 1}, {activation: sigmoid}]",
      "task.dataset={ball: {points: 77, dimensions: 3, fraction: 0.30000000000000004}}",
      "task.dataset={classification: {weights: [0.3, 0.7], shift: drawn, scale: 1e-9, hypercube: false, shuffle: false}}",
      "task.dataset={classification: {classes: 3, informative: 3, repeated: 1, clusters_per_class: 2, flip_y: 0.25}}",
      "task.validation={first: 7}", "task.validation={last: 7}", "task.scaling=standardized", "task.training_points=50",
      "task.scaling={min_max: {low: -0.1, high: 1e9}}", "task.test_points=5", "task.share=[shuffle, training_data]",
      "training.loss=mse", "training.optimizer=adagrad", "training.optimizer={adadelta: {rho: 0}}",
      "training.optimizer={nadam: {beta_1: 0}}", "training.optimizer={sgd: {momentum: 0.9, nesterov: true}}",
      "training.clipping={value: 0.1}", "training.clipping={norm: 0.1}", "training.clipping={global_norm: 0.1}",
      "training.batch_size=all", "training.epochs=0", "training.zeroed=0.99", "looks={epochs: true, points: test}",
      "looks={count: 3, distributions: [], every: 5, bins: {low: -1e-9, high: 1, count: 1000}, losses: 7}",
      "looks={bias_gradients: 9, input_descents: true, distributions: [unit_gradient_norms, weights, z, activations]}",
      "sweep={task.training_points: [10, all], training.clipping: [none, {norm: 1}]}",
      "cells={a: {}, b: {task: {dataset: classification}}, c: {network: {layers: [{dense: 1}]}, looks: {bins: none}}}",
      "reported={all: {test_accuracy: {value: 0.5}}}",
      "stop={outcome: born_dead, half_width: 0.1, max_simulations: 5000}",
    ]
  )
  func roundTrip(_ setting: String) throws {
    let overrides = StudyOverrides(settings: ["precision=float64", setting])
    try expectRoundTrip(try StudyPlan(text: shortestWithData, overrides: overrides))
  }

  @Test("is the same plan for images, however they are read")
  func images() throws {
    let layers = """
      {convolution: 4, padding: same, activation: relu, bias: false, l2: 0.5}, max_pooling, {convolution: 3}, \
      {dense: 5, activation: selu, l2: {lambda: 1.5, scale: half_over_points}}, {dense: 4, activation: softmax}
      """
    try expectRoundTrip(try StudyPlan(text: FoundImages.layers(layers)))
    let uniform = FoundImages.study("{hidden_layers: 3, width: 5, activation: tanh}")
    try expectRoundTrip(try StudyPlan(text: uniform))
    let names = "{hdf5: {training: 'a \\\"b\\\".h5', test: \"ü é.h5\", names: {test_labels: y 1}}}"
    try expectRoundTrip(try StudyPlan(text: uniform, overrides: StudyOverrides(settings: ["task.dataset=\(names)"])))
    let folder = try MadeFolder()
    try expectRoundTrip(try StudyPlan(text: folder.study(", parts: test_files, training: 13")))
    let cells =
      "\ncells: {a: {}, b: {task: {validation: {last: 3}}}, c: {task: {dataset: ball}, network: {bias: false}}}"
    try expectRoundTrip(try StudyPlan(text: folder.study(task: ", test_points: 19") + cells))
  }

  @Test("writes every default, and what cells share once")
  func text() throws {
    let plan = try StudyPlan(
      text: FoundImages.study(
        "{widths: [9, 5], activation: tanh}",
        training: "training: {epochs: 3}",
        more: "cells: {a: {}, b: {training: {optimizer: adagrad}}}"
      )
    )
    #expect(
      plan.resolvedText == """
        name: short
        seed: 0
        simulations: 1000
        precision: float32
        network:
          inputs: 192
          widths: [9, 5]
          bias: true
          activation: tanh
          initializer: glorot_uniform
          first_initializer: glorot_uniform
          output_initializer: glorot_uniform
          output_activation: softmax
        task:
          dataset: {hdf5: {training: "/no/a.h5", test: "/no/b.h5", names: {training_images: train_set_x, \
        training_labels: train_set_y, test_images: test_set_x, test_labels: test_set_y}}}
          validation: none
          scaling: unit
          training_points: all
          test_points: all
          share: []
          found: {source: hdf5, shape: [8, 8, 3], classes: 4, training: 100, validation: 0, test: 50, \
        digest: "\(FoundImages.digest)"}
        training:
          loss: categorical_crossentropy
          clipping: none
          batch_size: 32
          epochs: 3
          zeroed: 0.0
        looks:
          epochs: false
          points: training
          count: all
          distributions: [activations, z_gradients, weight_gradients]
          every: 1
          bins: none
          losses: 0
          bias_gradients: 0
          input_descents: false
        cells:
          a:
            training:
              optimizer: {sgd: {learning_rate: 0.01, momentum: 0.0, nesterov: false}}
          b:
            training:
              optimizer: {adagrad: {learning_rate: 0.01, epsilon: 1.0e-07}}
        compare: []
        records: default

        """
    )
    #expect(plan.cells[0].settings.contains { $0.key == "task.scaling" && $0.value == "unit" })
  }
}
