import Studies
import Testing

/// Keys in the wrong place, and the words of other libraries, are answered with ours.
@Suite struct WordsOfOthersTests {
  private func expect(_ text: String, _ line: Int, _ start: String) {
    let found = problems(text).map(\.description)
    #expect(found.count == 1 && found[0].hasPrefix("a.yaml:\(line): \(start)"), "\(found)")
  }

  @Test(
    "A parameter of training or of the network says where it belongs",
    arguments: [
      (
        "learning_rate: 0.003",
        "learning_rate: unknown key; it belongs to the optimizer: write optimizer: {sgd: {learning_rate: 0.003}}"
      ),
      (
        "learning_rate: 0.003, optimizer: adam",
        "learning_rate: unknown key; it belongs to the optimizer: write optimizer: {adam: {learning_rate: 0.003}}"
      ),
      (
        "lr: 0.003, optimizer: {rmsprop: {rho: 0.5}}",
        "lr: unknown key; our `learning_rate` belongs to the optimizer: write optimizer: {rmsprop: {learning_rate: 0.003}}"
      ),
      ("beta_1: 0.5", "beta_1: unknown key; it belongs to the optimizer: write optimizer: {adam: {beta_1: 0.5}}"),
      ("activation: elu", "activation: unknown key; it belongs into `network`: write network: {activation: elu}"),
      ("training_points: 9", "training_points: unknown key; it belongs into `task`: write task: {training_points: 9}"),
      ("simulations: 9", "simulations: unknown key; it belongs to the top of the study: write simulations: 9"),
      ("nb_epoch: 9", "nb_epoch: unknown key; did you mean `epochs`?"),
      ("criterion: mse", "criterion: unknown key; did you mean `loss`?"),
      ("clipnorm: 1.0", "clipnorm: clip_norm comes with data sets, that is with task.dataset; leave it out"),
      (
        "optimizer: {adam: {clipnorm: 1}}",
        "optimizer.adam.clipnorm: unknown key; our `clipping` belongs into `training`: write training: {clipping: {norm: 1.0}}"
      ),
      ("optimizer: {adam: {lr: 1}}", "optimizer.adam.lr: unknown key; did you mean `learning_rate`?"),
      ("optimizer: {rmsprop: {alpha: 0.9}}", "optimizer.rmsprop.alpha: unknown key; did you mean `rho`?"),
      (
        "optimizer: {sgd: 0.1}",
        "optimizer.sgd: 0.1; must be a map of learning_rate, momentum, nesterov: write {sgd: {learning_rate: 0.1}}"
      ),
      ("loss: mean_squared_error", "loss: mean_squared_error; did you mean `mse`?"),
    ]
  )
  func training(_ text: String, _ start: String) {
    expect(shortest.replacing("training: {}", with: "training: {\(text)}"), 4, "training.\(start)")
  }

  @Test(
    "A part of a network in the words of others",
    arguments: [
      ("initializer: xavier", "initializer: xavier; did you mean `glorot_uniform` or `glorot_normal`?"),
      ("initializer: kaiming_normal", "initializer: kaiming_normal; did you mean `he_normal`?"),
      ("initializer: HeNormal", "initializer: HeNormal; did you mean `he_normal`?"),
      ("initializer: RandomNormal", "initializer: RandomNormal; did you mean `{normal: {mean: 0, stddev: 0.05}}`?"),
      (
        "initializer: random_uniform",
        "initializer: random_uniform; did you mean `{uniform: {low: -0.05, high: 0.05}}`?"
      ),
      ("initializer: {normal: {std: 0.01}}", "initializer.normal.std: unknown key; did you mean `stddev`?"),
      (
        "initializer: {normal: 0.01}",
        "initializer.normal: 0.01; must be a map of mean, stddev, truncated: write {normal: {stddev: 0.01}}"
      ),
      (
        "initializer: {constant: 0.1}",
        "initializer.constant: 0.1; must be a map of value: write {constant: {value: 0.1}}"
      ),
      ("slope: 0.2", "slope: unknown key; it belongs to the activation: write activation: {leaky_relu: {slope: 0.2}}"),
      (
        "learning_rate: 1",
        "learning_rate: unknown key; it belongs to the optimizer: write training: {optimizer: {sgd: {learning_rate: 1}}}"
      ),
      ("use_bias: false", "use_bias: unknown key; did you mean `bias`?"),
      ("kernel_initializer: zeros", "kernel_initializer: unknown key; did you mean `initializer`?"),
      (
        "batch_normalization: true",
        "batch_normalization: batch_normalization comes with data sets, that is with task.dataset"
      ),
      ("batchnorm: true", "batchnorm: batch_normalization comes with data sets, that is with task.dataset"),
    ]
  )
  func network(_ text: String, _ start: String) {
    expect(shortest.replacing("activation: relu", with: "activation: relu, \(text)"), 2, "network.\(start)")
  }

  @Test(
    "An activation in the words of others",
    arguments: [
      ("{leaky_relu: 0.2}", ".leaky_relu: 0.2; must be a map of slope: write {leaky_relu: {slope: 0.2}}"),
      ("{leaky_relu: {alpha: 0.2}}", ".leaky_relu.alpha: unknown key; did you mean `slope`?"),
      ("{leaky_relu: {negative_slope: 0.2}}", ".leaky_relu.negative_slope: unknown key; did you mean `slope`?"),
      ("LeakyReLU", ": LeakyReLU; did you mean `leaky_relu`?"),
      ("lrelu", ": lrelu; did you mean `{leaky_relu: {slope: 0.01}}`?"),
      ("logistic", ": logistic; did you mean `sigmoid`?"),
    ]
  )
  func activation(_ text: String, _ start: String) {
    expect(shortest.replacing("activation: relu", with: "activation: \(text)"), 2, "network.activation\(start)")
  }

  @Test(
    "A list of layers for a target says what may stand in it",
    arguments: [
      (
        "batch_normalization",
        "batch_normalization; comes with data sets, that is with task.dataset; a target's layers are dense"
      ),
      ("BatchNorm", "BatchNorm; comes with data sets"),
      (
        "relu",
        "relu; must be a map; a target's layers are dense ones, each with its activation: {dense: 2, activation: relu}"
      ),
    ]
  )
  func layers(_ item: String, _ start: String) {
    let text = shortest.replacing("hidden_layers: 2, width: 3, activation: relu", with: "layers: [\(item), {dense: 1}]")
    expect(text, 2, "network.layers[0]: \(start)")
  }

  @Test("Layers of networks on data say how they are listed")
  func layersOfData() {
    func network(_ text: String, _ start: String) {
      expect(shortestWithData.replacing("activation: relu", with: "activation: relu, \(text)"), 2, "network.\(start)")
    }
    network(
      "batch_normalization: true",
      "batch_normalization: is a layer of its own; write layers: [{dense: 100, activation: relu}, batch_normalization, …]"
    )
    network(
      "dropout: 0.5",
      "dropout: is a layer of its own; write layers: [{dense: 100, activation: relu}, {dropout: 0.5}, …]"
    )
    network("weight_decay: 0.1", "weight_decay: belongs to a layer; write layers: [{dense: 100, l2: 0.01}, …]")
    func training(_ text: String, _ start: String) {
      expect(shortestWithData.replacing("training: {}", with: "training: {\(text)}"), 4, "training.\(start)")
    }
    training("clipnorm: 1", "clipnorm: unknown key; did you mean `clipping: {norm: 1.0}`?")
    training("clipvalue: 1", "clipvalue: unknown key; did you mean `clipping: {value: 1.0}`?")
    training("clipping: {clipvalue: 1}", "clipping.clipvalue: unknown key; did you mean `value`?")
    training("clipping: {max_grad_norm: 1}", "clipping.max_grad_norm: unknown key; did you mean `global_norm`?")
    training("loss: bce", "loss: bce; did you mean `binary_crossentropy`?")
  }
}
