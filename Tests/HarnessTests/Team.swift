import Foundation
import Harness

/// Ranks as threads of this process, which meet at every call.
final class Team: @unchecked Sendable {
  private let size: Int
  // All below is guarded by the condition's lock.
  private let condition = NSCondition()
  private var call = ""
  private var given: [[Int64]]
  private var complete: [[Int64]] = []
  private var arrived = 0
  private var round = 0
  private var running = 0
  private var mostGathered = 0
  private var wish = LeaveWish.stay

  private init(size: Int) {
    self.size = size
    given = [[Int64]](repeating: [], count: size)
  }

  /// Runs `body` on every rank and returns when the last is through.
  /// - Returns: the most values that were gathered at once.
  @discardableResult
  static func run(_ size: Int, _ body: @escaping @Sendable (any RankCommunicator) -> Void) -> Int {
    let team = Team(size: size)
    team.running = size
    for rank in 0..<size {
      let thread = Thread {
        body(Member(team, rank))
        team.leave()
      }
      thread.stackSize = 8 << 20
      thread.start()
    }
    return team.condition.withLock {
      while team.running > 0 { team.condition.wait() }
      return team.mostGathered
    }
  }

  private func leave() {
    condition.withLock {
      running -= 1
      condition.broadcast()
    }
  }

  /// Word of a wish is with everybody at once.
  private func strongest(_ wish: LeaveWish) -> LeaveWish {
    condition.withLock {
      self.wish = max(self.wish, wish)
      return self.wish
    }
  }

  /// What every rank gave to this call, by rank.
  private func meet(_ rank: Int, _ name: String, _ values: [Int64]) -> [[Int64]] {
    condition.withLock {
      precondition(arrived == 0 || call == name, "rank \(rank) calls \(name) where another calls \(call)")
      call = name
      given[rank] = values
      arrived += 1
      let mine = round
      if arrived == size {
        complete = given
        if name == "gather" { mostGathered = max(mostGathered, given.reduce(0) { $0 + $1.count }) }
        arrived = 0
        round += 1
        condition.broadcast()
      }
      while round == mine { condition.wait() }
      return complete
    }
  }

  private final class Member: RankCommunicator {
    let team: Team
    let rank: Int
    var size: Int { team.size }
    var name: String { "rank \(rank)" }

    init(_ team: Team, _ rank: Int) {
      self.team = team
      self.rank = rank
    }

    func broadcast(_ bytes: [UInt8]) -> [UInt8] {
      team.meet(rank, "broadcast", bytes.map { Int64($0) })[0].map { UInt8($0) }
    }

    func sum(_ values: [Int64]) -> [Int64]? {
      let all = team.meet(rank, "sum", values)
      return rank == 0 ? combined(all, +) : nil
    }

    func maximum(_ values: [Int64]) -> [Int64] { combined(team.meet(rank, "maximum", values), max) }

    func gather(_ bytes: [UInt8]) -> [[UInt8]]? {
      let all = team.meet(rank, "gather", bytes.map { Int64($0) })
      return rank == 0 ? all.map { $0.map { UInt8($0) } } : nil
    }

    func collect(_ message: [Int64], waiting: ([Int]) -> Void) -> [[Int64]]? {
      let all = team.meet(rank, "collect", message)
      return rank == 0 ? all : nil
    }

    func exchangeSigns(wish: LeaveWish) -> LeaveWish { team.strongest(wish) }

    private func combined(_ all: [[Int64]], _ operation: (Int64, Int64) -> Int64) -> [Int64] {
      all.dropFirst().reduce(all[0]) { sums, values in
        precondition(sums.count == values.count, "ranks give \(sums.count) and \(values.count) values")
        return zip(sums, values).map(operation)
      }
    }
  }
}
