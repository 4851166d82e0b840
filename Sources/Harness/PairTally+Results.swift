import Estimation
import Experiments
import RunFolder
import Studies

extension PairTally {
  func results(_ plan: StudyPlan, simulations: Int64) -> Comparison {
    Comparison(
      first: plan.cells[pair.first].name,
      second: plan.cells[pair.second].name,
      simulations: simulations,
      isStopped: plan.stop != nil,
      outcomes: Dictionary(uniqueKeysWithValues: zip(outcomes.map(\.name), tables.map(PairResults.init))),
      outcomeOrder: outcomes.map(\.name),
      layers: zip(compared, signs).map { SignResults($1, $0.first.quantity) }
    )
  }
}

/// The name of Tango's interval in results files.
private let tango = "tango"

extension PairResults {
  fileprivate init(_ table: PairedTable) {
    self.init(
      both: table.both,
      firstOnly: table.firstOnly,
      secondOnly: table.secondOnly,
      neither: table.neither,
      difference: (table.difference ?? 0).rounded(toSignificantDigits: Fractions.digits),
      interval: IntervalResults(
        table.tango(confidence: Fractions.confidence),
        method: tango,
        confidence: Fractions.confidence
      ),
      mcNemarLog10P: table.log10ExactP.rounded(toSignificantDigits: Fractions.digits),
      log10EValue: table.log10EValue.rounded(toSignificantDigits: Fractions.digits)
    )
  }
}

extension SignResults {
  fileprivate init(_ signs: SignCounts, _ quantity: Quantity) {
    self.init(
      layer: quantity.layer ?? 1,
      quantity: quantity.name,
      when: quantity.when,
      greater: signs.greater,
      less: signs.less,
      equal: signs.equal,
      incomparable: signs.incomparable,
      difference: (signs.difference ?? 0).rounded(toSignificantDigits: Fractions.digits),
      interval: IntervalResults(
        signs.tango(confidence: Fractions.confidence),
        method: tango,
        confidence: Fractions.confidence
      ),
      signTestLog10P: signs.log10ExactP.rounded(toSignificantDigits: Fractions.digits),
      log10EValue: signs.log10EValue.rounded(toSignificantDigits: Fractions.digits)
    )
  }
}
