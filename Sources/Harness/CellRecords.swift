package import Experiments

/// The records of one cell's part of a work unit, in order of their simulations.
package enum CellRecords {
  case function([SimulationRecord])
  case dataset([LayeredRecord])

  package var count: Int {
    switch self {
    case .function(let records): records.count
    case .dataset(let records): records.count
    }
  }

  var simulations: [UInt64] {
    switch self {
    case .function(let records): records.map(\.simulation)
    case .dataset(let records): records.map(\.simulation)
    }
  }

  /// How many have an outcome.
  func count(of flag: Outcomes) -> Int64 {
    var count: Int64 = 0
    switch self {
    case .function(let records): for record in records where record.outcomes.contains(flag) { count += 1 }
    case .dataset(let records): for record in records where record.outcomes.contains(flag) { count += 1 }
    }
    return count
  }

  /// Whether each has an outcome.
  func flags(of flag: Outcomes) -> [Bool] {
    switch self {
    case .function(let records): records.map { $0.outcomes.contains(flag) }
    case .dataset(let records): records.map { $0.outcomes.contains(flag) }
    }
  }
}
