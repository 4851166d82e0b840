import Experiments
import ReferenceTrainer
import RunFolder
import Studies

/// Parameters and data of a replay as JSON, in the words of ``ReplayJSON``: enough to rebuild the network elsewhere.
///
/// | key | |
/// |---|---|
/// | `study`, `plan_hash`, `seed`, `cell`, `precision`, `simulation` | what was replayed |
/// | `initial`, `final` | a layer each, the output layer last: `weights` `[unit][input]`, `biases` `[unit]` (zeros in a layer without) |
/// | `training`, `test` | `inputs`, `targets`, and `predictions` after training, each `[point][number]` |
public struct ReplayWeights {
  private let replay: Replay

  public init(_ replay: Replay) { self.replay = replay }

  public func bytes() throws -> [UInt8] {
    // A line: pretty, every number would take one of its own.
    try JSON.bytes(
      Document(
        study: replay.plan.name,
        planHash: replay.plan.planHash,
        seed: replay.plan.seed,
        cell: replay.cell.name,
        precision: replay.story.experiment.precision.rawValue,
        simulation: replay.record.simulation,
        initial: layers(replay.story.initial),
        final: layers(replay.story.final),
        training: points(replay.story.training),
        test: points(replay.story.test)
      ),
      pretty: false
    )
  }

  private func layers(_ parameters: SimulationStory.Parameters) -> [Layer] {
    zip(parameters.weights, parameters.biases).map { weights, biases in
      Layer(weights: weights, biases: biases)
    }
  }

  private func points(_ points: SimulationStory.Points) -> Points {
    Points(
      inputs: points.inputs,
      targets: points.targets,
      predictions: points.predictions
    )
  }

  private struct Document: Encodable {
    let schemaVersion = 1
    var study: String
    var planHash: String
    var seed: UInt64
    var cell: String
    var precision: String
    var simulation: UInt64
    var initial: [Layer]
    var final: [Layer]
    var training: Points
    var test: Points

    enum CodingKeys: String, CodingKey {
      case study, seed, cell, precision, simulation, initial, final, training, test
      case schemaVersion = "schema_version"
      case planHash = "plan_hash"
    }
  }

  private struct Layer: Encodable {
    var weights: [[Double]]
    var biases: [Double]
  }

  private struct Points: Encodable {
    var inputs: [[Double]]
    var targets: [[Double]]
    var predictions: [[Double]]
  }
}
