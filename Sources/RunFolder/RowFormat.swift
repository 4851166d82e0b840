public import Experiments

/// The columns of `simulations.csv` and the bytes of its rows.
///
/// One row a simulation and cell, ordered by simulation, then by cell. Outcomes are 0 or 1. Numbers are the shortest decimals
/// that read back the same. A column that means nothing to a cell (a layer it does not have, an outcome that is undefined, the
/// units off of a tanh layer, the loss of training without an epoch) is left empty there.
public struct RowFormat: Sendable {
  /// Names as fields.
  private let cells: [String]
  private let outcomes: [String]
  /// For every cell, the flag that each outcome column shows; nil leaves it empty.
  private let flags: [[Outcomes?]]
  /// Whether a batch was trained, by cell.
  private let isTrained: [Bool]
  private let outputs: Int
  /// For every cell and each of its hidden layers, how many units can be off; nil leaves the column empty.
  private let mostUnitsOff: [[Int?]]
  private let mostHiddenLayers: Int

  /// - Parameter cells: names and experiments in the study's order.
  public init(cells: [(name: String, experiment: Experiment)]) {
    self.cells = cells.map(\.name.csvField)
    var outcomes: [String] = []
    for cell in cells {
      for outcome in NamedOutcome.all(cell.experiment.criteria) where !outcomes.contains(outcome.name) {
        // A tolerance that only a later cell has stands beside the other tolerances.
        let place = outcome.name.hasPrefix("flat_") ? outcomes.firstIndex(of: "born_dead") : nil
        outcomes.insert(outcome.name, at: place ?? outcomes.count)
      }
    }
    self.outcomes = outcomes
    flags = cells.map { cell in
      let mine = NamedOutcome.all(cell.experiment.criteria)
      return outcomes.map { name in
        mine.first { $0.name == name && cell.experiment.missingPremise(of: $0.flag) == nil }?.flag
      }
    }
    isTrained = cells.map { $0.experiment.training.epochs > 0 }
    outputs = cells.map(\.experiment.network.outputs).max() ?? 1
    mostUnitsOff = cells.map { cell in
      cell.experiment.network.hiddenLayers.map { $0.activation.allUnitsOff == .undefined ? nil : $0.units }
    }
    mostHiddenLayers = mostUnitsOff.map(\.count).max() ?? 0
  }

  /// The header line.
  public var header: [UInt8] { Array(columns.joined(separator: ",").utf8) + [newline] }

  /// Names of the columns, in order.
  public var columns: [String] {
    var columns = ["cell", "simulation"] + outcomes
    columns += ["dead_layer", "death_check", "train_loss", "final_train_loss", "test_loss"]
    for output in 0..<outputs {
      let suffix = outputs == 1 ? "" : "_\(output + 1)"
      columns += ["prediction_min", "prediction_max", "prediction_mean"].map { $0 + suffix }
    }
    for when in ["start", "end"] {
      columns += (0..<mostHiddenLayers).map { "units_off_\(when)_\($0 + 1)" }
    }
    return columns
  }

  /// The rows of one simulation, a row a cell, never take more bytes than this, which is known before the first is there and
  /// the same on every rank. Rows of everyday numbers take about half of it.
  public var mostBytesPerSimulation: Int {
    // "-1.7976931348623157e+308"; an index below 2⁶⁴; each with its comma.
    let number = 25
    let index = 21
    return cells.indices.reduce(0) { sum, cell in
      let off = mostUnitsOff[cell].reduce(mostHiddenLayers) { $0 + ($1.map { "\($0)".utf8.count } ?? 0) }
      return sum + cells[cell].utf8.count + 3 * index + 2 * outcomes.count + (3 + 3 * outputs) * number + 2 * off + 1
    }
  }

  /// Appends the row of one simulation of cell `cell`.
  public func append(_ record: SimulationRecord, cell: Int, to bytes: inout [UInt8]) {
    bytes.append(contentsOf: cells[cell].utf8)
    append(record.simulation, to: &bytes)
    for flag in flags[cell] {
      bytes.append(comma)
      if let flag { bytes.append(record.outcomes.contains(flag) ? one : zero) }
    }
    append(record.deadLayer, to: &bytes)
    append(record.deathCheck, to: &bytes)
    append(isTrained[cell] ? record.trainLoss : nil, to: &bytes)
    append(record.finalTrainLoss, to: &bytes)
    append(record.testLoss, to: &bytes)
    for output in 0..<outputs {
      let summary = output < record.predictions.count ? record.predictions[output] : nil
      append(summary?.minimum, to: &bytes)
      append(summary?.maximum, to: &bytes)
      append(summary?.mean, to: &bytes)
    }
    appendUnitsOff(record, cell, to: &bytes) { $0.unitsOffAtStart }
    appendUnitsOff(record, cell, to: &bytes) { $0.unitsOffAtEnd }
    bytes.append(newline)
  }

  private func appendUnitsOff(
    _ record: SimulationRecord,
    _ cell: Int,
    to bytes: inout [UInt8],
    _ count: (LayerSummary) -> Int32
  ) {
    let most = mostUnitsOff[cell]
    for layer in 0..<mostHiddenLayers {
      append(layer < most.count && most[layer] != nil ? count(record.layers[layer]) : nil, to: &bytes)
    }
  }

  private func append(_ value: (some CustomStringConvertible)?, to bytes: inout [UInt8]) {
    bytes.append(comma)
    if let value { bytes.append(contentsOf: value.description.utf8) }
  }
}

private let comma = UInt8(ascii: ",")
private let newline = UInt8(ascii: "\n")
private let zero = UInt8(ascii: "0")
private let one = UInt8(ascii: "1")
