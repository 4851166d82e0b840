import Foundation
import Studies

/// The package's own study files.
enum Repository {
  static let configs = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "configs")

  static let studies = [
    "depth-width", "dying-relu", "notebook-2019", "notebook-leaky", "reference-table", "smoke", "until-precise",
  ]

  /// Those of data sets.
  static let dataStudies = [
    "activations-by-layer", "ball-by-layer", "cat-vs-noncat", "deep-selu", "fashion-activations", "gradients-by-layer",
    "initialization-flow", "loss-by-initializer",
  ]

  static func path(_ study: String) -> String { configs.appending(path: "\(study).yaml").path() }
  static func text(_ study: String) throws -> String { try String(contentsOfFile: path(study), encoding: .utf8) }
}

/// A study as short as one can be.
let shortest = """
  name: short
  network: {hidden_layers: 2, width: 3, activation: relu}
  task: {target: abs, domain: [-1, 2]}
  training: {}
  """

/// What a text is refused with; empty for a text that is a study.
func problems(_ text: String, _ overrides: StudyOverrides = StudyOverrides()) -> [StudyProblem] {
  do {
    _ = try StudyPlan(text: text, origin: "a.yaml", overrides: overrides)
    return []
  } catch {
    return error.problems
  }
}
