import Experiments
public import ReferenceTrainer
import RunFolder
public import Studies

/// One simulation of a study, trained again alone, and how it compares with what the study recorded.
public struct Replay: Sendable {
  let plan: StudyPlan
  let cell: StudyCell
  let story: SimulationStory
  let row: RowCheck

  /// What came of the comparison with the row in `simulations.csv`. A row that differs is an error, and has no replay.
  public enum RowCheck: Hashable, Sendable {
    /// The same bytes, in this line of the file.
    case matches(line: Int)
    /// The folder keeps no rows.
    case notKept
    /// The study was not finished, and did not come so far.
    case notThere
  }

  /// - Parameter cell: the position of the simulation's cell in the plan.
  public init(_ plan: StudyPlan, cell: Int, story: SimulationStory, row: RowCheck) {
    self.plan = plan
    self.cell = plan.cells[cell]
    self.story = story
    self.row = row
  }

  var network: Network { story.experiment.network }
  var record: Record { story.record }
  var looks: [SimulationStory.Look] { story.looks }

  /// The predictions at the end, a value an output.
  var predictions: [PredictionSummary] { looks[looks.count - 1].test.predictions }

  /// A number of the record that is an index; nil for NaN, which stands for a missing one.
  func index(_ name: String) -> Int? { story.value(name, "end").flatMap { Int(exactly: $0) } }

  /// The first hidden layer, from 1, whose units are all off at a look, where the activation gives that a meaning.
  func deadLayer(_ look: SimulationStory.Look) -> Int? {
    for (layer, off) in zip(network.hiddenLayers, look.unitsOff).enumerated()
    where off.0.activation.allUnitsOff != .undefined && Int(off.1) == off.0.units {
      return layer + 1
    }
    return nil
  }

  /// Whether the study itself asked for dead layers at this moment.
  func isCheck(_ moment: Moment) -> Bool {
    if case .step(let step) = moment { story.experiment.isLook(afterStep: step) } else { true }
  }

  /// Units of a hidden layer that are on at some training point; nil where the activation gives that no meaning.
  func unitsOn(_ look: SimulationStory.Look, layer: Int) -> Int? {
    let hidden = network.layers[layer]
    return hidden.activation.allUnitsOff == .undefined ? nil : hidden.units - Int(look.unitsOff[layer])
  }

  /// The study's outcomes in the order of its tables, and whether the simulation had them; nil where one is undefined.
  var outcomes: [(name: String, held: Bool?)] {
    NamedOutcome.all(story.experiment.criteria).map { outcome in
      let isDefined = story.experiment.missingPremise(of: outcome.flag) == nil
      return (outcome.name, isDefined ? record.outcomes.contains(outcome.flag) : nil)
    }
  }
}

extension Moment {
  /// As a sentence has it.
  var words: String {
    switch self {
    case .birth: "before training"
    case .step(let step): "after step \(step)"
    case .epoch(let epoch, _): "after epoch \(epoch)"
    }
  }

  /// As a column has it.
  var label: String {
    switch self {
    case .birth: "birth"
    case .step(let step): "step \(step)"
    case .epoch(let epoch, _): "epoch \(epoch)"
    }
  }

  /// The running mean of the loss over the epoch that ended.
  var epochLoss: Double? {
    if case .epoch(_, let loss) = self { loss } else { nil }
  }
}
