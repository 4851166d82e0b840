import BLASTrainer
import Experiments
import LaneTrainer
import ReferenceTrainer
import Studies

/// The trainer of each cell: the first that does not refuse it of lanes, BLAS and reference, or the one that the study asks for.
struct CellTrainers: Trainer {
  private var chain: TrainerChain
  /// The trainer of each cell, by the cell's name.
  let names: [String: String]
  /// One line for each reason why cells run on the reference without having been asked to.
  let notes: [String]

  /// - Throws: `Failure` where the study asks for a trainer that cannot train it.
  init(_ plan: StudyPlan, width: LaneTrainer.Width) throws(Failure) {
    let all: [(choice: TrainerChoice, trainer: any Trainer)] = [
      (.lanes, LaneTrainer(width: width)), (.blas, BLASTrainer()), (.reference, ReferenceTrainer()),
    ]
    let allowed = all.filter { plan.trainer == nil || plan.trainer == $0.choice }
    var names: [String: String] = [:]
    var reasons: [String: [String]] = [:]
    for cell in plan.cells {
      let refusals = allowed.map { $0.trainer.refusal(of: cell.subject) }
      guard let place = refusals.firstIndex(of: nil) else {
        let asked = plan.trainer.map { "trainer: \($0.rawValue); " } ?? ""
        throw Failure(
          .usage,
          "\(plan.position(of: "trainer")): \(asked)cell \(cell.name): \(refusals.compactMap(\.self)[0]); leave `trainer` out"
        )
      }
      names[cell.name] = allowed[place].choice.rawValue
      if allowed[place].choice == .reference, place > 0, let reason = refusals[0] {
        reasons[reason, default: []].append(cell.name)
      }
    }
    chain = TrainerChain(allowed.map(\.trainer))
    self.names = names
    notes = reasons.sorted { $0.key < $1.key }.map { reason, cells in
      "\(cells.joined(separator: ", ")): trained by the slow reference trainer, since \(reason)"
    }
  }

  func isOnLanes(_ cell: StudyCell) -> Bool { names[cell.name] == TrainerChoice.lanes.rawValue }

  func refusal(of experiment: CellExperiment) -> String? { chain.refusal(of: experiment) }

  func unitSize(of experiment: CellExperiment) -> UInt64 { chain.unitSize(of: experiment) }

  mutating func run(
    _ experiment: CellExperiment,
    simulations: Range<UInt64>,
    isWanted: () -> Bool
  ) throws(TrainingFailure) -> [Record]? {
    try chain.run(experiment, simulations: simulations, isWanted: isWanted)
  }
}
