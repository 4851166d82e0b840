import RunFolder

/// Results made by hand with everything in them that results can hold, and with markup in every name that may have some.
enum ReportFixture {
  static let study = """
    name: "<b>dying</b> & \\"quoted\\""
    seed: 3
    simulations: 1000
    network: {hidden_layers: 2, width: 2, activation: relu}
    task: {target: abs, domain: [-1, 1], training_points: 64, test_points: 20}
    training: {batch_size: 32, epochs: 2}
    cells:
      relu: {}
      leaky: {network: {activation: {leaky_relu: {slope: 0.01}}}}
      tanh: {network: {activation: tanh}}
    compare: [[leaky, relu]]
    """

  static func interval(_ low: Double, _ high: Double, _ method: String = "clopper_pearson") -> IntervalResults {
    IntervalResults(method: method, confidence: 0.95, low: low, high: high)
  }

  static func outcome(
    _ count: Int64,
    of n: Int64 = 1000,
    _ low: Double,
    _ high: Double,
    zeroGradient: Bool? = nil,
    method: String = "clopper_pearson"
  ) -> OutcomeResults {
    OutcomeResults(
      count: count,
      estimate: Double(count) / Double(n),
      interval: interval(low, high, method),
      intervals: [interval(low, high, method)],
      simultaneous: interval(max(low - 0.005, 0), min(high + 0.005, 1)),
      zeroGradient: zeroGradient
    )
  }

  static func quantiles(_ scale: Double) -> [QuantileResults] {
    [0.05, 0.25, 0.5, 0.75, 0.95].map {
      QuantileResults(
        probability: $0,
        low: $0 * scale,
        high: $0 * scale * 1.125,
        intervalLow: $0 == 0.05 ? nil : $0 * scale * 0.9,
        intervalHigh: $0 * scale * 1.3
      )
    }
  }

  static func quantity(_ name: String, _ when: String, layer: Int? = nil, scale: Double, zeros: Int64 = 0)
    -> QuantityResults
  {
    let mean = MeanResults(
      mean: 0.5,
      standardDeviation: 0.1,
      interval: interval(0.49, 0.51, "student_t"),
      prediction: interval(0.3, 0.7, "student_t")
    )
    return QuantityResults(
      layer: layer,
      quantity: name,
      when: when,
      finite: 998,
      zeros: zeros,
      nonFinite: 2,
      quantileConfidence: 0.95,
      quantiles: quantiles(scale),
      nonZeroQuantiles: zeros > 0 ? quantiles(scale * 2) : [],
      mean: layer == nil ? mean : nil
    )
  }

  static func death(isAbsorbing: Bool) -> DeathResults {
    let counts: [(String, Int64, Int64)] = [
      ("start", 0, 900), ("step_1", 1, 905), ("epoch_1", 2, 930), ("epoch_2", 4, 946),
    ]
    let hazard = HazardResults(atRisk: 100, estimate: 0.05, interval: interval(0.02, 0.11))
    var checks: [DeathCheckResults] = []
    for (when, step, dead) in counts {
      checks.append(
        DeathCheckResults(
          when: when,
          step: step,
          alive: outcome(1000 - dead, 0.05, 0.1),
          dead: dead,
          diverged: 0,
          died: step == 0 ? 0 : 5,
          revived: isAbsorbing ? 0 : 2,
          hazard: isAbsorbing && step > 0 ? hazard : nil
        )
      )
    }
    return DeathResults(
      isAbsorbing: isAbsorbing,
      checks: checks,
      firstDeadLayers: [
        FirstDeadLayerResults(layer: 1, born: 500, later: 10), FirstDeadLayerResults(layer: 2, born: 400, later: 36),
      ]
    )
  }

  /// As many checks as a study of so many epochs has, of which the first is before training.
  static func longDeath(epochs: Int) -> DeathResults {
    var death = death(isAbsorbing: true)
    let last = death.checks[3]
    death.checks =
      [death.checks[0]]
      + (1...epochs).map {
        var check = last
        check.when = "epoch_\($0)"
        check.step = Int64($0)
        return check
      }
    return death
  }

  static func cell(_ name: String, zeroGradient: Bool?, constant: OutcomeResults, diverged: Int64 = 0) -> CellResults {
    func dead(_ count: Int64) -> OutcomeResults? {
      zeroGradient.map { outcome(count, 0.88, 0.92, zeroGradient: $0) }
    }
    let outcomes: [(String, OutcomeResults?)] = [
      ("constant", constant), ("flat_1e-2", outcome(970, 0.95, 0.98)), ("born_dead", dead(904)), ("dead", dead(946)),
      ("died", dead(42)), ("revived", dead(0)), ("no_gradient", outcome(944, 0.92, 0.96)),
      ("half_trained", outcome(43, 0.03, 0.06)), ("fitted", outcome(1, 0.000025, 0.0056)),
      ("diverged", outcome(diverged, 0, 0.0037)),
    ]
    var layers: [QuantityResults] = []
    for layer in 1...3 {
      for when in ["first_batch", "last_batch"] {
        layers += [
          quantity("gradient_norm", when, layer: layer, scale: 1e-9, zeros: 300),
          quantity("activation_mean", when, layer: layer, scale: 1),
          quantity("activation_deviation", when, layer: layer, scale: 0.1),
        ]
      }
    }
    return CellResults(
      name: name,
      simulations: 1000,
      precision: "float32",
      outcomes: Dictionary(uniqueKeysWithValues: outcomes),
      outcomeOrder: outcomes.map(\.0),
      quantities: [quantity("final_train_loss", "end", scale: 0.6), quantity("prediction_mean", "end", scale: 0.4)],
      layers: layers,
      death: zeroGradient.map { death(isAbsorbing: $0) },
      reported: [
        ReportedResults(
          outcome: "constant",
          fraction: 0.947,
          of: 1000,
          source: "a <i>notebook</i>",
          difference: -0.001,
          interval: interval(-0.02, 0.019, "newcombe"),
          agrees: true
        )
      ]
    )
  }

  static func comparison(isStopped: Bool) -> Comparison {
    let pair = PairResults(
      both: 340,
      firstOnly: 6,
      secondOnly: 606,
      neither: 48,
      difference: -0.6,
      interval: interval(-0.63, -0.57, "tango"),
      mcNemarLog10P: -171.2345,
      log10EValue: 169.9
    )
    let sign = SignResults(
      layer: 1,
      quantity: "gradient_norm",
      when: "last_batch",
      greater: 900,
      less: 20,
      equal: 79,
      incomparable: 1,
      difference: 0.88,
      interval: interval(0.86, 0.9, "tango"),
      signTestLog10P: -230.1,
      log10EValue: 228
    )
    return Comparison(
      first: "leaky",
      second: "relu",
      simulations: 1000,
      isStopped: isStopped,
      outcomes: ["constant": pair, "dead": pair],
      outcomeOrder: ["constant", "dead"],
      layers: [sign]
    )
  }

  static func results(stopped: Bool = false) -> Results {
    let method = stopped ? "confidence_sequence" : "clopper_pearson"
    return Results(
      planHash: String(repeating: "ab", count: 32),
      study: "<b>dying</b> & \"quoted\"",
      seed: 3,
      stop: stopped
        ? StopResults(
          outcome: "constant",
          halfWidth: 0.02,
          confidence: 0.95,
          weight: 300,
          minimum: 1000,
          maximum: 1_000_000,
          isMet: false,
          cells: [
            StopCellResults(cell: "relu", halfWidth: 0.0145, isMet: true),
            StopCellResults(cell: "leaky", halfWidth: 0.031, isMet: false, simulationsNeeded: 2345),
            StopCellResults(cell: "tanh", halfWidth: 0.04, isMet: false),
          ]
        ) : nil,
      cells: [
        cell("relu", zeroGradient: true, constant: outcome(946, 0.9301, 0.9592, method: method), diverged: 2),
        cell("leaky", zeroGradient: false, constant: outcome(346, 0.3165, 0.3764, method: method)),
        cell("tanh", zeroGradient: nil, constant: outcome(0, 0, 0.003682, method: method)),
      ],
      comparisons: [comparison(isStopped: stopped)]
    )
  }

  static var manifest: Manifest {
    var manifest = Manifest(
      version: "9.9",
      planHash: "",
      command: ["collapsar", "run", "a&b.yaml"],
      start: "2001-02-03T04:05:06Z",
      mpiLibrary: "Open MPI v4, and more",
      mpiCompiled: "4",
      cpuLevel: "native",
      trainers: ["relu": "lanes"],
      laneWidth: "full",
      ranks: [0, 1].map { .init(rank: $0, host: "host<\($0)>", processor: "A processor", processID: 1, seed: 3) }
    )
    manifest.wallSeconds = 250
    return manifest
  }
}
