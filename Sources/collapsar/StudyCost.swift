import Datasets
import Estimation
import Experiments
import Harness
import LaneTrainer
import Reporting
import RunFolder
import Studies

/// What a study takes, told beforehand: estimates, to plan with.
struct StudyCost {
  /// Bytes of simulations.csv; nil where no rows are written.
  let rowBytes: Double?
  /// Bytes that one rank holds while it computes, beside the program itself.
  let memory: Double

  /// More than that in one file is seldom meant.
  private static let manyBytes = 20e9

  init(_ plan: StudyPlan, _ trainers: CellTrainers) {
    rowBytes = plan.keepsRows ? Double(plan.maximumSimulations) * Double(plan.rowBytesPerSimulation) : nil
    let onLanes = plan.cells.filter { trainers.isOnLanes($0) }.compactMap(\.experiment)
    // The lanes keep the networks of every experiment and the points of every task, up to a bound.
    var lanes = 0.0
    for precision in Set(onLanes.map(\.precision)) {
      let mine = onLanes.filter { $0.precision == precision }
      let tasks = Dictionary(mine.map { ($0.task, LaneTrainer.bytes(of: $0).points) }, uniquingKeysWith: max)
      lanes += Self.kept(mine.map { LaneTrainer.bytes(of: $0).networks }) + Self.kept(Array(tasks.values))
    }
    let others = plan.cells.filter { !trainers.isOnLanes($0) }.compactMap(\.experiment)
    let reference = others.map(\.referenceBytes).max() ?? 0
    let layered = plan.cells.compactMap(\.layered)
    // Every data set that is read stays; of networks, one at a time.
    let data = Dictionary(layered.map { ($0.task, $0.dataBytes) }, uniquingKeysWith: max).values.reduce(0, +)
    memory =
      lanes + reference + data + (layered.map(\.networkBytes).max() ?? 0) + Self.distributionBytes(plan)
      + layered.reduce(0) { $0 + $1.momentBytes }
  }

  /// Bytes of all distributions: single values are listed, many are counted, in eight bins an octave, or 64 of pooled values.
  private static func distributionBytes(_ plan: StudyPlan) -> Double {
    let perQuantity = min(300 + 6 * Double(plan.maximumSimulations), 4096)
    return Double(plan.quantityCount) * perQuantity + Double(plan.pooledCount) * 32_768
  }

  /// What is held of buffers that give way to each other beyond the bound.
  private static func kept(_ sizes: [Int]) -> Double {
    Double(min(sizes.reduce(0, +), LaneTrainer.usualKeptBytes + (sizes.max() ?? 0)))
  }

  /// A word before a disk is filled; nil where there is nothing to warn of.
  var note: String? {
    guard let rowBytes, rowBytes > Self.manyBytes else { return nil }
    return "simulations.csv will take about \(bytes(rowBytes)); write records: none (--set records=none) to do without "
      + "that file, counts and distributions stay the same"
  }
}

extension LayeredExperiment {
  /// Bytes of its points, as read and as the network sees them.
  fileprivate var dataBytes: Double {
    let points = Double(task.facts.training + task.facts.validation + task.facts.test)
    return points * Double(task.facts.shape.features) * (4 + (precision == .float32 ? 4 : 8))
  }

  /// Bytes of the exact sums behind means, of every number and of every step of a curve.
  fileprivate var momentBytes: Double {
    Double(numbers.count + curves.reduce(0) { $0 + $1.steps.count }) * Double(ExactMoments.flatCount * 8)
  }

  /// Bytes of a network in training: what each layer received, gave and was told, and parameters with gradients and slots.
  fileprivate var networkBytes: Double {
    let scalar = precision == .float32 ? 4.0 : 8.0
    let values = network.shapes.reduce(Double(network.input.count)) { $0 + 4 * Double($1.count) }
    return scalar * (Double(max(training.batchSize, 256)) * values + 4 * Double(parameterCount))
  }
}

extension StudyPlan {
  /// What to know before the study begins, a line each.
  func notes(_ trainers: CellTrainers) -> [String] {
    notes + trainers.notes + [StudyCost(self, trainers).note].compactMap { $0 }
  }

  /// Bytes of the rows that a simulation has, one a cell, with numbers of the usual length in them.
  fileprivate var rowBytesPerSimulation: Int {
    let format = rows
    var row: [UInt8] = []
    // Most numbers take as many digits; float32 values, too, when they are written as float64.
    let number = Double(Float(0.58))
    for (position, cell) in cells.enumerated() {
      let values = cell.subject.schema.quantities.map { $0.isWhole ? 1 : number }
      let record = Record(simulation: maximumSimulations - 1, outcomes: [], values: values)
      format.append(record, cell: position, to: &row)
    }
    return row.count
  }
}
