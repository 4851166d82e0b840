import Estimation
public import Experiments
public import RunFolder
public import Studies

/// A study being carried out by all ranks together, in rounds.
///
/// A round is a range of work units, a unit a few simulation indices with every cell's simulations for them. Each
/// rank takes one contiguous slice of the round; rank 0 computes too. After a round rank 0 judges and broadcasts one verdict:
/// ranks never decide alone. Nothing that is recorded depends on how the rounds were cut, or on how often the study was left
/// and gone on with.
///
/// A run is carried out once and cannot be copied: its tallies count what it has done.
public struct StudyRun: ~Copyable {
  /// How a run is carried out; none of it shows in the results.
  public struct Options: Sendable {
    /// Units of a rank's slice; nil: sized for a quarter of a second.
    public var unitsPerSlice: UInt64?
    /// Seconds between heartbeats in the log.
    public var heartbeat: Double = 10
    /// Bytes of rows that a rank makes before it sends them, and that rank 0 takes at once; one unit's rows at least.
    public var rowBytes = 32 << 20
    /// Seconds between checkpoints.
    public var checkpointEvery: Double = 60
    /// When to leave, finished or not; rank 0's counts.
    public var deadline: ContinuousClock.Instant?
    /// How many times simulations that could not be computed are tried again, all ranks together; rank 0's counts.
    public var mostFailures = 10
    /// Whether this process was asked to leave: looked at often, so it has to be quick.
    public var wish: @Sendable () -> LeaveWish = { .stay }

    /// - Precondition: `unitsPerSlice` is not 0.
    public init(unitsPerSlice: UInt64? = nil) { self.unitsPerSlice = unitsPerSlice }
  }

  /// What one rank did.
  public struct RankReport: Codable, Sendable {
    /// The first simulation of its first slice; nil when it had none.
    public var firstSimulation: UInt64?
    /// Simulation indices, each in every cell.
    public var simulations: UInt64 = 0
    /// Slices that were not empty.
    public var slices = 0
    /// Seconds in all slices.
    public var busySeconds = 0.0
    /// Checkpoints on the way, and the seconds that it took to put them together, beside which the disk is waited for.
    public var checkpoints = 0
    public var savingSeconds = 0.0
  }

  /// How a run ended.
  public struct Ending {
    /// Why it left before the study was finished; nil: it is finished. The same on every rank.
    public var departure: Departure?
    /// What rank 0 alone knows.
    public var report: Report?

    public struct Report {
      /// Of all that was done, this time and before.
      public var results: Results
      public var checkpoint: Checkpoint
      public var ranks: [RankReport]
    }
  }

  let plan: StudyPlan
  let communicator: any RankCommunicator
  let options: Options
  let rows: RowFormat
  let keepsRows: Bool
  /// Simulation indices of a unit, the same on every rank.
  let unitSize: UInt64
  /// The most simulation indices that a cell's trainer computes side by side; a multiple of `unitSize`.
  let largestGroup: UInt64
  /// Units whose rows a rank holds at once.
  let mostUnits: UInt64
  var trainer: any Trainer
  /// This rank's, this time; on rank 0 also what was done before.
  var tallies: Tallies
  var report = RankReport()
  /// The end of the simulations that are done.
  var done: UInt64
  /// Where this run began to work.
  var begin: UInt64
  /// The simulation before which precision is judged next, or the study ends: the same on every rank.
  var nextLook: UInt64
  /// What rank 0 tells people of the count to come.
  var outlook: Outlook
  /// How many times a rank could not compute its part; on rank 0.
  var failures = 0
  /// Whether the last look found that there is no more to do: said by rank 0, known to all.
  var isOver = false

  /// - Parameters:
  ///   - trainer: of every cell.
  ///   - checkpoint: what an earlier run has saved, on rank 0; nil elsewhere, and for a study that begins.
  /// - Throws: `HarnessError` where the checkpoint is not one of this study.
  public init(
    _ plan: StudyPlan,
    communicator: any RankCommunicator,
    trainer: any Trainer,
    options: Options = Options(),
    from checkpoint: Checkpoint? = nil
  ) throws(HarnessError) {
    self.plan = plan
    self.communicator = communicator
    self.trainer = trainer
    self.options = options
    rows = plan.rows
    keepsRows = plan.keepsRows
    unitSize = plan.unitSize(trainer)
    largestGroup = max(plan.largestGroup(trainer) / unitSize, 1) * unitSize
    let unitBytes = UInt64(rows.mostBytesPerSimulation) * unitSize
    mostUnits = keepsRows ? max(UInt64(max(options.rowBytes, 0)) / unitBytes, 1) : .max
    done = plan.firstSimulation
    tallies = Tallies(plan)
    if let checkpoint {
      guard let saved = Tallies(checkpoint, plan), checkpoint.done.lowerBound == done else {
        throw .folder(FolderError(.foreign, FileName.state, "holds no tallies of this study; choose another --out"))
      }
      tallies = saved
      done = checkpoint.done.upperBound
    }
    begin = done
    nextLook = plan.firstSimulation + plan.simulations
    outlook = plan.stop == nil ? .exact(plan.simulations) : .atMost(plan.maximumSimulations)
  }

  /// Carries out the study, or as much of it as there is time for.
  /// - Parameters:
  ///   - folder: where rank 0 writes; nil elsewhere. When this throws, the folder has been told and given up.
  ///   - progress: told of every round and of waiting, on rank 0.
  /// - Throws: `HarnessError`, on one rank alone perhaps: the others wait for it, so the caller has to end them.
  public consuming func run(folder: inout RunFolder?, progress: any ProgressSink) throws(HarnessError) -> Ending {
    let pulse = Pulse(communicator, wish: options.wish, deadline: options.deadline)
    do throws(HarnessError) {
      let departure = try carryOutRounds(&folder, progress, pulse)
      return try conclude(departure)
    } catch {
      folder.take()?.abandon(because: error.description, simulations: done - plan.firstSimulation)
      throw error
    }
  }

  private mutating func carryOutRounds(
    _ folder: inout RunFolder?,
    _ progress: any ProgressSink,
    _ pulse: Pulse
  ) throws(HarnessError) -> Departure? {
    var pacing = Pacing(
      simulations: plan.maximumSimulations,
      ranks: communicator.size,
      fixed: options.unitsPerSlice,
      most: mostUnits,
      unitSize: unitSize
    )
    let clock = ContinuousClock()
    let start = clock.now
    var lastBeat = start
    var lastSave = start
    var next = try firstRound(pacing)
    while let round = next {
      let sliceStart = clock.now
      pulse.beginSlice()
      var slice = try carryOut(round, pulse, progress)
      let busy = clock.now - sliceStart
      report.busySeconds += busy.seconds
      let messages = try collect(busy, slice, pulse, progress)

      var verdict = Verdict(kept: round.simulations.upperBound)
      if let messages {
        verdict.kept = Self.kept(of: round, messages)
        if verdict.kept == round.simulations.upperBound {
          pacing.note(round, slowestMicroseconds: messages.map { $0[0] }.max() ?? 0)
        }
        let isAsked = pulse.wish > .stay || messages.contains { $0[2] > LeaveWish.stay.rawValue }
        let failed = messages.count { $0[3] != 0 }
        failures += failed
        verdict.hasFailures = failed > 0
        if failures > options.mostFailures {
          verdict.departure = .failures
        } else if isAsked || (failed == 0 && verdict.kept < round.simulations.upperBound) {
          verdict.departure = pulse.isOver ? .timeLimit : .signal
        }
        let isDue = (clock.now - lastSave).seconds >= options.checkpointEvery
        verdict.saves = isDue && !Self.isSaving(folder)
        if verdict.departure == nil {
          verdict.next = pacing.next(after: verdict.kept, before: nextLook)?.simulations
        }
      }
      verdict = try broadcast(verdict)
      if verdict.hasFailures { try tell(slice.failure, &folder, progress) }
      slice.keep(before: verdict.kept)
      try settle(slice, of: round, to: verdict.kept, &folder)
      let isLook = done >= nextLook

      if let messages, !messages.isEmpty {
        let now = progressReport(elapsed: (clock.now - start).seconds)
        progress.advanced(now)
        if (clock.now - lastBeat).seconds >= options.heartbeat {
          lastBeat = clock.now
          do { try folder?.append(logLine: now.logLine) } catch { throw .folder(error) }
        }
      }
      if verdict.saves {
        lastSave = clock.now
        try save(&folder)
        report.checkpoints += 1
        report.savingSeconds += (clock.now - lastSave).seconds
      }
      next = verdict.next.map { Round(simulations: $0, unitSize: unitSize) }
      if isLook { next = try look(pacing, isLeaving: verdict.departure != nil) }
      // A study that is finished has nothing to leave.
      if let departure = verdict.departure, !(isLook && isOver) { return departure }
    }
    return nil
  }

  /// What rank 0 has decided, on every rank.
  private func broadcast(_ verdict: Verdict) throws(HarnessError) -> Verdict {
    let bytes = communicator.rank == 0 ? verdict.bytes : []
    let said = try communicate { () throws(CommunicationError) in try communicator.broadcast(bytes) }
    guard let verdict = Verdict(said) else { throw Self.nonsense }
    return verdict
  }

  /// Whether the checkpoint before is still on its way to the disk.
  private static func isSaving(_ folder: borrowing RunFolder?) -> Bool {
    switch folder {
    case .some(let folder): folder.isSaving
    case .none: false
    }
  }

  /// Puts the tallies of all ranks together and starts to save them.
  private func save(_ folder: inout RunFolder?) throws(HarnessError) {
    let reduced = try communicate { () throws(CommunicationError) in try tallies.reduced(communicator) }
    guard let reduced else { return }
    let checkpoint = reduced.checkpoint(plan, done: plan.firstSimulation..<done)
    do { try folder?.save(checkpoint) } catch { throw .folder(error) }
  }

  private func progressReport(elapsed: Double) -> ProgressReport {
    ProgressReport(
      done: done - plan.firstSimulation,
      doneBefore: begin - plan.firstSimulation,
      outlook: outlook,
      elapsed: elapsed,
      cells: zip(plan.cells, tallies.cells).compactMap { cell, tally in
        guard cell.subject.definedOutcomes.contains(where: { $0.flag == .constant }) else { return nil }
        return (cell.name, ProgressCount(simulations: tally.simulations, constant: tally.count(of: "constant")))
      }
    )
  }

  private func conclude(_ departure: Departure?) throws(HarnessError) -> Ending {
    let reduced = try communicate { () throws(CommunicationError) in try tallies.reduced(communicator) }
    guard let encoded = try? JSON.bytes(report, pretty: false) else {
      throw .internalError("a rank's report cannot be encoded")
    }
    let gathered = try communicate { () throws(CommunicationError) in try communicator.gather(encoded) }
    guard let reduced, let gathered else { return Ending(departure: departure) }
    let ranks = gathered.compactMap { try? JSON.value(RankReport.self, from: $0) }
    guard ranks.count == communicator.size else { throw .internalError("a rank's report cannot be decoded") }
    return Ending(
      departure: departure,
      report: .init(
        results: plan.results(reduced),
        checkpoint: reduced.checkpoint(plan, done: plan.firstSimulation..<done),
        ranks: ranks
      )
    )
  }

  func communicate<Value>(
    _ body: () throws(CommunicationError) -> Value
  ) throws(HarnessError) -> Value {
    do { return try body() } catch { throw .communication(error) }
  }
}

extension Duration {
  var seconds: Double { Double(components.seconds) + Double(components.attoseconds) * 1e-18 }
  var microseconds: Int64 { components.seconds * 1_000_000 + components.attoseconds / 1_000_000_000_000 }
}
