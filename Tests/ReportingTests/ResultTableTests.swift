import Reporting
import RunFolder
import Testing

@Suite("The table of results")
struct ResultTableTests {
  private static func outcome(
    _ count: Int64,
    _ estimate: Double,
    _ low: Double,
    _ high: Double,
    zeroGradient: Bool? = nil,
    method: String = "clopper_pearson",
    confidence: Double = 0.95
  ) -> OutcomeResults {
    let interval = IntervalResults(method: method, confidence: confidence, low: low, high: high)
    return OutcomeResults(
      count: count,
      estimate: estimate,
      interval: interval,
      intervals: [interval],
      zeroGradient: zeroGradient
    )
  }

  private static func loss(_ quantiles: [(Double, Double, Double)], nonFinite: Int64 = 0) -> QuantityResults {
    QuantityResults(
      layer: nil,
      quantity: "final_train_loss",
      when: "end",
      finite: 10,
      zeros: 0,
      nonFinite: nonFinite,
      quantileConfidence: 0.95,
      quantiles: quantiles.map {
        QuantileResults(probability: $0, low: $1, high: $2, intervalLow: $1, intervalHigh: nil)
      }
    )
  }

  private static func cell(
    _ name: String,
    _ outcomes: [(String, OutcomeResults?)],
    _ quantities: [QuantityResults]
  ) -> CellResults {
    CellResults(
      name: name,
      simulations: 2000,
      precision: "float32",
      outcomes: Dictionary(uniqueKeysWithValues: outcomes),
      outcomeOrder: outcomes.map(\.0),
      quantities: quantities,
      layers: []
    )
  }

  static let results = Results(
    planHash: "",
    study: "small",
    seed: 7,
    cells: [
      cell(
        "relu",
        [
          ("constant", outcome(1250, 0.625, 0.6, 0.65)), ("dead", outcome(0, 0, 0, 0.0018, zeroGradient: true)),
          ("diverged", outcome(2000, 1, 0.9982, 1)),
        ],
        [loss([(0.1, 1e-6, 1.1e-6), (0.5, 0.5, 0.5625), (0.9, 4, 4.5)], nonFinite: 1990)]
      ),
      cell(
        "leaky",
        [
          ("constant", outcome(1, 0.0005, 0, 0.0028)), ("dead", outcome(20, 0.01, 0.0061, 0.0154, zeroGradient: false)),
        ],
        [loss([])]
      ),
      cell("tanh", [("dead", nil)], []),
    ]
  )

  @Test("a block a cell, a line an outcome")
  func golden() {
    #expect(
      ResultTable(Self.results).text == """
        small: seed 7, 3 cells

        relu (float32), 2,000 simulations
          constant            0.6250 [0.6000, 0.6500]      1,250  ███████████████
          dead                0.0000 [0.0000, 0.0018]          0
          diverged            1.0000 [0.9982, 1.0000]      2,000  ████████████████████████
          final training loss: 10 % 1.0e-6–1.1e-6, median 0.5000–0.5625, 90 % 4.0000–4.5000; 1,990 not finite, left out

        leaky (float32), 2,000 simulations
          constant            0.0005 [0.0000, 0.0028]          1
          all units negative  0.0100 [0.0061, 0.0154]         20  ▎
          final training loss: never finite

        tanh (float32), 2,000 simulations
          dead                –  (undefined)

        [ ] 95 % Clopper–Pearson interval of the fraction; losses are bins of an eighth of an octave.
        """
    )
  }

  @Test("names the interval that the results hold, and no other")
  func intervals() {
    func note(_ outcomes: [(String, OutcomeResults?)]) -> String {
      let results = Results(planHash: "", study: "s", seed: 0, cells: [Self.cell("a", outcomes, [])])
      return String(ResultTable(results).text.split(separator: "\n").last ?? "")
    }
    let wilson = Self.outcome(1, 0.5, 0.1, 0.9, method: "wilson", confidence: 0.999)
    #expect(note([("constant", wilson)]).hasPrefix("[ ] 99.9 % Wilson interval of the fraction;"))
    let sequence = Self.outcome(1, 0.5, 0.1, 0.9, method: "confidence_sequence")
    #expect(
      note([("constant", sequence), ("dead", wilson), ("died", wilson)])
        .hasPrefix("[ ] 95 % confidence sequence interval of the fraction or 99.9 % Wilson interval of the fraction;")
    )
  }

  @Test("says what a precision that was not met would take, also where that is beyond any study")
  func needed() {
    let text = ResultTable(ReportFixture.results(stopped: true)).text
    #expect(text.contains("\n  leaky: within 0.0310, about 2,345 simulations would be needed\n"))
    #expect(text.contains("\n  tanh: within 0.0400, more than 1,000,000,000,000 simulations would be needed\n"))
  }

  @Test("tells those that diverged from the dead, and who is counted with the first dead layer")
  func survival() {
    func lines(_ isAbsorbing: Bool, diverged: Int64) -> [Substring] {
      var cell = ReportFixture.cell("a", zeroGradient: true, constant: Self.outcome(1, 0.5, 0.1, 0.9))
      cell.death = ReportFixture.death(isAbsorbing: isAbsorbing)
      cell.death?.checks[3].diverged = diverged
      return ResultTable(Results(planHash: "", study: "s", seed: 0, cells: [cell])).text.split(separator: "\n")
    }
    let plain = lines(true, diverged: 0)
    #expect(plain.contains("  survival: start 0.1000, step 1 0.0950, epoch 1 0.0700, epoch 2 0.0540"))
    #expect(
      plain.contains("  first dead layer: 1: 510, 2: 436") && !plain.contains { $0.contains("at the last check") }
    )
    let diverged = lines(true, diverged: 20)
    #expect(diverged.contains { $0.hasPrefix("  survival: ") })
    #expect(diverged.contains("  at the last check: 946 dead, 20 diverged"))
    let back = lines(false, diverged: 20)
    #expect(back.contains { $0.hasPrefix("  neither dead nor diverged: start 0.1000") })
    #expect(back.contains("  first dead layer (of those that came back too): 1: 510, 2: 436"))
  }

  @Test("death that passes gradients is called by what it is")
  func names() {
    let names = ["born_dead", "dead", "died", "revived"]
    let outcomes = names.map { ($0, Self.outcome(1, 0.5, 0.1, 0.9, zeroGradient: false) as OutcomeResults?) }
    let text = ResultTable(Results(planHash: "", study: "s", seed: 0, cells: [Self.cell("a", outcomes, [])])).text
    for label in ["born all units negative", "  all units negative", "became all negative", "revived"] {
      #expect(text.contains(label))
    }
    #expect(!text.contains("dead") && !text.contains("died") && text.hasPrefix("s: seed 0, one cell\n"))
  }
}
