import Experiments

extension LayeredExperiment {
  var resolved: Literal {
    .map([
      .init("precision", .word(precision.rawValue)),
      .init("network", network.resolved(classes: task.facts.classes)), .init("task", task.resolved),
      .init("training", training.resolved(hasTargets: hasTargets)), .init("looks", looks.resolved),
    ])
  }
}

extension LayeredTrainingPlan {
  fileprivate func resolved(hasTargets: Bool) -> Literal {
    .map(
      // Data without classes have no loss that could be written.
      (hasTargets ? [.init("loss", .word(loss.rawValue))] : []) + [
        .init("optimizer", optimizer.resolved), .init("clipping", clipping?.resolved ?? .word("none")),
        .init("batch_size", .count(batchSize)), .init("epochs", .count(epochs)), .init("zeroed", .number(zeroed)),
      ]
    )
  }
}

extension Clipping {
  fileprivate var resolved: Literal {
    switch self {
    case .value(let limit): .atom([.init("value", .number(limit))])
    case .norm(let limit): .atom([.init("norm", .number(limit))])
    case .globalNorm(let limit): .atom([.init("global_norm", .number(limit))])
    }
  }
}

extension LayeredLooks {
  fileprivate var resolved: Literal {
    .map([
      .init("epochs", .flag(epochs)), .init("points", .word(points.rawValue)),
      .init("count", count.map { .count($0) } ?? .word("all")),
      .init("distributions", .list(distributions.map { .word($0.rawValue) })), .init("every", .count(every)),
      .init("bins", bins?.resolved ?? .word("none")), .init("losses", .count(losses)),
      .init("bias_gradients", .count(biasGradients)), .init("input_descents", .flag(inputDescents)),
    ])
  }
}

extension EqualBins {
  fileprivate var resolved: Literal {
    .atom([.init("low", .number(low)), .init("high", .number(high)), .init("count", .count(count))])
  }
}
