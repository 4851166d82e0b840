import Experiments
import ReferenceTrainer
import RunFolder
import Studies

/// A replay as JSON: schema_version 1, keys sorted. Numbers are the shortest decimals that read back the same bits; what is
/// not finite stands as ``JSON`` has it, what means nothing here as null.
///
/// | key | |
/// |---|---|
/// | `study`, `plan_hash`, `seed`, `cell`, `precision`, `simulation` | what was replayed |
/// | `row` | `matches`, `not_kept` or `not_there` |
/// | `outcomes`, `dead_layer`, `death_check`, `train_loss`, `final_train_loss`, `test_loss`, `predictions` | as in the row |
/// | `layers` | by layer, the output layer last: `units`, and the summaries of the `first_batch` and the `last_batch` |
/// | `looks` | by moment (`birth`, `step` or `epoch`, with its number): losses, predictions on the test points, the first dead layer, and by layer `gradient_norms` (of the loss over all training points) and, by hidden layer, `units_on` |
/// | `function` | for networks with one input: `input`, `target`, and the network `before` and `after` training |
public struct ReplayJSON {
  private let replay: Replay

  public init(_ replay: Replay) { self.replay = replay }

  public func bytes() throws -> [UInt8] { try JSON.bytes(document) }

  private var document: Document {
    let record = replay.record
    let end = replay.looks[replay.looks.count - 1]
    return Document(
      study: replay.plan.name,
      planHash: replay.plan.planHash,
      seed: replay.plan.seed,
      cell: replay.cell.name,
      precision: replay.story.experiment.precision.rawValue,
      simulation: record.simulation,
      row: replay.row.word,
      outcomes: Dictionary(uniqueKeysWithValues: replay.outcomes.map { ($0.name, $0.held) }),
      deadLayer: OrNull(replay.index("dead_layer")),
      deathCheck: OrNull(replay.index("death_check")),
      trainLoss: OrNull(replay.story.value("train_loss", "last_epoch")),
      finalTrainLoss: end.loss,
      testLoss: end.test.loss,
      predictions: replay.predictions.map(Prediction.init),
      layers: replay.network.layers.enumerated().map { index, layer in
        Layer(
          units: layer.units,
          firstBatch: OrNull(Batch(replay.story, "first_batch", layer: index + 1)),
          lastBatch: OrNull(Batch(replay.story, "last_batch", layer: index + 1))
        )
      },
      looks: replay.looks.map(look),
      function: replay.story.curve.map { point in
        Point(
          input: point.input,
          target: point.target,
          before: point.initial,
          after: point.final
        )
      }
    )
  }

  private func look(_ look: SimulationStory.Look) -> Look {
    let (moment, number) =
      switch look.moment {
      case .birth: ("birth", 0)
      case .step(let step): ("step", step)
      case .epoch(let epoch, _): ("epoch", epoch)
      }
    return Look(
      moment: moment,
      number: number,
      epochLoss: OrNull(look.moment.epochLoss),
      trainLoss: look.loss,
      testLoss: look.test.loss,
      predictions: look.test.predictions.map(Prediction.init),
      firstDeadLayer: OrNull(replay.deadLayer(look)),
      gradientNorms: look.gradientNorms,
      unitsOn: replay.network.hiddenLayers.indices.map { OrNull(replay.unitsOn(look, layer: $0)) }
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
    var row: String
    var outcomes: [String: Bool?]
    var deadLayer: OrNull<Int>
    var deathCheck: OrNull<Int>
    var trainLoss: OrNull<Double>
    var finalTrainLoss: Double
    var testLoss: Double
    var predictions: [Prediction]
    var layers: [Layer]
    var looks: [Look]
    var function: [Point]

    enum CodingKeys: String, CodingKey {
      case study, seed, cell, precision, simulation, row, outcomes, predictions, layers, looks, function
      case schemaVersion = "schema_version"
      case planHash = "plan_hash"
      case deadLayer = "dead_layer"
      case deathCheck = "death_check"
      case trainLoss = "train_loss"
      case finalTrainLoss = "final_train_loss"
      case testLoss = "test_loss"
    }
  }

  private struct Look: Encodable {
    var moment: String
    var number: Int
    var epochLoss: OrNull<Double>
    var trainLoss: Double
    var testLoss: Double
    var predictions: [Prediction]
    var firstDeadLayer: OrNull<Int>
    var gradientNorms: [Double]
    var unitsOn: [OrNull<Int>]

    enum CodingKeys: String, CodingKey {
      case moment, number, predictions
      case epochLoss = "epoch_loss"
      case trainLoss = "train_loss"
      case testLoss = "test_loss"
      case firstDeadLayer = "first_dead_layer"
      case gradientNorms = "gradient_norms"
      case unitsOn = "units_on"
    }
  }

  private struct Prediction: Encodable {
    var minimum: Double
    var maximum: Double
    var mean: Double

    init(_ summary: PredictionSummary) {
      minimum = summary.minimum
      maximum = summary.maximum
      mean = summary.mean
    }
  }

  private struct Layer: Encodable {
    var units: Int
    var firstBatch: OrNull<Batch>
    var lastBatch: OrNull<Batch>

    enum CodingKeys: String, CodingKey {
      case units
      case firstBatch = "first_batch"
      case lastBatch = "last_batch"
    }
  }

  private struct Batch: Encodable {
    var gradientNorm: Double
    var activationMean: Double
    var activationDeviation: Double

    /// Nil where no batch was trained.
    init?(_ story: SimulationStory, _ when: String, layer: Int) {
      guard let norm = story.value("gradient_norm", when, layer: layer),
        let mean = story.value("activation_mean", when, layer: layer),
        let deviation = story.value("activation_deviation", when, layer: layer)
      else { return nil }
      (gradientNorm, activationMean, activationDeviation) = (norm, mean, deviation)
    }

    enum CodingKeys: String, CodingKey {
      case gradientNorm = "gradient_norm"
      case activationMean = "activation_mean"
      case activationDeviation = "activation_deviation"
    }
  }

  private struct Point: Encodable {
    var input: Double
    var target: [Double]
    var before: [Double]
    var after: [Double]
  }
}

extension Replay.RowCheck {
  fileprivate var word: String {
    switch self {
    case .matches: "matches"
    case .notKept: "not_kept"
    case .notThere: "not_there"
    }
  }
}

/// A value, or null: a key that is always there.
struct OrNull<Value: Encodable>: Encodable {
  let value: Value?

  init(_ value: Value?) { self.value = value }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    if let value { try container.encode(value) } else { try container.encodeNil() }
  }
}
