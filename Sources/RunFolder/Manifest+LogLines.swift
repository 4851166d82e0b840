extension Manifest {
  /// The first line of `log.jsonl`.
  func beginLine() throws -> [UInt8] {
    struct Line: Encodable {
      let event = "begin"
      var time: String
      var ranks: Int
      var hosts: Int
    }
    return try JSON.bytes(Line(time: start, ranks: ranks.count, hosts: Set(ranks.map(\.host)).count), pretty: false)
  }

  /// The last line of `log.jsonl`, of a run that is over.
  /// - Parameter simulations: indices that were done.
  func endLine(simulations: UInt64) throws -> [UInt8] {
    struct Line: Encodable {
      let event = "end"
      var time: String?
      var reason: String
      var simulations: UInt64
      /// Simulation indices that this run did, a second.
      var rate: Double?
    }
    let ours = Double(simulations) - Double(continuedFrom ?? 0)
    let rate = wallSeconds.flatMap { $0 > 0 ? max(ours, 0) / $0 : nil }
    return try JSON.bytes(Line(time: end, reason: exitReason, simulations: simulations, rate: rate), pretty: false)
  }
}
