import BLASTrainer
import Experiments
import Foundation
import Harness
import ReferenceTrainer
import RunFolder
import Studies
import Synchronization
import Testing

/// A folder in which a study is carried out piece by piece, on other ranks each time.
final class StoppedStudy: Sendable {
  let path = FileManager.default.temporaryDirectory.path + "/stopped-\(UUID().uuidString)"
  private let copies = Mutex<[String]>([])
  /// What the latest run said of simulations that could not be computed.
  let complaints = Mutex<[String]>([])

  deinit {
    try? FileManager.default.removeItem(atPath: path)
    for copy in copies.withLock({ $0 }) { try? FileManager.default.removeItem(atPath: copy) }
  }

  init() {}

  /// A folder as a kill would leave it.
  private init(copy path: String) { copies.withLock { $0.append(path) } }

  /// How one run is carried out.
  struct Conditions {
    var ranks = 1
    var unitsPerSlice: UInt64? = 1
    /// All are asked to leave after so many rounds; nil: nobody is.
    var rounds: Int?
    /// What is computed is given up after so many simulations of a rank; nil: nothing is.
    var simulations: Int?
    /// Which simulations cannot be computed, and how many times.
    var faults: [UInt64: Int] = [:]
    var mostFailures = 10
    /// Copies of the folder are kept after every round: the first has no checkpoint, the second has one, and what the others
    /// have depends on how fast the disk is.
    var isCopied = false
    /// Seconds between checkpoints.
    var checkpointEvery = 0.0
  }

  /// Goes on with the study, from what is there.
  /// - Returns: why it left; nil where it is finished.
  @discardableResult
  func carryOn(_ text: String, _ conditions: Conditions = Conditions(), in path: String? = nil) throws -> Departure? {
    let path = path ?? self.path
    let checkpoint = FileManager.default.fileExists(atPath: path) ? try StoredFolder(path).checkpoint() : nil
    let plan = try StudyPlan(text: text, overrides: Self.overrides(checkpoint))
    let outcome = Outcome()
    outcome.faults.withLock { $0 = conditions.faults }
    defer { complaints.withLock { $0 = outcome.complaints.withLock { $0 } } }
    let body: @Sendable (any RankCommunicator) -> Void = { [self] communicator in
      do {
        let ending = try carryOn(plan, communicator, path, checkpoint, conditions, outcome)
        if communicator.rank == 0 { outcome.ending.withLock { $0 = .success(ending) } }
      } catch {
        outcome.ending.withLock { $0 = .failure(error) }
      }
    }
    if conditions.ranks == 1 { body(SingleRank()) } else { Team.run(conditions.ranks, body) }
    return try #require(outcome.ending.withLock { $0 }).get()
  }

  private static func overrides(_ checkpoint: Checkpoint?) -> StudyOverrides {
    var overrides = StudyOverrides()
    overrides.keptWeight = checkpoint?.stopWeight
    return overrides
  }

  private func carryOn(
    _ plan: StudyPlan,
    _ communicator: any RankCommunicator,
    _ path: String,
    _ checkpoint: Checkpoint?,
    _ conditions: Conditions,
    _ outcome: Outcome
  ) throws -> Departure? {
    var folder: RunFolder?
    let manifest = StudyOutcome.manifest(plan)
    if communicator.rank == 0 {
      let owner = try FolderOwner.claim(path)
      if let checkpoint {
        folder = try RunFolder.resume(
          path,
          from: checkpoint,
          study: plan.resolvedText,
          manifest: manifest,
          owner: owner
        )
      } else {
        let header = plan.keepsRows ? plan.rows.header : nil
        folder = try RunFolder.create(
          path,
          study: plan.resolvedText,
          rowHeader: header,
          manifest: manifest,
          owner: owner
        )
      }
    }
    var options = StudyRun.Options(unitsPerSlice: conditions.unitsPerSlice)
    options.checkpointEvery = conditions.checkpointEvery
    options.wish = { LeaveWish(rawValue: outcome.wish.load(ordering: .relaxed)) ?? .stay }
    options.mostFailures = conditions.mostFailures
    let trainer = Unreliable(limit: conditions.simulations, outcome) {
      outcome.wish.store(LeaveWish.atOnce.rawValue, ordering: .relaxed)
    }
    let run = try StudyRun(
      plan,
      communicator: communicator,
      trainer: trainer,
      options: options,
      from: communicator.rank == 0 ? checkpoint : nil
    )
    let sink = Counter(outcome) { [self] rounds in
      if rounds == conditions.rounds { outcome.wish.store(LeaveWish.afterSlice.rawValue, ordering: .relaxed) }
      guard conditions.isCopied else { return }
      // The checkpoint of the first round is on its way to the disk by now.
      while rounds == 2, !FileManager.default.fileExists(atPath: path + "/state.json") { usleep(1000) }
      copy()
    }
    let ending = try run.run(folder: &folder, progress: sink)
    guard let report = ending.report else { return ending.departure }
    if let departure = ending.departure {
      try folder.take()?.leave(because: departure.reason, manifest: manifest, checkpoint: report.checkpoint)
    } else {
      try folder.take()?.finish(report.results, manifest: manifest, checkpoint: report.checkpoint)
    }
    return ending.departure
  }

  private func copy() {
    let copy = path + "-\(UUID().uuidString)"
    // A file may be renamed while it is copied: then this moment is one at which nothing was killed.
    guard (try? FileManager.default.copyItem(atPath: path, toPath: copy)) != nil else { return }
    // Its writer, this process, lives on, and would be waited for.
    try? FileManager.default.removeItem(atPath: copy + "/owner.json")
    copies.withLock { $0.append(copy) }
  }

  var copiesTaken: [String] { copies.withLock { $0 } }

  func bytes(in path: String? = nil) throws -> [[UInt8]] {
    try ["results.json", "layers.csv", "simulations.csv"].map {
      Array(try Data(contentsOf: URL(fileURLWithPath: (path ?? self.path) + "/" + $0)))
    }
  }

  /// What the ranks of one run share.
  private final class Outcome: Sendable {
    let wish = Atomic<Int64>(LeaveWish.stay.rawValue)
    let ending = Mutex<Result<Departure?, any Error>?>(nil)
    let faults = Mutex<[UInt64: Int]>([:])
    let complaints = Mutex<[String]>([])
  }

  /// Counts rounds.
  private final class Counter: ProgressSink {
    private var rounds = 0
    private let outcome: Outcome
    private let afterRound: (Int) -> Void

    init(_ outcome: Outcome, _ afterRound: @escaping (Int) -> Void) {
      self.outcome = outcome
      self.afterRound = afterRound
    }

    func advanced(_ report: ProgressReport) {
      rounds += 1
      afterRound(rounds)
    }

    func waiting(for ranks: [Int]) {}

    func failed(_ complaint: String) { outcome.complaints.withLock { $0.append(complaint) } }
  }

  /// A reference trainer that gives up after so many simulations, as a rank does that is asked to leave in the middle of
  /// one, and cannot compute some of them at first.
  private struct Unreliable: Trainer {
    private var trainer = GroupTrainer()
    private var left: Int?
    private let outcome: Outcome
    private let giveUp: () -> Void

    init(limit: Int?, _ outcome: Outcome, _ giveUp: @escaping () -> Void) {
      left = limit
      self.outcome = outcome
      self.giveUp = giveUp
    }

    func refusal(of experiment: CellExperiment) -> String? { nil }

    func unitSize(of experiment: CellExperiment) -> UInt64 { trainer.unitSize(of: experiment) }

    mutating func run(
      _ experiment: CellExperiment,
      simulations: Range<UInt64>,
      isWanted: () -> Bool
    ) throws(TrainingFailure) -> [Record]? {
      let isFaulty = outcome.faults.withLock { faults in
        for simulation in simulations where faults[simulation, default: 0] > 0 {
          faults[simulation, default: 0] -= 1
          return true
        }
        return false
      }
      if isFaulty { throw TrainingFailure("it is not to be") }
      if let left {
        if left < simulations.count {
          giveUp()
          return nil
        }
        self.left = left - simulations.count
      }
      return try trainer.run(experiment, simulations: simulations, isWanted: isWanted)
    }
  }
}
