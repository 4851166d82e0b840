import Testing

/// A line of the shortest study, or of another base (1 name, 2 network, 3 task, 4 training, 5 more), what is written there instead, and
/// the message it must give: `a.yaml:LINE: ` and the fragment.
struct BadLine: CustomTestStringConvertible, Sendable {
  let number: Int
  let text: String
  let line: Int
  let fragment: String
  let base: String

  init(_ number: Int, _ text: String, at line: Int? = nil, _ fragment: String, of base: String = shortest) {
    self.base = base
    self.number = number
    self.text = text
    self.line = line ?? number
    self.fragment = fragment
  }

  var testDescription: String { text }

  var study: String {
    var lines = base.split(separator: "\n").map(String.init) + [""]
    lines[number - 1] = text
    return lines.joined(separator: "\n")
  }

  static func network(_ rest: String, _ fragment: String) -> BadLine {
    BadLine(2, "network: {hidden_layers: 2, width: 3, activation: relu, \(rest)}", "network.\(fragment)")
  }
  static func activation(_ text: String, _ fragment: String) -> BadLine {
    BadLine(2, "network: {hidden_layers: 2, width: 3, activation: \(text)}", "network.activation\(fragment)")
  }
  static func task(_ rest: String, _ fragment: String) -> BadLine {
    BadLine(3, "task: {target: abs, domain: [-1, 2], \(rest)}", "task.\(fragment)")
  }
  static func domain(_ text: String, _ fragment: String) -> BadLine {
    BadLine(3, "task: {target: abs, domain: \(text)}", "task.domain\(fragment)")
  }
  static func training(_ text: String, _ fragment: String) -> BadLine {
    BadLine(4, "training: {\(text)}", "training.\(fragment)")
  }
  static func optimizer(_ text: String, _ fragment: String) -> BadLine {
    BadLine(4, "training: {optimizer: \(text)}", "training.optimizer\(fragment)")
  }
  static func more(_ text: String, _ fragment: String) -> BadLine { BadLine(5, text, fragment) }

  static let all: [BadLine] =
    [
      // The study as a whole.
      BadLine(1, "nam: a", "nam: unknown key; did you mean `name`?"),
      BadLine(1, "", "name: missing; write one line of text"),
      BadLine(1, "name:", "name: nothing; must be one line of text"),
      BadLine(1, "name: [a]", "name: [a]; must be one line of text"),
      BadLine(1, "name: \"a\\nb\"", "name: \"a\\u{a}b\"; must be one line of 1 to 100 printable characters"),
      BadLine(1, "name: \(String(repeating: "x", count: 101))", "must be one line of 1 to 100 printable characters"),
      .more("seed: -1", "seed: -1; must lie between 0 and 18446744073709551615"),
      .more("seed: 18446744073709551616", "seed: 18446744073709551616; must lie between"),
      .more("seed: 1.5", "seed: 1.5; must be a whole number, written out in digits"),
      .more("simulations: 0", "simulations: 0; must be 1 or more"),
      .more("simulations: -99999999999999999999999", "simulations: -99999999999999999999999; must be 1 or more"),
      .more("simulations: 1e6", "simulations: 1e6; must be a whole number, written out in digits: 1000000"),
      .more("simulations: '5'", "simulations: \"5\"; must be a whole number"),
      .more("simulations: 99999999999999999999999", "must be at most 1000000000000"),
      .more("precision: float16", "precision: float16; did you mean `float32`? The choices: float32, float64"),
      .more("precision: {}", "precision: an empty map; must be one of float32, float64"),
      .more("records: some", "records: some; must be one of all, none, default"),
      .more("trainer: lane", "trainer: lane; did you mean `lanes`?"),
      .more("epochs: 5", "epochs: unknown key; it belongs into `training`: write training: {epochs: 5}"),
      .more("1: 5", "1: unknown key; must be one of"),
      .more("\"\\x1b[2Jx\": 5", "\\u{1b}[2Jx: unknown key"),
      // Networks.
      BadLine(2, "network: 5", "network: 5; must be a map of inputs"),
      BadLine(2, "network:", "network: nothing; must be a map of inputs"),
      BadLine(
        2,
        "network: {hiden_layers: 2, width: 3, activation: relu}",
        "network.hiden_layers: unknown key; did you mean"
      ),
      BadLine(
        2,
        "network: {width: 3, activation: relu}",
        "network.hidden_layers: missing; write hidden_layers: 10 and"
      ),
      BadLine(
        2,
        "network: {hidden_layers: 3, activation: relu}",
        "network.width: missing; write hidden_layers: 10 and width: 2, or widths"
      ),
      BadLine(2, "network: {hidden_layers: 3, width: 1}", "network.activation: missing; write one of relu"),
      BadLine(2, "network: {hidden_layers: 3, width: 0, activation: relu}", "network.width: 0; must be 1 or more"),
      BadLine(2, "network: {hidden_layers: 3, width: -3, activation: relu}", "network.width: -3; must be 1 or more"),
      BadLine(2, "network: {hidden_layers: 3, width: 1.0, activation: relu}", "network.width: 1.0; must be a whole"),
      BadLine(2, "network: {hidden_layers: 3, width: .nan, activation: relu}", "network.width: .nan; must be a whole"),
      BadLine(2, "network: {hidden_layers: 0, width: 2, activation: relu}", "hidden_layers: 0; must be 1 or more"),
      BadLine(
        2,
        "network: {hidden_layers: 201, width: 2, activation: relu}",
        "hidden_layers: 201; must be at most 200"
      ),
      BadLine(
        2,
        "network: {hidden_layers: 255, width: 2, activation: relu}",
        "hidden_layers: 255; must be at most 200"
      ),
      BadLine(2, "network: {hidden_layers: 2, width: 65537, activation: relu}", "width: 65537; must be at most 65536"),
      BadLine(
        2,
        "network: {hidden_layers: 9, width: 65536, activation: relu}",
        "network: 34,360,459,265 parameters; must be at most 67,108,864: fewer units or layers"
      ),
      BadLine(2, "network: {widths: [2, 0], activation: relu}", "network.widths[1]: 0; must be 1 or more"),
      BadLine(2, "network: {widths: [], activation: relu}", "network.widths: 0 widths; must be 1 to 200"),
      BadLine(2, "network: {widths: 3, activation: relu}", "network.widths: 3; must be a list of widths"),
      .network("widths: [1]", "widths: stands beside `hidden_layers`, `width`; keep one way to tell the widths"),
      .network(
        "layers: [{dense: 1}, {dense: 1}]",
        "layers: stands beside `hidden_layers`, `width`, `activation`; write that into the layers"
      ),
      .network("bias: yes", "bias: yes; must be true or false"),
      .network("bias: \"true\"", "bias: \"true\"; must be true or false"),
      .network("inputs: 2", "inputs: 2; must be 1, the inputs of abs"),
      .network("outputs: 2", "outputs: unknown key; leave it out, the outputs are the target's"),
      .network("dropout: 0.5", "dropout: dropout comes with data sets, that is with task.dataset; leave it out"),
      .network("batch_normalization: {}", "batch_normalization: batch_normalization comes with data sets"),
      .network("l2: 0.5", "l2: l2 comes with data sets, that is with task.dataset; leave it out"),
      .activation("leaky_relu", ".slope: missing; write {leaky_relu: {slope: 0.01}}"),
      .activation("{leaky_relu: {}}", ".leaky_relu.slope: missing; write {leaky_relu: {slope: 0.01}}"),
      .activation("{leaky_relu: {slope: 2}}", ".leaky_relu.slope: 2; must be between 0 and 1"),
      .activation("{leaky_relu: {alpha: 0.2}}", ".leaky_relu.alpha: unknown key; did you mean `slope`?"),
      .activation("{leaky_relu: 0.2}", ".leaky_relu: 0.2; must be a map of slope"),
      .activation("{relu: {slope: 0.1}}", ".relu.slope: relu takes no parameters; leave it out"),
      .activation("{relu: 1}", ".relu: 1; relu takes no parameters; write relu alone"),
      .activation("{relu: {}, elu: {}}", ": a map; must be one name, or one name with parameters"),
      .activation("[relu]", ": [relu]; must be one name, or one name with parameters"),
      .activation(
        "rleu",
        ": rleu; did you mean `relu`? The choices: relu, leaky_relu, elu, selu, tanh, sigmoid, linear"
      ),
      .activation("gelu", ": gelu; did you mean `relu`?"),
      .activation("prelu", ": prelu comes with data sets, that is with task.dataset; use one of relu, leaky_relu"),
      .activation("{rrelu: {low: 0.1}}", ": rrelu comes with data sets, that is with task.dataset; use one of relu"),
      .network(
        "initializer: glorot",
        "initializer: glorot; did you mean `glorot_uniform` or `glorot_normal`? The choices: zeros"
      ),
      .network("initializer: rai", "initializer: rai is not available yet; use one of zeros"),
      .network("initializer: normal", "initializer.stddev: missing; write {normal: {mean: 0, stddev: 0.01}}"),
      .network("initializer: {normal: {stddev: 0}}", "initializer.normal.stddev: 0; must be more than 0"),
      .network(
        "initializer: {normal: {stddev: 1e-60}}",
        "initializer.normal.stddev: 1e-60; too small for float32, whose numbers begin at 1.2e-38; write a larger one, or"
      ),
      .network(
        "initializer: {uniform: {low: 1, high: 1}}",
        "initializer.uniform.low: 1.0; must be less than high, 1.0"
      ),
      .network(
        "initializer: {uniform: {low: -3e38, high: 3e38}}",
        "initializer.uniform.low: -3e+38; must be less than high, 3e+38, and the distance a float32"
      ),
      .network("initializer: {constant: {value: nan}}", "initializer.constant.value: nan; must be a number"),
      .network(
        "initializer: {constant: {value: 1e39}}",
        "initializer.constant.value: 1e39; too large for float32, whose numbers end at 3.4e38; or set precision: float64"
      ),
      .network("initializer: {constant: {value: 1e999}}", "initializer.constant.value: 1e999; must be finite"),
      .network("initializer: {constant: {value: 0x10}}", "initializer.constant.value: 0x10; must be a number"),
      .network(
        "initializer: {he_uniform: {truncated: true}}",
        "initializer.he_uniform.truncated: he_uniform takes no parameters"
      ),
      .network("first_initializer: he", "first_initializer: he; did you mean `he_uniform` or `he_normal`?"),
      .network(
        "initializer: {variance_scaling: {scale: 1, mode: fan, distribution: uniform}}",
        "initializer.variance_scaling.mode: fan; must be one of fan_in, fan_out, fan_avg"
      ),
      BadLine(2, "network: {layers: []}", "network.layers: 0 layers; must be 2 to 201"),
      BadLine(
        2,
        "network: {layers: [{dense: 2}, {dense: 2}]}",
        "network.layers[1]: 2 units; the last layer must have 1"
      ),
      BadLine(
        2,
        "network: {layers: [{dropout: 0.5}, {dense: 1}]}",
        "layers[0].dropout: dropout comes with data sets, that is with task.dataset; use dense layers"
      ),
      BadLine(
        2,
        "network: {layers: [{batch_normalization: {}}, {dense: 1}]}",
        "batch_normalization comes with data sets"
      ),
      BadLine(2, "network: {layers: [{dense: 2, l2: 0.1}, {dense: 1}]}", "layers[0].l2: l2 comes with data sets"),
      BadLine(2, "network: {layers: [{units: 2}, {dense: 1}]}", "network.layers[0].units: unknown key"),
      // Tasks.
      BadLine(3, "task: {domain: [0, 1]}", "task.target: missing; write one of abs, x_sin_x"),
      BadLine(3, "task: {target: abs}", "task.domain: missing; write [low, high]"),
      BadLine(3, "task: {target: sin, domain: [0, 1]}", "task.target: sin; must be one of abs, x_sin_x"),
      BadLine(3, "task: {target: x_sin_6x, domain: [0, 1]}", "task.target: x_sin_6x; did you mean"),
      .task("dataset: ball", "dataset: stands beside `target`, `domain`; a task has a data set, or else a target"),
      .task("validation: {first: 5}", "validation: validation comes with data sets, that is with task.dataset; leave"),
      .domain("[2, -1]", ": [2, -1]; must have the lower end first; swap them"),
      .domain("[sqrt(7), -sqrt(7)]", ": [sqrt(7), -sqrt(7)]; must have the lower end first; swap them"),
      .domain("[1, 1]", ": [1, 1]; its ends are the same number in float32; move them apart"),
      .domain(
        "[0, 1e-46]",
        "[1]: 1e-46; too small for float32, whose numbers begin at 1.2e-38; write a larger one, or set"
      ),
      .domain("[-1e-300, 1]", "[0]: -1e-300; too small for float32"),
      .domain(
        "[1, 1.00000001]",
        ": [1, 1.00000001]; its ends are the same number in float32; move them apart, or set precision: float64"
      ),
      .domain("[1]", ": [1]; must be two numbers, [low, high]"),
      .domain("5", ": 5; must be two numbers, [low, high]"),
      .domain("[-inf, 1]", "[0]: -inf; must be a number, sqrt(number) or -sqrt(number)"),
      .domain("[-.inf, 1]", "[0]: -.inf; must be a number, sqrt(number) or -sqrt(number)"),
      .domain("[0, sqrt(-1)]", "[1]: sqrt(-1); must be a number, sqrt(number) or -sqrt(number)"),
      .domain("[0, 2*3]", "[1]: 2*3; must be a number"),
      .domain("[0, 1e7]", "[1]: 1e7; must be between -1000000 and 1000000"),
      BadLine(3, "task: {target: x_sin_5x, domain: [0, 1e5]}", "task.domain[1]: 1e5; must be between -2000 and 2000"),
      .task("training_points: 0", "training_points: 0; must be 1 or more"),
      .task("training_points: 3000000000", "training_points: 3000000000; must be at most 10000000"),
      .task(
        "test_points: -5",
        "test_points: -5; must be 2 or more: a single prediction is constant, whatever the network"
      ),
      .task("test_points: []", "test_points: 0 points; must be 2 to 1000"),
      .task("test_points: 1", "test_points: 1; must be 2 or more: a single prediction is constant"),
      .task("test_points: [1]", "test_points: 1 point; must be 2 to 1000"),
      .task("test_points: [1, 1.0]", "test_points: [1, 1.0]; all the same point in float32; list two different ones"),
      .task(
        "test_points: [1, 1.00000001]",
        "test_points: [1, 1.00000001]; all the same point in float32; list two different ones or more"
      ),
      .task("test_points: [a, 1]", "test_points[0]: a; must be a number"),
      .task(
        "test_points: [[1, 2], [0, 1]]",
        "test_points[0]: [1, 2]; must have 1 coordinate, one an input of the target"
      ),
      .task(
        "share: weights",
        "share: weights; must be a list of any of training_data, weights, shuffle, such as [weights]"
      ),
      .task(
        "share: ~",
        "share: nothing; must be a list of any of training_data, weights, shuffle, such as [weights]; []"
      ),
      .task(
        "share: [weigths]",
        "share[0]: weigths; did you mean `weights`? The choices: training_data, weights, shuffle"
      ),
      .task("share: [test_data]", "share[0]: test_data; must be one of training_data, weights, shuffle"),
      .more(
        "cells: {a: {network: {inputs: 1}, task: {target: abs_2d}}}",
        "cells.a.network.inputs: 1; must be 2, the inputs of abs_2d"
      ),
      BadLine(
        3,
        "task: {target: abs_2d, domain: [0, 1], test_points: [1, 2]}",
        "task.test_points[0]: 1; must be a list of 2 coordinates: the target has 2 inputs"
      ),
      // Training.
      .training("loss: mean", "loss: mean; must be one of mse, mae"),
      .training("batch_size: 0", "batch_size: 0; must be 1 or more"),
      .training("batch_size: 3001", "batch_size: 3001; must be at most task.training_points, 3000"),
      BadLine(
        3,
        "task: {target: abs, domain: [0, 1], training_points: 9}",
        at: 4,
        "training.batch_size: 32, its default; must be at most task.training_points, 9"
      ),
      .training("epochs: -1", "epochs: -1; must be 0 or more"),
      .training("epochs: 1048576", "epochs: 1048576; must be at most 1048575"),
      .training("clipping: 1", "clipping: clipping comes with data sets, that is with task.dataset; leave it out"),
      .training("callbacks: 1", "callbacks: callbacks is not available yet; leave it out"),
      .optimizer("sdg", ": sdg; did you mean `sgd`?"),
      .optimizer("{sgd: {learning_rate: 0}}", ".sgd.learning_rate: 0; must be more than 0"),
      .optimizer("{sgd: {learning_rate: -0.1}}", ".sgd.learning_rate: -0.1; must be more than 0"),
      .optimizer("{sgd: {lr: 0.1}}", ".sgd.lr: unknown key"),
      .optimizer("{sgd: {momentum: 1}}", ".sgd.momentum: 1; must be at least 0 and less than 1"),
      .optimizer(
        "{sgd: {momentum: 0.99999999999}}",
        ".sgd.momentum: 0.99999999999; must be at least 0 and less than 1 in float32 as well"
      ),
      .optimizer("{sgd: {nesterov: true}}", ".sgd.nesterov: true; must have a momentum above 0 beside it"),
      .optimizer("{rmsprop: {epsilon: 0}}", ".rmsprop.epsilon: 0; must be more than 0"),
      .optimizer("{adam: {epsilon_form: torch}}", ".adam.epsilon_form: torch; must be one of keras, kingma_ba"),
      .optimizer("{adam: {}, sgd: {}}", ": a map; must be one name"),
      .more("criteria: {flat: [0]}", "criteria.flat[0]: 0; must be more than 0"),
      .more("criteria: {flat: [1, 1.0]}", "criteria.flat: a tolerance stands twice"),
      .more("criteria: {flat: 1}", "criteria.flat: 1; must be a list of tolerances"),
      .more(
        "criteria: {flat: [\((1...17).map(String.init).joined(separator: ","))]}",
        "criteria.flat: 17 tolerances; must be 0 to 16"
      ),
    ] + cellsAndText + data

  static func more(_ text: String, at line: Int, _ fragment: String) -> BadLine { BadLine(5, text, at: line, fragment) }
}
