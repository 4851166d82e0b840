import Experiments
import RunFolder
import Studies

// A rank's part of a round: how it is computed, reported, and counted once rank 0 has said what counts.
extension StudyRun {
  /// Trains this rank's slice of a round, several units at a time where a cell's trainer takes larger groups than a unit.
  mutating func carryOut(
    _ round: Round,
    _ pulse: Pulse,
    _ progress: any ProgressSink
  ) throws(HarnessError) -> Slice {
    var slice = Slice()
    let units = round.slice(of: communicator.rank, among: communicator.size)
    for first in stride(from: units.lowerBound, to: units.upperBound, by: Int(largestGroup / unitSize)) {
      let group = first..<min(first + largestGroup / unitSize, units.upperBound)
      let simulations = round.simulations(ofUnits: group)
      if report.firstSimulation == nil { report.firstSimulation = simulations.lowerBound }
      var records: [[Record]] = []
      for position in plan.cells.indices {
        let cell = plan.cells[position]
        pulse.beginSteps()
        do throws(TrainingFailure) {
          if let some = try train(position, simulations, pulse, progress) {
            records.append(some)
            continue
          }
        } catch {
          let last = simulations.upperBound - 1
          slice.failure = "simulations \(simulations.lowerBound) to \(last) of cell \(cell.name): \(error)"
        }
        if let failure = pulse.failure { throw .communication(failure) }
        slice.givenUp = simulations.lowerBound
        return slice
      }
      slice.add(simulations, records) { rows in
        if keepsRows { self.rows.append(records, to: &rows) }
      }
    }
    return slice
  }

  /// One cell's simulations, a group of its trainer at a time; nil where they were abandoned.
  private mutating func train(
    _ position: Int,
    _ simulations: Range<UInt64>,
    _ pulse: Pulse,
    _ progress: any ProgressSink
  ) throws(TrainingFailure) -> [Record]? {
    let cell = plan.cells[position]
    let size = trainer.unitSize(of: cell.subject)
    // Functions have many simulations a second.
    let reportsSteps = communicator.rank == 0 && cell.layered != nil
    var records: [Record] = []
    var first = simulations.lowerBound
    while first < simulations.upperBound {
      var work = WorkReport(
        simulation: first,
        cell: cell.name,
        position: position + 1,
        cells: plan.cells.count,
        step: 0,
        steps: cell.subject.stepCount
      )
      let group = first..<min(first + size, simulations.upperBound)
      let some = try trainer.run(cell.subject, simulations: group) {
        if reportsSteps {
          progress.working(on: work)
          work.step += 1
        }
        return pulse.isWanted()
      }
      guard let some else { return nil }
      records += some
      first = group.upperBound
    }
    return records
  }

  /// The simulations of a round that count: all, or those before the first that was given up.
  static func kept(of round: Round, _ messages: [[Int64]]) -> UInt64 {
    let givenUp = messages.lazy.map { $0[1] }.first { $0 >= 0 }
    return givenUp.map { UInt64($0) } ?? round.simulations.upperBound
  }

  /// Every rank's report of a round: microseconds, the first simulation that it gave up or −1, how much it wishes to leave,
  /// and whether it could not compute something.
  func collect(
    _ busy: Duration,
    _ slice: Slice,
    _ pulse: Pulse,
    _ progress: any ProgressSink
  ) throws(HarnessError) -> [[Int64]]? {
    let givenUp = slice.givenUp.map { Int64($0) } ?? -1
    let mine = [busy.microseconds, givenUp, pulse.wish.rawValue, slice.failure == nil ? 0 : 1]
    let messages = try communicate { () throws(CommunicationError) in
      try communicator.collect(mine) { missing in
        pulse.tick()
        progress.waiting(for: missing)
      }
    }
    guard let messages else { return nil }
    guard messages.allSatisfy({ $0.count == 4 }) else { throw .internalError("a rank's report of a round is none") }
    return messages
  }

  /// Tells rank 0 what could not be computed, and why; it tells people, and the log.
  func tell(_ failure: String?, _ folder: inout RunFolder?, _ progress: any ProgressSink) throws(HarnessError) {
    let mine = failure.map { Array("\(communicator.name): \($0)".utf8) } ?? []
    let gathered = try communicate { () throws(CommunicationError) in try communicator.gather(mine) }
    for bytes in gathered ?? [] where !bytes.isEmpty {
      let complaint = String(decoding: bytes, as: UTF8.self)
      progress.failed(complaint)
      do { try folder?.append(failure: complaint) } catch { throw .folder(error) }
    }
  }

  /// Counts what counts of this rank's slice. Every rank's rows go to the folder, in rank order, a few ranks' at a time: rank
  /// 0 need not hold them all.
  mutating func settle(
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
}
