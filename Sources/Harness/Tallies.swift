import Estimation
import Experiments
package import RunFolder
package import Studies

/// All that a study counts: a tally a cell, and one a pair of cells that are compared.
package struct Tallies {
  package private(set) var cells: [CellTally]
  package private(set) var pairs: [PairTally]

  /// Of no simulations.
  package init(_ plan: StudyPlan) {
    cells = plan.cells.map { CellTally($0.subject) }
    pairs = plan.compare.map { PairTally($0, plan.cells) }
  }

  /// Counts one work unit: the same simulations of every cell, in the plan's order.
  mutating func add(_ records: [[Record]]) {
    for (cell, records) in records.enumerated() { cells[cell].add(records) }
    for index in pairs.indices {
      pairs[index].add(records[pairs[index].pair.first], records[pairs[index].pair.second])
    }
  }

  /// Adds what another run of the same study has counted, of other simulations: associative and commutative.
  package mutating func merge(_ other: Tallies) {
    for index in cells.indices { cells[index].merge(other.cells[index]) }
    for index in pairs.indices { pairs[index].merge(other.pairs[index]) }
  }

  /// The tallies of all ranks together, on rank 0; nil elsewhere. Every rank calls it with tallies of the same study.
  func reduced(_ communicator: any RankCommunicator) throws(CommunicationError) -> Tallies? {
    let cells = try cells.reduced(communicator)
    let pairs = try pairs.reduced(communicator)
    guard let cells, let pairs else { return nil }
    return Tallies(cells: cells, pairs: pairs)
  }

  private init(cells: [CellTally], pairs: [PairTally]) {
    self.cells = cells
    self.pairs = pairs
  }

  /// How often every cell had an outcome, of how many simulations.
  func proportions(of outcome: String) -> [Proportion] {
    cells.map { Proportion(count: $0.count(of: outcome), n: $0.simulations) }
  }
}

// As a checkpoint has them.
extension Tallies {
  package func checkpoint(_ plan: StudyPlan, done: Range<UInt64>) -> Checkpoint {
    Checkpoint(
      planHash: plan.planHash,
      done: done,
      stopWeight: plan.stop?.weight,
      cells: zip(plan.cells, cells).map { .init(name: $0.name, counts: $1.stored) },
      pairs: pairs.map {
        .init(first: plan.cells[$0.pair.first].name, second: plan.cells[$0.pair.second].name, counts: $0.flat)
      }
    )
  }

  /// The tallies of a study that is gone on with. Of the pairs that were compared, those that this plan asks for.
  /// - Returns: nil where the checkpoint holds no tallies of such a study.
  package init?(_ checkpoint: Checkpoint, _ plan: StudyPlan) {
    let simulations = Int64(exactly: checkpoint.done.upperBound - checkpoint.done.lowerBound)
    guard checkpoint.planHash == plan.planHash, checkpoint.cells.map(\.name) == plan.cells.map(\.name),
      checkpoint.done.upperBound <= StudyPlan.mostSimulations
    else { return nil }
    cells = zip(plan.cells, checkpoint.cells).compactMap { CellTally($0.subject, stored: $1.counts) }
    guard cells.count == plan.cells.count, cells.allSatisfy({ $0.simulations == simulations }) else { return nil }
    pairs = plan.compare.compactMap { pair in
      let names = plan.names(of: pair)
      guard let stored = checkpoint.pairs.first(where: { [$0.first, $0.second] == names }) else { return nil }
      return PairTally(pair, plan.cells).with(stored: stored.counts, simulations: simulations ?? 0)
    }
    if pairs.count != plan.compare.count { return nil }
  }
}
