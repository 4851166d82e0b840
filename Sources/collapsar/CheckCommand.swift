import ArgumentParser
import Foundation
import Harness
import LaneTrainer
import MessagePassing
import Networks
import Reporting
import Studies
import Training

struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Read a study and show what it comes to, without simulating.",
    discussion: """
      EXAMPLES
        collapsar check configs/dying-relu.yaml
        collapsar check configs/dying-relu.yaml --set network.hidden_layers=20
      """
  )

  @OptionGroup var arguments: StudyArguments

  func run() throws {
    let plan = try arguments.plan()
    let trainers = try CellTrainers(plan, width: .full)
    // Started by mpirun, it is the same plan on every rank.
    guard LaunchEnvironment(ProcessInfo.processInfo.environment).isSpokesman else { return }
    print(plan.resolvedText)
    print("# plan hash: \(plan.planHash)")
    for cell in plan.cells {
      let cost = cell.experiment.multiplyAdds
      print(
        "# \(cell.name): \(grouped(cell.experiment.network.parameterCount)) parameters, trainer "
          + "\(trainers.names[cell.name] ?? "none"), \(scientific(cost)) multiply-adds a simulation, "
          + "\(scientific(cost * Double(plan.simulations))) in all"
      )
    }
    print(
      "# rows: \(plan.keepsRows ? "\(grouped(plan.simulations * UInt64(plan.cells.count))) in simulations.csv" : "none")"
    )
    for note in trainers.notes { print("# note: \(note)") }
  }
}
