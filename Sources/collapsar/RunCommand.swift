import ArgumentParser
import Foundation
import Harness
import LaneTrainer
import MessagePassing
import Reporting
import RunFolder
import Studies

struct RunCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run",
    abstract: "Carry out a study, alone or under mpirun, and write its results to a folder.",
    discussion: """
      The results are the same bytes on any number of ranks, and however often the run was ended and gone on with: the \
      same command continues a folder from its last checkpoint. A finished study is not repeated, its table is shown; more \
      --simulations extend it.

      SIGUSR1, --max-time and a scheduler's end time make all ranks leave together, with what is done saved and exit \
      code 75.

      EXAMPLES
        collapsar run configs/smoke.yaml --out out/smoke
        mpirun -n 4 collapsar run configs/dying-relu.yaml --simulations 100000
        mpirun -n 4 collapsar run configs/dying-relu.yaml --simulations 100000 --max-time 3h50m
        collapsar run configs/smoke.yaml --set network.width=4 --out out/width-4
        collapsar run configs/dying-relu.yaml --range '0..<500' --out out/first
      """
  )

  @OptionGroup var arguments: StudyArguments

  @Option(
    help: ArgumentHelp("Where to write; out/NAME of the study when left out.", valueName: "dir"),
    completion: .directory
  )
  var out: String?

  @Flag(help: "No progress, no table: only the path of the results.")
  var quiet = false

  @Flag(help: "No report.html and no figures; `collapsar report DIR` makes them later.")
  var noReport = false

  @Option(
    help: ArgumentHelp(
      "Leave in order after this long, with what is done saved; by default before the scheduler's end time, if it tells.",
      valueName: "time"
    )
  )
  var maxTime: String?

  @Option(help: ArgumentHelp("Seconds between checkpoints.", valueName: "seconds"))
  var checkpointEvery = 60.0

  @Option(
    help: ArgumentHelp(
      "Seconds after which a rank that does not answer is given up, and the job with it; it can be continued.",
      valueName: "seconds"
    )
  )
  var watchdog = Ranks.watchdog

  @Option(
    help: ArgumentHelp(
      "How many times simulations that could not be computed (for want of memory, say) are tried again before all ranks "
        + "leave, with exit code 76.",
      valueName: "n"
    )
  )
  var maxFailures = 10

  @Option(help: .hidden, transform: RunCommand.width)
  var laneWidth = LaneTrainer.Width.full

  @Option(help: .hidden)
  var unitsPerSlice: UInt64?

  private static func width(_ name: String) throws -> LaneTrainer.Width {
    if let width = LaneTrainer.Width(rawValue: name) { return width }
    throw ValidationError(
      "--lane-width is one of " + LaneTrainer.Width.allCases.map(\.rawValue).joined(separator: ", ")
    )
  }

  func validate() throws {
    if unitsPerSlice == 0 { throw ValidationError("--units-per-slice must be 1 or more") }
    if !(1...1_000_000).contains(watchdog) {
      throw ValidationError("--watchdog \(watchdog): must be seconds, 1 to 1000000; give 300, or leave it out")
    }
    if maxFailures < 0 { throw ValidationError("--max-failures \(maxFailures): must be 0 or more") }
    if out == "" { throw ValidationError("--out is empty; name a folder, or leave it out") }
    if !(checkpointEvery >= 0 && checkpointEvery <= 86_400) {
      throw ValidationError("--checkpoint-every must be from 0 to 86400 seconds")
    }
  }

  func run() throws {
    let begun = ContinuousClock.now
    _ = try arguments.overrides()
    let deadline = try RunDeadline(maxTime, begun)
    Signals.install(underLauncher: LaunchEnvironment.current.launcher != .none)
    let ranks = try Ranks.start(watchdog: watchdog) { Signals.wish }
    var start: StudyStart?
    let text = try ranks.fromRankZero { () throws(Failure) in try prepare(&start, ranks) }
    var ending = Ending(departure: nil)
    if case .done(let results) = start { ending.shown = ShownResults(results: results, isOld: true) }
    if !text.isEmpty {
      do throws(Failure) {
        let plan = try read(String(decoding: text, as: UTF8.self))
        ending = try carryOut(plan, ranks, start, deadline)
      } catch {
        ranks.abort(error)
      }
    }
    ranks.finalize()
    if let departure = ending.departure {
      throw Failure(departure == .failures ? .tooManyFailures : .stoppedEarly, departure.reason, isSaid: true)
    }
    // Figures are drawn by child processes, which do not start while MPI is up.
    if let shown = ending.shown, !noReport { try shown.report(in: try folder(), isQuiet: quiet) }
  }

  /// How this run ended: the same on every rank but for what was shown, on rank 0.
  struct Ending {
    var departure: Departure?
    var shown: ShownResults?
  }

  /// Rank 0's part before the work: reads the study and looks at the folder.
  /// - Returns: the resolved study for every rank; empty where there is nothing to do, the stored table having been shown.
  private func prepare(_ start: inout StudyStart?, _ ranks: Ranks) throws(Failure) -> [UInt8] {
    let plan = try arguments.plan()
    _ = try CellTrainers(plan, width: laneWidth)
    let folder = try folder(plan)
    try OutputFolder.checkLinks(folder)
    let found = try StudyStart.find(in: folder, for: arguments) {
      if !quiet { Entry.say($0) }
    } meanwhile: {
      // Should a rank be missed by now, the broadcast that follows will say so.
      _ = try? ranks.communicator.exchangeSigns(wish: .stay)
    }
    start = found
    switch found {
    case .done(let results):
      try ShownResults(results: results, isOld: true).show(folder, isQuiet: quiet)
      return []
    case .begin(let plan, _, _): return Array(plan.resolvedText.utf8)
    }
  }

  func folder(_ plan: StudyPlan? = nil) throws(Failure) -> String {
    if let out { return OutputFolder.trimmed(out) }
    if let plan { return OutputFolder.standard(for: plan.name) }
    return OutputFolder.standard(for: try arguments.plan().name)
  }

  private func read(_ text: String) throws(Failure) -> StudyPlan {
    do { return try StudyPlan(text: text) } catch { throw Failure(error) }
  }
}
