import ArgumentParser
import Experiments
import Foundation
import Harness
import LaneTrainer
import MessagePassing
import Reporting
import Studies

struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Read a study and show what it comes to, without simulating.",
    discussion: """
      EXAMPLES
        collapsar check configs/dying-relu.yaml
        collapsar check configs/dying-relu.yaml --set network.hidden_layers=20
        collapsar check configs/dying-relu.yaml --simulations 1000000 --ranks 64 --max-time 4h
      """
  )

  @OptionGroup var arguments: StudyArguments

  @Option(help: ArgumentHelp("Tell the time on so many ranks too.", valueName: "n"))
  var ranks: String?

  @Option(
    help: ArgumentHelp("Warn where a run that lasts no longer would get nothing done.", valueName: "time")
  )
  var maxTime: String?

  func run() throws {
    let limit = try timeSpan(maxTime, "--max-time")
    let ranks = try wholeNumber(ranks, "--ranks", in: 1...1_000_000) ?? 1
    let plan = try arguments.plan()
    let trainers = try CellTrainers(plan, width: .full)
    // Started by mpirun, it is the same plan on every rank.
    guard LaunchEnvironment.speaks else { return }
    try StandardStreams.print(plan.resolvedText + comment(plan, trainers, ranks: Int(ranks), limit: limit))
  }

  /// What the plan comes to, as lines that YAML passes over.
  private func comment(_ plan: StudyPlan, _ trainers: CellTrainers, ranks: Int, limit: Double?) -> String {
    var lines = ["plan hash: \(plan.planHash)"]
    for cell in plan.cells {
      let (cost, parameters) = (cell.subject.multiplyAdds, cell.subject.parameterCount)
      lines.append(
        "\(cell.name): \(cell.summary), \(grouped(parameters)) parameters, trainer "
          + "\(trainers.names[cell.name] ?? "none"), \(scientific(cost)) multiply-adds a simulation, "
          + "\(scientific(cost * Double(plan.maximumSimulations))) in \(plan.stop == nil ? "all" : "all at most")"
      )
    }
    lines += LayerTable.lines(plan)
    let cost = StudyCost(plan, trainers)
    let rows = cost.rowBytes.map {
      "\(plan.stop == nil ? "" : "at most ")\(grouped(plan.maximumSimulations * UInt64(plan.cells.count))) in simulations.csv, about \(bytes($0))"
    }
    lines.append("rows: \(rows ?? "none")")
    lines.append("memory: about \(bytes(cost.memory)) a rank for networks and points, beside the program itself")
    let time = StudyTime(plan, trainers)
    lines.append(time.line(ranks: ranks, isAtMost: plan.stop != nil))
    if let stop = plan.stopOutlook { lines.append(stop) }
    lines += ([time.note(maxTime: limit)].compactMap { $0 } + plan.notes(trainers)).map { "note: \($0)" }
    return lines.map { "\n# \($0)" }.joined()
  }
}
