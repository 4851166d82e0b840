import Experiments
import RandomStreams

extension StudyPlan {
  /// The study with every default written out, as YAML that reads back as an equal plan: at most 1 MiB, keys in a fixed
  /// order, numbers in the shortest form that gives the same bits. What all cells share is written once.
  /// - Complexity: O(cells × (layers + test points)).
  public var resolvedText: String {
    let trees = cells.map(\.subject.resolved)
    var common: Literal? = trees.first
    for tree in trees.dropFirst() { common = common.flatMap { $0.shared(with: tree) } }
    var pairs: [Literal.Pair] = [
      .init("name", .text(name)), .init("seed", .count(seed)), .init("simulations", .count(simulations)),
    ]
    if firstSimulation > 0 { pairs.append(.init("first_simulation", .count(firstSimulation))) }
    if case .map(let shared) = common { pairs += shared }
    let names = cells.map { Literal.text($0.name) }
    pairs.append(
      .init("cells", .map(zip(names, trees).map { .init($0.yaml, .map($1.rest(beyond: common))) }))
    )
    pairs.append(.init("compare", .lines(compare.map { .list([names[$0.first], names[$0.second]]) })))
    if let stop { pairs.append(.init("stop", stop.resolved)) }
    if reported != Reported() { pairs.append(.init("reported", .map(resolvedReports))) }
    pairs.append(.init("records", .word(records.rawValue)))
    if let trainer { pairs.append(.init("trainer", .word(trainer.rawValue))) }
    return Literal.map(pairs).written()
  }
}

extension StudyPlan {
  fileprivate var resolvedReports: [Literal.Pair] {
    cells.enumerated().compactMap { index, cell in
      let pairs =
        reported.outcomes.filter { $0.cell == index }.map { report in
          Literal.Pair(
            report.outcome,
            .atom(
              [.init("fraction", .number(report.fraction)), .init("of", .count(report.runs))] + report.source.resolved
            )
          )
        }
        + reported.values.filter { $0.cell == index }.map { report in
          Literal.Pair(report.quantity, .atom([.init("value", .number(report.value))] + report.source.resolved))
        }
      return pairs.isEmpty ? nil : .init(Literal.text(cell.name).yaml, .map(pairs))
    }
  }
}

extension String? {
  /// A source that is told.
  fileprivate var resolved: [Literal.Pair] { map { [.init("source", .text($0))] } ?? [] }
}

extension Literal {
  fileprivate var yaml: String {
    if case .word(let text) = self { text } else { "" }
  }
}

extension StopRule {
  var resolved: Literal {
    .atom([
      .init("outcome", .word(outcome)), .init("half_width", .number(halfWidth)),
      .init("confidence", .number(confidence)), .init("max_simulations", .count(maximumSimulations)),
      .init("weight", .number(weight)),
    ])
  }
}

extension CellExperiment {
  var resolved: Literal {
    switch self {
    case .function(let experiment): experiment.resolved
    case .dataset(let experiment): experiment.resolved
    }
  }
}

extension Experiment {
  fileprivate var resolved: Literal {
    .map([
      .init("precision", .word(precision.rawValue)), .init("network", network.resolved), .init("task", task.resolved),
      .init("training", training.resolved),
      .init("criteria", .map([.init("flat", .list(criteria.flat.map { .number($0) }))])),
      .init("looks", .atom([.init("steps", .flag(looks.steps)), .init("epochs", .flag(looks.epochs))])),
    ])
  }
}

extension LearningTask {
  fileprivate var resolved: Literal {
    let points: Literal
    switch testPoints {
    case .drawn(let count): points = .count(count)
    case .listed(let listed):
      points = .list(
        listed.map { $0.count == 1 ? .number($0[0]) : .list($0.map { .number($0) }) }
      )
    }
    return .map([
      .init("target", .word(target.rawValue)), .init("domain", .list([.number(low), .number(high)])),
      .init("training_points", .count(trainingPoints)), .init("test_points", points), .init("share", shared.resolved),
    ])
  }
}

extension Set<Purpose> {
  var resolved: Literal {
    .list(Purpose.shareable.filter { contains($0.purpose) }.map { .word($0.name) })
  }
}

extension TrainingPlan {
  fileprivate var resolved: Literal {
    .map([
      .init("loss", .word(loss.rawValue)), .init("optimizer", optimizer.resolved),
      .init("batch_size", .count(batchSize)), .init("epochs", .count(epochs)),
    ])
  }
}

extension Optimizer {
  var resolved: Literal {
    switch self {
    case .sgd(let rate, let momentum, let nesterov):
      .named("sgd", ("learning_rate", .number(rate)), ("momentum", .number(momentum)), ("nesterov", .flag(nesterov)))
    case .rmsprop(let rate, let rho, let epsilon):
      .named("rmsprop", ("learning_rate", .number(rate)), ("rho", .number(rho)), ("epsilon", .number(epsilon)))
    case .adam(let rate, let beta1, let beta2, let epsilon, let form):
      .named(
        "adam",
        ("learning_rate", .number(rate)),
        ("beta_1", .number(beta1)),
        ("beta_2", .number(beta2)),
        ("epsilon", .number(epsilon)),
        ("epsilon_form", .word(form.rawValue))
      )
    case .adagrad(let rate, let epsilon):
      .named("adagrad", ("learning_rate", .number(rate)), ("epsilon", .number(epsilon)))
    case .adadelta(let rate, let rho, let epsilon):
      .named("adadelta", ("learning_rate", .number(rate)), ("rho", .number(rho)), ("epsilon", .number(epsilon)))
    case .nadam(let rate, let beta1, let beta2, let epsilon, let decay):
      .named(
        "nadam",
        ("learning_rate", .number(rate)),
        ("beta_1", .number(beta1)),
        ("beta_2", .number(beta2)),
        ("epsilon", .number(epsilon)),
        ("schedule_decay", .number(decay))
      )
    }
  }
}

extension Literal {
  /// `{name: {parameter: value, …}}`.
  static func named(_ name: String, _ parameters: (String, Literal)...) -> Literal {
    .atom([.init(name, .atom(parameters.map { .init($0.0, $0.1) }))])
  }
}
