import Experiments
import LaneTrainer
import ReferenceTrainer
import Studies

/// Picks the trainer of each cell: of those that learn functions the lanes where they can, the reference elsewhere; BLAS for
/// layered networks on data sets.
struct CellTrainers: Trainer {
  private let lanes: LaneTrainer
  private var reference = ReferenceTrainer()
  private let onReference: Set<Experiment>
  /// The trainer of each cell, by the cell's name.
  let names: [String: String]
  /// One line for each reason why cells run on the reference without having been asked to.
  let notes: [String]

  /// - Throws: `Failure` where the study asks for a trainer that cannot train it.
  init(_ plan: StudyPlan, width: LaneTrainer.Width) throws(Failure) {
    lanes = LaneTrainer(width: width)
    var onReference: Set<Experiment> = []
    var names: [String: String] = [:]
    var reasons: [String: [String]] = [:]
    let place = plan.position(of: "trainer")
    for cell in plan.cells {
      guard let experiment = cell.experiment else {
        if let trainer = plan.trainer, trainer != .blas {
          throw Failure(
            .usage,
            "\(place): trainer: \(trainer.rawValue); networks on data sets are trained by blas alone; leave `trainer` out"
          )
        }
        names[cell.name] = "blas"
        continue
      }
      let refusal = LaneTrainer.refusal(of: experiment)
      switch (plan.trainer, refusal) {
      case (.blas, _):
        throw Failure(
          .usage,
          "\(place): trainer: blas; it trains networks on data sets (task.dataset); leave `trainer` out, or write lanes"
        )
      case (.lanes, .some(let reason)):
        throw Failure(
          .usage,
          "\(place): trainer: lanes; cell \(cell.name): \(reason); leave `trainer` out, or write reference"
        )
      case (.reference, _), (nil, .some):
        onReference.insert(experiment)
        names[cell.name] = "reference"
        if plan.trainer == nil, let refusal { reasons[refusal, default: []].append(cell.name) }
      case (.lanes, nil), (nil, nil): names[cell.name] = "lanes"
      }
    }
    self.onReference = onReference
    self.names = names
    notes = reasons.sorted { $0.key < $1.key }.map { reason, cells in
      "\(cells.joined(separator: ", ")): trained by the slow reference trainer, since \(reason)"
    }
  }

  func isOnLanes(_ experiment: Experiment) -> Bool { !onReference.contains(experiment) }

  func unitSize(of experiment: Experiment) -> UInt64 {
    isOnLanes(experiment) ? lanes.unitSize(of: experiment) : reference.unitSize(of: experiment)
  }

  mutating func run(
    _ experiment: Experiment,
    simulations: Range<UInt64>,
    isWanted: () -> Bool
  ) throws(TrainingFailure) -> [Record]? {
    onReference.contains(experiment)
      ? reference.run(experiment, simulations: simulations, isWanted: isWanted)
      : try lanes.run(experiment, simulations: simulations, isWanted: isWanted)
  }
}
