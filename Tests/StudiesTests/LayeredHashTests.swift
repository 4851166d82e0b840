import Studies
import Testing

@Suite("The hash of a study of a data set")
struct LayeredHashTests {
  private func hash(_ settings: String..., of text: String = shortestWithData) throws -> String {
    try StudyPlan(text: text, overrides: StudyOverrides(settings: settings)).planHash
  }

  /// Frozen: a change here makes every stored result a stranger to its own study.
  @Test("never changes")
  func frozen() throws {
    let shortest = try hash()
    #expect(shortest == "b270da34993762e0f2dadbeb864cc349b4c09ccb4b6774975ae7b713c5ca2e3e")
    let layers =
      "{convolution: 2, padding: same}, max_pooling, {dropout: 0.5}, {dense: 4, activation: softmax, l2: 0.5}"
    let images = FoundImages.layers(layers)
    let convolutions = try hash(of: images)
    #expect(convolutions == "1496f5dc4bea02de2476523345b9550f3f7ab0c2a5b653178b7a3ba691a322ed")
  }

  @Test("is the same for the same files elsewhere, and another for other files")
  func files() throws {
    let folders = [try MadeFolder(), try MadeFolder(), try MadeFolder(first: 1)]
    let hashes = try folders.map { try hash(of: $0.study()) }
    #expect(hashes[0] == hashes[1] && hashes[0] != hashes[2])
    let other = FoundImages.layers("{dense: 4}").replacing("/no/a.h5", with: "/elsewhere/a.h5")
    #expect(try hash(of: other) == hash(of: FoundImages.layers("{dense: 4}")))
    let digest = FoundImages.layers("{dense: 4}").replacing("\"0123", with: "\"f123")
    #expect(try hash(of: digest) != hash(of: other))
  }

  @Test("is the same for equal spellings")
  func spellings() throws {
    let plain = try hash()
    for setting in [
      "name=another", "simulations=7", "trainer=blas", "network.inputs=10", "network.output_activation=sigmoid",
      "task.dataset={ball: {points: 1000}}", "task.scaling=raw", "task.validation=none", "task.training_points=1000",
      "task.training_points=all", "task.test_points=1000", "training.loss=binary_crossentropy",
      "training.batch_size=32",
      "training.clipping=none", "training.zeroed=0", "training.optimizer={sgd: {learning_rate: 1e-2}}",
      "looks={count: 1000}", "looks={count: all, bins: none, every: 1}",
      "looks.distributions=[activations, z_gradients, weight_gradients]",
      "network.layers=[{dense: 3, activation: relu}, {dense: 3, activation: relu}, {dense: 1, activation: sigmoid}]",
    ] {
      #expect(try hash(setting) == plain, "\(setting)")
    }
    let common =
      "network={layers: [{dense: 5, repeat: 2}, {dense: 4, initializer: zeros}], activation: elu, bias: false}"
    let spelled =
      "{dense: 5, activation: elu, bias: false}, {dense: 5, activation: elu, bias: false}, "
      + "{dense: 4, activation: elu, bias: false, initializer: zeros}"
    #expect(try hash(common, of: FoundImages.layers("{dense: 4}")) == hash(of: FoundImages.layers(spelled)))
    let images = "{dense: 3}, {batch_normalization: {}}, {dense: 4, l2: {lambda: 0.5}}"
    let same = "{dense: 3, activation: linear}, batch_normalization, {dense: 4, l2: 0.5, bias: true}"
    #expect(try hash(of: FoundImages.layers(images)) == hash(of: FoundImages.layers(same)))
  }

  @Test("is another for anything that counts")
  func fields() throws {
    let settings = [
      "seed=1", "precision=float64", "network.width=4", "network.hidden_layers=1", "network.activation=prelu",
      "network.activation=rrelu", "network.activation={rrelu: {low: 0.2}}", "network.activation={rrelu: {high: 0.5}}",
      "network.bias=false", "network.initializer=zeros", "network.first_initializer=zeros",
      "network.output_initializer=zeros", "network.output_activation=softmax", "network.output_activation=linear",
      "task.dataset={ball: {points: 999}}", "task.dataset={ball: {test_points: 999}}",
      "task.dataset={ball: {dimensions: 9}}", "task.dataset={ball: {fraction: 0.4}}", "task.validation={first: 10}",
      "task.validation={last: 10}", "task.validation={last: 11}", "task.scaling=unit", "task.scaling=standardized",
      "task.scaling={min_max: {low: 0, high: 1}}", "task.scaling={min_max: {low: -1, high: 1}}",
      "task.scaling={min_max: {low: 0, high: 2}}", "task.training_points=999", "task.test_points=999",
      "task.share=[weights]", "task.share=[training_data]", "training.loss=mse", "training.optimizer=adam",
      "training.optimizer=adagrad", "training.optimizer={adagrad: {learning_rate: 0.5}}",
      "training.optimizer={adagrad: {epsilon: 0.5}}", "training.optimizer=adadelta",
      "training.optimizer={adadelta: {learning_rate: 0.5}}", "training.optimizer={adadelta: {rho: 0.5}}",
      "training.optimizer={adadelta: {epsilon: 0.5}}", "training.optimizer=nadam",
      "training.optimizer={nadam: {learning_rate: 0.5}}", "training.optimizer={nadam: {beta_1: 0.5}}",
      "training.optimizer={nadam: {beta_2: 0.5}}", "training.optimizer={nadam: {epsilon: 0.5}}",
      "training.optimizer={nadam: {schedule_decay: 0.5}}", "training.clipping={value: 1}",
      "training.clipping={norm: 1}",
      "training.clipping={global_norm: 1}", "training.clipping={norm: 2}", "training.batch_size=31",
      "training.batch_size=all", "training.epochs=2", "training.epochs=0", "training.zeroed=0.5", "looks.epochs=true",
      "looks.points=test", "looks.count=5", "looks.distributions=[]", "looks.distributions=[z]",
      "looks.distributions=[activations, weight_gradients, z_gradients]", "looks.every=2",
      "looks.bins={low: 0, high: 1, count: 2}", "looks.bins={low: -1, high: 1, count: 2}",
      "looks.bins={low: 0, high: 2, count: 2}", "looks.bins={low: 0, high: 1, count: 3}", "looks.losses=1",
      "looks.losses=2", "looks.bias_gradients=1", "looks.input_descents=true", "cells={other: {}}",
    ]
    try expectDifferent(settings, of: shortestWithData)
  }

  @Test("is another for every layer")
  func layers() throws {
    let end = "{dense: 4, activation: softmax}"
    let layers = [
      "{dense: 2}", "{dense: 3}", "{dense: 2, activation: elu}", "{dense: 2, initializer: zeros}",
      "{dense: 2, bias: false}",
      "{dense: 2, l1: 0.5}", "{dense: 2, l2: 0.5}", "{dense: 2, l2: 0.25}", "{convolution: 2}", "{convolution: 3}",
      "{dense: 2, l2: {lambda: 0.5, scale: half_over_points}}", "{convolution: 2, padding: same}",
      "{convolution: 2, activation: elu}", "{convolution: 2, l2: 0.5}", "{convolution: 2, bias: false}",
      "{convolution: 2, initializer: zeros}", "max_pooling", "{dropout: 0.5}", "{dropout: 0.25}", "batch_normalization",
      "{batch_normalization: {momentum: 0.5}}", "{batch_normalization: {epsilon: 0.5}}", "{activation: elu}",
      "{activation: prelu}", "{shift: 1}", "{shift: -1}", "{dropout: 0.5}, {shift: 1}", "{shift: 1}, {dropout: 0.5}",
    ]
    let settings = layers.map { "network.layers=[\($0), \(end)]" }
    try expectDifferent(settings, of: FoundImages.layers(end))
  }

  @Test("is another for whatever is drawn")
  func classification() throws {
    let common = "features: 9, informative: 4"
    let parameters = [
      "points: 99", "test_points: 99", "redundant: 1", "repeated: 1", "clusters_per_class: 1",
      "weights: [0.5, 0.5]", "weights: [0.4]", "flip_y: 0", "class_sep: 2", "hypercube: false", "shift: 1",
      "shift: drawn", "scale: 2", "scale: drawn", "shuffle: false",
    ]
    let settings =
      parameters.map { "task.dataset={classification: {\(common), \($0)}}" } + [
        "task.dataset={classification: {features: 8, informative: 4}}",
        "task.dataset={classification: {features: 9, informative: 3}}",
      ]
    try expectDifferent(settings, of: shortestWithData.replacing("ball", with: "{classification: {\(common)}}"))
  }

  private func expectDifferent(_ settings: [String], of text: String) throws {
    var seen = [try hash(of: text): "nothing"]
    for setting in settings {
      let hash = try hash(setting, of: text)
      #expect(seen[hash] == nil, "\(setting) hashes like \(seen[hash] ?? "")")
      seen[hash] = setting
    }
  }
}
