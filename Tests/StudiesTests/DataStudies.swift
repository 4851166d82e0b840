import Datasets
import Experiments
import Foundation
import Studies
import Testing

/// A study with a data set as short as one can be.
let shortestWithData = """
  name: short
  network: {hidden_layers: 2, width: 3, activation: relu}
  task: {dataset: ball}
  training: {}
  """

/// Images that no file has: 8 × 8 × 3, 100 + 50 points of 4 classes, as a program found them somewhere else.
enum FoundImages {
  static let digest = String(repeating: "0123456789abcdef", count: 4)
  static let found =
    "found: {source: hdf5, shape: [8, 8, 3], classes: 4, training: 100, validation: 0, test: 50, digest: \"\(digest)\"}"
  static let task = "task: {dataset: {hdf5: {training: /no/a.h5, test: /no/b.h5}}, \(found)}"

  static func study(_ network: String, training: String = "training: {}", more: String = "") -> String {
    "name: short\nnetwork: \(network)\n\(task)\n\(training)\n\(more)"
  }

  /// A study whose layers are these.
  static func layers(_ layers: String) -> String { study("{layers: [\(layers)]}") }
}

/// A folder of tiny IDX files, gone with this: 40 + 20 images of 4 × 3 in ten classes.
final class MadeFolder: Sendable {
  let path: String

  /// - Parameter first: the first pixel of the first training image.
  init(first: UInt8 = 0, training: Int = 40) throws {
    path = "\(NSTemporaryDirectory())/studies-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    for (half, count) in [("train", training), ("t10k", 20)] {
      var pixels = (0..<count * 12).map { UInt8(truncatingIfNeeded: 7 * ($0 / 12) + $0 % 12) }
      if half == "train" { pixels[0] = first }
      try write("\(half)-images-idx3-ubyte", Self.idx([count, 4, 3], pixels))
      try write("\(half)-labels-idx1-ubyte", Self.idx([count], (0..<count).map { UInt8($0 % 10) }))
    }
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// Magic number, sizes, values.
  private static func idx(_ sizes: [Int], _ values: [UInt8]) -> [UInt8] {
    let words = [UInt32(0x800 + sizes.count)] + sizes.map { UInt32($0) }
    return words.flatMap { word in (0..<4).map { UInt8(truncatingIfNeeded: word >> (24 - 8 * $0)) } } + values
  }

  private func write(_ name: String, _ bytes: [UInt8]) throws {
    try Data(bytes).write(to: URL(fileURLWithPath: "\(path)/\(name)"))
  }

  /// A study of these files.
  func study(_ parameters: String = "", task: String = "", training: String = "{}") -> String {
    """
    name: made
    network: {hidden_layers: 2, width: 3, activation: relu}
    task: {dataset: {mnist: {folder: "\(path)"\(parameters)}}\(task)}
    training: \(training)
    """
  }
}

/// The one cell of a study, with settings on top.
func layered(_ text: String, _ settings: String...) throws -> LayeredExperiment {
  let plan = try StudyPlan(text: text, overrides: StudyOverrides(settings: settings))
  return try #require(plan.cells.first?.layered)
}
