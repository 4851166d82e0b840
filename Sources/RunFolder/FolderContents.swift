internal import Foundation

/// What stands in a place where a study is to write.
public enum FolderContents: Sendable {
  /// Nothing, or an empty folder.
  case free
  /// The results of a study that was finished, whose files are what they were.
  case finished(Results)
  /// A study that was begun and not finished, or is being carried out.
  case unfinished
  /// Something else.
  case foreign

  /// Looks at a path without touching it.
  /// - Throws: `FolderError` where it cannot be looked at, or a file of a finished study is missing, damaged or unreadable.
  /// - Complexity: reads the files of a finished study once.
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
    if names.allSatisfy({ $0.hasPrefix(FileName.owner) }) {
      self = .free
    } else if let results = try Self.finishedResults(path, names) {
      self = .finished(results)
    } else if Self.isOurs(path, names) {
      self = .unfinished
    } else {
      self = .foreign
    }
  }
}

extension FolderContents {
  /// Whether a run has written here, and not somebody else a file of such a name: there is a checkpoint, a manifest that can
  /// be read, or a log, the first file that a run makes, that begins as ours do.
  static func isOurs(_ path: String, _ names: [String]) -> Bool {
    if names.contains(FileName.state) || names.contains(FileName.previousState) { return true }
    var status = stat()
    // A pipe would be waited for.
    if names.contains(FileName.log), stat(path + "/" + FileName.log, &status) == 0, status.st_mode & S_IFMT == S_IFREG {
      let begin = Array("{\"event\":\"begin\"".utf8)
      let file = FileHandle(forReadingAtPath: path + "/" + FileName.log)
      let found = Array((try? file?.read(upToCount: begin.count)) ?? Data())
      if begin.starts(with: found) { return true }
    }
    return names.contains(FileName.manifest) && manifest(path) != nil
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
  /// The checkpoint, and the one before.
  public static let state = "state.json"
  public static let previousState = "state.json.prev"
  /// Who writes here.
  public static let owner = "owner.json"
  public static let report = "report.html"
  /// A folder.
  public static let figures = "figures"

  /// The files that a run writes, a report aside.
  public static let written = [study, manifest, log, simulations, results, layers, state, previousState, owner]

  /// The file that a temporary one was to become: `state.json` of `state.json.42.tmp`, `owner.json` of `owner.json.` and a
  /// token; nil for any other name.
  static func original(of name: String) -> String? {
    let words = name.split(separator: ".", omittingEmptySubsequences: false)
    if words.count > 2, words.last == "tmp", UInt64(words[words.count - 2]) != nil {
      return words.dropLast(2).joined(separator: ".")
    }
    guard name.hasPrefix(owner + "."), UUID(uuidString: String(name.dropFirst(owner.count + 1))) != nil else {
      return nil
    }
    return owner
  }
}
