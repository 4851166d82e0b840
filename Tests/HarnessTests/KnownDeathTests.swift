import Estimation
import Experiments
import Testing

/// How often ReLU networks with zero biases and symmetric weights are born dead, where the probability is known
/// exactly.
///
/// Inputs of one sign: below a layer that is alive all points lie on one ray, and each of n units is off with
/// probability ½. So a layer is off with probability 2⁻ⁿ, and L of them are born dead with probability 1 − ∏(1 − 2⁻ⁿ).
///
/// Inputs of both signs, two layers of n: of layer 1 every unit is on at exactly one of the two sides, so it is never
/// off. If both sides have units that are on (probability 1 − 2¹⁻ⁿ), layer 2 is off at both with probability 4⁻ⁿ;
/// otherwise one side gives zeros, and it is off with probability 2⁻ⁿ. Together 4⁻ⁿ (3 − 2¹⁻ⁿ).
@Suite("Exact probabilities of death")
struct KnownDeathTests {
  /// An exact probability, and those of wrong formulas: a layer more or less, a unit more or less, sides mixed up.
  struct Case: Sendable, CustomTestStringConvertible {
    var cell: String
    var probability: Double
    var wrong: [Double]

    var testDescription: String { cell }

    static func oneSign(_ cell: String, width n: Int, layers: Int) -> Case {
      func probability(_ n: Int, _ layers: Int) -> Double {
        1 - (0..<layers).reduce(1) { product, _ in product * (1 - 1 / Double(1 << n)) }
      }
      return Case(
        cell: cell,
        probability: probability(n, layers),
        wrong: [probability(n, layers - 1), probability(n, layers + 1), probability(n + 1, layers)]
      )
    }

    static func bothSigns(_ cell: String, width: Int) -> Case {
      let (half, quarter) = (1 / Double(1 << width), 1 / Double(1 << (2 * width)))
      return Case(
        cell: cell,
        probability: quarter * (3 - 2 * half),
        wrong: [half, quarter].filter { width > 1 || $0 < half }
      )
    }
  }

  static let functions = """
    name: born-dead-exact
    seed: 12
    simulations: 20000
    network: {hidden_layers: 10, width: 2, activation: relu, initializer: he_normal}
    task: {target: abs, domain: [0.5, 1], training_points: 3, test_points: 5}
    training: {batch_size: 3, epochs: 0}
    cells:
      he: {}
      he_float64: {precision: float64}
      glorot: {network: {initializer: glorot_uniform}}
      he_n3: {network: {width: 3}}
      he_n4: {network: {width: 4}}
      L1_n1: {network: {hidden_layers: 1, width: 1}}
      normal_1: {network: {initializer: {normal: {stddev: 1}}}}
      normal_small: {network: {initializer: {normal: {stddev: 0.0078125}}}}
      normal_large: {network: {initializer: {normal: {stddev: 128}}}}
      both_n1: {network: {hidden_layers: 2, width: 1}, task: {domain: [-1, 1], training_points: 40}}
      both_n2: {network: {hidden_layers: 2}, task: {domain: [-1, 1], training_points: 40}}
      both_n3: {network: {hidden_layers: 2, width: 3}, task: {domain: [-1, 1], training_points: 40}}
    """

  @Test(
    "Functions on the lanes, whatever the law of the weights",
    arguments: [
      Case.oneSign("he", width: 2, layers: 10), .oneSign("he_float64", width: 2, layers: 10),
      .oneSign("glorot", width: 2, layers: 10), .oneSign("he_n3", width: 3, layers: 10),
      .oneSign("he_n4", width: 4, layers: 10), .oneSign("L1_n1", width: 1, layers: 1),
      // That 40 points all have one sign has probability 2⁻³⁹.
      .bothSigns("both_n1", width: 1), .bothSigns("both_n2", width: 2), .bothSigns("both_n3", width: 3),
    ]
  )
  func functions(_ known: Case) throws {
    let found = try KnownStudy(Self.functions).records(known.cell).proportion(.bornDead)
    #expect(found.agrees(with: known.probability), "\(found)")
    for wrong in known.wrong { #expect(!found.agrees(with: wrong), "\(found) would not show \(wrong)") }
  }

  @Test("Weights times a power of two leave every unit on or off as it was")
  func scale() throws {
    let study = try KnownStudy(Self.functions)
    func unitsOff(_ cell: String) throws -> [[Double]] {
      try study.records(cell).map { simulation in
        simulation.measures("start").filter { $0.name == "units_off" }.compactMap { simulation[$0] }
      }
    }
    let one = try unitsOff("normal_1")
    #expect(try unitsOff("normal_small") == one)
    #expect(try unitsOff("normal_large") == one)
    #expect(Set(one).count > 100)
  }

  /// A single point has one sign. The last layer of a list is the output, which is never dead.
  static let dataSet = """
    name: born-dead-exact
    seed: 12
    simulations: 4000
    task: {dataset: {gaussian: {points: 1, test_points: 2, features: 3}}}
    network: {activation: relu, initializer: glorot_uniform, layers: [{dense: 2, repeat: 3}, {dense: 1}]}
    looks: {distributions: []}
    cells:
      n2_L3: {}
      n2_L3_float64: {precision: float64}
      n3_L3: {network: {activation: relu, initializer: glorot_uniform, layers: [{dense: 3, repeat: 3}, {dense: 1}]}}
    """

  @Test(
    "Data sets on BLAS: the same",
    arguments: [
      Case.oneSign("n2_L3", width: 2, layers: 3), .oneSign("n2_L3_float64", width: 2, layers: 3),
      .oneSign("n3_L3", width: 3, layers: 3),
    ]
  )
  func dataSets(_ known: Case) throws {
    let found = try KnownStudy(Self.dataSet).replicates(known.cell).proportion(.bornDead)
    #expect(found.agrees(with: known.probability), "\(found)")
    for wrong in known.wrong { #expect(!found.agrees(with: wrong), "\(found) would not show \(wrong)") }
  }

  /// 1-4-2-1 with a ReLU at the output, too: its death makes the network constant and is no dead hidden layer.
  @Test("A ReLU at the output counts for constant networks, not for dead ones")
  func output() throws {
    let study = try KnownStudy(
      """
      name: relu-output
      seed: 44
      simulations: 20000
      network: {widths: [4, 2], activation: relu, output_activation: relu}
      task: {target: abs, domain: [0.5, 3], training_points: 7, test_points: 20}
      training: {batch_size: 7, epochs: 0}
      cells: {relu: {}, linear: {network: {output_activation: linear}}}
      """
    )
    let (hidden, all) = (1 - 15.0 / 16 * 3 / 4, 1 - 15.0 / 16 * 3 / 4 / 2)
    for (cell, constant) in [("relu", all), ("linear", hidden)] {
      let records = try study.records(cell)
      #expect(records.proportion(.bornDead).agrees(with: hidden), "\(cell)")
      #expect(!records.proportion(.bornDead).agrees(with: all), "\(cell)")
      #expect(records.proportion(.constant).agrees(with: constant), "\(cell)")
    }
  }

  /// y = relu(w x) with x > 0 and no bias learns |x|. Where w starts below 0 (probability ½) it has no gradient and
  /// stays; where it starts above, each step moves it towards 1.
  @Test(
    "One ReLU that learns one ReLU: half are born dead, none dies, none comes back",
    arguments: ["sgd", "adam", "rmsprop"]
  )
  func oneUnit(optimizer: String) throws {
    let study = try KnownStudy(
      """
      name: one-relu
      seed: 47
      simulations: 4000
      network:
        layers:
          - {dense: 1, activation: relu, bias: false}
          - {dense: 1, bias: false, initializer: {constant: {value: 1}}}
      task: {target: abs, domain: [0.1, 1], training_points: 100, test_points: 50}
      training: {batch_size: 10, epochs: 10}
      cells:
        sgd: {training: {optimizer: {sgd: {learning_rate: 0.1}}}}
        adam: {training: {optimizer: {adam: {learning_rate: 0.01}}}}
        rmsprop: {training: {optimizer: {rmsprop: {learning_rate: 0.01}}}}
      """
    )
    let records = try study.records(optimizer)
    let born = records.proportion(.bornDead)
    #expect(born.agrees(with: 0.5) && !born.agrees(with: 0.25) && !born.agrees(with: 0.75), "\(born)")
    for record in records {
      let isBornDead = record.outcomes.contains(.bornDead)
      #expect(record.outcomes.contains(.dead) == isBornDead, "\(record)")
      #expect(record.outcomes.contains(.constant) == isBornDead, "\(record)")
      // A living one that has learned |x| exactly has none either.
      #expect(record.outcomes.contains(.noGradient) || !isBornDead, "\(record)")
      #expect(record.outcomes.isDisjoint(with: [.died, .revived, .diverged]), "\(record)")
    }
  }
}
