public import Experiments
public import RunFolder
public import Studies

/// The columns of a study's rows, of either kind.
public enum StudyRows: Sendable {
  case function(RowFormat)
  case dataset(LayeredRowFormat)

  public var header: [UInt8] {
    switch self {
    case .function(let format): format.header
    case .dataset(let format): format.header
    }
  }

  /// The rows of one simulation, a row a cell, never take more bytes than this.
  public var mostBytesPerSimulation: Int {
    switch self {
    case .function(let format): format.mostBytesPerSimulation
    case .dataset(let format): format.mostBytesPerSimulation
    }
  }

  /// Names of the columns, in order.
  public var columns: [String] {
    switch self {
    case .function(let format): format.columns
    case .dataset(let format): format.columns
    }
  }

  /// Holds a row that was stored against the one that a simulation of cell `cell` makes.
  /// - Returns: where they differ first, the stored one first; nil where they are the same bytes.
  public func difference(of stored: StoredRow, from record: CellRecord, cell: Int) -> RowDifference? {
    var row: [UInt8] = []
    switch (self, record) {
    case (.function(let format), .function(let record)): format.append(record, cell: cell, to: &row)
    case (.dataset(let format), .dataset(let record)): format.append(record, cell: cell, to: &row)
    default: preconditionFailure("a record of another kind than the study's")
    }
    return RowDifference(columns, stored.bytes, row.dropLast())
  }

  /// Appends a work unit's rows: by simulation, then by cell.
  func append(_ records: [CellRecords], to bytes: inout [UInt8]) {
    for index in 0..<(records.first?.count ?? 0) {
      for cell in records.indices {
        switch (self, records[cell]) {
        case (.function(let format), .function(let records)): format.append(records[index], cell: cell, to: &bytes)
        case (.dataset(let format), .dataset(let records)): format.append(records[index], cell: cell, to: &bytes)
        default: preconditionFailure("records of another kind than the study's")
        }
      }
    }
  }
}

/// What one simulation came to, of either kind.
public enum CellRecord: Hashable, Sendable {
  case function(SimulationRecord)
  case dataset(LayeredRecord)

  public var simulation: UInt64 {
    switch self {
    case .function(let record): record.simulation
    case .dataset(let record): record.simulation
    }
  }
}

extension StudyPlan {
  /// The columns of this study's rows.
  public var rows: StudyRows {
    isLayered
      ? .dataset(LayeredRowFormat(cells: cells.compactMap { cell in cell.layered.map { (cell.name, $0) } }))
      : .function(rowFormat)
  }

  /// The columns of the rows of a study that learns functions.
  public var rowFormat: RowFormat {
    RowFormat(cells: cells.compactMap { cell in cell.experiment.map { (cell.name, $0) } })
  }

  /// Simulation indices of a work unit: as few as keep the trainer of every cell busy.
  ///
  /// Where a trainer takes simulations one by one, a unit is one of all, so that every rank has some. Cells whose trainer
  /// takes groups lose by that where a slice is a single unit: a group costs them the same however many are in it. They
  /// decide where their groups would take most of the time.
  public func unitSize(_ trainer: any Trainer) -> UInt64 {
    let group = largestGroup(trainer)
    let (single, grouped) = experiments.reduce(into: (0.0, 0.0)) { costs, experiment in
      let cost = experiment.work.multiplyAdds
      if trainer.unitSize(of: experiment) == 1 { costs.0 += Self.slowness * cost } else { costs.1 += cost }
    }
    return single >= Double(group) * grouped ? 1 : group
  }

  /// The most simulation indices that a cell's trainer computes side by side.
  func largestGroup(_ trainer: any Trainer) -> UInt64 {
    isLayered ? 1 : experiments.map { trainer.unitSize(of: $0) }.max() ?? 1
  }

  /// How much longer a multiply-add takes a trainer of single simulations than one of groups: 59 times by the costs of
  /// `StudyTime`.
  private static let slowness = 60.0
}
