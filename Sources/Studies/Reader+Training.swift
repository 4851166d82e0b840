import Experiments

extension Reader {
  static let notYet = [
    "callbacks": "callbacks is not available yet; leave it out", "checks": "checks is not available yet; leave it out",
  ]

  static let trainingKeys = ["loss", "optimizer", "batch_size", "epochs"]

  /// - Parameter points: training points, which a batch cannot exceed; nil when they are not known.
  func training(_ value: Value, points: Int?) -> TrainingPlan? {
    let section = Section(
      value,
      keys: Self.trainingKeys,
      refused: withData(["clipping", "clip_norm", "clip_value", "zeroed", "l1", "l2"]).merging(
        Self.notYet,
        uniquingKeysWith: { $1 }
      ),
      problems
    )
    let loss = section.optional("loss", default: Loss.mse) { choice($0, among: Loss.ofFunctions) }
    let optimizer = section.optional("optimizer", default: Optimizer.sgd(learningRate: 0.01)) { self.optimizer($0) }
    // Keras' own defaults.
    let batchSize = section.optional("batch_size", default: 32) { integer($0, in: 1...Limits.points) }
    let epochs = section.optional("epochs", default: 1) { integer($0, in: 0...Limits.epochs) }
    if let points, batchSize > points {
      let given = section["batch_size"]
      return reported(
        given?.place ?? section.place.key("batch_size"),
        "\(batchSize)\(given == nil ? ", its default" : ""); must be at most task.training_points, \(points)"
      )
    }
    return TrainingPlan(loss: loss, optimizer: optimizer, batchSize: batchSize, epochs: epochs)
  }

  static let optimizers = ["sgd", "rmsprop", "adam", "adagrad", "adadelta", "nadam"]

  func optimizer(_ value: Value) -> Optimizer? {
    guard let named = named(value, known: Self.optimizers) else { return nil }
    switch named.name {
    case "sgd": return sgd(named)
    case "rmsprop": return rmsprop(named)
    case "adam": return adam(named)
    case "adagrad":
      let section = Section(named.parameters, keys: ["learning_rate", "epsilon"], problems)
      return .adagrad(learningRate: rate(section, 0.01), epsilon: epsilon(section))
    case "adadelta":
      let section = Section(named.parameters, keys: ["learning_rate", "rho", "epsilon"], problems)
      return .adadelta(
        learningRate: rate(section, 1),
        rho: section.optional("rho", default: 0.95) { number($0, .fraction) },
        epsilon: epsilon(section)
      )
    default: return nadam(named)
    }
  }

  private func rate(_ section: Section, _ usual: Double) -> Double {
    section.optional("learning_rate", default: usual) { number($0, .positive) }
  }

  private func epsilon(_ section: Section) -> Double {
    section.optional("epsilon", default: 1e-7) { number($0, .positive) }
  }

  private func nadam(_ named: Named) -> Optimizer? {
    let keys = ["learning_rate", "beta_1", "beta_2", "epsilon", "schedule_decay"]
    let section = Section(named.parameters, keys: keys, problems)
    return .nadam(
      learningRate: rate(section, 0.002),
      beta1: section.optional("beta_1", default: 0.9) { number($0, .fraction) },
      beta2: section.optional("beta_2", default: 0.999) { number($0, .fraction) },
      epsilon: epsilon(section),
      decay: section.optional("schedule_decay", default: 0.004) { number($0, .notNegative) }
    )
  }

  private func sgd(_ named: Named) -> Optimizer? {
    let section = Section(named.parameters, keys: ["learning_rate", "momentum", "nesterov"], problems)
    let rate = rate(section, 0.01)
    let momentum = section.optional("momentum", default: 0) { number($0, .fraction) }
    let nesterov = section.optional("nesterov", default: false) { boolean($0) }
    if nesterov, momentum == 0, section["momentum"].map({ number($0, .fraction) != nil }) ?? true {
      return reported(section["nesterov"]?.place ?? named.place, "true; must have a momentum above 0 beside it")
    }
    return .sgd(learningRate: rate, momentum: momentum, nesterov: nesterov)
  }

  private func rmsprop(_ named: Named) -> Optimizer? {
    let section = Section(named.parameters, keys: ["learning_rate", "rho", "epsilon"], problems)
    return .rmsprop(
      learningRate: rate(section, 0.001),
      rho: section.optional("rho", default: 0.9) { number($0, .fraction) },
      epsilon: epsilon(section)
    )
  }

  private func adam(_ named: Named) -> Optimizer? {
    let keys = ["learning_rate", "beta_1", "beta_2", "epsilon", "epsilon_form"]
    let section = Section(named.parameters, keys: keys, problems)
    return .adam(
      learningRate: rate(section, 0.001),
      beta1: section.optional("beta_1", default: 0.9) { number($0, .fraction) },
      beta2: section.optional("beta_2", default: 0.999) { number($0, .fraction) },
      epsilon: epsilon(section),
      epsilonForm: section.optional("epsilon_form", default: .keras) { choice($0) }
    )
  }

  func looks(_ value: Value) -> Looks? {
    let others = Self.looksOfData.filter { $0 != "epochs" }
    let section = Section(value, keys: ["steps", "epochs"], refused: withData(others), problems)
    return Looks(
      steps: section.optional("steps", default: false) { boolean($0) },
      epochs: section.optional("epochs", default: false) { boolean($0) }
    )
  }

  func criteria(_ value: Value) -> Criteria? {
    let section = Section(value, keys: ["flat"], problems)
    let flat = section.optional("flat", default: Criteria().flat) { value in
      // Tolerances are compared in float64 whatever the precision.
      let reader = Reader(problems: problems)
      return list(value, of: "tolerances", such: "[1e-3, 0.1]", counts: 0...Outcomes.maximumFlatCriteria) {
        reader.number($0, .positive)
      }
    }
    if Set(flat).count < flat.count, let place = section["flat"]?.place {
      return reported(place, "a tolerance stands twice; keep one of each")
    }
    return Criteria(flat: flat)
  }
}
