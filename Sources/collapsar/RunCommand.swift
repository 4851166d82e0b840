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
      The results are the same bytes on any number of ranks. Run again with the same folder, a finished study is not \
      repeated: its table is shown.

      EXAMPLES
        collapsar run configs/smoke.yaml --out out/smoke
        mpirun -n 4 collapsar run configs/dying-relu.yaml --simulations 100000
        collapsar run configs/smoke.yaml --set network.width=4 --out out/width-4
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
      "Seconds after which a rank that does not answer is given up, and the job with it; it can be continued.",
      valueName: "seconds"
    )
  )
  var watchdog = Ranks.watchdog

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
    if out == "" { throw ValidationError("--out is empty; name a folder, or leave it out") }
  }

  func run() throws {
    _ = try arguments.overrides()
    let ranks = try Ranks.start(watchdog: watchdog)
    var finished: Finished?
    let text = try ranks.fromRankZero { () throws(Failure) in try prepare(&finished) }
    if !text.isEmpty {
      do throws(Failure) {
        let plan = try read(String(decoding: text, as: UTF8.self))
        finished = try carryOut(plan, ranks)
      } catch {
        ranks.abort(error)
      }
    }
    ranks.finalize()
    // Figures are drawn by child processes, which do not start while MPI is up.
    if let finished { try report(finished) }
  }

  /// A folder with results that were shown.
  private struct Finished {
    var results: Results
    var folder: String
    /// They were there before.
    var isOld: Bool
  }

  /// Makes the report, if there is none of these results. Whatever happens to it, the study is done.
  private func report(_ finished: Finished) throws(Failure) {
    guard !noReport else { return }
    if !finished.isOld || !ReportFiles.isThere(finished.folder) {
      do throws(Failure) {
        let notes = try StudyReport.make(finished.results, in: finished.folder)
        if !quiet { for note in notes { Entry.say("note: \(note)") } }
      } catch {
        Entry.say("note: no report: \(error.message); `collapsar report \(finished.folder)` makes it")
        return
      }
    }
    if !quiet {
      try StandardStreams.print(
        StudyReport.line(finished.folder),
        remedy: "the study is done, its results and its report are in \(finished.folder)"
      )
    }
  }

  /// Rank 0's part before the work: reads the study and looks at the folder.
  /// - Returns: the resolved study for every rank; empty where there is nothing to do, the stored table having been shown.
  private func prepare(_ finished: inout Finished?) throws(Failure) -> [UInt8] {
    let plan = try arguments.plan()
    _ = try CellTrainers(plan, width: laneWidth)
    let folder = path(plan)
    try OutputFolder.checkLinks(folder)
    let contents: FolderContents
    do { contents = try FolderContents(of: folder) } catch { throw Failure(error) }
    switch contents {
    case .free: break
    case .finished(let results):
      try checkSame(results, plan, folder)
      try show(results, folder)
      finished = Finished(results: results, folder: folder, isOld: true)
      return []
    case .unfinished(let manifest):
      throw Failure(.foreignState, "\(folder): \(OutputFolder.unfinished(manifest))")
    case .foreign:
      throw Failure(.foreignState, "\(folder): is not empty and holds no study; choose another --out")
    }
    return Array(plan.resolvedText.utf8)
  }

  private func path(_ plan: StudyPlan) -> String {
    out.map(OutputFolder.trimmed) ?? OutputFolder.standard(for: plan.name)
  }

  /// A finished folder answers for the same study with at most as many simulations.
  private func checkSame(_ results: Results, _ plan: StudyPlan, _ folder: String) throws(Failure) {
    if results.planHash != plan.planHash {
      throw Failure(
        .foreignState,
        "\(folder): holds the results of another study (\(results.study), plan \(results.planHash.prefix(12)); "
          + "this one is \(plan.planHash.prefix(12))); choose another --out"
      )
    }
    let done = UInt64(max(results.cells.map(\.simulations).min() ?? 0, 0))
    if let missing = plan.missing(in: results, done) {
      throw Failure(.foreignState, "\(folder): \(missing); choose another --out, or remove the folder")
    }
    if plan.keepsRows && !FileManager.default.fileExists(atPath: folder + "/" + FileName.simulations) {
      throw Failure(
        .foreignState,
        "\(folder): holds the results of this study without \(FileName.simulations), which is asked for; "
          + "choose another --out, or write records: none (--set records=none)"
      )
    }
    if plan.stop == nil, done > plan.simulations, !quiet {
      Entry.say(
        "note: \(folder) holds \(grouped(done)) simulations, more than the \(grouped(plan.simulations)) asked for; "
          + "this is their table"
      )
    }
  }

  private func read(_ text: String) throws(Failure) -> StudyPlan {
    do { return try StudyPlan(text: text) } catch { throw Failure(error) }
  }

  /// - Returns: what came of it, on rank 0; nil elsewhere.
  private func carryOut(_ plan: StudyPlan, _ ranks: Ranks) throws(Failure) -> Finished? {
    let communicator = ranks.communicator
    let trainers = try CellTrainers(plan, width: laneWidth)
    let progress = TerminalProgress(isQuiet: quiet || communicator.rank != 0)
    let started = Date()
    let parts = try describeRanks(plan, ranks)
    var folder: RunFolder?
    var manifest: Manifest?
    if communicator.rank == 0 {
      let fresh = Manifest(
        version: Program.version,
        planHash: plan.planHash,
        command: CommandLine.arguments,
        start: started.formatted(.iso8601),
        mpiLibrary: (try? World.libraryVersion) ?? "unknown",
        mpiCompiled: World.compiledVersion,
        cpuLevel: Program.cpuLevel,
        trainers: trainers.names,
        laneWidth: laneWidth.rawValue,
        ranks: parts
      )
      do {
        folder = try RunFolder.create(
          path(plan),
          study: plan.resolvedText,
          rowHeader: plan.keepsRows ? plan.rowFormat.header : nil,
          manifest: fresh
        )
      } catch {
        throw Failure(error)
      }
      manifest = fresh
      // Not before: what is refused needs no notes.
      if !quiet {
        if let outlook = plan.stopOutlook { Entry.say(outlook) }
        for note in plan.notes(trainers) { Entry.say("note: \(note)") }
      }
    }
    let run = StudyRun(
      plan,
      communicator: communicator,
      trainer: trainers,
      options: .init(unitsPerSlice: unitsPerSlice)
    )
    let results: Results
    do {
      guard let done = try run.run(folder: &folder, progress: progress), var manifest else { return nil }
      manifest.complete(done.ranks, since: started)
      progress.end()
      try finish(folder.take(), done.results, manifest)
      results = done.results
    } catch {
      progress.end()
      throw Failure(error)
    }
    try show(results, path(plan))
    return Finished(results: results, folder: path(plan), isOld: false)
  }

  private func finish(
    _ folder: consuming RunFolder?,
    _ results: Results,
    _ manifest: Manifest
  ) throws(HarnessError) {
    do { try folder?.finish(results, manifest: manifest) } catch { throw .folder(error) }
  }

  private func show(_ results: Results, _ folder: String) throws(Failure) {
    let file = "\(folder)/results.json"
    try StandardStreams.print(
      (quiet ? "" : ResultTable(results).text + "\n") + "results: \(file)",
      remedy: "the results are in \(file); for the table, give the same command with an output that can be written"
    )
  }

  /// Who is there, gathered on rank 0; empty elsewhere.
  private func describeRanks(_ plan: StudyPlan, _ ranks: Ranks) throws(Failure) -> [Manifest.Rank] {
    let communicator = ranks.communicator
    let mine = Manifest.Rank(
      rank: communicator.rank,
      host: ranks.host,
      processor: Machine.processor,
      processID: getpid(),
      seed: plan.seed
    )
    do {
      let all = try communicator.gather(try JSON.bytes(mine, pretty: false)) ?? []
      return try all.map { try JSON.value(Manifest.Rank.self, from: $0) }
    } catch {
      throw Failure(.internalError, "ranks cannot tell each other who they are: \(error)")
    }
  }
}

extension StudyPlan {
  /// What a finished folder lacks of what this study asks for; nil where it answers.
  fileprivate func missing(in results: Results, _ done: UInt64) -> String? {
    if done < simulations {
      return "holds \(grouped(done)) simulations of this study, \(grouped(simulations)) are asked for"
    }
    let pairs = compare.map { [cells[$0.first].name, cells[$0.second].name] }
    let held = results.comparisons.map { [$0.first, $0.second] }
    if let pair = pairs.first(where: { !held.contains($0) }) {
      return "holds this study without the comparison of \(pair[0]) with \(pair[1]), which is asked for"
    }
    for (index, cell) in results.cells.enumerated() {
      let outcomes = reported.outcomes.filter { $0.cell == index }.map(\.outcome)
      let quantities = reported.values.filter { $0.cell == index }.map(\.quantity)
      if outcomes != cell.reported.map(\.outcome) || quantities != cell.reportedValues.map(\.quantity) {
        return "holds this study without what `reported` sets beside cell \(cell.name)"
      }
    }
    guard let stop, done < stop.maximumSimulations else { return nil }
    guard let known = results.stop, known.outcome == stop.outcome, known.confidence == stop.confidence else {
      return
        "holds \(grouped(done)) simulations of this study that did not stop on the precision of \(stop.outcome) at "
        + "confidence \(stop.confidence), which is asked for"
    }
    let widest = known.cells.map(\.halfWidth).max() ?? 1
    if widest <= stop.halfWidth { return nil }
    return "knows \(stop.outcome) to within \(scientific(widest)), \(scientific(stop.halfWidth)) is asked for"
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
    }
  }
}
