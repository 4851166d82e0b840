import Experiments
import Studies
import Testing

/// What overrides do to choices that were made, and to cells that have made their own.
@Suite struct OverriddenTests {
  private static let study = """
    name: a
    network: {hidden_layers: 2, width: 3, activation: relu}
    task: {target: abs, domain: [-1, 2]}
    training: {optimizer: {sgd: {learning_rate: 0.01}}}
    cells:
      relu: {}
      leaky: {network: {activation: {leaky_relu: {slope: 0.2}}}}
      elu: {network: {activation: elu}}
    compare: [[leaky, relu], [elu, relu], [elu, leaky]]
    reported: {relu: {constant: {fraction: 0.5, of: 10}}, leaky: {constant: {fraction: 0.5, of: 10}}}

    """
  private static let data = """
    name: a
    network: {layers: [{dense: 3, activation: relu}, {dense: 1, activation: sigmoid}]}
    task: {dataset: {ball: {points: 100}}, validation: {first: 5}, scaling: {min_max: {low: 0, high: 1}}}
    training: {clipping: {norm: 1.0}, optimizer: {adagrad: {learning_rate: 0.1}}}

    """

  // MARK: - A second choice

  @Test(
    "A parameter of another choice names the one that was made, and how to replace it",
    arguments: [
      (
        study, "training.optimizer.adam.learning_rate=1e-3", "training.optimizer", "adam", "sgd", 4,
        "{learning_rate: 1e-3}"
      ),
      (study, "network.activation.leaky_relu.slope=0.1", "", "", "", 0, ""),
      (
        study, "cells.leaky.network.activation.relu.slope=1", "cells.leaky.network.activation", "relu", "leaky_relu", 7,
        "{slope: 1}"
      ),
      (data, "task.dataset.gaussian.points=5", "task.dataset", "gaussian", "ball", 3, "{points: 5}"),
      (data, "task.validation.last=5", "task.validation", "last", "first", 3, "5"),
      (data, "task.scaling.unit={}", "task.scaling", "unit", "min_max", 3, "{}"),
      (data, "training.clipping.value=5", "training.clipping", "value", "norm", 4, "5"),
      (data, "training.optimizer.nadam.beta_1=0.5", "training.optimizer", "nadam", "adagrad", 4, "{beta_1: 0.5}"),
    ]
  )
  func secondChoice(
    _ text: String,
    _ setting: String,
    _ path: String,
    _ added: String,
    _ there: String,
    _ line: Int,
    _ value: String
  ) {
    let found = problems(text, StudyOverrides(settings: [setting])).map(\.description)
    // A name alone gives way: nothing of it is lost.
    guard !path.isEmpty else { return #expect(found.isEmpty, "\(found)") }
    #expect(
      found == [
        "--set \(setting): \(path).\(added): stands beside `\(there)` (a.yaml:\(line): \(path).\(there)); there can be one: "
          + "to replace it, write --set '\(path)={\(added): \(value)}'"
      ]
    )
  }

  @Test("What the message says to write is a study")
  func remedy() throws {
    let settings = ["training.optimizer={adam: {learning_rate: 0.001}}"]
    let plan = try StudyPlan(text: Self.study, overrides: StudyOverrides(settings: settings))
    #expect(plan.cells.allSatisfy { $0.experiment?.training.optimizer == .adam(learningRate: 0.001) })
  }

  @Test("Several parameters of another choice are written together, and a sweep's as whole values")
  func otherWays() {
    let settings = ["training.optimizer.adam.learning_rate=1e-3", "training.optimizer.adam.epsilon=1e-5"]
    let set = problems(Self.study, StudyOverrides(settings: settings)).map(\.description)
    #expect(
      set.count == 1 && set[0].hasSuffix("--set 'training.optimizer={adam: {learning_rate: 1e-3, epsilon: 1e-5}}'")
    )
    let text = Self.study.split(separator: "cells:")[0]
    let swept = problems(text + "sweep: {training.optimizer.adam.learning_rate: [0.1, 0.2]}").map(\.description)
    #expect(
      swept == [
        "a.yaml:5: sweep.training.optimizer.adam: stands beside `sgd` (a.yaml:4: training.optimizer.sgd); there can be one: "
          + "to replace it, write whole values, training.optimizer: [{adam: {learning_rate: 0.1}}, …]"
      ]
    )
  }

  @Test("A data set beside a target says how to replace the task")
  func dataset() {
    let text = String(Self.study.split(separator: "cells:")[0])
    let found = problems(text, StudyOverrides(settings: ["task.dataset=ball"])).map(\.description)
    #expect(
      found == [
        "--set task.dataset=ball: task.dataset: stands beside `target`, `domain` (a.yaml:3: task.target); a task has a data "
          + "set, or else a target with its domain; to replace it, write the task whole: --set 'task={dataset: ball}'"
      ]
    )
  }

  // MARK: - Cells of their own

  /// Notes on cells that an override does not reach.
  private func notes(_ settings: String..., text: String = study) throws -> [String] {
    try StudyPlan(text: text, overrides: StudyOverrides(settings: settings)).notes
      .filter { !$0.hasPrefix("reported: ") }
  }

  @Test("An override notes the cells that are compared with results of others, and changed by it")
  func changed() throws {
    func notes(_ settings: String...) throws -> [String] {
      try StudyPlan(text: Self.study, overrides: StudyOverrides(settings: settings)).notes
        .filter { $0.hasPrefix("reported: ") }
    }
    let rest = "changed by --set, and compared with results of the study as its file has it"
    #expect(try notes("network.width=4") == ["reported: relu, leaky are \(rest)"])
    #expect(try notes("network.activation=tanh") == ["reported: relu is \(rest)"])
    #expect(try notes("cells.leaky.network.activation=tanh") == ["reported: leaky is \(rest)"])
    #expect(try notes("cells.elu.network.activation=tanh", "criteria.flat=[0.5]", "simulations=7").isEmpty)
  }

  @Test("An override notes the cells that it changes, and those that it does not")
  func unreached() throws {
    #expect(
      try notes("network.activation=tanh") == [
        "--set network.activation=tanh: changes relu; leaky, elu keep their own network.activation; to change it there, add "
          + "--set cells.leaky.network.activation=tanh --set cells.elu.network.activation=tanh"
      ]
    )
    #expect(try notes("network.width=4").isEmpty && notes("cells.relu.network.activation=tanh").isEmpty)
    #expect(try notes("network.activation=tanh", "network.activation=elu").count == 1, "the last one is in force")
    let all = Self.study.replacing("relu: {}", with: "relu: {network: {activation: relu}}")
    #expect(
      try notes("network.activation=tanh", text: all).first?.hasPrefix(
        "--set network.activation=tanh: changes no cell; relu, leaky, elu keep their own network.activation; "
      ) == true
    )
  }

  @Test("What a note says to add is valid, and the note is gone with it")
  func added() throws {
    let (own, value) = ("cells.leaky.network.activation", "{leaky_relu: {slope: 0.5}}")
    let whole = try notes("network.activation=\(value)")
    #expect(whole.count == 1 && whole[0].contains("changes relu; leaky, elu keep their own network.activation; to "))
    #expect(
      whole.first?.hasSuffix(" add --set '\(own)=\(value)' --set 'cells.elu.network.activation=\(value)'") == true
    )
    let settings = ["network.activation=\(value)", "\(own)=\(value)", "cells.elu.network.activation=\(value)"]
    let plan = try StudyPlan(text: Self.study, overrides: StudyOverrides(settings: settings))
    #expect(plan.notes.allSatisfy { $0.hasPrefix("reported: ") })
    #expect(plan.cells.allSatisfy { $0.experiment?.network.layers[0].activation == .leakyReLU(slope: 0.5) })
    let part = Self.study.replacing("activation: relu}", with: "activation: {leaky_relu: {slope: 0.1}}}")
    #expect(
      try notes("network.activation.leaky_relu.slope=0.5", text: part) == [
        "--set network.activation.leaky_relu.slope=0.5: changes relu; leaky, elu keep their own "
          + "network.activation.leaky_relu.slope; to change it there, add --set \(own).leaky_relu.slope=0.5"
      ],
      "elu has no slope to set"
    )
  }

  @Test("A note of many cells names three")
  func many() throws {
    let cells = (1...5).map { "c\($0): {network: {width: \($0)}}" }.joined(separator: ", ")
    #expect(
      try notes("network.width=9", text: "\(shortest)\ncells: {\(cells)}") == [
        "--set network.width=9: changes no cell; c1, c2, c3 and 2 more keep their own network.width; to change it there, add "
          + "--set cells.c1.network.width=9 --set cells.c2.network.width=9 --set cells.c3.network.width=9, and likewise for "
          + "2 more"
      ]
    )
  }

  @Test("A swept key wins over an override, which is noted")
  func swept() throws {
    let text = Self.study.split(separator: "cells:")[0] + "sweep: {network.width: [2, 5]}"
    let plan = try StudyPlan(text: String(text), overrides: StudyOverrides(settings: ["network.width=4"]))
    #expect(plan.cells.compactMap { $0.experiment?.network.layers[0].units } == [2, 5])
    #expect(
      plan.notes == ["--set network.width=4: changes no cell; width=2, width=5 keep their own network.width"]
    )
  }

  @Test("The notes are of the command line: the resolved study has none, and is an equal plan")
  func notesAreNoPart() throws {
    let plan = try StudyPlan(text: Self.study, overrides: StudyOverrides(settings: ["network.activation=tanh"]))
    let again = try StudyPlan(text: plan.resolvedText)
    #expect(again == plan)
    #expect(again.notes == [] && plan.notes.count == 2)
  }

  // MARK: - A common part that no cell reads

  @Test(
    "A wrong value that every cell overrides is refused with its line",
    arguments: [
      ("activation: gelu", "a.yaml:2: network.activation: gelu; did you mean `relu`?"),
      ("activation: leaky_relu", "a.yaml:2: network.activation.slope: missing; write {leaky_relu: {slope: 0.01}}"),
      ("activation: relu, width: 0", "a.yaml:2: network.width: 0; must be 1 or more"),
      ("activation: relu, bias: yes", "a.yaml:2: network.bias: yes; must be true or false"),
      (
        "activation: relu, initializer: {normal: {stddev: -1}}",
        "a.yaml:2: network.initializer.normal.stddev: -1; must be"
      ),
    ]
  )
  func unread(_ network: String, _ start: String) {
    let own = "hidden_layers: 1, width: 2, activation: elu, bias: true, initializer: zeros"
    let text = shortest.replacing("hidden_layers: 2, width: 3, activation: relu", with: network)
    let found = problems("\(text)\ncells: {a: {network: {\(own)}}, b: {network: {\(own)}}}").map(\.description)
    #expect(found.count == 1 && found[0].hasPrefix(start), "\(found)")
  }

  @Test("A wrong value that a sweep or an option overrides is refused, too")
  func unreadBySweep() {
    let swept = shortest.replacing("width: 3", with: "width: x") + "\nsweep: {network.width: [1, 2]}"
    #expect(
      problems(swept).map(\.description) == [
        "a.yaml:2: network.width: x; must be a whole number, written out in digits"
      ]
    )
    let cells = "\(shortest)\ncells: {a: {network: {activation: elu}}}"
    let set = problems(cells, StudyOverrides(settings: ["network.activation=gelu"])).map(\.description)
    #expect(set.count == 1 && set[0].hasPrefix("--set network.activation=gelu: network.activation: gelu; did you mean"))
  }

  @Test("Wrong parts of a task, of training, and of studies of data are found")
  func unreadElsewhere() {
    let own =
      "{task: {domain: [0, 1]}, training: {batch_size: 3, optimizer: sgd}, criteria: {flat: [1]}, looks: {steps: true}}"
    let text = """
      name: short
      network: {hidden_layers: 2, width: 3, activation: relu}
      task: {target: abs, domain: [2, -1]}
      training: {batch_size: 0, optimizer: {adam: {lr: 1}}}
      criteria: {flat: [-1]}
      looks: {steps: 1}
      cells: {a: \(own)}
      """
    #expect(problems(text).map(\.line) == [3, 4, 4, 5, 6])
    let ofData = """
      name: short
      network: {hidden_layers: 2, width: 3, activation: relu}
      task: {dataset: bal, scaling: uni}
      training: {clipping: {nor: 1}}
      cells: {a: {task: {dataset: ball, scaling: raw}, training: {clipping: none}}}
      """
    #expect(problems(ofData).map(\.line) == [3, 3, 4])
  }

  /// Each of these was a study before what cells override was looked at, and is one still.
  @Test(
    "What is right by itself need not fit the cells that override it",
    arguments: [
      "training: {batch_size: 64}\ncells: {a: {task: {training_points: 32}, training: {batch_size: 8}}}",
      "training: {}\nprecision: float64\nlooks: {}\ncells: {a: {network: {layers: [{dense: 2}, {dense: 1}]}}}",
      "training: {}\ncells: {a: {network: {widths: [1, 2]}}, b: {network: {hidden_layers: 1, width: 2}}}",
      "training: {}\nprecision: float32\ncriteria: {flat: [1e-60]}\ncells: {a: {precision: float64, criteria: {flat: [1]}}}",
      "training: {optimizer: {sgd: {learning_rate: 1e-60}}}\nprecision: float64\ncells: {a: {training: {optimizer: sgd}}}",
    ]
  )
  func stillStudies(_ rest: String) {
    let text = shortest.replacing("training: {}", with: rest).replacing(
      "width: 3, ",
      with: "width: 3, activation: relu, "
    )
    .replacing("activation: relu, activation: relu", with: "activation: relu")
    #expect(problems(text).isEmpty, "\(problems(text))")
  }

  /// A data set that no cell uses is not looked for.
  @Test("Files that no cell reads need not be there")
  func unreadFiles() {
    let text = shortestWithData.replacing(
      "dataset: ball",
      with: "dataset: {hdf5: {training: /no/a.h5, test: /no/b.h5}}"
    )
    #expect(problems(text).count == 1)
    #expect(problems(text + "\ncells: {a: {task: {dataset: ball}}}").isEmpty)
  }
}
