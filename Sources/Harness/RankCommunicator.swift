/// How ranks talk to each other, as far as the harness needs it. Every method but `exchangeSigns` is called by all ranks in
/// the same order.
public protocol RankCommunicator: AnyObject {
  /// This process's number, from 0.
  var rank: Int { get }
  var size: Int { get }
  /// What this rank is called in a complaint: its number and its host, where that is known.
  var name: String { get }
  /// Rank 0's bytes, on every rank; the others' argument is not looked at.
  func broadcast(_ bytes: [UInt8]) throws(CommunicationError) -> [UInt8]
  /// Elementwise sums over all ranks, on rank 0; nil elsewhere.
  func sum(_ values: [Int64]) throws(CommunicationError) -> [Int64]?
  /// Elementwise maxima over all ranks, on every rank.
  func maximum(_ values: [Int64]) throws(CommunicationError) -> [Int64]
  /// Every rank's bytes by rank, on rank 0; nil elsewhere.
  func gather(_ bytes: [UInt8]) throws(CommunicationError) -> [[UInt8]]?
  /// Every rank's small message by rank, on rank 0; nil elsewhere.
  ///
  /// Rank 0 looks for messages between short sleeps and calls `waiting` with the ranks still missing.
  func collect(
    _ message: [Int64],
    waiting: (_ missing: [Int]) -> Void
  ) throws(CommunicationError) -> [[Int64]]?
  /// To be called now and then during long work, and cheap to call (ten times a second): shows other ranks that this one
  /// lives, and passes on the wish to leave. Ranks that wait for others in a call above do so by themselves.
  ///
  /// - Parameter wish: this rank's own; once made it stands.
  /// - Returns: the strongest wish of any rank, as far as word of it has come here.
  /// - Throws: where a rank has not been heard of for too long.
  func exchangeSigns(wish: LeaveWish) throws(CommunicationError) -> LeaveWish
}

/// How soon a run is to be left, unfinished. The stronger is the greater.
public enum LeaveWish: Int64, Comparable, Sendable {
  /// Not at all.
  case stay = 0
  /// At the end of the slice that ranks are at work on.
  case afterSlice = 1
  /// Now; units that are not done are given up.
  case atOnce = 2

  public static func < (left: LeaveWish, right: LeaveWish) -> Bool { left.rawValue < right.rawValue }
}

/// A call between ranks failed.
public struct CommunicationError: Error, Hashable, Sendable, CustomStringConvertible {
  public let description: String

  public init(_ description: String) { self.description = description }
}

/// The one-rank twin: a program without MPI.
public final class SingleRank: RankCommunicator {
  public init() {}
  public var rank: Int { 0 }
  public var size: Int { 1 }
  public var name: String { "rank 0" }
  public func broadcast(_ bytes: [UInt8]) -> [UInt8] { bytes }
  public func sum(_ values: [Int64]) -> [Int64]? { values }
  public func maximum(_ values: [Int64]) -> [Int64] { values }
  public func gather(_ bytes: [UInt8]) -> [[UInt8]]? { [bytes] }
  public func collect(_ message: [Int64], waiting: ([Int]) -> Void) -> [[Int64]]? { [message] }
  public func exchangeSigns(wish: LeaveWish) -> LeaveWish { wish }
}
