import Estimation
public import RunFolder
public import Studies
public import Training

/// A study being carried out by all ranks together, in rounds.
///
/// A round is a range of work units, a unit a lane group of simulation indices with every cell's simulations for it. Each
/// rank takes one contiguous slice of the round; rank 0 computes too. After a round rank 0 judges and broadcasts one verdict:
/// ranks never decide alone. Nothing that is recorded depends on how the rounds were cut, or on how often the study was left
/// and gone on with.
///
/// A run is carried out once and cannot be copied: its tallies count what it has done.
public struct StudyRun: ~Copyable {
  /// Simulation indices of a unit: as many as the widest vectors have lanes.
  public static let unitSize: UInt64 = 16

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
  let format: RowFormat
  let keepsRows: Bool
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
  /// Whether the last look found that there is no more to do: said by rank 0, known to all.
  var isOver = false

  /// - Parameter checkpoint: what an earlier run has saved, on rank 0; nil elsewhere, and for a study that begins.
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
    format = plan.rowFormat
    keepsRows = plan.keepsRows
    let unitBytes = UInt64(format.mostBytesPerSimulation) * Self.unitSize
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
    let pulse = self.pulse(folder?.owner)
    do throws(HarnessError) {
      let departure = try carryOutRounds(&folder, progress, pulse)
      return try conclude(departure)
    } catch {
      folder.take()?.abandon(because: error.description, simulations: done - plan.firstSimulation)
      throw error
    }
  }

  private func pulse(_ owner: FolderOwner?) -> Pulse {
    Pulse(communicator, wish: options.wish, deadline: options.deadline) { owner?.beat() }
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
      most: mostUnits
    )
    let clock = ContinuousClock()
    let start = clock.now
    var lastBeat = start
    var lastSave = start
    var next = try firstRound(pacing)
    while let round = next {
      let sliceStart = clock.now
      pulse.beginSlice()
      var slice = try carryOut(round, pulse)
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
        if isAsked || verdict.kept < round.simulations.upperBound {
          verdict.departure = pulse.isOver ? .timeLimit : .signal
        }
        let isDue = (clock.now - lastSave).seconds >= options.checkpointEvery
        verdict.saves = isDue && !Self.isSaving(folder)
        if verdict.departure == nil {
          verdict.next = pacing.next(after: verdict.kept, before: nextLook)?.simulations
        }
      }
      verdict = try broadcast(verdict)
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
      }
      next = verdict.next.map { Round(simulations: $0) }
      if isLook { next = try look(pacing, isLeaving: verdict.departure != nil) }
      // A study that is finished has nothing to leave.
      if let departure = verdict.departure, !(isLook && isOver) { return departure }
    }
    return nil
  }

  /// The simulations of a round that count: all, or those before the first that was given up.
  static func kept(of round: Round, _ messages: [[Int64]]) -> UInt64 {
    let givenUp = messages.lazy.map { $0[1] }.first { $0 >= 0 }
    return givenUp.map { UInt64($0) } ?? round.simulations.upperBound
  }

  /// Every rank's report of a round: microseconds, the first simulation that it gave up or −1, and how much it wishes to leave.
  private func collect(
    _ busy: Duration,
    _ slice: Slice,
    _ pulse: Pulse,
    _ progress: any ProgressSink
  ) throws(HarnessError) -> [[Int64]]? {
    let mine = [busy.microseconds, slice.givenUp.map { Int64($0) } ?? -1, pulse.wish.rawValue]
    let messages = try communicate { () throws(CommunicationError) in
      try communicator.collect(mine) { missing in
        pulse.tick()
        progress.waiting(for: missing)
      }
    }
    guard let messages else { return nil }
    guard messages.allSatisfy({ $0.count == 3 }) else { throw .internalError("a rank's report of a round is none") }
    return messages
  }

  /// What rank 0 has decided, on every rank.
  private func broadcast(_ verdict: Verdict) throws(HarnessError) -> Verdict {
    let bytes = communicator.rank == 0 ? verdict.bytes : []
    let said = try communicate { () throws(CommunicationError) in try communicator.broadcast(bytes) }
    guard let verdict = Verdict(said) else { throw Self.nonsense }
    return verdict
  }

  /// Trains this rank's slice of a round.
  private mutating func carryOut(_ round: Round, _ pulse: Pulse) throws(HarnessError) -> Slice {
    var slice = Slice()
    for unit in round.slice(of: communicator.rank, among: communicator.size) {
      let simulations = round.simulations(ofUnit: unit)
      if report.firstSimulation == nil { report.firstSimulation = simulations.lowerBound }
      var records: [[SimulationRecord]] = []
      for cell in plan.cells {
        guard let some = trainer.run(cell.experiment, simulations: simulations, isWanted: pulse.isWanted) else {
          if let failure = pulse.failure { throw .communication(failure) }
          slice.givenUp = simulations.lowerBound
          return slice
        }
        records.append(some)
      }
      slice.add(simulations, records) { rows in
        guard keepsRows else { return }
        for index in 0..<Int(simulations.upperBound - simulations.lowerBound) {
          for cell in records.indices { format.append(records[cell][index], cell: cell, to: &rows) }
        }
      }
    }
    return slice
  }

  /// Counts what counts of this rank's slice. Every rank's rows go to the folder, in rank order, a few ranks' at a time: rank
  /// 0 need not hold them all.
  private mutating func settle(
    _ slice: consuming Slice,
    of round: Round,
    to kept: UInt64,
    _ folder: inout RunFolder?
  ) throws(HarnessError) {
    var simulations: UInt64 = 0
    let rows = slice.take { indices, records in
      tallies.add(records)
      simulations += indices.upperBound - indices.lowerBound
    }
    report.simulations += simulations
    if simulations > 0 { report.slices += 1 }
    done = kept
    guard keepsRows else { return }
    for senders in round.senders(among: communicator.size, limit: mostUnits) {
      let mine = senders.contains(communicator.rank) ? rows : []
      let gathered = try communicate { () throws(CommunicationError) in try communicator.gather(mine) }
      for bytes in gathered ?? [] where !bytes.isEmpty {
        do { try folder?.append(rows: bytes) } catch { throw .folder(error) }
      }
    }
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
      cells: zip(plan.cells, tallies.cells).map { cell, tally in
        (cell.name, ProgressCount(simulations: tally.simulations, constant: tally.count(of: "constant")))
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
