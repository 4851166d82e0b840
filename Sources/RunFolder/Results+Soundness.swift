// Numbers of a file that was changed by hand, or by a disk, and still is JSON: what counts and draws with them relies on
// these limits.

extension Results {
  /// Where a number stands that no run writes; nil where there is none.
  var impossiblePlace: String? {
    if Set(cells.map(\.name)).count < cells.count { return "cells" }
    for (index, cell) in cells.enumerated() {
      if let place = cell.impossiblePlace { return "cells[\(index)].\(place)" }
    }
    for (index, comparison) in comparisons.enumerated() where !comparison.isPossible { return "comparisons[\(index)]" }
    if let stop, !stop.isPossible { return "stop" }
    return nil
  }
}

/// More simulations than any study has, and few enough to be added up and to be Doubles.
private let mostSimulations: Int64 = 1 << 53
/// More layers than any network has.
private let possibleLayers = 1...1_000_000
/// Fractions and differences of fractions.
private let fractions = -1.0...1.0

/// Whether counts are parts of so many.
private func areParts(_ counts: [Int64], of whole: Int64) -> Bool {
  counts.allSatisfy { 0 <= $0 && $0 <= whole } && counts.reduce(Int128(0)) { $0 + Int128($1) } <= Int128(whole)
}

extension CellResults {
  fileprivate var impossiblePlace: String? {
    guard 0...mostSimulations ~= simulations else { return "simulations" }
    guard Set(outcomeOrder).count == outcomeOrder.count else { return "outcomeOrder" }
    for case (let name, .some(let outcome)) in outcomes where !outcome.isPossible(of: simulations) {
      return "outcomes.\(name)"
    }
    for quantity in quantities + self.layers where !quantity.isPossible(of: simulations) { return quantity.quantity }
    if let death, !death.isPossible(of: simulations) { return "death" }
    if let layered, !layered.isPossible(of: simulations) { return "layered" }
    let areReportsPossible = reported.allSatisfy {
      0...1 ~= $0.fraction && $0.of > 0 && fractions ~= $0.difference && $0.interval.isPossible
    }
    return areReportsPossible && reportedValues.allSatisfy { $0.prediction?.isOrdered ?? true } ? nil : "reported"
  }
}

extension OutcomeResults {
  fileprivate func isPossible(of simulations: Int64) -> Bool {
    0...simulations ~= count && 0...1 ~= estimate
      && ([interval] + intervals + [simultaneous].compactMap(\.self)).allSatisfy(\.isPossible)
  }
}

extension IntervalResults {
  fileprivate var isOrdered: Bool { 0...1 ~= confidence && low <= high }
  fileprivate var isPossible: Bool { isOrdered && fractions ~= low && fractions ~= high }
}

extension QuantityResults {
  fileprivate func isPossible(of simulations: Int64) -> Bool {
    let hasPossibleMean =
      mean.map { $0.interval.isOrdered && $0.prediction.isOrdered && $0.standardDeviation >= 0 } ?? true
    // An epoch's number is counted with.
    let epoch = when.hasPrefix("epoch_") ? Int(when.dropFirst("epoch_".count)) ?? 0 : 0
    return 0...1 << 20 ~= epoch && layer.map { possibleLayers ~= $0 } ?? true
      && areParts([finite, nonFinite], of: simulations)
      && 0...finite ~= zeros && 0...1 ~= quantileConfidence && hasPossibleMean
      && (quantiles + nonZeroQuantiles).allSatisfy(\.isPossible)
  }
}

extension QuantileResults {
  fileprivate var isPossible: Bool {
    0...1 ~= probability && low...max(low, high) ~= value && value <= high && (intervalLow ?? low) <= low
      && high <= (intervalHigh ?? high)
  }
}

extension LayeredResults {
  fileprivate func isPossible(of simulations: Int64) -> Bool {
    distributions.allSatisfy { distribution in
      guard possibleLayers ~= distribution.layer, let counts = distribution.counts else { return false }
      let (finite, zeros) = (distribution.finite, distribution.zeros)
      let (least, greatest) = (distribution.least ?? 0, distribution.greatest ?? 0)
      // A sum of counts may not run over.
      return 0...finite ~= zeros && distribution.nonFinite >= 0
        && counts.reduce(Int128(zeros)) { $0 + Int128($1.count) } == Int128(finite)
        // Bins of an octave are cut from the bits of a number, which has 2047 octaves.
        && [8, 64].contains(distribution.binsPerOctave) && least <= greatest
        && counts.allSatisfy { $0.index.magnitude <= 2047 * distribution.binsPerOctave && $0.index != 0 }
    }
      && binned.allSatisfy { binned in
        possibleLayers ~= binned.layer && binned.low < binned.high && !binned.counts.isEmpty
          && areParts(binned.counts + [binned.below, binned.above, binned.nonFinite], of: mostSimulations)
      }
      && curves.allSatisfy { curve in
        curve.layer.map { possibleLayers ~= $0 } ?? true
          && [curve.finite.count, curve.mean.count, curve.low.count, curve.high.count].allSatisfy {
            $0 == curve.steps.count
          } && curve.finite.allSatisfy { 0...simulations ~= $0 } && curve.steps.first ?? 1 >= 1
          && zip(curve.steps, curve.steps.dropFirst()).allSatisfy { $0 < $1 }
          && zip(curve.low, curve.high).allSatisfy { low, high in (low ?? -.infinity) <= (high ?? .infinity) }
      }
  }
}

extension DeathResults {
  fileprivate func isPossible(of simulations: Int64) -> Bool {
    areParts(firstDeadLayers.flatMap { [$0.born, $0.later] }, of: simulations)
      && firstDeadLayers.allSatisfy { possibleLayers ~= $0.layer }
      && checks.allSatisfy { check in
        check.alive.isPossible(of: simulations)
          && areParts([check.alive.count, check.dead, check.diverged], of: simulations)
          && [check.died, check.revived].allSatisfy { 0...simulations ~= $0 } && check.step >= 0
          && check.hazard.map { 0...simulations ~= $0.atRisk && 0...1 ~= $0.estimate && $0.interval.isPossible } ?? true
      }
  }
}

extension Comparison {
  fileprivate var isPossible: Bool {
    guard 0...mostSimulations ~= simulations, Set(outcomeOrder).count == outcomeOrder.count else { return false }
    func isLogarithm(_ value: Double) -> Bool { value.magnitude < 1e17 }
    return outcomes.values.allSatisfy {
      areParts([$0.both, $0.firstOnly, $0.secondOnly, $0.neither], of: simulations) && fractions ~= $0.difference
        && $0.interval.isPossible && isLogarithm($0.mcNemarLog10P) && isLogarithm($0.log10EValue)
    }
      && self.layers.allSatisfy {
        areParts([$0.greater, $0.less, $0.equal, $0.incomparable], of: simulations) && fractions ~= $0.difference
          && $0.interval.isPossible && isLogarithm($0.signTestLog10P) && isLogarithm($0.log10EValue)
          && possibleLayers ~= $0.layer
      }
  }
}

extension StopResults {
  fileprivate var isPossible: Bool {
    0...1 ~= confidence && 0...1 ~= halfWidth && cells.allSatisfy { 0...1 ~= $0.halfWidth }
  }
}
