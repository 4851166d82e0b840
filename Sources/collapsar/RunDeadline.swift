import Foundation
import Reporting

/// When a run has to leave, whether it is finished or not.
struct RunDeadline {
  /// Nil: never.
  let instant: ContinuousClock.Instant?
  /// Where the time was not given by hand, in words.
  let note: String?

  /// - Parameters:
  ///   - maxTime: `--max-time`; nil: what the scheduler says, with a margin.
  ///   - begun: when the process began.
  /// - Throws: `Failure` for what is no length of time.
  init(_ maxTime: String?, _ begun: ContinuousClock.Instant) throws(Failure) {
    if let seconds = try timeSpan(maxTime, "--max-time") {
      instant = begun + .seconds(seconds)
      note = nil
    } else if let left = Self.secondsLeft {
      // The disk and the launcher take a moment; of a very short job not all of it is given up.
      let usable = left - min(60, left / 10)
      instant = .now + .seconds(max(usable, 0))
      note =
        "the scheduler ends this job in \(duration(left)) (SLURM_JOB_END_TIME); all ranks leave after \(duration(max(usable, 0)))"
    } else {
      instant = nil
      note = nil
    }
  }

  /// Until the end that Slurm tells: `SLURM_JOB_END_TIME`, seconds since 1970. Newer versions set it; our batch scripts do
  /// where it is missing.
  private static var secondsLeft: Double? {
    guard let text = ProcessInfo.processInfo.environment["SLURM_JOB_END_TIME"], let end = UInt32(text) else {
      return nil
    }
    let left = Double(end) - Date().timeIntervalSince1970
    // A variable that was left over from another job says nothing of this one.
    return left > -60 ? max(left, 0) : nil
  }
}
