import Estimation
import Experiments
import RunFolder

/// How the simulations of a cell stood at each check: integers only, like those of a ``CellTally``.
struct DeathTally {
  let times: [CheckTime]
  let isAbsorbing: Bool
  /// Where a record has the dead layer at the first check.
  private let firstCheck: Int
  /// By check.
  private var dead: [Int64]
  private var diverged: [Int64]
  /// Alive at the check before, dead at this one; and the reverse.
  private var died: [Int64]
  private var revived: [Int64]
  /// Which hidden layer was the first to be dead: before training, and at a later check.
  private var bornBy: [Int64]
  private var laterBy: [Int64]

  /// A tally of no simulations; it has no checks where no hidden layer can be dead, and for data sets.
  init(_ schema: RecordSchema, _ subject: CellExperiment) {
    times = schema.deathChecks
    firstCheck = schema.firstDeathCheck
    var hiddenLayers = 0
    if case .function(let experiment) = subject, !times.isEmpty {
      isAbsorbing = experiment.deathIsAbsorbing
      hiddenLayers = experiment.network.hiddenLayerCount
    } else {
      isAbsorbing = false
    }
    dead = [Int64](repeating: 0, count: times.count)
    diverged = dead
    died = dead
    revived = dead
    bornBy = [Int64](repeating: 0, count: hiddenLayers)
    laterBy = bornBy
  }

  mutating func add(_ records: [Record]) {
    guard !times.isEmpty else { return }
    for record in records {
      var wasFoundDead = false
      var before = Double.nan
      for check in times.indices {
        // 0: alive, NaN: diverged.
        let layer = record.values[firstCheck + check]
        if layer.isNaN {
          diverged[check] += 1
        } else if layer == 0 {
          if before > 0 { revived[check] += 1 }
        } else {
          dead[check] += 1
          if before == 0 { died[check] += 1 }
          if !wasFoundDead {
            if check == 0 { bornBy[Int(layer) - 1] += 1 } else { laterBy[Int(layer) - 1] += 1 }
          }
          wasFoundDead = true
        }
        before = layer
      }
    }
  }

  mutating func merge(_ other: DeathTally) {
    set(flat: zip(flat, other.flat).map(+)[...])
  }

  /// Whether so many simulations can have come to these numbers.
  func isPossible(of simulations: Int64) -> Bool {
    guard flat.allSatisfy({ 0 <= $0 && $0 <= simulations }) else { return false }
    return times.indices.allSatisfy { check in
      let before = check > 0 ? simulations - dead[check - 1] - diverged[check - 1] : simulations
      return dead[check] + diverged[check] <= simulations && died[check] <= before
    }
  }

  /// All numbers in a row.
  var flat: [Int64] { [dead, diverged, died, revived, bornBy, laterBy].flatMap { $0 } }

  /// How many numbers stand in a row.
  var flatCount: Int { 4 * times.count + 2 * bornBy.count }

  /// Takes its numbers from a row.
  mutating func set(flat: ArraySlice<Int64>) {
    var rest = flat
    func next(_ count: Int) -> [Int64] {
      defer { rest = rest.dropFirst(count) }
      return Array(rest.prefix(count))
    }
    dead = next(times.count)
    diverged = next(times.count)
    died = next(times.count)
    revived = next(times.count)
    bornBy = next(bornBy.count)
    laterBy = next(bornBy.count)
  }

  /// Nil where no hidden layer can be dead.
  func results(of simulations: Int64, _ fractions: Fractions) -> DeathResults? {
    guard !times.isEmpty else { return nil }
    func alive(_ check: Int) -> Int64 { simulations - dead[check] - diverged[check] }
    return DeathResults(
      isAbsorbing: isAbsorbing,
      checks: times.indices.map { check in
        DeathCheckResults(
          when: times[check].name,
          step: Int64(times[check].step),
          alive: fractions.results(alive(check), of: simulations),
          dead: dead[check],
          diverged: diverged[check],
          died: died[check],
          revived: revived[check],
          hazard: isAbsorbing && check > 0 ? hazard(died[check], among: alive(check - 1)) : nil
        )
      },
      firstDeadLayers: bornBy.indices.map {
        FirstDeadLayerResults(layer: $0 + 1, born: bornBy[$0], later: laterBy[$0])
      }
    )
  }

  private func hazard(_ died: Int64, among atRisk: Int64) -> HazardResults? {
    let proportion = Proportion(count: died, n: atRisk)
    guard let estimate = proportion.estimate else { return nil }
    return HazardResults(
      atRisk: atRisk,
      estimate: estimate.rounded(toSignificantDigits: Fractions.digits),
      interval: IntervalResults(
        proportion.clopperPearson(confidence: Fractions.confidence),
        method: IntervalMethod.clopperPearson.rawValue,
        confidence: Fractions.confidence
      )
    )
  }
}
