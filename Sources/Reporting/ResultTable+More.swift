internal import Foundation
import RunFolder

/// What stands below the fractions: death through time, what others reported, pairs, and the precision asked for.
extension ResultTable {
  /// How many were not dead at each check; the middle ones are left out where there are many.
  func deathLines(_ cell: CellResults) -> [String] {
    guard let death = cell.death, death.checks.count > 1 else { return [] }
    let mostShown = 6
    let all = death.checks.map { "\(QuantityWords.check($0.when)) \(fixed($0.alive.estimate))" }
    let shown = all.count <= mostShown ? all : all.prefix(2) + ["…"] + all.suffix(mostShown - 3)
    // Those that diverged are no more alive than the dead are, and dead they are not.
    let hasDiverged = death.checks.contains { $0.diverged > 0 }
    let name = death.isAbsorbing ? "survival" : hasDiverged ? "neither dead nor diverged" : "not dead"
    var lines = ["  \(name): " + shown.joined(separator: ", ")]
    if hasDiverged, let last = death.checks.last {
      lines.append("  at the last check: \(grouped(last.dead)) dead, \(grouped(last.diverged)) diverged")
    }
    let first = death.firstDeadLayers.filter { $0.born + $0.later > 0 }
    if !first.isEmpty {
      let layers = first.map { "\($0.layer): \(grouped($0.born + $0.later))" }.joined(separator: ", ")
      let all = death.isAbsorbing ? "" : " (of those that came back too)"
      lines.append("  first dead layer\(all): " + layers)
    }
    return lines
  }

  func reportedLines(_ cell: CellResults) -> [String] {
    cell.reported.map { report in
      let interval = "[\(fixed(report.interval.low)), \(fixed(report.interval.high))]"
      let verdict = report.agrees ? "agrees" : "differs"
      return "  reported \(report.outcome) \(fixed(report.fraction)) of \(grouped(report.of)): "
        + "ours less theirs \(fixed(report.difference)) \(interval), \(verdict)"
    }
      + cell.reportedValues.map { report in
        let head = "  reported \(report.quantity) \(fixed(report.value)) of one run: "
        if let needed = report.runsNeeded {
          let runs = cell.quantities.first {
            $0.quantity == report.quantity && ["end", "last_epoch"].contains($0.when)
          }
          return head + report.withheld(finite: runs?.finite ?? 0, needed: needed)
        }
        guard let prediction = report.prediction else { return head + "no interval: the numbers are too large" }
        return head + "\(report.agrees == true ? "within" : "outside") [\(fixed(prediction.low)), "
          + "\(fixed(prediction.high))], the \(prediction.level) prediction interval"
      }
  }

  func comparisonLines(_ comparison: Comparison) -> [String] {
    let (first, second) = (comparison.first, comparison.second)
    let width = comparison.outcomeOrder.map(\.count).max() ?? 0
    var lines = [
      "\(first) less \(second), \(grouped(comparison.simulations)) pairs; how many only in \(first) : only in \(second)"
    ]
    for name in comparison.outcomeOrder {
      guard let pair = comparison.outcomes[name] else { continue }
      let interval = "[\(signed(pair.interval.low)), \(signed(pair.interval.high))]"
      let evidence = comparison.isStopped ? "e \(power(pair.log10EValue))" : "p \(power(pair.mcNemarLog10P))"
      let counts = "\(grouped(pair.firstOnly)) : \(grouped(pair.secondOnly))"
      let difference = signed(pair.difference).leftPadded(to: 7)
      lines.append("  " + name.padded(to: width) + "  \(difference) \(interval)  \(evidence.padded(to: 10))  \(counts)")
    }
    if comparison.isStopped {
      lines.append("  (Tango's intervals are for a count fixed beforehand; the e-values hold whenever one stops.)")
    } else {
      lines.append("  (Tango's 95 % intervals; p: McNemar's exact test, two-sided.)")
    }
    return lines
  }

  func stopLines(_ stop: StopResults) -> [String] {
    let asked = "stop: \(stop.outcome) to within \(shortest(stop.halfWidth)) at confidence \(shortest(stop.confidence))"
    let caution = "  (Other figures than the brackets of fractions and the e-values are for a count fixed beforehand.)"
    if stop.isMet { return ["\(asked): met in every cell", caution] }
    let unmet = stop.cells.filter { !$0.isMet }.sorted { $0.halfWidth > $1.halfWidth }
    let shown = unmet.count > Self.mostLines ? Array(unmet.prefix(Self.mostBlocks)) : stop.cells.filter { !$0.isMet }
    let left = unmet.count - shown.count
    let missing = shown.map { cell in
      let needed = cell.needed.map { ", \($0) simulations would be needed" } ?? ""
      return "  \(cell.cell): within \(fixed(cell.halfWidth))\(needed)"
    }
    return ["\(asked): not met by \(grouped(stop.maximum)) simulations"] + missing
      + (left > 0 ? ["  and \(grouped(left)) cells that are closer to it"] : []) + [caution]
  }

  private func signed(_ value: Double) -> String { (value > 0 ? "+" : "") + fixed(value) }

  /// A number given by its decimal logarithm: 0.031, 4.2e-7, 1e-1043.
  private func power(_ log10: Double) -> String {
    if log10 >= -3, log10 < 4 { return fixed(pow(10, log10)) }
    // The number itself may lie beyond the Doubles.
    let exponent = log10.rounded(.down)
    let mantissa = scientific(pow(10, log10 - exponent))
    return mantissa.hasSuffix("e1") ? "1.0e\(Int(exponent) + 1)" : mantissa.dropLast(1) + "\(Int(exponent))"
  }
}
