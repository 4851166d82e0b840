import BLASTrainer
import Experiments
import Foundation
import Harness
import RunFolder
import Studies
import Testing

/// All that a study leaves behind, and who did what.
struct StudyOutcome: Equatable {
  var results: [UInt8] = []
  var layers: [UInt8] = []
  var rows: [UInt8] = []
  var simulationsByRank: [UInt64] = []
  var firstByRank: [UInt64?] = []
  /// Lines of the log.
  var log: [String] = []
  /// The most bytes that rank 0 was sent at once by other ranks and itself.
  var mostGathered = 0

  /// What must not depend on how the study was carried out.
  var bytes: [[UInt8]] { [results, layers, rows] }

  /// Carries out a study on `ranks` ranks in a new folder, which is removed again.
  init(
    _ text: String,
    ranks: Int,
    unitsPerSlice: UInt64? = nil,
    rowBytes: Int? = nil,
    trainer: @escaping @Sendable () -> any Trainer = { GroupTrainer() }
  ) throws {
    let path = FileManager.default.temporaryDirectory.path + "/harness-\(UUID().uuidString)"
    defer { try? FileManager.default.removeItem(atPath: path) }
    let plan = try StudyPlan(text: text)
    let report = Report()
    var options = StudyRun.Options(unitsPerSlice: unitsPerSlice)
    if let rowBytes { options.rowBytes = rowBytes }
    if ranks == 1 {
      report.set(Self.carryOut(plan, SingleRank(), path, options, trainer))
    } else {
      mostGathered = Team.run(ranks) { [options] in report.set(Self.carryOut(plan, $0, path, options, trainer)) }
    }
    let found = try #require(report.result).get()
    simulationsByRank = found.ranks.map(\.simulations)
    firstByRank = found.ranks.map(\.firstSimulation)
    results = try Self.bytes(path, "results.json")
    layers = try Self.bytes(path, "layers.csv")
    log = String(decoding: try Self.bytes(path, "log.jsonl"), as: UTF8.self).split(separator: "\n").map(String.init)
    if plan.keepsRows { rows = try Self.bytes(path, "simulations.csv") }
  }

  private static func bytes(_ path: String, _ name: String) throws -> [UInt8] {
    Array(try Data(contentsOf: URL(fileURLWithPath: path + "/" + name)))
  }

  static func manifest(_ plan: StudyPlan) -> Manifest {
    Manifest(
      version: "test",
      planHash: plan.planHash,
      command: [],
      start: "",
      mpiLibrary: "",
      mpiCompiled: "",
      cpuLevel: "",
      trainers: [:],
      laneWidth: "",
      ranks: []
    )
  }

  private typealias Found = StudyRun.Ending.Report

  /// Nil on ranks that have nothing to tell.
  private static func carryOut(
    _ plan: StudyPlan,
    _ communicator: any RankCommunicator,
    _ path: String,
    _ options: StudyRun.Options,
    _ trainer: @Sendable () -> any Trainer
  ) -> Result<Found, any Error>? {
    do {
      let manifest = manifest(plan)
      var folder: RunFolder?
      if communicator.rank == 0 {
        let header = plan.keepsRows ? plan.rows.header : nil
        folder = try RunFolder.create(path, study: plan.resolvedText, rowHeader: header, manifest: manifest)
      }
      let run = try StudyRun(
        plan,
        communicator: communicator,
        trainer: trainer(),
        options: options
      )
      guard let found = try run.run(folder: &folder, progress: Silence()).report else { return nil }
      try folder.take()?.finish(found.results, manifest: manifest, checkpoint: found.checkpoint)
      return .success(found)
    } catch {
      return .failure(error)
    }
  }

  /// Where the rank that knows leaves what it found.
  private final class Report: @unchecked Sendable {
    private let lock = NSLock()
    private var stored: Result<Found, any Error>?

    func set(_ result: Result<Found, any Error>?) {
      guard let result else { return }
      lock.withLock { stored = result }
    }

    var result: Result<Found, any Error>? { lock.withLock { stored } }
  }
}

/// Hears nothing.
final class Silence: ProgressSink {
  func advanced(_ report: ProgressReport) {}
  func waiting(for ranks: [Int]) {}
  func failed(_ complaint: String) {}
}
