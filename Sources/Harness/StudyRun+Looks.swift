import Estimation
import Studies

// Where precision is judged, and what rank 0 says of it.
extension StudyRun {
  /// Rank 0 finds out whether there is anything to do, and says where work begins.
  mutating func firstRound(_ pacing: Pacing) throws(HarnessError) -> Round? {
    if communicator.rank == 0 {
      if let stop = plan.stop, let rule = plan.precisionRule {
        if done > plan.firstSimulation { judge(tallies.proportions(of: stop.outcome), rule) }
      } else {
        isOver = done >= nextLook
      }
    }
    let round = try announce(pacing, isLeaving: false)
    begin = done
    return round
  }

  /// Finds out whether the study is over, or else the next look and the outlook; on rank 0.
  private mutating func judge(_ proportions: [Proportion], _ rule: PrecisionRule) {
    switch rule.verdict(proportions) {
    case .met, .exhausted: isOver = true
    case .goOn(let look):
      nextLook = UInt64(look)
      outlook = .forecast(UInt64(rule.forecast(proportions).look))
    }
  }

  /// Judges precision where a study has reached a look, or finds that there is no more to do.
  mutating func look(_ pacing: Pacing, isLeaving: Bool) throws(HarnessError) -> Round? {
    if let stop = plan.stop, let rule = plan.precisionRule {
      let counts = tallies.cells.map { $0.count(of: stop.outcome) }
      let sums = try communicate { () throws(CommunicationError) in try communicator.sum(counts) }
      if let sums { judge(sums.map { Proportion(count: $0, n: Int64(done)) }, rule) }
    } else {
      isOver = true
    }
    return try announce(pacing, isLeaving: isLeaving)
  }

  /// Rank 0 says what is done, whether the study is over, when precision is judged next, and which round comes first.
  private mutating func announce(_ pacing: Pacing, isLeaving: Bool) throws(HarnessError) -> Round? {
    let next = isOver || isLeaving ? nil : pacing.next(after: done, before: nextLook)
    let words = [done, isOver ? 1 : 0, nextLook, next?.simulations.lowerBound ?? 0, next?.simulations.upperBound ?? 0]
    let bytes = communicator.rank == 0 ? words.flatMap { $0.bytes } : []
    let said = try communicate { () throws(CommunicationError) in try communicator.broadcast(bytes) }
    guard let heard = UInt64.words(said, count: words.count), heard[3] <= heard[4] else { throw Self.nonsense }
    (done, isOver, nextLook) = (heard[0], heard[1] == 1, heard[2])
    return heard[3] < heard[4] ? Round(simulations: heard[3]..<heard[4], unitSize: unitSize) : nil
  }

  static var nonsense: HarnessError { .internalError("rank 0 said nothing that makes sense") }
}
