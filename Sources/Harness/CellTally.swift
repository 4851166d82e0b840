package import Estimation
package import Training

/// The counts, histograms and sums of one cell: integers only, so that tallies of any ranks in any order add up to the same.
package struct CellTally {
  package let experiment: Experiment
  package let outcomes: [NamedOutcome]
  let quantities: [Quantity]
  package private(set) var simulations: Int64 = 0
  /// How often each of `outcomes` was seen.
  package private(set) var counts: [Int64]
  /// The values of each of `quantities`.
  package private(set) var histograms: [Histogram]
  private(set) var deaths: DeathTally
  /// The sums of the first of `quantities`, those that are not by layer.
  package private(set) var moments: [ExactMoments]

  package init(_ experiment: Experiment) {
    self.experiment = experiment
    outcomes = NamedOutcome.all(experiment.criteria)
    quantities = Quantity.all(experiment)
    counts = [Int64](repeating: 0, count: outcomes.count)
    histograms = [Histogram](repeating: Histogram(), count: quantities.count)
    deaths = DeathTally(experiment)
    moments = [ExactMoments](repeating: ExactMoments(), count: quantities.prefix { $0.layer == nil }.count)
  }

  /// Counts the simulations of one work unit.
  /// - Complexity: O(simulations × quantities), which are as many as the network has layers, times a constant.
  package mutating func add(_ records: [SimulationRecord]) {
    simulations += Int64(records.count)
    for (index, outcome) in outcomes.enumerated() {
      var count: Int64 = 0
      for record in records where record.outcomes.contains(outcome.flag) { count += 1 }
      counts[index] += count
    }
    deaths.add(records)
    var values: [Double] = []
    for index in quantities.indices {
      // A histogram takes a group's values at once: its window is looked up once for all of them.
      quantities[index].read(records, into: &values)
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
  }

  var windows: [Histogram.Window] { histograms.map(\.window) }

  /// All numbers in a row, histograms cut to common windows.
  func flattened(in windows: [Histogram.Window]) -> [Int64] {
    var flat = [simulations] + counts + deaths.flat
    for moments in moments { flat += moments.flat }
    for (histogram, window) in zip(histograms, windows) { histogram.appendCounts(in: window, to: &flat) }
    return flat
  }

  /// The tally whose numbers stand in a row.
  init(_ experiment: Experiment, flat: ArraySlice<Int64>, in windows: [Histogram.Window]) {
    self.init(experiment)
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
    for (index, window) in windows.enumerated() {
      histograms[index] = Histogram(flat: rest.prefix(window.flatCount), in: window)
      rest = rest.dropFirst(window.flatCount)
    }
  }
}

// As a checkpoint has it.
extension CellTally {
  /// All numbers, after those that say in which windows the histograms are.
  var stored: [Int64] {
    let windows = windows
    return windows.flatMap(\.maxima) + flattened(in: windows)
  }

  /// - Returns: nil for numbers that no simulations of such a cell come to.
  init?(_ experiment: Experiment, stored: [Int64]) {
    self.init(experiment)
    var rest = stored[...]
    func next(_ count: Int) -> ArraySlice<Int64>? {
      guard rest.count >= count else { return nil }
      defer { rest = rest.dropFirst(count) }
      return rest.prefix(count)
    }
    var windows: [Histogram.Window] = []
    for _ in quantities {
      guard let maxima = next(Histogram.Window.maximaCount), let window = Histogram.Window(checking: maxima) else {
        return nil
      }
      windows.append(window)
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
    for (index, window) in windows.enumerated() {
      guard let flat = next(window.flatCount), let found = Histogram(checking: flat, in: window) else { return nil }
      histograms[index] = found
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
    let maxima = try communicator.maximum(flatMap { $0.windows.flatMap(\.maxima) })
    var position = 0
    let windows = map { tally in
      tally.quantities.map { _ in
        defer { position += Histogram.Window.maximaCount }
        return Histogram.Window(maxima: maxima[position..<position + Histogram.Window.maximaCount])
      }
    }
    let flat = zip(self, windows).map { $0.flattened(in: $1) }
    guard let sums = try communicator.sum(Array<Int64>(flat.joined())) else { return nil }
    var start = 0
    return indices.map { index in
      let end = start + flat[index].count
      defer { start = end }
      return CellTally(self[index].experiment, flat: sums[start..<end], in: windows[index])
    }
  }
}

extension CellTally {
  /// How often an outcome was seen; 0 for one that the cell does not have.
  package func count(of name: String) -> Int64 { outcomes.firstIndex { $0.name == name }.map { counts[$0] } ?? 0 }
}
