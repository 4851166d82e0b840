import Glibc
import Harness
import MessagePassing

/// The signs of life that ranks give each other through MPI, by the rules of a `Vigil`.
///
/// One small message a peer at a time: a sign whose predecessor is still on its way is left out.
final class SignsOfLife {
  /// Set when a rank is missing.
  private(set) var alarm: CommunicationError?
  /// What the ranks are called, for the alarm.
  var names: [String]
  private var vigil: Vigil
  private let ownWish: () -> LeaveWish
  private var sending: [SendRequest?]
  private var lastExchange: Double
  /// The tag of signs; others are the caller's.
  private static let tag = 2
  /// Seconds between looks at the mailbox. Whoever waits asks far more often.
  private static let pause = 0.01

  /// - Parameters:
  ///   - channel: among all ranks; each must have signs of life.
  ///   - watchdog: seconds after which a silent rank is missed, 1 or more.
  ///   - wish: this process's own wish to leave.
  init(_ channel: borrowing Communicator, watchdog: Double, wish: @escaping () -> LeaveWish) {
    vigil = Vigil(rank: channel.rank, of: channel.size, patience: watchdog, now: Self.now)
    ownWish = wish
    names = (0..<channel.size).map { "rank \($0)" }
    sending = [SendRequest?](repeating: nil, count: channel.size)
    lastExchange = -.infinity
  }

  /// The strongest wish of any rank that is known here.
  var wish: LeaveWish { vigil.wish }

  /// This process has a wish to leave, which does not go away.
  func add(_ wish: LeaveWish) { vigil.add(wish) }

  /// Takes the signs that came and gives those that are due. Cheap, and may be called at any time.
  /// - Throws: where a rank is missing; `alarm` says which.
  func exchange(_ channel: borrowing Communicator) throws(MPIError) {
    let now = Self.now
    guard now - lastExchange >= Self.pause else { return }
    lastExchange = now
    vigil.look(at: now)
    vigil.add(ownWish())
    try takeAll(channel)
    if let sign = vigil.dueSign() {
      for peer in vigil.peers {
        // Not before the one before is off.
        if let request = sending[peer], try !request.test() { continue }
        sending[peer] = try channel.startSending([sign.number], to: peer, tag: Self.tag)
      }
    }
    let missing = vigil.missing
    guard !missing.isEmpty else { return }
    let complaint = vigil.complaint(of: missing.map { names[$0] })
    alarm = CommunicationError(complaint)
    throw .givenUp(complaint)
  }

  /// Returns when no rank has anything more to say, so that MPI can be finalized. Every rank must come here.
  ///
  /// Messages of one sender arrive in order: after a farewell nothing is on its way. Rank 0 answers when it has heard
  /// everybody's, so that none leaves while another is still at work and may have to be missed.
  /// - Throws: where a rank is missing; `alarm` says which.
  func sayFarewell(_ channel: borrowing Communicator) throws(MPIError) {
    var farewells: [SendRequest] = []
    if channel.rank != 0 { farewells = try sendAll(vigil.farewell(), channel) }
    try channel.wait { () throws(MPIError) in
      try takeAll(channel)
      return vigil.isAlone
    }
    if channel.rank == 0 { farewells = try sendAll(vigil.farewell(), channel) }
    farewells += sending.compactMap { $0 }
    try channel.wait { () throws(MPIError) in
      for request in farewells { if try !request.test() { return false } }
      return true
    }
  }

  private func takeAll(_ channel: borrowing Communicator) throws(MPIError) {
    while let message = try channel.takeMessage(Int64.self, upTo: 1, tag: Self.tag) {
      guard let sign = message.elements.first.flatMap({ Vigil.Sign(number: $0) }) else { continue }
      vigil.take(sign, from: message.source)
    }
  }

  private func sendAll(_ sign: Vigil.Sign, _ channel: borrowing Communicator) throws(MPIError) -> [SendRequest] {
    var requests: [SendRequest] = []
    for peer in vigil.peers { requests.append(try channel.startSending([sign.number], to: peer, tag: Self.tag)) }
    return requests
  }

  /// Seconds on a clock that only runs forward.
  private static var now: Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
  }
}
