import BLASTrainer
import Experiments
import Harness
import Reporting
import RunFolder
import Studies

extension ReplayCommand {
  /// Trains one replicate of a layered network again and shows its numbers.
  func replayLayered(_ study: StoredStudy, _ position: Int, _ simulation: UInt64, _ form: Form) throws {
    guard let experiment = study.plan.cells[position].layered else { return }
    if form == .svg {
      throw Failure(.usage, "--format svg: a network on a data set has no one picture; take text or json")
    }
    if weights != nil {
      throw Failure(.usage, "--weights: is for tiny networks; of a network on a data set take --format json")
    }
    var trainer = BLASTrainer()
    let record: Record?
    do throws(TrainingFailure) {
      record = try trainer.run(experiment, simulation: simulation, isWanted: { true })
    } catch {
      throw Failure(.tooManyFailures, "simulation \(simulation) of cell \(study.plan.cells[position].name): \(error)")
    }
    guard let record else { return }
    let row = try check(record, position, study)
    let replay = LayeredReplay(study.plan, cell: position, experiment, record, row: row)
    switch form {
    case .json: try StandardStreams.print(bytes: try replay.json())
    case .text, .svg: try StandardStreams.print(replay.text)
    }
  }
}
