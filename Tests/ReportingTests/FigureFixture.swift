import Reporting
import RunFolder
import Studies

/// Results of a study of two cells, every number another one, and their plan.
enum FigureFixture {
  static func plan() throws -> StudyPlan {
    try StudyPlan(
      text: """
        name: small
        seed: 7
        simulations: 2000
        network: {inputs: 1, hidden_layers: 3, width: 2, activation: relu, initializer: glorot_uniform}
        task: {target: abs, domain: [-sqrt(7), sqrt(7)], training_points: 100, test_points: 50}
        training: {loss: mse, optimizer: {sgd: {learning_rate: 0.01}}, batch_size: 64, epochs: 1}
        cells: {relu: {}, leaky_0.01: {network: {activation: {leaky_relu: {slope: 0.01}}}}}
        """
    )
  }

  static func interval(_ low: Double, _ high: Double, _ method: String = "clopper_pearson") -> IntervalResults {
    IntervalResults(method: method, confidence: 0.95, low: low, high: high)
  }

  static func outcome(_ estimate: Double, zeroGradient: Bool? = nil) -> OutcomeResults {
    OutcomeResults(
      count: Int64(estimate * 2000),
      estimate: estimate,
      interval: interval(estimate * 0.98, estimate + 0.0123456),
      intervals: [],
      zeroGradient: zeroGradient
    )
  }

  static func quantity(
    _ name: String,
    _ when: String,
    layer: Int? = nil,
    scale: Double,
    zeros: Int64 = 0
  ) -> QuantityResults {
    let quantiles = [0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95].map {
      QuantileResults(probability: $0, low: scale * $0, high: scale * $0 * 1.125, intervalLow: nil, intervalHigh: nil)
    }
    return QuantityResults(
      layer: layer,
      quantity: name,
      when: when,
      finite: 1999,
      zeros: zeros,
      nonFinite: 1,
      quantileConfidence: 0.95,
      quantiles: quantiles,
      nonZeroQuantiles: zeros > 0 ? quantiles : []
    )
  }

  static func death(_ isAbsorbing: Bool) -> DeathResults {
    DeathResults(
      isAbsorbing: isAbsorbing,
      checks: [
        DeathCheckResults(
          when: "start",
          step: 0,
          alive: outcome(0.5),
          dead: 1000,
          diverged: 0,
          died: 0,
          revived: 0
        ),
        DeathCheckResults(
          when: "epoch_1",
          step: 2,
          alive: outcome(0.25),
          dead: 1490,
          diverged: 10,
          died: 490,
          revived: 3,
          hazard: isAbsorbing ? HazardResults(atRisk: 1000, estimate: 0.49, interval: interval(0.45, 0.53)) : nil
        ),
      ],
      firstDeadLayers: [
        FirstDeadLayerResults(layer: 1, born: 0, later: 7), FirstDeadLayerResults(layer: 2, born: 600, later: 80),
        FirstDeadLayerResults(layer: 3, born: 400, later: 400),
      ]
    )
  }

  static func cell(_ name: String, _ index: Int, isAbsorbing: Bool) -> CellResults {
    let share = 0.75 / Double(index)
    var layers: [QuantityResults] = []
    for layer in 1...4 {
      for when in ["first_batch", "last_batch"] {
        layers.append(quantity("gradient_norm", when, layer: layer, scale: 1e-20 / share, zeros: index == 1 ? 900 : 0))
        layers.append(quantity("activation_mean", when, layer: layer, scale: Double(layer) - 2.5))
        layers.append(quantity("activation_deviation", when, layer: layer, scale: share, zeros: 12))
      }
      for when in ["start", "end"] where layer < 4 {
        layers.append(quantity("units_off", when, layer: layer, scale: 2, zeros: Int64(layer) * 300))
      }
    }
    return CellResults(
      name: name,
      simulations: 2000,
      precision: "float32",
      outcomes: [
        "constant": outcome(share), "flat_0.1": outcome(share * 0.9),
        "dead": outcome(share / 2, zeroGradient: isAbsorbing),
        "born_dead": outcome(share / 3, zeroGradient: isAbsorbing), "diverged": outcome(0), "died": nil,
      ],
      outcomeOrder: ["constant", "flat_0.1", "born_dead", "dead", "died", "diverged"],
      quantities: [
        quantity("final_train_loss", "end", scale: 1), quantity("prediction_of_constant", "end", scale: 2.5),
      ],
      layers: layers,
      death: death(isAbsorbing),
      reported: index > 1
        ? []
        : [
          ReportedResults(
            outcome: "constant",
            fraction: 0.947,
            of: 1000,
            source: "notes",
            difference: -0.197,
            interval: interval(-0.22, -0.17, "newcombe"),
            agrees: false
          )
        ]
    )
  }

  static let comparison = Comparison(
    first: "relu",
    second: "leaky_0.01",
    simulations: 2000,
    isStopped: true,
    outcomes: [
      "constant": PairResults(
        both: 700,
        firstOnly: 800,
        secondOnly: 50,
        neither: 450,
        difference: 0.375,
        interval: interval(0.35, 0.4, "tango"),
        mcNemarLog10P: -170.5,
        log10EValue: 160.25
      )
    ],
    outcomeOrder: ["constant"],
    layers: [
      SignResults(
        layer: 1,
        quantity: "gradient_norm",
        when: "last_batch",
        greater: 10,
        less: 1200,
        equal: 780,
        incomparable: 10,
        difference: -0.598,
        interval: interval(-0.62, -0.57, "tango"),
        signTestLog10P: -300,
        log10EValue: 290
      )
    ]
  )

  static let results = Results(
    planHash: "",
    study: "small",
    seed: 7,
    cells: [cell("relu", 1, isAbsorbing: true), cell("leaky_0.01", 2, isAbsorbing: false)],
    comparisons: [comparison]
  )

  static func figures() throws -> [Figure] { Figure.all(results, try plan()) }
}
