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
  private struct Ending {
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

  private func folder(_ plan: StudyPlan? = nil) throws(Failure) -> String {
    if let out { return OutputFolder.trimmed(out) }
    if let plan { return OutputFolder.standard(for: plan.name) }
    return OutputFolder.standard(for: try arguments.plan().name)
  }

  private func read(_ text: String) throws(Failure) -> StudyPlan {
    do { return try StudyPlan(text: text) } catch { throw Failure(error) }
  }

  private func carryOut(
    _ plan: StudyPlan,
    _ ranks: Ranks,
    _ start: StudyStart?,
    _ deadline: RunDeadline
  ) throws(Failure) -> Ending {
    let communicator = ranks.communicator
    let trainers = try CellTrainers(plan, width: laneWidth)
    let progress = TerminalProgress(isQuiet: quiet || communicator.rank != 0)
    let started = Date()
    var folder: RunFolder?
    var manifest: Manifest?
    var checkpoint: Checkpoint?
    if case .begin(_, let saved, let owner) = start {
      checkpoint = saved
      let fresh = self.manifest(plan, trainers, ranks.launch, started, saved)
      folder = try open(plan, saved, owner, fresh)
      manifest = fresh
      // Not before: what is refused needs no notes.
      if !quiet {
        tell(plan, trainers, saved, deadline)
        for note in ranks.notes(plan, from: saved) { Entry.say("note: \(note)") }
      }
    }
    var options = StudyRun.Options(unitsPerSlice: unitsPerSlice)
    options.checkpointEvery = checkpointEvery
    options.mostFailures = maxFailures
    options.deadline = deadline.instant
    options.wish = { Signals.wish }
    let done: StudyRun.Ending
    do throws(HarnessError) {
      let run = try StudyRun(plan, communicator: communicator, trainer: trainers, options: options, from: checkpoint)
      done = try run.run(folder: &folder, progress: progress)
    } catch {
      progress.end()
      throw Failure(error)
    }
    progress.end()
    guard let report = done.report, var manifest else { return Ending(departure: done.departure) }
    manifest.complete(report.ranks, since: started)
    let path = try self.folder(plan)
    if let departure = done.departure {
      try leave(folder.take(), departure, report, manifest, plan, path)
      return Ending(departure: departure)
    }
    try finish(folder.take(), report, manifest)
    let shown = ShownResults(results: report.results, isOld: false)
    try shown.show(path, isQuiet: quiet)
    return Ending(shown: shown)
  }

  /// Begins the folder, or goes on with it.
  private func open(
    _ plan: StudyPlan,
    _ checkpoint: Checkpoint?,
    _ owner: FolderOwner,
    _ manifest: Manifest
  ) throws(Failure) -> RunFolder {
    let path = try folder(plan)
    do {
      guard let checkpoint else {
        return try RunFolder.create(
          path,
          study: plan.resolvedText,
          rowHeader: plan.keepsRows ? plan.rowFormat.header : nil,
          manifest: manifest,
          owner: owner
        )
      }
      return try RunFolder.resume(path, from: checkpoint, study: plan.resolvedText, manifest: manifest, owner: owner)
    } catch {
      throw Failure(error)
    }
  }

  private func manifest(
    _ plan: StudyPlan,
    _ trainers: CellTrainers,
    _ launch: LaunchReport,
    _ started: Date,
    _ checkpoint: Checkpoint?
  ) -> Manifest {
    var manifest = Manifest(
      version: Program.version,
      planHash: plan.planHash,
      command: CommandLine.arguments,
      start: started.formatted(.iso8601),
      mpiLibrary: (try? World.libraryVersion) ?? "unknown",
      mpiCompiled: World.compiledVersion,
      cpuLevel: Program.cpuLevel,
      trainers: trainers.names,
      laneWidth: laneWidth.rawValue,
      ranks: launch.ranks.map {
        .init(rank: $0.rank, host: $0.host, processor: $0.processor, processID: $0.process, seed: plan.seed)
      }
    )
    manifest.continuedFrom = checkpoint.map { $0.done.upperBound - $0.done.lowerBound }
    return manifest
  }

  /// What to know before the work begins.
  private func tell(_ plan: StudyPlan, _ trainers: CellTrainers, _ checkpoint: Checkpoint?, _ deadline: RunDeadline) {
    if let checkpoint, !checkpoint.done.isEmpty {
      let count = checkpoint.done.upperBound - checkpoint.done.lowerBound
      Entry.say("going on from \(grouped(count)) simulations that were saved")
    }
    if let outlook = plan.stopOutlook { Entry.say(outlook) }
    if let note = deadline.note { Entry.say("note: \(note)") }
    for note in plan.notes(trainers) { Entry.say("note: \(note)") }
  }

  private func finish(
    _ folder: consuming RunFolder?,
    _ report: StudyRun.Ending.Report,
    _ manifest: Manifest
  ) throws(Failure) {
    do {
      try folder?.finish(report.results, manifest: manifest, checkpoint: report.checkpoint)
    } catch {
      throw Failure(error)
    }
  }

  /// Saves what is done and says how to go on.
  private func leave(
    _ folder: consuming RunFolder?,
    _ departure: Departure,
    _ report: StudyRun.Ending.Report,
    _ manifest: Manifest,
    _ plan: StudyPlan,
    _ path: String
  ) throws(Failure) {
    let done = report.checkpoint.done.upperBound - report.checkpoint.done.lowerBound
    do {
      try folder?.leave(because: departure.reason, manifest: manifest, checkpoint: report.checkpoint)
    } catch {
      throw Failure(error)
    }
    if !quiet {
      let total = plan.stop == nil ? " of \(grouped(plan.simulations))" : ""
      Entry.say(
        "stopped: \(departure.reason); \(grouped(done))\(total) simulations are saved in \(path); "
          + (departure == .failures ? "mend what is said above, then " : "") + "run the same command to continue"
          + (done == manifest.continuedFrom ?? 0 && departure == .timeLimit
            ? ", with more time: this was not enough for one work unit (`collapsar check --max-time` estimates it)"
            : "")
      )
    }
  }
}

extension Manifest {
  /// What each rank did, and when it was over.
  fileprivate mutating func complete(_ reports: [StudyRun.RankReport], since start: Date) {
    let now = Date()
    end = now.formatted(.iso8601)
    wallSeconds = now.timeIntervalSince(start)
    for (rank, report) in zip(ranks.indices, reports) {
      ranks[rank].firstSimulation = report.firstSimulation
      ranks[rank].simulations = report.simulations
      ranks[rank].slices = report.slices
      ranks[rank].busySeconds = report.busySeconds
      ranks[rank].checkpoints = report.checkpoints
      ranks[rank].savingSeconds = report.savingSeconds
    }
  }
}
