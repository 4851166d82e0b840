import RunFolder
import Testing

@Suite("JSON as it is written")
struct JSONTests {
  /// Results with a null outcome, numbers at the ends of their range, and text that needs escapes.
  static let results: Results = {
    let interval = IntervalResults(method: "clopper_pearson", confidence: 0.95, low: 0, high: 0.1 + 0.2)
    let outcome = OutcomeResults(
      count: 3,
      estimate: 1e-7,
      interval: interval,
      intervals: [interval],
      zeroGradient: false
    )
    let quantity = QuantityResults(
      layer: 1,
      quantity: "gradient_norm",
      when: "first_batch",
      finite: 1,
      zeros: 0,
      nonFinite: 2,
      quantileConfidence: 0.95,
      quantiles: [
        QuantileResults(
          probability: 0.5,
          low: .leastNonzeroMagnitude,
          high: 1.797_693_134_862_315_7e308,
          intervalLow: nil,
          intervalHigh: nil
        )
      ]
    )
    var total = quantity
    total.layer = nil
    total.quantiles = []
    let cell = CellResults(
      name: "relu/\"ü\"",
      simulations: 3,
      precision: "float32",
      outcomes: ["dead": nil as OutcomeResults?, "constant": outcome],
      outcomeOrder: ["constant", "dead"],
      quantities: [total],
      layers: [quantity]
    )
    return Results(planHash: "ab", study: "s", seed: .max, cells: [cell])
  }()

  /// With numbers that no study comes to, to see that the form holds them.
  static let extreme = {
    var extreme = results
    extreme.cells[0].layers[0].finite = .max
    extreme.cells[0].quantities[0].finite = .max
    extreme.cells[0].layers[0].quantiles[0].intervalHigh = 3
    return extreme
  }()

  @Test("results come back equal, null outcomes and 64-bit numbers included")
  func roundTrip() throws {
    for pretty in [true, false] {
      let bytes = try JSON.bytes(Self.extreme, pretty: pretty)
      let back = try JSON.value(Results.self, from: bytes)
      #expect(back == Self.extreme)
      #expect(back.cells[0].outcomes.keys.contains("dead"))
      #expect(try JSON.bytes(back, pretty: pretty) == bytes)
    }
  }

  @Test("keys are sorted, null is written, slashes stand as they are, a newline ends it")
  func form() throws {
    let text = String(decoding: try JSON.bytes(Self.extreme, pretty: false), as: UTF8.self)
    #expect(
      text == #"{"cells":[{"layers":[{"finite":9223372036854775807,"layer":1,"non_finite":2,"#
        + #""non_zero_quantiles":[],"quantile_confidence":0.95,"quantiles":[{"#
        + #""estimate":8.988465674311579e+307,"high":1.7976931348623157e+308,"interval_high":3,"low":5e-324,"probability":0.5}],"quantity":"gradient_norm","#
        + #""when":"first_batch","zeros":0}],"name":"relu/\"ü\"","outcome_order":["constant","dead"],"#
        + #""outcomes":{"constant":{"count":3,"estimate":1e-07,"interval":{"confidence":0.95,"#
        + #""high":0.30000000000000004,"low":0,"method":"clopper_pearson"},"intervals":[{"confidence":0.95,"#
        + #""high":0.30000000000000004,"low":0,"method":"clopper_pearson"}],"zero_gradient":false},"dead":null},"#
        + #""precision":"float32","quantities":[{"finite":9223372036854775807,"non_finite":2,"non_zero_quantiles":[],"#
        + #""quantile_confidence":0.95,"quantiles":[],"quantity":"gradient_norm","when":"first_batch","zeros":0}],"#
        + #""reported":[],"reported_values":[],"simulations":3}],"comparisons":[],"#
        + #""plan_hash":"ab","schema_version":2,"seed":18446744073709551615,"study":"s"}"# + "\n"
    )
    let pretty = String(decoding: try JSON.bytes(["b": 1, "a": 2]), as: UTF8.self)
    #expect(pretty == "{\n  \"a\" : 2,\n  \"b\" : 1\n}\n")
  }
}
