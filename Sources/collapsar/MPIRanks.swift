import Foundation
import Harness
import MessagePassing

/// The ranks of an MPI job, as the harness sees them.
final class MPIRanks: RankCommunicator {
  /// Nil once it is finalized.
  private var world: World?
  let rank: Int
  let size: Int
  /// Where this process runs.
  let host: String
  /// The tag of the messages with which a round ends.
  private static let roundTag = 1
  /// The longest message of that kind.
  private static let longestMessage = 8

  init(_ world: consuming World) {
    rank = world.communicator.rank
    size = world.communicator.size
    host = world.processorName
    self.world = consume world
  }

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

  func exchangeSigns(wish: LeaveWish) throws(CommunicationError) -> LeaveWish { wish }

  func collect(
    _ message: [Int64],
    waiting: (_ missing: [Int]) -> Void
  ) throws(CommunicationError) -> [[Int64]]? {
    try calling { (channel) throws(MPIError) in
      guard rank == 0 else {
        try channel.startSending(message, to: 0, tag: Self.roundTag).wait()
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
      var nap = Self.shortestNap
      while true {
        var missing: [(rank: Int, request: ReceiveRequest<Int64>)] = []
        for (source, request) in requests {
          if let answer = try request.test() { received[source] = answer } else { missing.append((source, request)) }
        }
        requests = missing
        if requests.isEmpty { return received.compactMap { $0 } }
        waiting(requests.map(\.rank))
        usleep(nap)
        nap = min(nap * 2, Self.longestNap)
      }
    }
  }

  /// Microseconds between looks: short at first, since most ranks finish together.
  private static let shortestNap: UInt32 = 20
  private static let longestNap: UInt32 = 1000

  /// Ends the job's MPI for this rank; every rank must come here, and nothing may be said between ranks after it.
  func finalize() throws(MPIError) { try world.take()?.finalize() }

  private func calling<Value>(
    _ body: (borrowing Communicator) throws(MPIError) -> Value
  ) throws(CommunicationError) -> Value {
    switch world {
    case .some(let world):
      do { return try body(world.communicator) } catch { throw CommunicationError(error.description) }
    case .none:
      preconditionFailure("ranks cannot talk after MPI is finalized")
    }
  }
}
