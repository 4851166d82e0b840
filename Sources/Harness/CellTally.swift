package import Estimation
package import Experiments

/// The counts, histograms and sums of one cell: integers only, so that tallies of any ranks in any order add up to the same.
package struct CellTally {
  package let subject: CellExperiment
  package let outcomes: [NamedOutcome]
  let quantities: [Quantity]
  package private(set) var simulations: Int64 = 0
  /// How often each of `outcomes` was seen.
  package private(set) var counts: [Int64]
  /// The values of each of `quantities`.
  package private(set) var histograms: [Histogram]
  private(set) var deaths: DeathTally
  /// The sums of the first of `quantities`: of tiny networks, those that are not by layer; of layered ones, all.
  package private(set) var moments: [ExactMoments]
  private(set) var pooled: PooledTally

  package init(_ experiment: Experiment) { self.init(.function(experiment)) }

  package init(_ subject: CellExperiment) {
    self.subject = subject
    outcomes = subject.outcomes
    quantities = Quantity.all(subject)
    counts = [Int64](repeating: 0, count: outcomes.count)
    histograms = [Histogram](repeating: Histogram(), count: quantities.count)
    deaths = DeathTally(subject)
    let withMoments =
      if case .dataset = subject { quantities.count } else { quantities.prefix { $0.layer == nil }.count }
    moments = [ExactMoments](repeating: ExactMoments(), count: withMoments)
    pooled = PooledTally(subject)
  }

  /// Counts the simulations of one work unit.
  /// - Complexity: O(simulations × quantities), which are as many as the network has layers, times a constant.
  package mutating func add(_ records: CellRecords) {
    simulations += Int64(records.count)
    for (index, outcome) in outcomes.enumerated() { counts[index] += records.count(of: outcome.flag) }
    switch records {
    case .function(let records): deaths.add(records)
    case .dataset(let records): pooled.add(records)
    }
    var values: [Double] = []
    for index in quantities.indices {
      // A histogram takes a group's values at once: its window is looked up once for all of them.
      quantities[index].read(records, into: &values)
      histograms[index].add(contentsOf: values)
      if index < moments.count { moments[index].add(contentsOf: values) }
    }
  }

  /// Counts the simulations of one work unit of tiny networks.
  package mutating func add(_ records: [SimulationRecord]) { add(.function(records)) }

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
    histograms = Array(all.prefix(quantities.count))
    pooled.set(flat: inPool, Array(all.dropFirst(quantities.count)))
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
    histograms = Array(all.prefix(quantities.count))
    guard pooled.set(checking: inPool, Array(all.dropFirst(quantities.count))), pooled.isPossible(of: first) else {
      return nil
    }
    if !rest.isEmpty || !hasPossibleTotals { return nil }
  }
}

extension CellTally {
  /// Whether every quantity has as many values as there are simulations that have one.
  private var hasPossibleTotals: Bool {
    quantities.indices.allSatisfy { index in
      let histogram = histograms[index]
      let expected = quantities[index].isOfConstant ? count(of: "constant") : simulations
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
}
