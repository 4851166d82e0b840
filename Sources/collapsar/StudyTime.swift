import Harness
import LayeredTraining
import Networks
import Reporting
import Studies
import Training

/// How long a study takes, told beforehand from its multiply-adds: right to a factor of two or three, to plan with.
struct StudyTime {
  /// Seconds of one unit, its simulations in every cell, on one rank: nothing shorter can be saved.
  let unit: Double
  private let unitSize: UInt64
  /// Seconds of the whole study on one rank; with `stop:` at most.
  let study: Double

  init(_ plan: StudyPlan, _ trainers: CellTrainers) {
    let simulation = plan.cells.reduce(0) { total, cell in
      switch cell.subject {
      case .function(let experiment): total + Self.seconds(experiment, onLanes: trainers.isOnLanes(experiment))
      case .dataset(let experiment): total + Self.seconds(experiment)
      }
    }
    unitSize = plan.unitSize
    unit = simulation * Double(unitSize)
    study = simulation * Double(plan.maximumSimulations)
  }

  /// Of one simulation on one core. The figures are of configs/dying-relu.yaml's leaky cell on a Xeon of 2.5 GHz with
  /// AVX-512, by processor time, and hold for other processors as roughly as one expects.
  private static func seconds(_ experiment: Experiment, onLanes: Bool) -> Double {
    let work = experiment.multiplyAdds
    if onLanes {
      // Seen: 1.0e10 multiply-adds a second in float32 at width 2, 2.3e10 at width 16, half of it in float64, 0.6e10 with
      // Adam. Vectors of 256 bits are two to three times slower (peak 1.4 to 2.0 of 4.1 G vectors/s), and without fused
      // multiply-adds each is a call (0.017).
      let speed =
        Machine.requiredInstructions.contains("avx512f")
        ? 1 : Machine.requiredInstructions.contains("fma") ? 0.4 : 0.005
      return work / ((experiment.precision == .float32 ? 1e10 : 5e9) * speed)
    }
    // Seen: half a microsecond a layer for each point that passes, and 2.5e8 multiply-adds a second; that makes 0.16, 0.24
    // and 9.3 s of 0.17, 0.28 and 8.6 at widths 2, 16 and 128.
    let passes = work / Double(max(experiment.network.parameterCount, 1))
    return passes * Double(experiment.network.layers.count) * 0.5e-6 + work / 2.5e8
  }

  /// Of one replicate of a layered network: 2e10 multiply-adds a second in float32 with AVX-512 (seen: 1.5e10 to 6e10 by the
  /// size of the products), half of it in float64 and on narrower vectors.
  private static func seconds(_ experiment: LayeredExperiment) -> Double {
    let isWide = Machine.requiredInstructions.contains("avx512f")
    return experiment.multiplyAdds / ((experiment.precision == .float32 ? 2e10 : 1e10) * (isWide ? 1 : 0.5))
  }

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
