internal import Foundation

/// What stands in a place where a study is to write.
public enum FolderContents: Sendable {
  /// Nothing, or an empty folder.
  case free
  /// The results of a study that was finished.
  case finished(Results)
  /// A study that was begun and not finished.
  case unfinished
  /// Something else.
  case foreign

  /// Looks at a path without touching it.
  /// - Throws: `FolderError` where it cannot be looked at, or results cannot be read.
  public init(of path: String) throws(FolderError) {
    var isDirectory: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory) else {
      self = .free
      return
    }
    guard isDirectory.boolValue else {
      throw FolderError(.cannotCreate, path, "it is a file, not a folder; choose another --out")
    }
    let names: [String]
    do {
      names = try FileManager.default.contentsOfDirectory(atPath: path)
    } catch {
      throw FolderError(.inputOutput, path, "cannot be looked into; choose an --out that you may read")
    }
    if names.isEmpty {
      self = .free
    } else if names.contains(FileName.results) {
      self = .finished(try Self.readResults(path))
    } else if names.contains(FileName.study) {
      self = .unfinished
    } else {
      self = .foreign
    }
  }

  /// Reads `results.json` of a folder.
  public static func readResults(_ path: String) throws(FolderError) -> Results {
    let file = path + "/" + FileName.results
    do {
      return try JSON.value(Results.self, from: Array(Data(contentsOf: URL(fileURLWithPath: file))))
    } catch {
      throw FolderError(.foreign, file, "cannot be read as results (\(error)); move the folder away and run again")
    }
  }
}

/// The files of an output directory.
public enum FileName {
  public static let study = "study.yaml"
  public static let manifest = "manifest.json"
  public static let log = "log.jsonl"
  public static let simulations = "simulations.csv"
  public static let results = "results.json"
  public static let layers = "layers.csv"
}
