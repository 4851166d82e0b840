public import Experiments
internal import RunFolder
public import Studies

/// One replicate of a layered study, trained again alone, and how it compares with what the study recorded.
public struct LayeredReplay: Sendable {
  private let plan: StudyPlan
  private let cell: StudyCell
  private let experiment: LayeredExperiment
  private let record: Record
  private let row: Replay.RowCheck

  /// - Parameter cell: the position of the replicate's cell in the plan.
  public init(
    _ plan: StudyPlan,
    cell: Int,
    _ experiment: LayeredExperiment,
    _ record: Record,
    row: Replay.RowCheck
  ) {
    self.plan = plan
    self.cell = plan.cells[cell]
    self.experiment = experiment
    self.record = record
    self.row = row
  }

  private var held: [String] { experiment.outcomes.filter { record.outcomes.contains($0.flag) }.map(\.name) }

  /// For people at a terminal: outcomes, the numbers that the replicate has once, and those by layer.
  public var text: String {
    let title = "\(plan.name), seed \(plan.seed): simulation \(record.simulation) of \(cell.name)"
    let head = [
      "outcomes  \(held.isEmpty ? "none" : held.joined(separator: ", "))", "record    \(Replay.words(row))",
    ]
    return ([title + " (\(cell.summary))", head.joined(separator: "\n"), once] + byLayer)
      .joined(separator: "\n\n")
  }

  private var once: String {
    let found = zip(experiment.numbers, record.values).filter { $0.0.layer == nil }
    let width = found.map(\.0.column.count).max() ?? 0
    return found.map { $0.column.padded(to: width) + "  " + shownNumber($1) }.joined(separator: "\n")
  }

  /// A table for each time: a row a layer, a column a number.
  private var byLayer: [String] {
    let all = zip(experiment.numbers, record.values).filter { $0.0.layer != nil }
    return experiment.checks.map { check in
      let mine = all.filter { $0.0.when == check }
      var names: [String] = []
      for (measure, _) in mine where !names.contains(measure.name) { names.append(measure.name) }
      let rows = experiment.network.lookedLayers.map { layer in
        ["\(layer.number)"]
          + names.map { name in
            mine.first { $0.0.layer == layer.number && $0.0.name == name }.map { shownNumber($0.1) } ?? ""
          }
      }
      let table = [["layer"] + names] + rows
      let widths = (0...names.count).map { column in table.map { $0[column].count }.max() ?? 0 }
      let lines = table.map { row in
        zip(row, widths).map { $0.leftPadded(to: $1) }.joined(separator: "  ")
      }
      return (["at \(check)".replacing("_", with: " ")] + lines).joined(separator: "\n")
    }
  }

  private func shownNumber(_ value: Double) -> String {
    if !value.isFinite { return "\(value)" }
    return value != 0 && (value.magnitude < 1e-3 || value.magnitude >= 1e5) ? scientific(value) : fixed(value)
  }

  /// All numbers and curves, by name.
  /// - Throws: what `JSONEncoder` throws, which is a bug.
  public func json() throws -> [UInt8] {
    struct Named: Encodable {
      var layer: Int?
      var quantity: String
      var when: String
      var value: Double
    }
    struct Curve: Encodable {
      var layer: Int?
      var quantity: String
      var steps: [Int]
      var values: [Double]
    }
    struct Shown: Encodable {
      var study: String
      var planHash: String
      var seed: UInt64
      var cell: String
      var simulation: UInt64
      var record: String
      var outcomes: [String]
      var numbers: [Named]
      var curves: [Curve]

      enum CodingKeys: String, CodingKey {
        case study, seed, cell, simulation, record, outcomes, numbers, curves
        case planHash = "plan_hash"
      }
    }
    return try JSON.bytes(
      Shown(
        study: plan.name,
        planHash: plan.planHash,
        seed: plan.seed,
        cell: cell.name,
        simulation: record.simulation,
        record: Replay.words(row),
        outcomes: held,
        numbers: zip(experiment.numbers, record.values).map {
          Named(layer: $0.layer, quantity: $0.name, when: $0.when, value: $1)
        },
        curves: zip(experiment.curves, record.curves).map {
          Curve(layer: $0.layer, quantity: $0.name, steps: $0.steps, values: $1)
        }
      )
    )
  }
}
