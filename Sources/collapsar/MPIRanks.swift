import Foundation
import Harness
import MessagePassing
import RunFolder

/// The ranks of an MPI job, as the harness sees them. None waits for ever: see `SignsOfLife`.
final class MPIRanks: RankCommunicator {
  /// Nil once it is finalized.
  private var world: World?
  private let signs: SignsOfLife
  private let watchdog: Double
  let rank: Int
  let size: Int
  /// Where this process runs.
  let host: String
  /// Every rank's report on rank 0, this rank's own elsewhere.
  private(set) var launch: LaunchReport
  /// The tag of the messages with which a round ends.
  private static let roundTag = 1
  /// The longest message of that kind.
  private static let longestMessage = 8

  /// To be made on all ranks, which tell each other who they are.
  /// - Parameters:
  ///   - watchdog: seconds after which a silent rank ends the job, 1 to a million.
  ///   - wish: this process's own wish to leave; looked at while it waits for others.
  init(_ world: consuming World, watchdog: Double, wish: @escaping () -> LeaveWish) throws(CommunicationError) {
    let signs = SignsOfLife(world.communicator, watchdog: watchdog, wish: wish)
    rank = world.communicator.rank
    size = world.communicator.size
    host = world.processorName
    self.signs = signs
    self.watchdog = watchdog
    world.communicator.idle = { (channel) throws(MPIError) in try signs.exchange(channel) }
    self.world = consume world
    let own = RankReport.own(rank: rank, host: host)
    launch = LaunchReport([own])
    // First of all, and always in this form: ranks that run different versions have to understand as much as this.
    let first = try broadcast(Array(own.name.utf8))
    signs.names[0] = String(decoding: first, as: UTF8.self)
    do {
      guard let reports = try gather(try JSON.bytes(own, pretty: false)) else { return }
      launch = LaunchReport(try reports.map { try JSON.value(RankReport.self, from: $0) })
    } catch let error as CommunicationError {
      throw error
    } catch {
      throw CommunicationError("ranks do not understand each other; does every one run the same program? (\(error))")
    }
    for report in launch.ranks { signs.names[report.rank] = report.name }
  }

  var name: String { "rank \(rank) on \(host)" }

  func broadcast(_ bytes: [UInt8]) throws(CommunicationError) -> [UInt8] {
    try calling { (channel) throws(MPIError) in try channel.broadcast(bytes) }
  }

  func sum(_ values: [Int64]) throws(CommunicationError) -> [Int64]? {
    try calling { (channel) throws(MPIError) in try channel.reduce(values, .sum) }
  }

  func maximum(_ values: [Int64]) throws(CommunicationError) -> [Int64] {
    try calling { (channel) throws(MPIError) in try channel.allReduce(values, .maximum) }
  }

  func gather(_ bytes: [UInt8]) throws(CommunicationError) -> [[UInt8]]? {
    try calling { (channel) throws(MPIError) in try channel.gather(bytes) }?.map { Array($0) }
  }

  func collect(
    _ message: [Int64],
    waiting: (_ missing: [Int]) -> Void
  ) throws(CommunicationError) -> [[Int64]]? {
    try calling { (channel) throws(MPIError) in
      guard rank == 0 else {
        let request = try channel.startSending(message, to: 0, tag: Self.roundTag)
        try channel.wait { () throws(MPIError) in try request.test() }
        return nil
      }
      var received = [[Int64]?](repeating: nil, count: size)
      received[0] = message
      var requests: [(rank: Int, request: ReceiveRequest<Int64>)] = []
      for source in 1..<size {
        requests.append(
          (source, try channel.startReceiving(upTo: Self.longestMessage, from: source, tag: Self.roundTag))
        )
      }
      try channel.wait { () throws(MPIError) in
        var missing: [(rank: Int, request: ReceiveRequest<Int64>)] = []
        for (source, request) in requests {
          if let answer = try request.test() { received[source] = answer } else { missing.append((source, request)) }
        }
        requests = missing
        if !requests.isEmpty { waiting(requests.map(\.rank)) }
        return requests.isEmpty
      }
      return received.compactMap { $0 }
    }
  }

  func exchangeSigns(wish: LeaveWish) throws(CommunicationError) -> LeaveWish {
    signs.add(wish)
    try calling { (channel) throws(MPIError) in try signs.exchange(channel) }
    return signs.wish
  }

  /// Ends the job's MPI for this rank; every rank must come here, and nothing may be said between ranks after it.
  func finalize() throws(CommunicationError) {
    try calling { (channel) throws(MPIError) in try signs.sayFarewell(channel) }
    guard let world = world.take() else { return }
    // All have come this far. A rank that is stopped from here on leaves the others in the library, without a watch.
    do { try world.finalize(within: UInt32(watchdog.rounded(.up))) } catch {
      throw CommunicationError(error.description)
    }
  }

  private func calling<Value>(
    _ body: (borrowing Communicator) throws(MPIError) -> Value
  ) throws(CommunicationError) -> Value {
    switch world {
    case .some(let world):
      do { return try body(world.communicator) } catch {
        throw signs.alarm ?? CommunicationError(error.description)
      }
    case .none:
      preconditionFailure("ranks cannot talk after MPI is finalized")
    }
  }
}

extension RankReport {
  /// For a complaint about this rank.
  fileprivate var name: String { "rank \(rank) on \(host) (process \(process))" }
}
