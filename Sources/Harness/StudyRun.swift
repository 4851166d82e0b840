import Estimation
public import RunFolder
public import Studies
public import Training

/// A study being carried out by all ranks together, in rounds.
///
/// A round is a range of work units, a unit a lane group of simulation indices with every cell's simulations for it. Each
/// rank takes one contiguous slice of the round; rank 0 computes too. After a round rank 0 appends the rows, judges, and
/// broadcasts one verdict: ranks never decide alone. Nothing that is recorded depends on how the rounds were cut.
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

  let plan: StudyPlan
  let communicator: any RankCommunicator
  let options: Options
  let format: RowFormat
  let keepsRows: Bool
  /// Units whose rows a rank holds at once.
  let mostUnits: UInt64
  var trainer: any Trainer
  var tallies: [CellTally]
  var pairs: [PairTally]
  var report = RankReport()
  /// Simulation indices of the rounds that are over.
  var done: UInt64 = 0
  /// The count at which precision is judged next, or the study ends: the same on every rank.
  var nextLook: UInt64
  /// What rank 0 tells people of the count to come.
  var outlook: Outlook

  public init(
    _ plan: StudyPlan,
    communicator: any RankCommunicator,
    trainer: any Trainer,
    options: Options = Options()
  ) {
    self.plan = plan
    self.communicator = communicator
    self.trainer = trainer
    self.options = options
    format = plan.rowFormat
    keepsRows = plan.keepsRows
    let unitBytes = UInt64(format.mostBytesPerSimulation) * Self.unitSize
    mostUnits = keepsRows ? max(UInt64(max(options.rowBytes, 0)) / unitBytes, 1) : .max
    tallies = plan.cells.map { CellTally($0.experiment) }
    pairs = plan.compare.map { PairTally($0, plan.cells) }
    nextLook = plan.simulations
    outlook = plan.stop == nil ? .exact(plan.simulations) : .atMost(plan.maximumSimulations)
  }

  /// Carries out the study.
  /// - Parameters:
  ///   - folder: where rank 0 writes; nil elsewhere. When this throws, the folder has been told and given up.
  ///   - progress: told of every round and of waiting, on rank 0.
  /// - Returns: results and what each rank did, on rank 0; nil elsewhere.
  /// - Throws: `HarnessError`, on one rank alone perhaps: the others wait for it, so the caller has to end them.
  public consuming func run(
    folder: inout RunFolder?,
    progress: any ProgressSink
  ) throws(HarnessError) -> (results: Results, ranks: [RankReport])? {
    do throws(HarnessError) {
      try carryOutRounds(&folder, progress)
      return try conclude()
    } catch {
      folder.take()?.abandon(because: error.description, simulations: done)
      throw error
    }
  }

  private mutating func carryOutRounds(_ folder: inout RunFolder?, _ progress: any ProgressSink) throws(HarnessError) {
    var pacing = Pacing(
      simulations: plan.maximumSimulations,
      ranks: communicator.size,
      fixed: options.unitsPerSlice,
      most: mostUnits
    )
    let clock = ContinuousClock()
    let start = clock.now
    var lastBeat = start
    // Every rank starts from the same first round without a word.
    var next = pacing.next(after: 0, before: nextLook)
    while let round = next {
      let sliceStart = clock.now
      let rows = carryOut(round)
      let busy = clock.now - sliceStart
      report.busySeconds += busy.seconds
      let message = try communicate { () throws(CommunicationError) in
        try communicator.collect([busy.microseconds]) { progress.waiting(for: $0) }
      }
      if keepsRows { try send(rows, of: round, to: &folder) }
      done = round.simulations.upperBound
      let isOver = try done < nextLook ? false : look()
      if let message {
        pacing.note(round, slowestMicroseconds: message.compactMap(\.first).max() ?? 0)
        let now = progressReport(elapsed: (clock.now - start).seconds)
        progress.advanced(now)
        if (clock.now - lastBeat).seconds >= options.heartbeat {
          lastBeat = clock.now
          do { try folder?.append(logLine: now.logLine) } catch { throw .folder(error) }
        }
      }
      next = try verdict(isOver ? nil : pacing.next(after: done, before: nextLook))
    }
  }

  /// Every rank's rows of a round go to the folder, in rank order, a few ranks' at a time: rank 0 need not hold them all.
  private func send(_ rows: [UInt8], of round: Round, to folder: inout RunFolder?) throws(HarnessError) {
    for senders in round.senders(among: communicator.size, limit: mostUnits) {
      let mine = senders.contains(communicator.rank) ? rows : []
      let gathered = try communicate { () throws(CommunicationError) in try communicator.gather(mine) }
      for bytes in gathered ?? [] where !bytes.isEmpty {
        do { try folder?.append(rows: bytes) } catch { throw .folder(error) }
      }
    }
  }

  private func progressReport(elapsed: Double) -> ProgressReport {
    ProgressReport(
      done: done,
      outlook: outlook,
      elapsed: elapsed,
      cells: zip(plan.cells, tallies).map { cell, tally in
        (cell.name, ProgressCount(simulations: tally.simulations, constant: tally.count(of: "constant")))
      }
    )
  }

  /// Judges precision where a study has reached a look, or finds that there is no more to do.
  /// - Returns: whether the study is over, on rank 0; what other ranks get means nothing.
  private mutating func look() throws(HarnessError) -> Bool {
    guard let stop = plan.stop, let rule = plan.precisionRule else { return true }
    nextLook = rule.nextLook(after: Int64(done)).map { UInt64($0) } ?? done
    let counts = tallies.map { $0.count(of: stop.outcome) }
    let sums = try communicate { () throws(CommunicationError) in try communicator.sum(counts) }
    guard let sums else { return false }
    let proportions = sums.map { Proportion(count: $0, n: Int64(done)) }
    guard case .goOn = rule.verdict(proportions) else { return true }
    outlook = .forecast(UInt64(rule.forecast(proportions).look))
    return false
  }

  /// Rank 0 says what comes next; nil: the study is done.
  private func verdict(_ next: Round?) throws(HarnessError) -> Round? {
    let words = next.map { [$0.simulations.lowerBound, $0.simulations.upperBound] } ?? []
    let bytes = communicator.rank == 0 ? words.flatMap { $0.bytes } : []
    let said = try communicate { () throws(CommunicationError) in try communicator.broadcast(bytes) }
    guard said.count == 16 else { return nil }
    return Round(simulations: UInt64(bytes: said[0..<8])..<UInt64(bytes: said[8..<16]))
  }

  /// Trains this rank's slice of a round; returns its rows.
  private mutating func carryOut(_ round: Round) -> [UInt8] {
    var rows: [UInt8] = []
    let units = round.slice(of: communicator.rank, among: communicator.size)
    for unit in units {
      let simulations = round.simulations(ofUnit: unit)
      if report.firstSimulation == nil { report.firstSimulation = simulations.lowerBound }
      let records = plan.cells.map { trainer.run($0.experiment, simulations: simulations) }
      for (cell, records) in records.enumerated() { tallies[cell].add(records) }
      for index in pairs.indices {
        pairs[index].add(records[pairs[index].pair.first], records[pairs[index].pair.second])
      }
      if keepsRows {
        for index in 0..<Int(simulations.upperBound - simulations.lowerBound) {
          for cell in records.indices { format.append(records[cell][index], cell: cell, to: &rows) }
        }
      }
      report.simulations += simulations.upperBound - simulations.lowerBound
    }
    if !units.isEmpty { report.slices += 1 }
    return rows
  }

  private func conclude() throws(HarnessError) -> (results: Results, ranks: [RankReport])? {
    let reduced = try communicate { () throws(CommunicationError) in try tallies.reduced(communicator) }
    let reducedPairs = try communicate { () throws(CommunicationError) in try pairs.reduced(communicator) }
    guard let encoded = try? JSON.bytes(report, pretty: false) else {
      throw .internalError("a rank's report cannot be encoded")
    }
    let gathered = try communicate { () throws(CommunicationError) in try communicator.gather(encoded) }
    guard let reduced, let reducedPairs, let gathered else { return nil }
    let ranks = gathered.compactMap { try? JSON.value(RankReport.self, from: $0) }
    guard ranks.count == communicator.size else { throw .internalError("a rank's report cannot be decoded") }
    return (plan.results(reduced, reducedPairs), ranks)
  }

  private func communicate<Value>(
    _ body: () throws(CommunicationError) -> Value
  ) throws(HarnessError) -> Value {
    do { return try body() } catch { throw .communication(error) }
  }
}

extension StudyPlan {
  /// The columns of this study's rows.
  public var rowFormat: RowFormat { RowFormat(cells: cells.map { ($0.name, $0.experiment) }) }

  /// Whether a row a simulation is written.
  public var keepsRows: Bool {
    switch records {
    case .all: true
    case .none: false
    case .byDefault: maximumSimulations <= 1_000_000
    }
  }
}

extension Duration {
  var seconds: Double { Double(components.seconds) + Double(components.attoseconds) * 1e-18 }
  var microseconds: Int64 { components.seconds * 1_000_000 + components.attoseconds / 1_000_000_000_000 }
}

extension UInt64 {
  /// Little-endian, whatever the machine.
  var bytes: [UInt8] { (0..<8).map { UInt8(truncatingIfNeeded: self >> (8 * UInt64($0))) } }

  init(bytes: ArraySlice<UInt8>) { self = bytes.reversed().reduce(0) { $0 << 8 | UInt64($1) } }
}
