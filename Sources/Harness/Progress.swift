public import Estimation

/// Who is told how a study is getting on, on rank 0.
public protocol ProgressSink: AnyObject {
  func advanced(_ report: ProgressReport)
  /// Rank 0 has finished its slice and these ranks have not.
  func waiting(for ranks: [Int])
  /// Rank 0 is at work on a layered network, whose training may take minutes: told before every step.
  func working(on work: WorkReport)
  /// Simulations could not be computed, and will be tried again unless that was too often: which, where and why.
  func failed(_ complaint: String)
}

extension ProgressSink {
  public func working(on work: WorkReport) {}
}

/// What rank 0 is training, and how far it is.
public struct WorkReport: Sendable {
  public var simulation: UInt64
  public var cell: String
  /// Which of the cells, from 1.
  public var position: Int
  public var cells: Int
  /// Steps of the optimizer, of how many.
  public var step: Int
  public var steps: Int
}

/// Where a study stands after a round.
public struct ProgressReport: Sendable {
  /// Simulation indices done, how many of them an earlier run had done, and how many there are to be.
  public var done: UInt64
  public var doneBefore: UInt64
  public var outlook: Outlook
  /// Seconds since the first round began.
  public var elapsed: Double
  /// Counts of `constant` by cell, where it is defined, on rank 0: its own slices, until the ranks' tallies are merged.
  public var cells: [(name: String, count: ProgressCount)]

  /// Simulation indices a second, each in every cell.
  public var rate: Double { elapsed > 0 ? Double(done - doneBefore) / elapsed : 0 }
  /// Seconds to go at this rate; nil at the start, and where nobody knows how far it is.
  public var secondsLeft: Double? {
    guard rate > 0 else { return nil }
    switch outlook {
    case .exact(let total), .forecast(let total): return Double(max(total, done) - done) / rate
    case .atMost: return nil
    }
  }

  /// A line of `log.jsonl`.
  var logLine: [UInt8] {
    let numbers =
      "\"done\":\(done),\"total\":\(outlook.count),\"outlook\":\"\(outlook.name)\",\"elapsed\":\(elapsed),\"rate\":\(rate)"
    return Array("{\"event\":\"heartbeat\",\(numbers)}\n".utf8)
  }
}

/// One cell's count so far.
public struct ProgressCount: Sendable {
  public var simulations: Int64
  public var constant: Int64

  /// The Wilson interval of the fraction `constant`: the current estimate, not the one to quote.
  public var interval: Interval { Proportion(count: constant, n: simulations).wilson(confidence: 0.95) }
}

/// How many simulations a study is going to have, as far as that is known.
public enum Outlook: Hashable, Sendable {
  case exact(UInt64)
  /// The look at which the precision asked for would be met were the fractions to stay as they were at the last look.
  case forecast(UInt64)
  /// Before the first look: nothing is known but the bound.
  case atMost(UInt64)

  /// As the log has it.
  var name: String {
    switch self {
    case .exact: "exact"
    case .forecast: "about"
    case .atMost: "at most"
    }
  }

  public var count: UInt64 {
    switch self {
    case .exact(let count), .forecast(let count), .atMost(let count): count
    }
  }
}
