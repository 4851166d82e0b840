import Experiments
import Foundation
import Harness
import MessagePassing
import RunFolder
import Studies

/// The ranks of this launch: those of an MPI job, or this process alone.
enum Ranks {
  case mpi(MPIRanks)
  case single(SingleRank)

  /// Joins the job that the launcher made; without a launcher MPI is left alone.
  /// - Parameters:
  ///   - watchdog: seconds after which a silent rank ends the job, 1 to a million.
  ///   - onlyOneProgram: whether ranks that run different programs are refused.
  ///   - wish: this process's own wish to leave, to be passed on to the others.
  /// - Throws: `Failure` for a launch that cannot work.
  static func start(
    watchdog: Double = Ranks.watchdog,
    onlyOneProgram: Bool = true,
    wish: @escaping () -> LeaveWish = { .stay }
  ) throws(Failure) -> Ranks {
    let environment = LaunchEnvironment.current
    if let refusal = LaunchEnvironment.refusal { throw refusal }
    if environment.launcher == .none { return .single(SingleRank()) }
    let ranks: MPIRanks
    let world: World
    do { world = try World(within: UInt32(watchdog.rounded(.up))) } catch { throw Failure(error) }
    do { ranks = try MPIRanks(world, watchdog: watchdog, wish: wish) } catch {
      // Whichever rank this is, no other knows.
      Entry.say(error.description)
      World.abort(code: Failure.Code.internalError.rawValue)
    }
    if let problem = environment.problemAfterInitialization(worldSize: ranks.size) {
      // Each copy is a world of its own and can leave it in order.
      do { try ranks.finalize() } catch { throw Failure(.internalError, error.description) }
      throw Failure(problem)
    }
    let started = Ranks.mpi(ranks)
    _ = try started.fromRankZero { () throws(Failure) in
      let launch = ranks.launch
      let problem = launch.differentArguments ?? (onlyOneProgram ? launch.differentPrograms : nil)
      if let problem { throw Failure(problem) }
      return []
    }
    return started
  }

  /// The usual watchdog, in seconds: longer than a busy file server keeps a rank waiting.
  static let watchdog = 300.0

  var communicator: any RankCommunicator {
    switch self {
    case .mpi(let ranks): ranks
    case .single(let rank): rank
    }
  }

  var host: String {
    switch self {
    case .mpi(let ranks): ranks.host
    case .single: ProcessInfo.processInfo.hostName
    }
  }

  /// What the ranks say of themselves: all of them on rank 0, this one elsewhere.
  var launch: LaunchReport {
    switch self {
    case .mpi(let ranks): ranks.launch
    case .single: LaunchReport([.own(rank: 0, host: host)])
    }
  }

  /// What the user of a launch should know before it computes, a line each; empty but on rank 0.
  func notes(_ plan: StudyPlan, _ trainer: any Trainer, from checkpoint: Checkpoint?) -> [String] {
    guard communicator.size > 1, communicator.rank == 0 else { return [] }
    let first = checkpoint?.done.upperBound ?? plan.firstSimulation
    let end = plan.firstSimulation + plan.maximumSimulations
    let unit = plan.unitSize(trainer)
    let units = first < end ? (end + unit - 1) / unit - first / unit : 0
    let kernels = plan.cells.contains { $0.experiment == nil } ? launch.differentKernels : nil
    return [launch.idle(units: units, of: unit), kernels].compactMap { $0 } + launch.stacked
  }

  /// Leaves the job in order; where another rank does not come, ends it.
  func finalize() {
    guard case .mpi(let ranks) = self else { return }
    do { try ranks.finalize() } catch { abort(Failure(.internalError, error.description)) }
  }

  /// Says once what is wrong, on the rank where it happened, and ends every rank.
  func abort(_ failure: Failure) -> Never {
    let place = communicator.size > 1 ? "rank \(communicator.rank) on \(host): " : ""
    Entry.say(place + failure.message)
    World.abort(code: failure.code.rawValue)
  }

  /// Does something on rank 0 that may fail, and lets every rank know: all go on with its bytes, or all leave in order.
  ///
  /// Rank 0 says what failed before the others know: the first of them to leave with an error ends it too.
  /// - Throws: the failure, on every rank, already said.
  func fromRankZero(_ body: () throws(Failure) -> [UInt8]) throws(Failure) -> [UInt8] {
    var bytes: [UInt8] = []
    if communicator.rank == 0 {
      do { bytes = [0] + (try body()) } catch {
        Entry.say(error.message)
        bytes = [UInt8(truncatingIfNeeded: error.code.rawValue)]
      }
    }
    let told: [UInt8]
    do { told = try communicator.broadcast(bytes) } catch { abort(Failure(.internalError, error.description)) }
    if told.first == 0 { return Array(told.dropFirst()) }
    finalize()
    throw Failure(Failure.Code(rawValue: Int32(told.first ?? 70)) ?? .internalError, "", isSaid: true)
  }
}
