import BLASTrainer
import Estimation
import Experiments
import LaneTrainer
import ReferenceTrainer
import Studies
import Testing

/// A study whose right answers are known: from its text through the reader to the trainers, without ranks, rounds or
/// files.
struct KnownStudy {
  let plan: StudyPlan

  /// - Parameter settings: as after `--set`.
  init(_ text: String, settings: [String] = []) throws {
    plan = try StudyPlan(text: text, overrides: StudyOverrides(settings: settings))
  }

  enum Choice: CaseIterable {
    case lanes
    case reference
  }

  /// All simulations of a cell that learns a function.
  func records(_ cell: String, on choice: Choice = .lanes) throws -> [KnownSimulation] {
    let experiment = try #require(try self.cell(cell).experiment)
    var trainer: any Trainer =
      switch choice {
      case .lanes: LaneTrainer()
      case .reference: ReferenceTrainer()
      }
    let schema = RecordSchema(experiment)
    return try trainer.run(experiment, simulations: 0..<plan.simulations).map {
      KnownSimulation(record: $0, schema: schema)
    }
  }

  /// All simulations of a cell that learns a data set.
  func replicates(_ cell: String) throws -> [KnownSimulation] {
    let experiment = try #require(try self.cell(cell).layered)
    let schema = RecordSchema(experiment)
    var trainer = BLASTrainer()
    return try (0..<plan.simulations).map { simulation in
      let record = try trainer.run(experiment, simulation: simulation, isWanted: { true })
      return KnownSimulation(record: try #require(record), schema: schema)
    }
  }

  private func cell(_ name: String) throws -> StudyCell { try #require(plan.cells.first { $0.name == name }) }
}

/// A simulation with the names of its numbers.
struct KnownSimulation {
  let record: Record
  let schema: RecordSchema

  var outcomes: Outcomes { record.outcomes }

  /// Nil where the experiment has no such number.
  subscript(name: String, when: String, layer layer: Int? = nil) -> Double? {
    schema.value(name, when, layer: layer, of: record)
  }

  subscript(quantity: Quantity) -> Double? { self[quantity.name, quantity.when, layer: quantity.layer] }

  /// What is known of it at one time.
  func measures(_ when: String) -> [Quantity] { schema.quantities.filter { $0.when == when } }
}

extension Sequence {
  /// How many simulations had an outcome.
  func proportion(_ outcome: Outcomes) -> Proportion where Element == KnownSimulation {
    map(\.outcomes).proportion(outcome)
  }
}

extension [Outcomes] {
  fileprivate func proportion(_ outcome: Outcomes) -> Proportion {
    Proportion(count: Int64(count { $0.contains(outcome) }), n: Int64(count))
  }
}

extension Proportion {
  /// Whether a probability may be the right one. The interval is exact: the right one fails in less than one of ten
  /// million seeds.
  func agrees(with probability: Double) -> Bool { exact.contains(probability) }

  /// Whether both may have one probability. Where they have it, the two exact intervals are disjoint in less than two
  /// of ten million seeds.
  func agrees(with other: Proportion) -> Bool { exact.low <= other.exact.high && other.exact.low <= exact.high }

  private var exact: Interval { clopperPearson(confidence: 1 - 1e-7) }
}

/// The mean of independent values, with its standard error.
struct KnownMean {
  let mean: Double
  let standardError: Double

  /// - Precondition: 100 values or more, nearly normal: Student's distribution is then close to the normal one.
  init(_ values: [Double]) {
    precondition(values.count >= 100)
    let count = Double(values.count)
    let mean = values.reduce(0, +) / count
    self.mean = mean
    standardError = (values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / (count - 1) / count).squareRoot()
  }

  /// Whether an expectation may be the right one. The right one lies further than 6 standard errors away in less than
  /// one of ten million seeds: the two tails of Student's distribution with 99 degrees of freedom have 3e-8, those of
  /// the normal one 2e-9.
  func agrees(with expectation: Double) -> Bool { (mean - expectation).magnitude <= 6 * standardError }
}
