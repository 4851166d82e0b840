package import Estimation
package import Experiments
package import Studies

/// The counts of two cells compared index by index: integers only, like those of a ``CellTally``.
package struct PairTally {
  package let pair: CellPair
  /// The outcomes that are defined in both cells, with the flag that each of the two has for it.
  let outcomes: [(name: String, first: Outcomes, second: Outcomes)]
  /// Numbers by layer that are compared: the gradient norms of all layers, where both cells have as many and are trained or
  /// layered; else none.
  private(set) var compared: [(first: RecordSchema.Summary, second: RecordSchema.Summary)] = []
  /// A table for each of `outcomes`.
  package private(set) var tables: [PairedTable]
  /// One for each of `compared`.
  package private(set) var signs: [SignCounts]

  package init(_ pair: CellPair, _ cells: [StudyCell]) {
    self.pair = pair
    let (first, second) = (cells[pair.first].subject, cells[pair.second].subject)
    let others = second.definedOutcomes
    outcomes = first.definedOutcomes.compactMap { outcome in
      others.first { $0.name == outcome.name }.map { (outcome.name, outcome.flag, $0.flag) }
    }
    let (mine, theirs) = (Self.gradientNorms(first), Self.gradientNorms(second))
    if mine.map(\.quantity) == theirs.map(\.quantity) { compared = zip(mine, theirs).map { ($0, $1) } }
    tables = outcomes.map { _ in PairedTable(both: 0, firstOnly: 0, secondOnly: 0, neither: 0) }
    signs = [SignCounts](repeating: SignCounts(), count: compared.count)
  }

  /// Counts the same simulations of both cells.
  package mutating func add(_ first: [Record], _ second: [Record]) {
    precondition(first.map(\.simulation) == second.map(\.simulation), "pairs are equal simulation indices")
    for (index, outcome) in outcomes.enumerated() {
      var (both, firstOnly, secondOnly) = (Int64(0), Int64(0), Int64(0))
      for (one, other) in zip(first, second) {
        switch (one.outcomes.contains(outcome.first), other.outcomes.contains(outcome.second)) {
        case (true, true): both += 1
        case (true, false): firstOnly += 1
        case (false, true): secondOnly += 1
        case (false, false): break
        }
      }
      let neither = Int64(first.count) - both - firstOnly - secondOnly
      tables[index] =
        tables[index]
        + PairedTable(both: both, firstOnly: firstOnly, secondOnly: secondOnly, neither: neither)
    }
    var (mine, theirs): ([Double], [Double]) = ([], [])
    for (index, quantities) in compared.enumerated() {
      quantities.first.read(first, into: &mine)
      quantities.second.read(second, into: &theirs)
      for (a, b) in zip(mine, theirs) { signs[index].add(a, b) }
    }
  }

  /// By layer, of the first and the last batch, or at the start and the end.
  private static func gradientNorms(_ subject: CellExperiment) -> [RecordSchema.Summary] {
    subject.schema.summaries.filter { summary in
      switch summary.quantity.name {
      case "gradient_norm": ["first_batch", "last_batch"].contains(summary.quantity.when)
      case "weight_gradient_rms": ["start", "end"].contains(summary.quantity.when)
      default: false
      }
    }
  }

  /// All numbers in a row.
  var flat: [Int64] {
    tables.flatMap { [$0.both, $0.firstOnly, $0.secondOnly, $0.neither] }
      + signs.flatMap { [$0.greater, $0.less, $0.equal, $0.incomparable] }
  }

  /// Adds another tally of the same cells: associative and commutative.
  mutating func merge(_ other: PairTally) { self = with(flat: zip(flat, other.flat).map(+)[...]) }

  /// The tally of the same cells whose numbers a checkpoint has.
  /// - Returns: nil for numbers that so many simulations do not come to.
  func with(stored: [Int64], simulations: Int64) -> PairTally? {
    guard stored.count == flat.count, stored.allSatisfy({ 0 <= $0 && $0 <= simulations }) else { return nil }
    for start in stride(from: 0, to: stored.count, by: 4) where stored[start..<start + 4].reduce(0, +) != simulations {
      return nil
    }
    return with(flat: stored[...])
  }

  /// The tally of the same cells whose numbers stand in a row.
  func with(flat: ArraySlice<Int64>) -> PairTally {
    var tally = self
    var rest = flat
    func next() -> (Int64, Int64, Int64, Int64) {
      (rest.removeFirst(), rest.removeFirst(), rest.removeFirst(), rest.removeFirst())
    }
    for index in tables.indices {
      let (both, firstOnly, secondOnly, neither) = next()
      tally.tables[index] = PairedTable(both: both, firstOnly: firstOnly, secondOnly: secondOnly, neither: neither)
    }
    for index in signs.indices {
      let (greater, less, equal, incomparable) = next()
      tally.signs[index] = SignCounts(greater: greater, less: less, equal: equal, incomparable: incomparable)
    }
    return tally
  }
}

extension [PairTally] {
  /// The tallies of all ranks together, on rank 0; nil elsewhere. Every rank calls it with tallies of the same pairs.
  package func reduced(_ communicator: any RankCommunicator) throws(CommunicationError) -> [PairTally]? {
    // Every rank knows that there is nothing to say.
    if isEmpty { return communicator.rank == 0 ? [] : nil }
    let rows = map(\.flat)
    guard let sums = try communicator.sum(Array<Int64>(rows.joined())) else { return nil }
    var start = 0
    return zip(self, rows).map { tally, row in
      defer { start += row.count }
      return tally.with(flat: sums[start..<start + row.count])
    }
  }
}
