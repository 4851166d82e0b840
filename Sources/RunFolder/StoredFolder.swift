internal import Foundation

/// A folder that a run has written, as those see it who only read it.
public struct StoredFolder: Hashable, Sendable {
  /// As it was given, without slashes at its end.
  public let path: String
  private let names: Set<String>

  /// Looks into a folder.
  /// - Throws: `FolderError` for what is not there, is no folder, cannot be looked into, or was not written by a run.
  public init(_ path: String) throws(FolderError) {
    let path = path.withoutSlashesAtEnd
    self.path = path
    var isDirectory: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory) else {
      throw FolderError(.foreign, path, "no such folder; check the path")
    }
    guard isDirectory.boolValue else {
      throw FolderError(.foreign, path, "a file; give the folder that `collapsar run` has written")
    }
    do {
      names = Set(try FileManager.default.contentsOfDirectory(atPath: path))
    } catch {
      throw FolderError(.foreign, path, "cannot be looked into; make it readable")
    }
    let isStudy = !names.isDisjoint(with: [FileName.study, FileName.manifest, FileName.results])
    guard isStudy || FolderContents.isOurs(path, Array(names)) else {
      throw FolderError(.foreign, path, "holds no study; give the folder that `collapsar run` has written")
    }
  }

  /// Whether the run that has claimed the folder lives; nil where none has, or that cannot be seen from here.
  ///
  /// A process on this host is looked for. Of one elsewhere, or one that this host hides, the heartbeat is: its counter
  /// is watched, since dates of files are those of another clock.
  /// - Parameter patience: how long to wait for a heartbeat; one comes every two seconds.
  public func hasLivingOwner(watchingFor patience: Duration = .seconds(6)) -> Bool? {
    let path = file(FileName.owner)
    let begin = ContinuousClock.now
    var first: OwnerNote?
    // A run that ends removes its note. One that cannot be read may be half written.
    while access(path, F_OK) == 0 {
      if let note = OwnerNote(path) {
        if let isAlive = note.isAlive { return isAlive }
        // Another token is another run's, which has taken over just now.
        if let first, note != first { return true }
        first = note
      }
      guard ContinuousClock.now - begin < patience else { break }
      usleep(100_000)
    }
    return nil
  }

  public func has(_ name: String) -> Bool { names.contains(name) }

  /// The path of a file in it.
  public func file(_ name: String) -> String { path + "/" + name }

  /// - Throws: `FolderError` where it is missing, unreadable or damaged.
  public func manifest() throws(FolderError) -> Manifest {
    guard has(FileName.manifest) else {
      throw FolderError(
        .foreign,
        file(FileName.manifest),
        "is missing: a run that has just begun, or one that was killed as it began"
      )
    }
    return try FolderContents.read(
      Manifest.self,
      file(FileName.manifest),
      "is damaged or no manifest",
      remedy: FolderError.readersRemedy
    )
  }

  /// The results of a finished folder.
  /// - Throws: `FolderError` where they are missing, unreadable, damaged, or not what was written.
  public func results(_ manifest: Manifest) throws(FolderError) -> Results {
    guard has(FileName.results) else { throw .missing(file(FileName.results)) }
    guard let record = manifest.files?[FileName.results] else {
      throw .spoilt(file(FileName.manifest), "it does not say what the finished files hold")
    }
    try record.check(file(FileName.results), remedy: FolderError.readersRemedy)
    return try FolderContents.readResults(path, remedy: FolderError.readersRemedy)
  }

  /// Compares every file of a finished folder with its record.
  /// - Throws: `FolderError` for the first that is not what was written.
  /// - Complexity: reads the files once.
  public func check(_ manifest: Manifest) throws(FolderError) {
    if let first = damage(manifest).first { throw first.error }
  }

  /// Compares one file of a finished folder with its record.
  /// - Throws: `FolderError` where it is not what was written, or the manifest does not know it.
  public func check(_ name: String, _ manifest: Manifest) throws(FolderError) {
    guard let record = manifest.files?[name] else {
      throw .spoilt(file(FileName.manifest), "it does not say what \(name) holds")
    }
    try record.check(file(name), remedy: FolderError.readersRemedy)
  }

  /// Which files of a finished folder are not what was written, and in what way, by name.
  /// - Complexity: reads the files once.
  public func damage(_ manifest: Manifest) -> [(file: String, error: FolderError)] {
    (manifest.files ?? [:]).sorted { $0.key < $1.key }.compactMap { name, record in
      do throws(FolderError) {
        try record.check(file(name), remedy: FolderError.readersRemedy)
        return nil
      } catch {
        return (name, error)
      }
    }
  }

  /// The last state that `log.jsonl` tells of; nil where there is none. A line that was never completed is passed over.
  public func lastLogEntry() throws(FolderError) -> LogEntry? {
    guard has(FileName.log) else { return nil }
    let path = file(FileName.log)
    var lines = try LineReader(path)
    var last: LogEntry?
    while let line = try lines.next() {
      guard let entry = try? JSON.value(LogEntry.self, from: line) else {
        throw .spoilt(path, "line \(lines.count) is no line of a log")
      }
      last = entry
    }
    if let date = try? FileManager.default.attributesOfItem(atPath: path)[.modificationDate] as? Date {
      let age = Date.now.timeIntervalSince(date)
      // From the future: written by another clock.
      last?.secondsAgo = age > -2 ? max(age, 0) : nil
    }
    return last
  }
}

/// A line of `log.jsonl`.
public struct LogEntry: Decodable, Hashable, Sendable {
  /// `begin`, `heartbeat` or `end`.
  public var event: String
  /// Simulation indices done, of how many; of a heartbeat.
  public var done: UInt64?
  public var total: UInt64?
  /// What the total is: `exact`, `about` or `at most`.
  public var outlook: String?
  /// Seconds since the first round began.
  public var elapsed: Double?
  /// Simulation indices a second.
  public var rate: Double?
  /// Simulation indices that were done when the run ended.
  public var simulations: UInt64?
  /// Seconds since the file was last written to; nil where its date is still to come.
  public var secondsAgo: Double?
}

extension String {
  /// A path without slashes at its end; the root stays.
  package var withoutSlashesAtEnd: String {
    var path = self
    while path.count > 1, path.hasSuffix("/") { path.removeLast() }
    return path
  }
}

extension FolderError {
  /// What a reader can do about a file that is not what was written.
  static let readersRemedy = "restore the folder from a copy, or run its study again"

  static func missing(_ path: String) -> FolderError {
    FolderError(.foreign, path, "is missing; \(readersRemedy)")
  }

  static func illegible(_ path: String) -> FolderError {
    FolderError(.foreign, path, "cannot be read (\(String(cString: strerror(errno)))); make it readable")
  }

  static func spoilt(_ path: String, _ what: String) -> FolderError {
    FolderError(.foreign, path, "is damaged: \(what); \(readersRemedy)")
  }
}
