/// The rules by which ranks watch each other: when to give a sign of life, who has been silent for too long, and how
/// strong the wish to leave is, as far as word of it has come.
///
/// It has no clock and sends nothing: it is told the time and what came, and says what is to be done. Rank 0 watches all
/// others and tells all of them what it knows; every other rank watches rank 0 and tells it.
///
/// Silence is measured in *awake* time, which passes by at most a second between two looks. When the whole job is
/// suspended and continued, hours pass and all ranks have been silent, but nobody was there to listen; and a rank that
/// was busy elsewhere for a while has still to take the signs that came meanwhile.
package struct Vigil: Sendable {
  /// Awake seconds after which a silent rank is missed, in 1 or more.
  package let patience: Double
  /// The strongest wish of any rank that is known here.
  package private(set) var wish = LeaveWish.stay
  /// The ranks that are watched, and told.
  package let peers: [Int]
  private let limit: Double
  /// When each rank was last heard of, in awake time; nil for those that are not watched, or through.
  private var lastHeard: [Double?]
  private var awake = 0.0
  private var now: Double
  private var lastSign: (time: Double, wish: LeaveWish)?
  private var isThrough = false

  /// - Parameters:
  ///   - rank: this rank, of `size`.
  ///   - patience: awake seconds after which a silent rank is missed.
  ///   - now: the time, in seconds from anywhere.
  package init(rank: Int, of size: Int, patience: Double, now: Double) {
    precondition(patience >= 1, "a watchdog of \(patience) s would bite everybody")
    self.patience = patience
    self.now = now
    // One rank says that rank 0 is missing, and ends the others before they say it too.
    limit = patience + min(2 * Double(max(rank - 1, 0)), 10)
    peers = (0..<size).filter { $0 != rank && (rank == 0 || $0 == 0) }
    lastHeard = [Double?](repeating: nil, count: size)
    for peer in peers { lastHeard[peer] = 0 }
  }

  /// Whether all peers are through.
  package var isAlone: Bool { lastHeard.allSatisfy { $0 == nil } }

  /// Seconds between signs of life.
  package var interval: Double { min(patience / 10, 5) }

  /// To be called at every look, first.
  /// - Parameter time: not earlier than the last.
  package mutating func look(at time: Double) {
    awake += min(max(time - now, 0), 1)
    now = time
  }

  /// This process has a wish of its own, which does not go away.
  package mutating func add(_ wish: LeaveWish) { self.wish = max(self.wish, wish) }

  /// A sign came.
  package mutating func take(_ sign: Sign, from rank: Int) {
    switch sign {
    case .alive(let wish):
      if lastHeard[rank] != nil { lastHeard[rank] = awake }
      add(wish)
    case .farewell:
      lastHeard[rank] = nil
    }
  }

  /// The sign to give to all peers now, if one is due: at intervals, and at once when the wish has grown.
  package mutating func dueSign() -> Sign? {
    if isThrough { return nil }
    if let lastSign, now - lastSign.time < interval, wish == lastSign.wish { return nil }
    lastSign = (now, wish)
    return .alive(wish)
  }

  /// The last sign, to give to all peers; none is due after it.
  package mutating func farewell() -> Sign {
    isThrough = true
    return .farewell
  }

  /// The ranks that are missing, once one has been silent for too long; nobody before that.
  ///
  /// Those that fell silent with it, a whole host perhaps, are named with it: they may have been heard two intervals later.
  package var missing: [Int] {
    func silence(_ rank: Int) -> Double { lastHeard[rank].map { awake - $0 } ?? 0 }
    guard let longest = lastHeard.indices.lazy.map(silence).max(), longest > limit else { return [] }
    return lastHeard.indices.filter { silence($0) > limit - 2 * interval }
  }

  /// What to say of missing ranks, up to three of them by name.
  /// - Parameter names: of those missing, one or more: `rank 3 on node7 (process 4242)`.
  package func complaint(of names: [String]) -> String {
    let isOne = names.count == 1
    let shown = names.count > 3 ? names.prefix(3) + ["\(names.count - 3) more"] : names[...]
    let list = isOne ? names[0] : shown.dropLast().joined(separator: ", ") + " and \(shown[shown.endIndex - 1])"
    return list + (isOne ? " has" : " have") + " not answered for \(Int(patience.rounded())) s; "
      + (isOne ? "it was stopped, or its host is" : "they were stopped, or their hosts are")
      + " cut off or swapping; look at \(isOne ? "that host" : "those hosts"), then run the same command to continue"
  }
}

extension Vigil {
  /// What a rank tells another to be known alive.
  package enum Sign: Hashable, Sendable {
    case alive(LeaveWish)
    /// The last one: this rank is through, and not missed from here on.
    case farewell

    /// As it travels.
    package var number: Int64 {
      switch self {
      case .alive(let wish): wish.rawValue
      case .farewell: -1
      }
    }

    /// - Returns: nil for a number that is no sign.
    package init?(number: Int64) {
      if number == Sign.farewell.number {
        self = .farewell
      } else if let wish = LeaveWish(rawValue: number) {
        self = .alive(wish)
      } else {
        return nil
      }
    }
  }
}
