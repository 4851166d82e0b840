import BLASTrainer
import Experiments
import Foundation
import Harness
import ReferenceTrainer
import RunFolder
import Studies

/// A folder that a study has written and finished, to be damaged file by file.
final class RealFolder {
  let path: String
  let plan: StudyPlan
  let manifest: Manifest

  /// Something of everything that a checkpoint, a row or a table may hold: layers, epochs, several outputs, what diverges,
  /// what cannot die, pairs.
  static let study = """
    name: damaged
    seed: 3
    simulations: 20
    network: {hidden_layers: 2, width: 2, activation: relu}
    task: {target: abs, domain: [-2, 2], training_points: 16, test_points: 6}
    training: {batch_size: 8, epochs: 2}
    looks: {epochs: true}
    criteria: {flat: [0.25]}
    cells:
      relu: {}
      a=1,b=2: {network: {activation: tanh, hidden_layers: 1}, precision: float64}
      wild: {training: {optimizer: {sgd: {learning_rate: 1e18}}}}
    compare: [[wild, relu]]

    """

  /// The same of networks on data: distributions, equal bins, curves, what diverges.
  static let layered = """
    name: damaged
    seed: 3
    simulations: 3
    network: {hidden_layers: 2, width: 3, activation: relu}
    task: {dataset: {ball: {points: 20, test_points: 10, dimensions: 2}}}
    training: {batch_size: 8, epochs: 2}
    looks: {epochs: true, bins: {low: -1, high: 1, count: 4}, losses: 2, bias_gradients: 3}
    cells:
      relu: {}
      tanh: {network: {activation: tanh}, precision: float64}
      wild: {training: {optimizer: {sgd: {learning_rate: 1e18}}}}
    compare: [[wild, relu]]

    """

  /// - Parameter study: the text of a study file.
  init(_ study: String = RealFolder.study) throws {
    path = FileManager.default.temporaryDirectory.path + "/damage-\(UUID().uuidString)"
    plan = try StudyPlan(text: study)
    var manifest = Manifest(
      version: "1",
      planHash: plan.planHash,
      command: ["collapsar", "run"],
      start: "2026-01-01T00:00:00Z",
      mpiLibrary: "Open MPI",
      mpiCompiled: "4.1",
      cpuLevel: "native",
      trainers: ["relu": "lanes"],
      laneWidth: "full",
      ranks: [
        .init(rank: 0, host: "a", processor: "p", processID: 1, seed: 3, simulations: 16, slices: 1, busySeconds: 0.5),
        .init(rank: 1, host: "b", processor: "p", processID: 2, seed: 3, firstSimulation: 16, simulations: 4),
      ]
    )
    manifest.end = "2026-01-01T00:00:01Z"
    manifest.wallSeconds = 1
    var folder: RunFolder? = try RunFolder.create(
      path,
      study: plan.resolvedText,
      rowHeader: plan.rows.header,
      manifest: manifest
    )
    var options = StudyRun.Options(unitsPerSlice: 1)
    options.heartbeat = 0
    let run = try StudyRun(
      plan,
      communicator: SingleRank(),
      trainer: TrainerChain([ReferenceTrainer(), BLASTrainer()]),
      options: options
    )
    let report = try run.run(folder: &folder, progress: Silence()).report
    if let report { try folder.take()?.finish(report.results, manifest: manifest, checkpoint: report.checkpoint) }
    self.manifest = try StoredFolder(path).manifest()
    try OwnerNote().bytes.withUnsafeBytes { try Data($0).write(to: URL(fileURLWithPath: path + "/owner.json")) }
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  func bytes(_ name: String) throws -> [UInt8] { Array(try Data(contentsOf: URL(fileURLWithPath: path + "/" + name))) }

  func write(_ name: String, _ bytes: [UInt8]) throws {
    try Data(bytes).write(to: URL(fileURLWithPath: path + "/" + name))
  }

  private final class Silence: ProgressSink {
    func advanced(_ report: ProgressReport) {}
    func waiting(for ranks: [Int]) {}
    func failed(_ complaint: String) {}
  }
}
