import Experiments
import RunFolder
import Testing

@Suite("Rows of simulations.csv")
struct RowFormatTests {
  private func experiment(
    _ activation: Activation,
    hiddenLayers: Int,
    flat: [Double],
    target: Target = .abs
  ) -> Experiment {
    let hidden = DenseLayer(units: 2, activation: activation, initializer: .glorotUniform)
    let output = DenseLayer(units: target.outputs, activation: .linear, initializer: .glorotUniform)
    return Experiment(
      seed: 1,
      network: Network(inputs: target.inputs, layers: Array(repeating: hidden, count: hiddenLayers) + [output]),
      task: LearningTask(target: target, low: -1, high: 1, trainingPoints: 10, testPoints: .drawn(5)),
      training: TrainingPlan(optimizer: .sgd(learningRate: 0.1), batchSize: 5, epochs: 1),
      criteria: Criteria(flat: flat)
    )
  }

  /// A record made by hand: outputs count from 0, layers from 0 and 10.
  private func record(
    _ experiment: Experiment,
    _ outcomes: Outcomes = [],
    loss: Double = 0.5,
    deadLayer: Double = 2
  ) -> Record {
    let values = RecordSchema(experiment).quantities.map { quantity -> Double in
      let output = quantity.name.last.flatMap { Int(String($0)) }.map { Double($0 - 1) } ?? 0
      let layer = Double((quantity.layer ?? 1) - 1)
      switch (quantity.name, quantity.when) {
      case ("dead_layer", "end"): return deadLayer
      case ("death_check", _): return deadLayer.isNaN ? .nan : 0
      case ("train_loss", _): return loss
      case ("final_train_loss", _): return 0.25
      case ("test_loss", _): return 0.125
      case ("units_off", "start"): return layer
      case ("units_off", "end"): return layer + 10
      case let (name, _) where name.hasPrefix("prediction_min"): return output
      case let (name, _) where name.hasPrefix("prediction_max"): return output + 1
      case let (name, _) where name.hasPrefix("prediction_mean"): return output + 0.5
      default: return .nan
      }
    }
    return Record(simulation: 1 << 40, outcomes: outcomes, values: values)
  }

  private func format(_ cells: (name: String, experiment: Experiment)...) -> RowFormat {
    RowFormat(cells: cells.map { ($0.name, .function($0.experiment)) })
  }

  private func fields(_ bytes: [UInt8]) -> [String] {
    let text = String(decoding: bytes, as: UTF8.self)
    #expect(text.hasSuffix("\n") && text.count { $0 == "\n" } == 1)
    return text.dropLast().split(separator: ",", omittingEmptySubsequences: false).map(String.init)
  }

  /// A row by column.
  private func row(_ format: RowFormat, _ record: Record, cell: Int) -> [String: String] {
    var bytes: [UInt8] = []
    format.append(record, cell: cell, to: &bytes)
    let columns = fields(format.header)
    let values = fields(bytes)
    #expect(columns.count == values.count && Set(columns).count == columns.count)
    return Dictionary(zip(columns, values)) { first, _ in first }
  }

  @Test("have one column for each outcome, number and layer of any cell")
  func header() {
    let format = format(
      (name: "a", experiment: experiment(.relu, hiddenLayers: 1, flat: [1e-2, 0.1])),
      (name: "b", experiment: experiment(.relu, hiddenLayers: 2, flat: [0.1, 2.5e-4]))
    )
    #expect(
      fields(format.header) == [
        "cell", "simulation", "constant", "flat_1e-2", "flat_0.1", "flat_2.5e-4", "born_dead", "dead", "died",
        "revived",
        "no_gradient", "half_trained", "fitted", "diverged", "dead_layer", "death_check", "train_loss",
        "final_train_loss", "test_loss", "prediction_min", "prediction_max", "prediction_mean", "units_off_start_1",
        "units_off_end_1", "units_off_start_2", "units_off_end_2",
      ]
    )
  }

  @Test("put a name with a comma in quotes")
  func quotedName() {
    let sweep = experiment(.relu, hiddenLayers: 1, flat: [])
    var bytes: [UInt8] = []
    let format = format(("hidden_layers=1,width=2", sweep), ("plain", sweep))
    format.append(record(sweep), cell: 0, to: &bytes)
    #expect(String(decoding: bytes, as: UTF8.self).hasPrefix("\"hidden_layers=1,width=2\",1099511627776,"))
    #expect(bytes.count <= format.mostBytesPerSimulation)
    bytes = []
    format.append(record(sweep), cell: 1, to: &bytes)
    #expect(String(decoding: bytes, as: UTF8.self).hasPrefix("plain,1099511627776,"))
  }

  @Test("leave empty what means nothing to a cell")
  func blanks() {
    let cells = [
      (name: "relu", experiment: experiment(.relu, hiddenLayers: 2, flat: [1e-2])),
      (name: "tanh", experiment: experiment(.tanh, hiddenLayers: 1, flat: [0.1], target: .abs2D)),
    ]
    let format = format(cells[0], cells[1])
    let relu = row(format, record(cells[0].experiment, [.constant, .flat(0), .dead]), cell: 0)
    #expect(relu["cell"] == "relu" && relu["simulation"] == "1099511627776")
    #expect(relu["constant"] == "1" && relu["dead"] == "1" && relu["died"] == "0" && relu["fitted"] == "0")
    #expect(relu["flat_1e-2"] == "1" && relu["flat_0.1"] == "")
    #expect(relu["dead_layer"] == "2" && relu["death_check"] == "0")
    #expect(relu["prediction_min"] == "0.0" && relu["prediction_min_1"] == "" && relu["prediction_min_2"] == "")
    #expect(relu["units_off_start_2"] == "1" && relu["units_off_end_2"] == "11")
    let tanh = row(format, record(cells[1].experiment, [.flat(0)], deadLayer: .nan), cell: 1)
    #expect(tanh["flat_1e-2"] == "" && tanh["flat_0.1"] == "1", "the same bit is another tolerance in another cell")
    for name in NamedOutcome.aboutDeath { #expect(tanh[name] == "") }
    #expect(tanh["dead_layer"] == "" && tanh["death_check"] == "")
    #expect(tanh["prediction_max_2"] == "2.0" && tanh["units_off_start_1"] == "" && tanh["units_off_start_2"] == "")
  }

  @Test(
    "count no units off where z ≤ 0 says nothing of the activation, layer by layer",
    arguments: [.tanh, .sigmoid, .linear] as [Activation]
  )
  func unitsOff(activation: Activation) {
    var mixed = experiment(.relu, hiddenLayers: 3, flat: [])
    mixed.network.layers[1].activation = activation
    let found = row(format(("mixed", mixed)), record(mixed), cell: 0)
    for (when, counts) in [("start", ["0", "", "2"]), ("end", ["10", "", "12"])] {
      // In a study without another cell the column is not there.
      #expect((1...3).map { found["units_off_\(when)_\($0)"] ?? "" } == counts)
    }
    #expect(found["dead"] == "0", "the other layers can be dead")
    mixed.network.layers[1].activation = .elu
    #expect(row(format(("mixed", mixed)), record(mixed), cell: 0)["units_off_end_2"] == "11")
  }

  @Test("never take more bytes than was said, and with the longest numbers hardly fewer")
  func mostBytes() {
    var wide = experiment(.relu, hiddenLayers: 12, flat: [1e-2, 0.1], target: .abs2D)
    wide.network.layers[3] = DenseLayer(units: 65_536, activation: .elu, initializer: .glorotUniform)
    let small = experiment(.tanh, hiddenLayers: 1, flat: [])
    let cells = [(name: "wide", experiment: wide), (name: "tanh", experiment: small)]
    let longest = -2.225_073_858_507_201_4e-308
    let rows = cells.map { cell in
      let values = RecordSchema(cell.experiment).quantities.map { $0.isWhole ? 65_536 : longest }
      return Record(simulation: .max, outcomes: [.constant], values: values)
    }
    let format = format(cells[0], cells[1])
    var bytes: [UInt8] = []
    for cell in rows.indices { format.append(rows[cell], cell: cell, to: &bytes) }
    #expect(bytes.count <= format.mostBytesPerSimulation)
    // The second cell has one output, and no outcome about death; counts may have nine digits.
    #expect(format.mostBytesPerSimulation - bytes.count < 150)
  }

  @Test(
    "carry numbers that read back the same",
    arguments: [
      0.1, -0.0, .leastNonzeroMagnitude, -1.797_693_134_862_315_7e308, 1.0 / 3, 1e16, 123_456_789.125, .infinity,
      -.infinity,
      Double(Float(0.1)),
    ]
  )
  func numbers(value: Double) throws {
    let cell = experiment(.relu, hiddenLayers: 1, flat: [])
    let text = row(format(("a", cell)), record(cell, loss: value), cell: 0)["train_loss"]
    #expect(Double(try #require(text))?.bitPattern == value.bitPattern)
  }

  @Test("write one NaN for all, since their signs and payloads differ between machines")
  func notANumber() {
    let cell = experiment(.relu, hiddenLayers: 1, flat: [])
    for value in [Double.nan, -Double.nan, Double(nan: 7, signaling: false)] {
      #expect(row(format(("a", cell)), record(cell, loss: value), cell: 0)["train_loss"] == "nan")
    }
  }

  @Test("a network without hidden layers has rows too")
  func noHiddenLayers() {
    let cell = experiment(.relu, hiddenLayers: 0, flat: [])
    #expect(row(format(("a", cell)), record(cell), cell: 0)["units_off_start_1"] == nil)
  }
}
