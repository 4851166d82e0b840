internal import Foundation

/// The output directory of a running study. Rank 0 is its only writer.
///
/// What was saved stays: a run that ends in any other way than by `finish` can be gone on with from the last checkpoint, with
/// `resume`.
public struct RunFolder: ~Copyable {
  public let path: String
  /// This process's claim to write here.
  public let owner: FolderOwner
  var rows: AppendedFile?
  var log: AppendedFile
  /// What `simulations.csv` holds; nil where no rows are kept.
  var rowRecorder: FileRecorder?
  /// What `study.yaml` holds.
  let study: FileRecord
  var manifest: Manifest
  let begun = ContinuousClock.now
  let writer = CheckpointWriter()

  /// Makes the first files of a folder.
  /// - Parameters:
  ///   - study: the resolved study file.
  ///   - rowHeader: the header of `simulations.csv`; nil where no rows are kept.
  ///   - owner: a claim that was made already; nil: one is made here, and the folder with it.
  /// - Throws: `FolderError`; what this call made is then removed again, and nothing else.
  public static func create(
    _ path: String,
    study: String,
    rowHeader: [UInt8]?,
    manifest: Manifest,
    owner claimed: FolderOwner? = nil
  ) throws(FolderError) -> RunFolder {
    var files: [String] = []
    let owner = if let claimed { claimed } else { try FolderOwner.claim(path) }
    do throws(FolderError) {
      try owner.check()
      var log = try AppendedFile(creating: path + "/" + FileName.log)
      files.append(log.path)
      try log.append(try encoded(path) { try manifest.beginLine() })
      var rows: AppendedFile?
      var recorder: FileRecorder?
      if let rowHeader {
        var file = try AppendedFile(creating: path + "/" + FileName.simulations)
        files.append(file.path)
        try file.append(rowHeader)
        rows = consume file
        var header = try FileRecorder(path)
        header.add(rowHeader)
        recorder = consume header
      }
      let studyRecord = try write(study, manifest, path, owner, &files)
      return RunFolder(path, owner, rows, log, recorder, studyRecord, manifest)
    } catch {
      Files.remove(files: files, folders: [])
      owner.release()
      throw error
    }
  }

  /// Goes on with a folder from a checkpoint: rows behind it are cut off, the log is continued.
  ///
  /// Results of a shorter study stay until this one is finished.
  /// - Parameters:
  ///   - checkpoint: what ``StoredFolder/checkpoint()`` found there.
  ///   - study: the resolved study file, which replaces the one that is there.
  /// - Throws: `FolderError`; the checkpoint then stands as it was.
  /// - Complexity: reads `simulations.csv` as far as the checkpoint goes.
  public static func resume(
    _ path: String,
    from checkpoint: Checkpoint,
    study: String,
    manifest: Manifest,
    owner: FolderOwner
  ) throws(FolderError) -> RunFolder {
    var rows: AppendedFile?
    var recorder: FileRecorder?
    let file = path + "/" + FileName.simulations
    if let record = checkpoint.rows { recorder = try AppendedRows.recorder(of: record, file) }
    // Before anything that a finished folder's manifest vouches for is changed.
    var files: [String] = []
    let studyRecord = try write(study, manifest, path, owner, &files)
    try owner.check()
    removeTemporaries(in: path)
    if let record = checkpoint.rows { rows = try AppendedFile(resuming: file, length: Int(record.bytes)) }
    let state = path + "/" + FileName.state
    // A state that is damaged, or tells of rows that are lost, must not become the previous one, which is good.
    if Checkpoint(wholeIn: state) != checkpoint { unlink(state) }
    var log = try AppendedFile(log: path + "/" + FileName.log)
    try log.append(try encoded(path) { try manifest.beginLine() })
    return RunFolder(path, owner, rows, log, recorder, studyRecord, manifest)
  }

  /// Takes away what a run has left that was ended before it had saved anything.
  /// - Throws: `FolderError` where the folder is no longer `owner`'s, or has lost its checkpoint: results without the one that
  ///   they came from, or what a run has left in order, cannot be gone on with, and are nobody's to remove.
  public static func clear(_ path: String, owner: FolderOwner) throws(FolderError) {
    try owner.check()
    func has(_ name: String) -> Bool { FileManager.default.fileExists(atPath: path + "/" + name) }
    let wasLeft = FolderContents.manifest(path)?.exitReason.hasPrefix(Manifest.stopped) == true
    if has(FileName.results) || wasLeft, !has(FileName.state), !has(FileName.previousState) {
      let what = has(FileName.results) ? "holds results and no \(FileName.state)" : "has lost its \(FileName.state)"
      throw FolderError(
        .foreign,
        path,
        "\(what), from which it could be gone on with; restore that file, move the folder away and run again, or choose "
          + "another --out"
      )
    }
    removeTemporaries(in: path)
    let files = FileName.written.filter { $0 != FileName.owner }
    Files.remove(files: files.map { path + "/" + $0 }, folders: [])
  }

  /// Takes away what killed writers have left of files that they were at.
  private static func removeTemporaries(in path: String) {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
    let left = names.filter { FileName.original(of: $0).map { FileName.written.contains($0) } ?? false }
    Files.remove(files: left.map { path + "/" + $0 }, folders: [])
  }

  private static func write(
    _ study: String,
    _ manifest: Manifest,
    _ path: String,
    _ owner: FolderOwner,
    _ files: inout [String]
  ) throws(FolderError) -> FileRecord {
    try owner.check()
    // The manifest first: one that says `finished` vouches for the study that is about to be replaced.
    let manifestPath = path + "/" + FileName.manifest
    try Files.replace(manifestPath, with: try encoded(path) { try JSON.bytes(manifest) })
    files.append(manifestPath)
    let studyPath = path + "/" + FileName.study
    try Files.replace(studyPath, with: Array(study.utf8))
    files.append(studyPath)
    return try FileRecord(of: Array(study.utf8), studyPath)
  }

  private init(
    _ path: String,
    _ owner: FolderOwner,
    _ rows: consuming AppendedFile?,
    _ log: consuming AppendedFile,
    _ rowRecorder: consuming FileRecorder?,
    _ study: FileRecord,
    _ manifest: Manifest
  ) {
    self.path = path
    self.owner = owner
    self.rows = rows
    self.log = log
    self.rowRecorder = rowRecorder
    self.study = study
    self.manifest = manifest
  }

  // What is being flushed beside the work must not be closed meanwhile.
  deinit { writer.wait() }

  /// Appends rows, in order of simulation, then of cell.
  public mutating func append(rows bytes: [UInt8]) throws(FolderError) {
    try owner.check()
    do throws(FolderError) { try rows?.append(bytes) } catch { throw asUnfinished(error) }
    rowRecorder?.add(bytes)
  }

  /// Appends a line to `log.jsonl`.
  public mutating func append(logLine bytes: [UInt8]) throws(FolderError) {
    try owner.check()
    do throws(FolderError) { try log.append(bytes) } catch { throw asUnfinished(error) }
  }

  /// Appends to `log.jsonl` that simulations could not be computed.
  public mutating func append(failure: String) throws(FolderError) {
    struct Line: Encodable {
      let event = "failure"
      var time: String
      var what: String
    }
    let line = Line(time: Date.now.formatted(.iso8601), what: failure)
    try append(logLine: try Self.encoded(path) { try JSON.bytes(line, pretty: false) })
  }

  /// An error of a folder that was begun, with what is to become of the folder.
  func asUnfinished(_ error: FolderError) -> FolderError {
    // Of a folder that is gone, or another's, the error says enough.
    guard error.kind != .inUse, FileManager.default.fileExists(atPath: path) else { return error }
    let remedy = "; then run the same command to continue"
    if error.text.hasSuffix(remedy) || error.text.contains("move the folder away") { return error }
    // Another folder would have to begin anew.
    return FolderError(error.kind, error.path, error.text.replacing(", or choose another --out", with: "") + remedy)
  }

  static func encoded(_ path: String, _ body: () throws -> [UInt8]) throws(FolderError) -> [UInt8] {
    do {
      return try body()
    } catch {
      throw FolderError(.inputOutput, path, "cannot write JSON (\(error)); please report this")
    }
  }
}
