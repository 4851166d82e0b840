import BLASTrainer
import Foundation
import Harness
import LaneTrainer
import MessagePassing
import Reporting
import RunFolder
import Studies

// The work itself, once every rank has the study.
extension RunCommand {
  /// Trains what is to be trained, together with all ranks, and sees to the folder.
  func carryOut(
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
    if case .begin(let given, let saved, let owner) = start {
      checkpoint = saved
      let fresh = self.manifest(plan, trainers, ranks.launch, started, saved)
      folder = try open(plan, saved, owner, fresh)
      manifest = fresh
      progress.begin(plan, ranks: communicator.size, folder: try self.folder(plan))
      // Not before: what is refused needs no notes. The resolved study, which every rank has, knows no notes of overrides.
      if !quiet {
        tell(given, trainers, saved, deadline)
        for note in ranks.notes(plan, trainers, from: saved) { Entry.say("note: \(note)") }
      }
    }
    var options = StudyRun.Options(unitsPerSlice: unitsPerSlice)
    options.checkpointEvery = checkpointEvery
    options.mostFailures = maxFailures
    options.deadline = deadline.instant
    options.wish = { Signals.wish }
    let done: StudyRun.Ending
    do throws(HarnessError) {
      let run = try StudyRun(
        plan,
        communicator: communicator,
        trainer: trainers,
        options: options,
        from: checkpoint
      )
      done = try run.run(folder: &folder, progress: progress)
    } catch {
      progress.end()
      throw Failure(error)
    }
    progress.end()
    guard let report = done.report, var manifest else { return Ending(departure: done.departure) }
    manifest.complete(report.ranks)
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
          rowHeader: plan.keepsRows ? plan.rows.header : nil,
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
    let usesBLAS = trainers.names.values.contains("blas")
    var manifest = Manifest(
      version: Program.version,
      planHash: plan.planHash,
      command: Program.words,
      start: started.formatted(.iso8601),
      mpiLibrary: (try? World.libraryVersion) ?? "unknown",
      mpiCompiled: World.compiledVersion,
      cpuLevel: Program.cpuLevel,
      trainers: trainers.names,
      laneWidth: laneWidth.rawValue,
      ranks: launch.ranks.map {
        .init(
          rank: $0.rank,
          host: $0.host,
          processor: $0.processor,
          blas: usesBLAS ? $0.blas : nil,
          processID: $0.process,
          seed: plan.seed
        )
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
  /// The work of each rank.
  fileprivate mutating func complete(_ reports: [StudyRun.RankReport]) {
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
