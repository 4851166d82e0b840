import Estimation
import Experiments
package import RunFolder
public import Studies

extension StudyPlan {
  /// The results that these tallies come to: one a cell, and one a pair of `compare`.
  package func results(_ tallies: Tallies) -> Results {
    let (tallies, pairs) = (tallies.cells, tallies.pairs)
    let fractions = Fractions(sequence: stop?.sequence, cells: cells.count)
    var ranks = RankTable()
    return Results(
      planHash: planHash,
      study: name,
      seed: seed,
      stop: stopResults(tallies),
      cells: cells.indices.map { index in
        var cell = tallies[index].results(named: cells[index].name, fractions, &ranks)
        cell.reported = reported.outcomes.filter { $0.cell == index }.compactMap { $0.results(beside: tallies[index]) }
        cell.reportedValues = reported.values.filter { $0.cell == index }.map { $0.results(beside: cell) }
        return cell
      },
      comparisons: pairs.map { $0.results(self, simulations: tallies[$0.pair.first].simulations) }
    )
  }

  private func stopResults(_ tallies: [CellTally]) -> StopResults? {
    guard let stop, let rule = precisionRule else { return nil }
    let cells = zip(cells, tallies).map { cell, tally in
      let proportion = Proportion(count: tally.count(of: stop.outcome), n: tally.simulations)
      let isMet = rule.isMet(by: proportion)
      let limit = Int64(Self.mostSimulations)
      return StopCellResults(
        cell: cell.name,
        halfWidth: rule.sequence.interval(for: proportion).halfWidth.rounded(toSignificantDigits: Fractions.digits),
        isMet: isMet,
        simulationsNeeded: isMet
          ? nil
          : rule.sequence.simulationsNeeded(
            halfWidth: stop.halfWidth,
            estimate: proportion.estimate ?? 0.5,
            limit: limit
          )
          .map { UInt64($0) }
      )
    }
    return StopResults(
      outcome: stop.outcome,
      halfWidth: stop.halfWidth,
      confidence: stop.confidence,
      weight: stop.weight,
      minimum: simulations,
      maximum: stop.maximumSimulations,
      isMet: cells.allSatisfy(\.isMet),
      cells: cells
    )
  }
}

extension ReportedOutcome {
  fileprivate func results(beside tally: CellTally) -> ReportedResults? {
    let ours = Proportion(count: tally.count(of: outcome), n: tally.simulations)
    let theirs = ReportedFraction(fraction, of: runs)
    guard let judgement = theirs.judged(by: ours, confidence: Fractions.confidence) else { return nil }
    return ReportedResults(
      outcome: outcome,
      fraction: fraction,
      of: runs,
      source: source,
      difference: judgement.difference.rounded(toSignificantDigits: Fractions.digits),
      interval: IntervalResults(judgement.interval, method: "newcombe", confidence: Fractions.confidence),
      agrees: judgement.agrees
    )
  }
}

extension ReportedValue {
  /// Half a unit of the last digit that was reported: a number may have been rounded by so much.
  private var roundedBy: Double {
    let digits = "\(value.magnitude)".lowercased()
    guard !digits.contains("e"), let point = digits.firstIndex(of: ".") else { return 0 }
    let decimals = digits.hasSuffix(".0") ? 0 : digits.distance(from: point, to: digits.endIndex) - 1
    return (0..<decimals).reduce(0.5) { half, _ in half / 10 }
  }

  fileprivate func results(beside cell: CellResults) -> ReportedValueResults {
    let ours = cell.quantities.first { $0.quantity == quantity && ["end", "last_epoch"].contains($0.when) }
    let prediction = ours?.mean?.prediction
    let needed = MeanSummary.valuesNeeded(
      toPredictAt: Fractions.confidence,
      count: ours?.finite ?? 0,
      standardDeviation: ours?.mean?.standardDeviation ?? 0
    )
    return ReportedValueResults(
      quantity: quantity,
      value: value,
      source: source,
      prediction: prediction,
      agrees: needed == nil ? prediction.map { $0.low - roundedBy <= value && value <= $0.high + roundedBy } : nil,
      runsNeeded: needed
    )
  }
}

extension CellTally {
  /// The results of a cell that is alone in its study.
  package func results(named name: String) -> CellResults {
    var ranks = RankTable()
    return results(named: name, Fractions(sequence: nil, cells: 1), &ranks)
  }

  private var isLayered: Bool { if case .dataset = subject { true } else { false } }

  func results(named name: String, _ fractions: Fractions, _ ranks: inout RankTable) -> CellResults {
    var byName: [String: OutcomeResults?] = [:]
    var undefined: [String: String] = [:]
    for (outcome, count) in zip(outcomes, counts) {
      let isAboutDeath = NamedOutcome.aboutDeath.contains(outcome.name)
      let zeroGradient = isAboutDeath ? subject.deathStopsGradients : nil
      undefined[outcome.name] = subject.missingPremise(of: outcome)
      byName[outcome.name] = .some(
        undefined[outcome.name] == nil ? fractions.results(count, of: simulations, zeroGradient: zeroGradient) : nil
      )
    }
    var all = zip(schema.summaries, histograms).map { $0.quantity.results($1, &ranks) }
    for (index, moments) in moments.enumerated() {
      if isLayered, moments.count == 1 {
        all[index].value = moments.mean?.rounded(toSignificantDigits: Fractions.digits)
      }
      all[index].mean = MeanSummary(moments).results(within: Quantity.bounds(of: schema.summaries[index].quantity.name))
    }
    return CellResults(
      name: name,
      simulations: simulations,
      precision: subject.precision.rawValue,
      outcomes: byName,
      outcomeOrder: outcomes.map(\.name),
      undefined: undefined.isEmpty ? nil : undefined,
      quantities: all.filter { $0.layer == nil },
      layers: all.filter { $0.layer != nil },
      death: deaths.results(of: simulations, fractions),
      layered: isLayered ? pooled.results : nil
    )
  }
}

extension StudyPlan {
  /// Whether a row a simulation is written.
  public var keepsRows: Bool {
    switch records {
    case .all: true
    case .none: false
    case .byDefault: maximumSimulations <= 1_000_000
    }
  }
}
