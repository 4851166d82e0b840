import Estimation
import Experiments
import Harness
import RunFolder
import Synchronization
import Testing

@Suite("Tallies of one cell", .timeLimit(.minutes(60)))
struct CellTallyTests {
  static func experiment(_ activation: Activation, hiddenLayers: Int = 2, target: Target = .abs) -> Experiment {
    let hidden = DenseLayer(units: 3, activation: activation, initializer: .glorotUniform)
    let output = DenseLayer(units: target.outputs, activation: .linear, initializer: .glorotUniform)
    return Experiment(
      seed: 1,
      network: Network(inputs: target.inputs, layers: Array(repeating: hidden, count: hiddenLayers) + [output]),
      task: LearningTask(target: target, low: -1, high: 1, trainingPoints: 10, testPoints: .drawn(5)),
      training: TrainingPlan(optimizer: .sgd(learningRate: 0.1), batchSize: 5, epochs: 1)
    )
  }

  /// A made-up record, a function of its index: magnitudes of every kind, every flag, now and then no number at all.
  static func record(_ index: UInt64, of experiment: Experiment) -> Record {
    let values: [Double] = [
      0, -0.0, 1, -1.5, 1e-300, -3e200, .nan, .infinity, .leastNonzeroMagnitude, .greatestFiniteMagnitude, 0.1,
    ]
    func value(_ place: Int) -> Double { values[(Int(index) * 7 + place) % values.count] }
    var outcomes: Outcomes = []
    for (place, outcome) in NamedOutcome.all(experiment.criteria).enumerated() where (Int(index) + place) % 3 == 0 {
      outcomes.insert(outcome.flag)
    }
    let schema = RecordSchema(experiment)
    let deathChecks = schema.firstDeathCheck..<schema.firstDeathCheck + schema.deathChecks.count
    return Record(
      simulation: index,
      outcomes: outcomes,
      values: schema.quantities.enumerated().map { place, quantity in
        if deathChecks.contains(place) {
          // Alive, dead in a layer, or diverged.
          return [0, 1, 2, .nan][(Int(index) * 5 + (place - deathChecks.lowerBound) * 3) % 4]
        }
        return quantity.isWhole ? Double(index % 4) : value(place)
      }
    )
  }

  private func records(_ indices: Range<UInt64>, _ experiment: Experiment) -> [Record] {
    indices.map { Self.record($0, of: experiment) }
  }

  private func isSame(_ a: CellTally, _ b: CellTally) -> Bool {
    a.simulations == b.simulations && a.counts == b.counts && a.histograms == b.histograms
      && a.moments == b.moments
  }

  @Test("reduced over ranks are those of one rank, whatever each rank has", arguments: [1, 2, 3, 7])
  func reduction(ranks: Int) throws {
    let experiments = [Self.experiment(.relu), Self.experiment(.tanh, hiddenLayers: 0, target: .abs2D)]
    let whole = experiments.map { experiment in
      var tally = CellTally(experiment)
      tally.add(records(0..<100, experiment))
      return tally
    }
    // Rank 1 has nothing; the others take turns, backwards as well.
    for reversed in [false, true] {
      let found = Mutex<[Bool]>([])
      Team.run(ranks) { communicator in
        let mine = experiments.map { experiment in
          var tally = CellTally(experiment)
          for index in reversed ? Array((UInt64(0)..<100).reversed()) : Array(0..<100) {
            let owner = ranks > 1 && index % UInt64(ranks) == 1 ? 0 : Int(index % UInt64(ranks))
            let rank = reversed ? ranks - 1 - owner : owner
            if rank == communicator.rank { tally.add([Self.record(index, of: experiment)]) }
          }
          return tally
        }
        let reduced = try? mine.reduced(communicator)
        #expect((reduced != nil) == (communicator.rank == 0))
        if let reduced { found.withLock { $0 = zip(reduced, whole).map { self.isSame($0, $1) } } }
      }
      #expect(found.withLock { $0 } == [true, true])
    }
  }

  @Test("do not depend on how records come in groups")
  func grouping() {
    let experiment = Self.experiment(.relu)
    var one = CellTally(experiment)
    one.add(records(0..<64, experiment))
    var other = CellTally(experiment)
    for start in stride(from: UInt64(48), through: 0, by: -16) { other.add(records(start..<start + 16, experiment)) }
    #expect(isSame(one, other))
    other.add(records(64..<65, experiment))
    #expect(!isSame(one, other))
  }

  private func results(_ activation: Activation, hiddenLayers: Int = 2, simulations: UInt64 = 90) -> CellResults {
    let experiment = Self.experiment(activation, hiddenLayers: hiddenLayers)
    var tally = CellTally(experiment)
    tally.add(records(0..<simulations, experiment))
    return tally.results(named: "cell")
  }

  @Test("give every outcome its count, estimate and both intervals")
  func outcomes() throws {
    let cell = results(.relu)
    #expect(cell.name == "cell" && cell.simulations == 90 && cell.precision == "float32")
    #expect(
      cell.outcomeOrder == [
        "constant", "flat_1e-6", "flat_1e-3", "flat_1e-2", "flat_0.1", "born_dead", "dead", "died", "revived",
        "no_gradient", "half_trained", "fitted", "diverged",
      ]
    )
    #expect(Set(cell.outcomes.keys) == Set(cell.outcomeOrder))
    for name in cell.outcomeOrder {
      let outcome = try #require(cell.outcomes[name] ?? nil)
      #expect(outcome.count == 30 && outcome.estimate == 0.333333333333)
      #expect(outcome.intervals.map(\.method) == ["clopper_pearson", "wilson"])
      #expect(outcome.interval == outcome.intervals[0])
      for (interval, method) in zip(outcome.intervals, [IntervalMethod.clopperPearson, .wilson]) {
        let expected = Proportion(count: 30, n: 90).interval(method, confidence: 0.95)
        #expect(interval.confidence == 0.95)
        #expect(abs(interval.low - expected.low) < 1e-12 && abs(interval.high - expected.high) < 1e-12)
      }
    }
  }

  @Test("say null where death means nothing, and whether it stops the gradient elsewhere")
  func death() throws {
    let death = ["born_dead", "dead", "died", "revived"]
    for name in death {
      for activation in [Activation.tanh, .sigmoid, .linear] {
        #expect(results(activation).outcomes[name] == .some(nil))
      }
      #expect(results(.relu, hiddenLayers: 0).outcomes[name] == .some(nil))
      for activation in [Activation.leakyReLU(slope: 0.01), .elu, .selu] {
        #expect(results(activation).outcomes[name]??.zeroGradient == false)
      }
      #expect(results(.relu).outcomes[name]??.zeroGradient == true)
      #expect(results(.leakyReLU(slope: 0)).outcomes[name]??.zeroGradient == true)
    }
    for name in results(.tanh).outcomeOrder where !death.contains(name) {
      let outcome = try #require(results(.tanh).outcomes[name] ?? nil)
      #expect(outcome.zeroGradient == nil)
    }
  }

  @Test("list quantities once a simulation, once a layer, every simulation in each")
  func quantities() {
    let cell = results(.relu)
    #expect(
      cell.quantities.map(\.quantity) == [
        "train_loss", "final_train_loss", "test_loss", "prediction_mean", "prediction_of_constant",
      ]
    )
    #expect(cell.quantities.allSatisfy { $0.layer == nil })
    #expect(
      cell.layers.map(\.layer) == Array(repeating: 1, count: 8) + Array(repeating: 2, count: 8)
        + Array(repeating: 3, count: 6)
    )
    for quantity in cell.quantities + cell.layers {
      #expect(quantity.finite + quantity.nonFinite == (quantity.quantity == "prediction_of_constant" ? 30 : 90))
    }
    let keys = cell.layers.map { "\($0.layer ?? 0) \($0.quantity) \($0.when)" }
    #expect(Set(keys).count == keys.count)
    for quantity in cell.quantities + cell.layers {
      #expect(quantity.quantiles.map(\.probability) == [0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95])
      for (one, next) in zip(quantity.quantiles, quantity.quantiles.dropFirst()) { #expect(one.low <= next.low) }
    }
  }

  @Test("give what is not by layer its mean, of the finite values, with both intervals")
  func means() throws {
    let experiment = Self.experiment(.relu)
    let cell = results(.relu)
    #expect(cell.layers.allSatisfy { $0.mean == nil })
    let schema = RecordSchema(experiment)
    func column(_ name: String, _ when: String) -> (Record) -> Double {
      { schema.value(name, when, of: $0) ?? .nan }
    }
    let mean = column("prediction_mean", "end")
    let columns: [(Record) -> Double] = [
      column("train_loss", "last_epoch"), column("final_train_loss", "end"), column("test_loss", "end"), mean,
      { $0.outcomes.contains(.constant) ? mean($0) : .nan },
    ]
    #expect(cell.quantities.count == columns.count)
    for (quantity, column) in zip(cell.quantities, columns) {
      let values = records(0..<90, experiment).map(column).filter(\.isFinite)
      let results = try #require(quantity.mean)
      #expect(quantity.finite == Int64(values.count))
      // Plain sums of numbers up to the greatest would overflow, and so would their squares.
      let n = Double(values.count)
      let scaled = values.map { $0 * 0x1p-600 }
      let mean = scaled.reduce(0) { $0 + $1 / n }
      let deviation = scaled.reduce(0) { $0 + ($1 - mean) * ($1 - mean) / (n - 1) }.squareRoot()
      func agrees(_ value: Double, _ plain: Double) -> Bool { abs(value * 0x1p-600 - plain) < 1e-9 * deviation }
      #expect(agrees(results.mean, mean) && agrees(results.standardDeviation, deviation))
      for (interval, method, spread) in [
        (results.interval, "student_t", 1 / n), (results.prediction, "prediction_t", 1 + 1 / n),
      ] {
        #expect(interval.method == method && interval.confidence == 0.95)
        // Student's quantile lies just above the normal one, 1.95996…, by 2 % for all, 7 % for the constant third.
        let t = (interval.high - results.mean) * 0x1p-600 / deviation / spread.squareRoot()
        // A loss has no interval below 0.
        let low = max(results.mean * 2 - interval.high, Quantity.bounds(of: quantity.quantity).lowerBound)
        #expect(1.96 < t && t < 2.1 && agrees(low, interval.low * 0x1p-600))
      }
    }
    #expect(self.results(.relu, simulations: 1).quantities.allSatisfy { $0.mean == nil })
  }

  @Test("leave out what nothing could be said of: batches of no training, units off where that means nothing")
  func meaninglessQuantities() {
    #expect(Set(results(.tanh).layers.map(\.quantity)) == ["gradient_norm", "activation_mean", "activation_deviation"])
    var born = Self.experiment(.relu)
    born.training.epochs = 0
    let cell = CellTally(born).results(named: "born")
    #expect(
      cell.quantities.map(\.quantity) == ["final_train_loss", "test_loss", "prediction_mean", "prediction_of_constant"]
    )
    #expect(
      cell.layers.map { "\($0.layer ?? 0) \($0.quantity) \($0.when)" } == [
        "1 units_off start", "1 units_off end", "2 units_off start", "2 units_off end",
      ]
    )
  }

  @Test("of no simulations at all have the widest intervals and no quantiles")
  func nothing() throws {
    let cell = results(.relu, simulations: 0)
    let constant = try #require(cell.outcomes["constant"] ?? nil)
    #expect(constant.interval.low == 0 && constant.interval.high == 1 && constant.estimate == 0)
    #expect(cell.layers.allSatisfy { $0.quantiles.isEmpty })
  }

  @Test("become JSON and come back, the largest numbers included")
  func roundTrip() throws {
    let cell = results(.elu)
    #expect(try JSON.value(CellResults.self, from: JSON.bytes(cell)) == cell)
  }
}
