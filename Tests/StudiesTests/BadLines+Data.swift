extension BadLine {
  private static func ofData(_ number: Int, _ text: String, _ fragment: String) -> BadLine {
    BadLine(number, text, fragment, of: shortestWithData)
  }
  private static func source(_ text: String, _ fragment: String) -> BadLine {
    ofData(3, "task: {dataset: \(text)}", "task.dataset\(fragment)")
  }
  private static func data(_ rest: String, _ fragment: String) -> BadLine {
    ofData(3, "task: {dataset: ball, \(rest)}", "task.\(fragment)")
  }
  private static func fitting(_ text: String, _ fragment: String) -> BadLine {
    ofData(4, "training: {\(text)}", "training.\(fragment)")
  }
  private static func looks(_ text: String, _ fragment: String) -> BadLine {
    ofData(5, "looks: {\(text)}", "looks.\(fragment)")
  }
  private static func of(_ network: String, _ fragment: String) -> BadLine {
    ofData(2, "network: {\(network)}", "network\(fragment)")
  }
  /// Layers on images of 8 × 8 × 3 in four classes.
  private static func layers(_ text: String, _ fragment: String) -> BadLine {
    BadLine(2, "network: {layers: [\(text)]}", "network.\(fragment)", of: FoundImages.layers("{dense: 4}"))
  }
  /// So many of a layer that streams of random numbers have no place for all.
  private static func many(_ layer: String, _ fragment: String) -> BadLine {
    let layers = [String](repeating: layer, count: 256).joined(separator: ", ")
    let text = "network: {layers: [\(layers), {dropout: 0}, {dense: 4}]}"
    return BadLine(2, text, fragment, of: FoundImages.layers("{dense: 4}"))
  }
  private static func found(_ old: String, _ new: String, _ fragment: String) -> BadLine {
    let task = FoundImages.task.replacing(old, with: new)
    return BadLine(3, task, "task.found\(fragment)", of: FoundImages.layers("{dense: 4}"))
  }
  private static let gaussian = """
    name: g
    network: {layers: [{dense: 5, activation: tanh}]}
    task: {dataset: {gaussian: {points: 10, features: 5}}}
    training: {}
    """
  private static func unlearned(_ number: Int, _ text: String, _ fragment: String) -> BadLine {
    BadLine(number, text, fragment, of: gaussian)
  }

  static let data: [BadLine] = dataSets + dataNetworks + dataTraining

  private static let dataSets: [BadLine] = [
    ofData(3, "task: {datset: ball}", "task.datset: unknown key; did you mean `dataset`?"),
    ofData(3, "task: {validation: {first: 5}}", "task.dataset: missing; write one of mnist, fashion_mnist, hdf5, ball"),
    source("mnits", ": mnits; did you mean `mnist`?"),
    source("cifar", ": cifar; must be one of mnist, fashion_mnist, hdf5, ball, gaussian, classification"),
    source("5", ": 5; must be one of mnist"),
    source("[ball]", ": [ball]; must be one name, or one name with parameters"),
    source("{ball: {}, gaussian: {}}", ": a map; must be one name, or one name with parameters"),
    source("{ball: 5}", ".ball: 5; must be a map of points"),
    source("{ball: {point: 5}}", ".ball.point: unknown key; did you mean `points`?"),
    source("{ball: {points: 0}}", ".ball.points: 0; must be 1 or more"),
    source("{ball: {points: 10000001}}", ".ball.points: 10000001; must be at most 10000000"),
    source("{ball: {dimensions: 99999999}}", ".ball.dimensions: 99999999; must be at most 16777216"),
    source("{ball: {fraction: 9}}", ": ball: class 1 begins at 9.0 of the radius; between 0 and √10"),
    source("{ball: {points: 10000000, dimensions: 10000000}}", ": ball: 10000000 points of 10000000 features; at most"),
    source("gaussian", ".points: missing; write {gaussian: {points: 1000, features: 500}}"),
    source("{gaussian: {points: 5}}", ".gaussian.features: missing; write {gaussian: {points: 1000, features: 500}}"),
    source("{classification: {classes: 40}}", ": classification: 40 classes × 2 clusters; a hypercube of 2"),
    source("{classification: {flip_y: 2}}", ".classification.flip_y: 2; must be from 0 to 1"),
    source("{classification: {scale: 0}}", ".classification.scale: 0; must be more than 0"),
    source("{classification: {shift: some}}", ".classification.shift: some; must be a number"),
    source("{classification: {weights: 0.5}}", ".classification.weights: 0.5; must be a list of weights"),
    source("{classification: {weights: [0.5, 0.9]}}", ": classification: weights [0.5, 0.9] with the sum 1.4"),
    source("{classification: {n_samples: 9}}", ".classification.n_samples: unknown key; must be one of points"),
    source("{mnist: {folder: ~}}", ".mnist.folder: nothing; must be a path"),
    source("{mnist: {folder: ''}}", ".mnist.folder: \"\"; must be a path of 1 to 1000 printable bytes"),
    source("{mnist: {folder: /no/such}}", ": /no/such: is no folder; download MNIST's files"),
    source("{mnist: {folder: /no/such, parts: test}}", ".mnist.parts: test; must be one of all, test_files"),
    source("{fashion_mnist: {training: 5}}", ".fashion_mnist.training: goes with parts: test_files; leave it out, or"),
    source("{hdf5: {training: a.h5}}", ".hdf5.test: missing; write {hdf5: {training: train.h5, test: test.h5}}"),
    source("{hdf5: {training: /no/a.h5, test: /no/b.h5}}", ": /no/a.h5: cannot be read (No such file or directory)"),
    source("{hdf5: {training: a, test: b, names: {images: c}}}", ".hdf5.names.images: unknown key"),
    data("target: abs", "dataset: stands beside `target`; a task has a data set, or else a target with its domain"),
    data("validation: 5000", "validation: 5000; must be {first: 5000}, {last: 5000} or none"),
    data("validation: {first: 5, last: 5}", "validation: a map; must be {first: 5000}, {last: 5000} or none"),
    data("validation: {first: 0}", "validation.first: 0; must be 1 or more"),
    data(
      "validation: {first: 1000}",
      "validation: ball: 1000 points to hold out; there are 1000 to train on: hold out"
    ),
    data("training_points: 1001", "training_points: ball: 1001 of 1000 training points; ask for 1 to 1000"),
    data("test_points: 0", "test_points: 0; must be 1 or more"),
    data("test_points: [0.5, 1]", "test_points: [0.5, 1]; must be a whole number"),
    data("scaling: norm", "scaling: norm; must be one of raw, unit, standardized, min_max"),
    data("scaling: min_max", "scaling.low: missing; write {min_max: {low: -1, high: 1}}"),
    data("scaling: {min_max: {low: 1, high: 1}}", "scaling.min_max: 1.0 to 1.0; must be two numbers, low first"),
    data("scaling: {unit: {by: 255}}", "scaling.unit.by: unit takes no parameters; leave it out"),
    data("share: [test_data]", "share[0]: test_data; must be one of training_data, weights, shuffle"),
    data("found: 5, validation: {frist: 5}", "validation: a map; must be {first: 5000}, {last: 5000} or none"),
    found("[8, 8, 3]", "[8, 8]", ".shape: [8, 8]; must be [height, width, channels], or [features]"),
    found("[8, 8, 3]", "[]", ".shape: 0 sizes; must be 1 to 3"),
    found("classes: 4, ", "", ".classes: missing; leave `found` out: the program writes it"),
    found("training: 100", "training: 0", ".training: 0; must be 1 or more"),
    found("0123", "123", ".digest: \"123456789abcdef123456789abcdef123456789a…\"; must be the digest that the program"),
    found("test: 50", "tests: 50", ".tests: unknown key; did you mean `test`?"),
    ofData(
      5,
      "criteria: {flat: [0.1]}",
      "criteria: criteria are of studies with a target; with data sets leave them out"
    ),
    BadLine(
      5,
      "cells: {a: {task: {target: abs, domain: [0, 1]}}, b: {}}",
      at: 3,
      "task.dataset: stands beside `target`, `domain` (a.yaml:5: cells.a.task.target); a task has a data set, or else",
      of: shortestWithData
    ),
    ofData(5, "stop: {outcome: dead, half_width: 0.1, max_simulations: 1}", "must be at least simulations"),
    ofData(
      5,
      "stop: {outcome: flat_0.1, half_width: 0.1, max_simulations: 2000}",
      "stop.outcome: flat_0.1; must be one of"
    ),
    ofData(5, "reported: {all: {fitted: {fraction: 1, of: 2}}}", "reported.all.fitted: no such outcome of this cell"),
  ]

  private static let dataNetworks: [BadLine] = [
    of("hidden_layers: 2, width: 3", ".activation: missing; write one of relu, leaky_relu"),
    of(
      "hidden_layers: 2, width: 3, activation: softmax",
      ".activation: softmax; stands at the output alone; use one of"
    ),
    of("hidden_layers: 2, width: 3, activation: gelu", ".activation: gelu; did you mean"),
    of("hidden_layers: 2, width: 3, activation: relu, inputs: 11", ".inputs: 11; must be 10, the features of ball; or"),
    of(
      "hidden_layers: 2, width: 3, activation: relu, dropout: 0.5",
      ".dropout: is a layer of its own; write layers: ["
    ),
    of("hidden_layers: 2, width: 3, activation: relu, outputs: 1", ".outputs: unknown key; leave it out, the outputs"),
    of("hidden_layers: 9, width: 65536, activation: relu", ": 34,361,049,089 parameters; must be at most 67,108,864"),
    of("layers: [{dense: 1}], width: 3, bias: false", ".layers: stands beside `width`; write that into the layers"),
    of("layers: {dense: 1}", ".layers: a map; must be a list of layers"),
    of("layers: []", ".layers: 0 layers; must be 1 to 1000"),
    of(
      "layers: [{dense: 2, activation: {rrelu: {low: 0.5}}}, {dense: 1}]",
      ".layers[0].activation.rrelu.low: 0.5; must be less than high"
    ),
    of(
      "layers: [{dense: 2, activation: {rrelu: {low: -1}}}, {dense: 1}]",
      ".layers[0].activation.rrelu.low: -1; must be between 0 and 1"
    ),
    of(
      "layers: [{dense: 2, activation: {prelu: 0.5}}, {dense: 1}]",
      ".layers[0].activation.prelu: 0.5; prelu takes no parameters"
    ),
    layers("{dropout: 0.5}", "layers: none with weights; write a dense layer or a convolution"),
    layers("dense, {dense: 4}", "layers[0]: dense; must have a count; write {dense: 32}"),
    layers("dropout, {dense: 4}", "layers[0]: dropout; must have a number; write {dropout: 0.5}"),
    layers("relu, {dense: 4}", "layers[0]: relu; no layer; write {activation: relu}"),
    layers("max_poling, {dense: 4}", "layers[0]: max_poling; did you mean `max_pooling`?"),
    layers("3, {dense: 4}", "layers[0]: 3; must be one of dense, convolution"),
    layers("~, {dense: 4}", "layers[0]: nothing; must be a map of dense, convolution"),
    layers("{}, {dense: 4}", "layers[0]: must be a layer, dense, convolution"),
    layers("[dense], {dense: 4}", "layers[0]: [dense]; must be a map of dense"),
    layers("{units: 4}, {dense: 4}", "layers[0].units: unknown key; did you mean `dense`?"),
    layers("{dens: 4}, {dense: 4}", "layers[0].dens: unknown key; did you mean `dense`?"),
    layers("{dense: 4, padding: same}, {dense: 4}", "layers[0].padding: unknown key"),
    layers(
      "{dense: 4, dropout: 0.5}, {dense: 4}",
      "layers[0].dense: stands beside `dropout`; layers follow each other"
    ),
    layers(
      "{dropout: 0.5, activation: relu}, {dense: 4}",
      "layers[0].dropout: stands beside `activation`; layers follow"
    ),
    layers("{dense: 4, l1: 1, l2: 1}, {dense: 4}", "layers[0].l2: stands beside `l1`; a layer has one penalty"),
    layers("{dense: 4, l2: -1}, {dense: 4}", "layers[0].l2: -1; must be 0 or more"),
    layers("{dense: 4, l2: {scale: whole}}, {dense: 4}", "layers[0].l2.lambda: missing; write {lambda: 0.01"),
    layers("{dense: 4, l2: {lambda: 1, scale: half}}, {dense: 4}", "layers[0].l2.scale: half; must be one of whole"),
    layers("{dense: 0}, {dense: 4}", "layers[0].dense: 0; must be 1 or more"),
    layers("{convolution: 4, padding: full}, {dense: 4}", "layers[0].padding: full; must be one of valid, same"),
    of("layers: [{dense: 1}], activation: softmax", ".activation: softmax; stands at the output alone"),
    layers("{dense: 4, repeat: 0}, {dense: 4}", "layers[0].repeat: 0; must be 1 or more"),
    layers("{dense: 4, repeat: 1001}, {dense: 4}", "layers[0].repeat: 1001; must be at most 1000"),
    layers("{dense: 4, repeat: 1000}, {dense: 4}", "layers: 1001 layers; must be at most 1000"),
    layers("{dropout: 0.5, repeat: 2}, {dense: 4}", "layers[0].repeat: unknown key"),
    layers("{dense: 4, activation: softmax, repeat: 2}", "layers[0].repeat: 2; a softmax stands at the output alone"),
    layers("{max_pooling: 3}, {dense: 4}", "layers[0].max_pooling: 3; max_pooling takes no parameters; write"),
    layers(
      "{max_pooling: {size: 3}}, {dense: 4}",
      "layers[0].max_pooling.size: max_pooling takes no parameters; leave it out"
    ),
    layers("{dropout: 1}, {dense: 4}", "layers[0].dropout: 1; must be at least 0 and less than 1"),
    layers("{dropout: {rate: 0.5}}, {dense: 4}", "layers[0].dropout: a map; must be a number"),
    layers(
      "{batch_normalization: {momentum: 2}}, {dense: 4}",
      "layers[0].batch_normalization.momentum: 2; must be from 0 to 1"
    ),
    layers(
      "{batch_normalization: {axis: 1}}, {dense: 4}",
      "layers[0].batch_normalization.axis: unknown key; must be one of"
    ),
    layers("{shift: nan}, {dense: 4}", "layers[0].shift: nan; must be a number"),
    layers("{dense: 4, activation: softmax}, {dense: 4}", "layers[0].activation: softmax; stands at the output alone"),
    layers("{convolution: 4, activation: softmax}", "layers[0].activation: softmax; stands at the output alone"),
    layers(
      "max_pooling, max_pooling, max_pooling, max_pooling, {dense: 4}",
      "layers[3]: an image of 1 × 1 has no 2 × 2"
    ),
    layers("{dense: 9}, {convolution: 2}, {dense: 4}", "layers[1]: an image of 1 × 1 has no place for 3 × 3 without"),
    BadLine(
      2,
      "network: {layers: [{convolution: 65536, padding: same}, {convolution: 65536}, {dense: 4}]}",
      "network: 38,666,043,396 parameters; must be at most 67,108,864: fewer units or layers",
      of: FoundImages.layers("{dense: 4}")
    ),
    layers("{dense: 5, activation: softmax}", "layers[0]: 5 outputs; a softmax must have 4, the classes of hdf5"),
    layers(
      "{dense: 1, activation: sigmoid}",
      "layers[0]: sigmoid with its default loss, binary_crossentropy is for two"
    ),
    layers("{dense: 2}", "layers[0]: 2 outputs; must be 4, the classes of hdf5"),
    layers("{convolution: 2}", "layers[0]: 72 outputs; must be 4, the classes of hdf5"),
    BadLine(
      3,
      FoundImages.task.replacing("[8, 8, 3]", with: "[16777216, 16777216, 16777216]"),
      "task.dataset: points of 16777216 × 16777216 × 16777216; must have at most 16,777,216 features",
      of: FoundImages.layers("{dense: 4}")
    ),
    BadLine(
      3,
      FoundImages.task.replacing("training: 100", with: "training: 10000000"),
      at: 2,
      "network.layers[1]: 10,000,000 training points of 2,000 values each to draw for in an epoch; must be at most",
      of: FoundImages.layers("{dense: 2000, activation: relu}, {dropout: 0.5}, {dense: 4}")
    ),
    BadLine(
      3,
      FoundImages.task.replacing("[8, 8, 3]", with: "[800, 800, 3]"),
      at: 2,
      "network.layers[0]: 25,600,000 values a point; must be at most 16,777,216: fewer filters, or pooling below it",
      of: FoundImages.layers("{convolution: 40, padding: same}, {dense: 4}")
    ),
    many("{dense: 4}", "network: 257 layers with weights; must be at most 255"),
    many("{dropout: 0.5}", "network: 257 dropouts; must be at most 255"),
    many("{activation: rrelu}", "network: 256 activations with random slopes; must be at most 255"),
    unlearned(
      2,
      "network: {hidden_layers: 2, width: 3, activation: relu}",
      "network: gaussian has no classes, so nothing"
    ),
    unlearned(2, "network: {layers: [{dense: 3, activation: softmax}]}", "network.layers[0]: softmax goes with"),
  ]

  private static let dataTraining: [BadLine] = [
    fitting("loss: mea", "loss: mea; did you mean `mae`? The choices: mse, mae, categorical_crossentropy, binary"),
    fitting(
      "loss: categorical_crossentropy",
      "loss: categorical_crossentropy; categorical_crossentropy wants softmax at"
    ),
    fitting("optimizer: adamax", "optimizer: adamax; did you mean `adam`?"),
    fitting("optimizer: {nadam: {decay: 1}}", "optimizer.nadam.decay: unknown key"),
    fitting("optimizer: {adagrad: {epsilon: 0}}", "optimizer.adagrad.epsilon: 0; must be more than 0"),
    fitting("optimizer: {adadelta: {rho: 1}}", "optimizer.adadelta.rho: 1; must be at least 0 and less than 1"),
    fitting("clipping: 1", "clipping: 1; must be one of {value: 1.0}, {norm: 1.0}, {global_norm: 1.0}, or none"),
    fitting("clipping: {value: 1, norm: 1}", "clipping: a map; must be one of {value: 1.0}, {norm: 1.0}"),
    fitting("clipping: {vale: 1}", "clipping.vale: unknown key; did you mean `value`?"),
    fitting("clipping: {norm: 0}", "clipping.norm: 0; must be more than 0"),
    fitting("clip_norm: 1", "clip_norm: write clipping: {norm: 1.0}, {global_norm: 1.0} or {value: 1.0}"),
    fitting("l2: 1", "l2: belongs to a layer; write layers: [{dense: 100, l2: 0.01}, …]"),
    fitting("callbacks: []", "callbacks: callbacks is not available yet; leave it out"),
    fitting("batch_size: 0", "batch_size: 0; must be 1 or more"),
    fitting("batch_size: whole", "batch_size: whole; must be a whole number"),
    fitting("batch_size: 1001", "batch_size: 1001; must be at most 1000, the training points; or write all"),
    fitting("epochs: 1048576", "epochs: 1048576; must be at most 1048575"),
    fitting("zeroed: 1", "zeroed: 1; must be at least 0 and less than 1"),
    ofData(5, "looks: [epochs]", "looks: [epochs]; must be a map of epochs, points"),
    looks("steps: true", "steps: steps are of studies with a target; leave it out"),
    looks("points: validation", "points: validation; must be one of training, test"),
    looks("count: 1001", "count: 1001; must be at most 1000, the training points; or write all"),
    looks("count: 0", "count: 0; must be 1 or more"),
    looks("distributions: weights", "distributions: weights; must be a list of any of z, activations, weights"),
    looks("distributions: [weigths]", "distributions[0]: weigths; did you mean `weights`?"),
    looks("distributions: [z, z]", "distributions: a quantity stands twice; keep one of each"),
    looks("every: 0", "every: 0; must be 1 or more"),
    looks("bins: 30", "bins: 30; must be a map of low, high, count"),
    looks("bins: {low: 1, high: 1, count: 3}", "bins.low: 1.0; must be less than high, 1.0"),
    looks("bins: {low: 0, high: 1, count: 1001}", "bins.count: 1001; must be at most 1000"),
    looks("losses: -1", "losses: -1; must be 0 or more"),
    looks("input_descents: 1", "input_descents: 1; must be true or false"),
    BadLine(
      5,
      "cells: {a: {training: {epochs: 100000}, looks: {epochs: true}}}",
      "looks.epochs: true; epochs times layers come to 300,003 over all cells; must be at most 20,000: fewer epochs",
      of: shortestWithData
    ),
    BadLine(
      5,
      "cells: {a: {training: {epochs: 4000}, looks: {epochs: true}}}",
      "looks: 36,009 distributions over all cells; must be at most 20,000: fewer of them",
      of: shortestWithData
    ),
    BadLine(
      5,
      "cells: {a: {training: {epochs: 1000}, looks: {losses: 1, bias_gradients: 5}}}",
      "looks: 51,200 points of curves over all cells; must be at most",
      of: shortestWithData
    ),
    unlearned(4, "training: {epochs: 1}", "training.epochs: 1; must be 0: gaussian has no classes to learn"),
    unlearned(4, "training: {loss: mse}", "training.loss: gaussian has no classes and so no loss; leave it out"),
    unlearned(
      5,
      "looks: {distributions: [weights, z_gradients]}",
      "looks.distributions[1]: z_gradients; gaussian has no classes and so no gradients; leave it out"
    ),
    unlearned(5, "looks: {input_descents: true}", "looks.input_descents: true; gaussian has no classes and so no"),
  ]
}
