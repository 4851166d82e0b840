import Foundation
import RunFolder

/// A folder of its own for one test, removed with it.
final class Scratch {
  let path: String

  init() throws {
    path = FileManager.default.temporaryDirectory.path + "/run-folder-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  func write(_ name: String, _ text: String) throws {
    try Data(text.utf8).write(to: URL(fileURLWithPath: path + "/" + name))
  }

  func text(_ name: String) throws -> String {
    String(decoding: try Data(contentsOf: URL(fileURLWithPath: path + "/" + name)), as: UTF8.self)
  }

  func names(_ folder: String = "") throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: path + "/" + folder).sorted()
  }

  func manifest(_ folder: String = "") throws -> Manifest {
    try JSON.value(from: Array(text(folder + "/manifest.json").utf8))
  }
}

extension Manifest {
  static let sample = Manifest(
    version: "1",
    planHash: "ab",
    command: ["collapsar", "run"],
    start: "2026-01-01T00:00:00Z",
    mpiLibrary: "",
    mpiCompiled: "",
    cpuLevel: "",
    trainers: ["a": "lanes"],
    laneWidth: "full",
    ranks: [Rank(rank: 0, host: "h", processor: "p", processID: 1, seed: 7)]
  )
}
