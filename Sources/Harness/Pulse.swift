/// What a rank minds while it computes: that it is asked to leave, that its time is over, and that others can see it live.
///
/// Trainers ask `isWanted` before every step; the clock is looked at every sixteenth time at most, once steps have shown that
/// they are short, and other ranks ten times a second.
final class Pulse {
  private let communicator: any RankCommunicator
  private let ownWish: () -> LeaveWish
  /// When to leave; nil: never. Judged by rank 0.
  private let deadline: ContinuousClock.Instant?
  private let clock = ContinuousClock()
  private var sliceStart: ContinuousClock.Instant
  private var lastExchange: ContinuousClock.Instant
  private var lastLook: ContinuousClock.Instant
  private var asked = 0
  private var asksBetweenLooks = 1
  private var heard = LeaveWish.stay
  /// Why talking to other ranks failed while a trainer was at work, which cannot be told so from within.
  private(set) var failure: CommunicationError?

  /// What is longer is given up rather than waited for, where a rank wishes to leave.
  static let patience: Duration = .milliseconds(500)
  private static let interval: Duration = .milliseconds(100)
  private static let mostAsksBetweenLooks = 16

  init(
    _ communicator: any RankCommunicator,
    wish: @escaping () -> LeaveWish,
    deadline: ContinuousClock.Instant?
  ) {
    self.communicator = communicator
    ownWish = wish
    self.deadline = communicator.rank == 0 ? deadline : nil
    sliceStart = clock.now
    lastExchange = sliceStart
    lastLook = sliceStart
  }

  /// The strongest wish that this rank knows of.
  var wish: LeaveWish {
    max(ownWish(), heard, isOver ? .afterSlice : .stay)
  }

  /// Whether the time is over.
  var isOver: Bool { deadline.map { clock.now >= $0 } ?? false }

  func beginSlice() { sliceStart = clock.now }

  /// To be called before steps that may be longer than those before: of another cell.
  func beginSteps() {
    asksBetweenLooks = 1
    lastLook = clock.now
  }

  /// Whether the simulations at work are to go on.
  func isWanted() -> Bool {
    asked &+= 1
    let own = ownWish()
    guard own > .stay || heard > .stay || asked % asksBetweenLooks == 0 else { return true }
    let now = clock.now
    // Steps of a large network may take a second each.
    asksBetweenLooks = now - lastLook > Self.interval / 8 ? 1 : min(2 * asksBetweenLooks, Self.mostAsksBetweenLooks)
    lastLook = now
    if now - lastExchange >= Self.interval { look(now) }
    if failure != nil { return false }
    switch wish {
    case .stay: return true
    case .afterSlice: return now - sliceStart < Self.patience
    case .atOnce: return false
    }
  }

  /// To be called now and then while this rank waits for others.
  func tick() {
    let now = clock.now
    if now - lastExchange >= Self.interval { look(now) }
  }

  private func look(_ now: ContinuousClock.Instant) {
    lastExchange = now
    do throws(CommunicationError) {
      heard = max(heard, try communicator.exchangeSigns(wish: wish))
    } catch {
      failure = error
    }
  }
}
