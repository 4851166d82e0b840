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
    } else if names.contains(FileName.study) || names.allSatisfy(FileName.isOurs) {
      self = .unfinished
    } else {
      self = .foreign
    }
  }

  /// Reads `results.json` of a folder.
  /// - Throws: `FolderError` where the file cannot be read, is damaged, or comes from another version of the format.
  public static func readResults(_ path: String) throws(FolderError) -> Results {
    let file = path + "/" + FileName.results
    let bytes: [UInt8]
    do {
      bytes = Array(try Data(contentsOf: URL(fileURLWithPath: file)))
    } catch {
      throw FolderError(.inputOutput, file, "cannot be read; make it readable, or choose another --out")
    }
    let results: Results
    do {
      results = try JSON.value(from: bytes)
    } catch {
      let reason = (error as? DecodingError)?.oneLine ?? "\(error)"
      throw FolderError(.foreign, file, "is damaged or no results (\(reason)); move the folder away and run again")
    }
    guard results.schemaVersion == Results.currentSchemaVersion else {
      throw FolderError(
        .foreign,
        file,
        "has schema_version \(results.schemaVersion), this program knows \(Results.currentSchemaVersion); "
          + "use the version that wrote it, or choose another --out"
      )
    }
    return results
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

  /// Whether a file may be what a creation that was killed has left: one of the above, or the temporary form of one.
  static func isOurs(_ name: String) -> Bool {
    let name = name.hasSuffix(".tmp") ? String(name.dropLast(".tmp".count)) : name
    return [study, manifest, log, simulations, results, layers].contains(name)
  }
}

extension DecodingError {
  /// Where and what, without the nested errors.
  fileprivate var oneLine: String {
    let (path, text) =
      switch self {
      case .keyNotFound(let key, let context): (context.codingPath, "\(key.stringValue) is missing")
      case .typeMismatch(_, let context), .valueNotFound(_, let context), .dataCorrupted(let context):
        (context.codingPath, context.debugDescription)
      @unknown default: ([any CodingKey](), "\(self)")
      }
    let place = path.map { $0.intValue.map { "[\($0)]" } ?? $0.stringValue }.joined(separator: ".")
    let line = (place.isEmpty ? "" : place + ": ") + text
    return String(line.prefix { !$0.isNewline })
  }
}
