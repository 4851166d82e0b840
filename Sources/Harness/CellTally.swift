package import Estimation
package import Experiments
public import Studies

/// The counts, histograms and sums of one cell: integers only, so that tallies of any ranks in any order add up to the same.
package struct CellTally {
  package let subject: CellExperiment
  let schema: RecordSchema
  package private(set) var simulations: Int64 = 0
  /// How often each of the schema's outcomes was seen.
  package private(set) var counts: [Int64]
  /// The values of each of the schema's summaries.
  package private(set) var histograms: [Histogram]
  private(set) var deaths: DeathTally
  /// The sums of the first of these.
  package private(set) var moments: [ExactMoments]
  private(set) var pooled: PooledTally

  package init(_ experiment: Experiment) { self.init(.function(experiment)) }

  package init(_ subject: CellExperiment) {
    self.subject = subject
    schema = subject.schema
    counts = [Int64](repeating: 0, count: schema.outcomes.count)
    histograms = [Histogram](repeating: Histogram(), count: schema.summaries.count)
    deaths = DeathTally(schema, subject)
    moments = [ExactMoments](repeating: ExactMoments(), count: schema.meanCount)
    pooled = PooledTally(schema)
  }

  package var outcomes: [NamedOutcome] { schema.outcomes }

  /// Counts the simulations of one work unit.
  /// - Complexity: O(simulations × quantities), which are as many as the network has layers, times a constant.
  package mutating func add(_ records: [Record]) {
    simulations += Int64(records.count)
    for (index, outcome) in outcomes.enumerated() {
      for record in records where record.outcomes.contains(outcome.flag) { counts[index] += 1 }
    }
    deaths.add(records)
    pooled.add(records)
    var values: [Double] = []
    for (index, summary) in schema.summaries.enumerated() {
      // A histogram takes a group's values at once: its window is looked up once for all of them.
      summary.read(records, into: &values)
      histograms[index].add(contentsOf: values)
      if index < moments.count { moments[index].add(contentsOf: values) }
    }
  }

  /// Adds another tally of the same cell: associative and commutative.
  mutating func merge(_ other: CellTally) {
    simulations += other.simulations
    for index in counts.indices { counts[index] += other.counts[index] }
    deaths.merge(other.deaths)
    for index in moments.indices { moments[index].merge(other.moments[index]) }
    for index in histograms.indices { histograms[index].merge(other.histograms[index]) }
    pooled.merge(other.pooled)
  }

  private var allHistograms: [Histogram] { histograms + pooled.distributions }
  /// The shapes of all histograms, one after the other.
  var outlines: [Histogram.Outline] { allHistograms.map(\.outline) }
  fileprivate var resolutions: [Histogram.Resolution] { allHistograms.map(\.resolution) }

  /// All numbers in a row, histograms cut to common windows.
  func flattened(in outlines: [Histogram.Outline]) -> [Int64] {
    var flat = [simulations] + counts + deaths.flat
    for moments in moments { flat += moments.flat }
    flat += pooled.flat
    for (histogram, outline) in zip(allHistograms, outlines) {
      histogram.appendCounts(in: outline.window, to: &flat)
    }
    return flat
  }

  /// The tally whose numbers stand in a row.
  init(_ subject: CellExperiment, flat: ArraySlice<Int64>, in outlines: [Histogram.Outline]) {
    self.init(subject)
    var rest = flat
    simulations = rest.removeFirst()
    counts = Array(rest.prefix(outcomes.count))
    rest = rest.dropFirst(outcomes.count)
    deaths.set(flat: rest.prefix(deaths.flatCount))
    rest = rest.dropFirst(deaths.flatCount)
    for index in moments.indices {
      moments[index] = ExactMoments(flat: rest.prefix(ExactMoments.flatCount))
      rest = rest.dropFirst(ExactMoments.flatCount)
    }
    let inPool = rest.prefix(pooled.flatCount)
    rest = rest.dropFirst(pooled.flatCount)
    let all = outlines.map { outline in
      defer { rest = rest.dropFirst(outline.window.flatCount) }
      return Histogram(flat: rest.prefix(outline.window.flatCount), in: outline)
    }
    histograms = Array(all.prefix(histograms.count))
    pooled.set(flat: inPool, Array(all.dropFirst(histograms.count)))
  }
}

// As a checkpoint has it.
extension CellTally {
  /// All numbers, after those that say in which windows the histograms are.
  var stored: [Int64] {
    let outlines = outlines
    return outlines.flatMap(\.maxima) + flattened(in: outlines)
  }

  /// - Returns: nil for numbers that no simulations of such a cell come to.
  init?(_ subject: CellExperiment, stored: [Int64]) {
    self.init(subject)
    var rest = stored[...]
    func next(_ count: Int) -> ArraySlice<Int64>? {
      guard rest.count >= count else { return nil }
      defer { rest = rest.dropFirst(count) }
      return rest.prefix(count)
    }
    var outlines: [Histogram.Outline] = []
    for resolution in resolutions {
      guard let maxima = next(Histogram.Outline.maximaCount),
        let outline = Histogram.Outline(checking: maxima, resolution)
      else { return nil }
      outlines.append(outline)
    }
    guard let head = next(1 + outcomes.count), let first = head.first, first >= 0 else { return nil }
    simulations = first
    counts = Array(head.dropFirst())
    guard counts.allSatisfy({ 0 <= $0 && $0 <= first }) else { return nil }
    guard let deathCounts = next(deaths.flatCount) else { return nil }
    deaths.set(flat: deathCounts)
    guard deaths.isPossible(of: first) else { return nil }
    for index in moments.indices {
      guard let flat = next(ExactMoments.flatCount), let found = ExactMoments(checking: flat) else { return nil }
      moments[index] = found
    }
    guard let inPool = next(pooled.flatCount) else { return nil }
    var all: [Histogram] = []
    for outline in outlines {
      guard let flat = next(outline.window.flatCount), let found = Histogram(checking: flat, in: outline) else {
        return nil
      }
      all.append(found)
    }
    histograms = Array(all.prefix(histograms.count))
    guard pooled.set(checking: inPool, Array(all.dropFirst(histograms.count))), pooled.isPossible(of: first) else {
      return nil
    }
    if !rest.isEmpty || !hasPossibleTotals { return nil }
  }
}

extension CellTally {
  /// Whether every quantity has as many values as there are simulations that have one.
  private var hasPossibleTotals: Bool {
    schema.summaries.enumerated().allSatisfy { index, summary in
      let histogram = histograms[index]
      let expected = summary.premise.map { count(of: $0) } ?? simulations
      guard histogram.total == expected else { return false }
      guard index < moments.count else { return true }
      return moments[index].count == histogram.finite && moments[index].nonFinite == histogram.nonFinite
    }
  }
}

extension [CellTally] {
  /// The tallies of all ranks together, on rank 0; nil elsewhere.
  ///
  /// Every rank calls it with tallies of the same cells.
  package func reduced(_ communicator: any RankCommunicator) throws(CommunicationError) -> [CellTally]? {
    // A few cells at a time: laid out in rows, those of a thousand would take more memory than the tallies themselves.
    let together = 8
    var all: [CellTally] = []
    for start in stride(from: 0, to: count, by: together) {
      guard let some = try self[start..<Swift.min(start + together, count)].reduced(communicator) else { continue }
      all += some
    }
    return communicator.rank == 0 ? all : nil
  }
}

extension ArraySlice<CellTally> {
  fileprivate func reduced(_ communicator: any RankCommunicator) throws(CommunicationError) -> [CellTally]? {
    let maxima = try communicator.maximum(flatMap { $0.outlines.flatMap(\.maxima) })
    var position = 0
    let outlines = map { tally in
      tally.resolutions.map { resolution in
        defer { position += Histogram.Outline.maximaCount }
        return Histogram.Outline(maxima: maxima[position..<position + Histogram.Outline.maximaCount], resolution)
      }
    }
    let flat = zip(self, outlines).map { $0.flattened(in: $1) }
    guard let sums = try communicator.sum(Array<Int64>(flat.joined())) else { return nil }
    var start = 0
    return zip(self, zip(outlines, flat)).map { tally, other in
      defer { start += other.1.count }
      return CellTally(tally.subject, flat: sums[start..<start + other.1.count], in: other.0)
    }
  }
}

extension CellTally {
  /// How often an outcome was seen; 0 for one that the cell does not have.
  package func count(of name: String) -> Int64 { outcomes.firstIndex { $0.name == name }.map { counts[$0] } ?? 0 }

  private func count(of flag: Outcomes) -> Int64 { outcomes.firstIndex { $0.flag == flag }.map { counts[$0] } ?? 0 }
}

extension RecordSchema.Summary {
  /// The number of every record that has one, in order, in place of what `values` held.
  func read(_ records: [Record], into values: inout [Double]) {
    values.removeAll(keepingCapacity: true)
    // Each is read in place: copied, a record would cost more than its number.
    if let premise {
      for index in records.indices where records[index].outcomes.contains(premise) {
        values.append(records[index].values[place])
      }
    } else {
      for index in records.indices { values.append(records[index].values[place]) }
    }
  }
}

extension StudyPlan {
  /// Numbers of which a study keeps the distribution over simulations, in all cells.
  public var quantityCount: Int { cells.reduce(0) { $0 + $1.subject.schema.summaries.count } }

  /// Distributions of values that a simulation has many of, in all cells.
  public var pooledCount: Int { cells.reduce(0) { $0 + $1.subject.schema.distributions.count } }
}
