import Experiments
import Harness
import Reporting
import Studies

/// An estimate of how long a study takes, from the work that it has to do: right to a factor of three, to plan with.
struct StudyTime {
  /// Seconds of one unit, its simulations in every cell, on one rank: nothing shorter can be saved.
  let unit: Double
  private let unitSize: UInt64
  /// Seconds of the whole study on one rank; with `stop:` at most.
  let study: Double

  init(_ plan: StudyPlan, _ trainers: CellTrainers) {
    let simulation = plan.cells.reduce(0) { total, cell in
      switch cell.subject {
      case .function(let experiment): total + Self.seconds(experiment, onLanes: trainers.isOnLanes(cell))
      case .dataset(let experiment): total + Self.seconds(experiment)
      }
    }
    unitSize = plan.unitSize(trainers)
    unit = simulation * Double(unitSize)
    study = simulation * Double(plan.maximumSimulations)
  }

  /// A count of a ``Work`` with the seconds that each takes.
  private typealias Cost = (count: Double, seconds: Double)

  /// Seconds of one simulation on one core.
  ///
  /// The costs are fitted to the processor time of the studies in scripts/forecasts.json (measured by scripts/forecasts) on an
  /// AMD Zen 3, with vectors of 256 bits. A Xeon of 2.5 GHz took about twice as long in scalar code, a Zen 5 half.
  private static func seconds(_ experiment: Experiment, onLanes: Bool) -> Double {
    let work = experiment.work
    let reference: [Cost] = [
      (work.multiplyAdds, 3.9e-9), (work.layerPasses, 2.8e-7), (work.layerCalls, 1.4e-7), (work.moves, 3.2e-8),
      (work.drawnNumbers, 1.5e-6),
    ]
    guard onLanes else { return sum(reference) }
    let lanes: [Cost] = [
      (work.multiplyAdds, 6.6e-11), (work.values, 7e-11), (work.moves, 3.3e-10), (work.rememberingMoves, 3.6e-9),
      (work.trainedPoints, 2.9e-9), (work.drawnNumbers, 1.1e-9), (work.recordedNumbers, 1e-7),
    ]
    // Vectors of 512 bits are here between a Xeon, as fast as the Zen 3, and a Zen 5, five times as fast. Without fused
    // multiply-adds each is a call.
    let instructions = Machine.requiredInstructions
    let slowness = instructions.contains("avx512f") ? 0.4 : instructions.contains("fma") ? 1 : 80
    return sum(lanes) * slowness * (experiment.precision == .float32 ? 1 : 2)
  }

  /// Seconds of one simulation of a layered network on one core.
  private static func seconds(_ experiment: LayeredExperiment) -> Double {
    let work = experiment.work
    let isWide = Machine.requiredInstructions.contains("avx512f")
    let byPrecision: [Cost] = [
      (work.multiplyAdds, isWide ? 1.2e-11 : 2.5e-11), (work.values, 1e-9), (work.moves, 1.6e-9),
      (work.rememberingMoves, 2e-9),
    ]
    let other: [Cost] = [
      (work.layerCalls, 3.4e-7), (work.drawnNumbers, 5.6e-8), (work.distributedValues, 1.1e-8),
      (work.recordedNumbers, 1e-6), (1, 1.5e-4),
    ]
    return sum(byPrecision) * (experiment.precision == .float32 ? 1 : 2) + sum(other)
  }

  private static func sum(_ costs: [Cost]) -> Double { costs.reduce(0) { $0 + $1.count * $1.seconds } }

  /// - Parameter ranks: that share the study.
  func line(ranks: Int, isAtMost: Bool) -> String {
    let whole = isAtMost ? "at most " : ""
    // Units are not divided.
    let turns = (study / unit / Double(ranks)).rounded(.up)
    let shared = ranks > 1 ? ", \(duration(turns * unit)) on \(ranks) ranks with a core each" : ""
    return
      "time: about \(whole)\(duration(study)) on one core\(shared); a work unit, \(unitSize == 1 ? "one simulation" : "\(unitSize) simulations") of every "
      + "cell, about \(duration(unit))"
  }

  /// A warning where a unit is longer than a run may last.
  func note(maxTime: Double?) -> String? {
    guard let maxTime, unit > maxTime else { return nil }
    return
      "a work unit takes about \(duration(unit)), longer than --max-time \(duration(maxTime)): it would be given up each "
      + "time and never be done; give more time, or make the study smaller (fewer cells, epochs or points)"
  }
}
