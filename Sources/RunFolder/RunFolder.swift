internal import Foundation

/// The output directory of a running study. Rank 0 is its only writer.
public struct RunFolder: ~Copyable {
  public let path: String
  private var rows: AppendedFile?
  private var log: AppendedFile
  /// What `simulations.csv` holds; nil where no rows are kept.
  private var rowRecorder: FileRecorder?
  /// What `study.yaml` holds.
  private let study: FileRecord
  private var manifest: Manifest
  private let begun = ContinuousClock.now

  /// Makes the folder, with those above it that are missing, and its first files.
  ///
  /// `log.jsonl` comes first, and only where there is none: of two programs that are given one folder at the same time,
  /// one gets it.
  /// - Parameters:
  ///   - study: the resolved study file.
  ///   - rowHeader: the header of `simulations.csv`; nil where no rows are kept.
  /// - Throws: `FolderError`; what this call made is then removed again, and nothing else.
  public static func create(
    _ path: String,
    study: String,
    rowHeader: [UInt8]?,
    manifest: Manifest
  ) throws(FolderError) -> RunFolder {
    let folders = try Files.makeFolders(path)
    var files: [String] = []
    do throws(FolderError) {
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
      let studyPath = path + "/" + FileName.study
      try Files.replace(studyPath, with: Array(study.utf8))
      files.append(studyPath)
      let studyRecord = try FileRecord(of: Array(study.utf8), studyPath)
      try Files.replace(path + "/" + FileName.manifest, with: try encoded(path) { try JSON.bytes(manifest) })
      // A folder's own name stands in the folder above it.
      for folder in folders { try Files.flushNames(of: folder + "/..") }
      return RunFolder(path, rows: rows, log: log, rowRecorder: recorder, study: studyRecord, manifest: manifest)
    } catch {
      Files.remove(files: files, folders: folders)
      throw error
    }
  }

  private init(
    _ path: String,
    rows: consuming AppendedFile?,
    log: consuming AppendedFile,
    rowRecorder: consuming FileRecorder?,
    study: FileRecord,
    manifest: Manifest
  ) {
    self.path = path
    self.rows = rows
    self.log = log
    self.rowRecorder = rowRecorder
    self.study = study
    self.manifest = manifest
  }

  /// Appends rows, in order of simulation, then of cell.
  public mutating func append(rows bytes: [UInt8]) throws(FolderError) {
    do throws(FolderError) { try rows?.append(bytes) } catch { throw asUnfinished(error) }
    rowRecorder?.add(bytes)
  }

  /// Appends a line to `log.jsonl`.
  public mutating func append(logLine bytes: [UInt8]) throws(FolderError) {
    do throws(FolderError) { try log.append(bytes) } catch { throw asUnfinished(error) }
  }

  /// Puts the results in place, then the manifest that says `finished` and what each file of results holds: the mark of
  /// a finished folder.
  ///
  /// When it throws, there are no results, and the manifest says why, if it can be written.
  /// - Parameter manifest: what became of the run; its exit reason and its files are filled in here.
  public consuming func finish(_ results: Results, manifest: Manifest) throws(FolderError) {
    self.manifest = manifest
    noteEnd()
    let done = UInt64(max(results.cells.map(\.simulations).min() ?? 0, 0))
    do throws(FolderError) {
      try putInPlace(results, simulations: done)
    } catch {
      let error = asUnfinished(error)
      abandon(because: error.description, simulations: done)
      throw error
    }
  }

  /// Leaves the folder unfinished; manifest and log say why, if they can be written.
  /// - Parameters:
  ///   - reason: what ended the run.
  ///   - simulations: indices that were done.
  public consuming func abandon(because reason: String, simulations: UInt64) {
    manifest.exitReason = "failed: \(reason)"
    noteEnd()
    // Whoever calls this has an error to report already; that it cannot be written down as well is no news.
    try? Files.replace(path + "/" + FileName.manifest, with: JSON.bytes(manifest))
    try? log.append(manifest.endLine(simulations: simulations))
  }

  private mutating func noteEnd() {
    manifest.end = manifest.end ?? Date.now.formatted(.iso8601)
    manifest.wallSeconds = manifest.wallSeconds ?? (ContinuousClock.now - begun) / .seconds(1)
  }

  /// All that takes room comes first, then only names change: a disk that fills up leaves no part of the results.
  private mutating func putInPlace(_ results: Results, simulations: UInt64) throws(FolderError) {
    try rows?.flush()
    let layersPath = path + "/" + FileName.layers
    let resultsPath = path + "/" + FileName.results
    let layerBytes = Array(results.layerTable.utf8)
    let resultBytes = try Self.encoded(path) { try JSON.bytes(results) }
    var whole = manifest
    whole.exitReason = Manifest.finished
    var files = [
      FileName.layers: try FileRecord(of: layerBytes, layersPath),
      FileName.results: try FileRecord(of: resultBytes, resultsPath),
      FileName.study: study,
    ]
    files[FileName.simulations] = rowRecorder.take()?.record()
    whole.files = files

    let stagedLayers = try StagedFile(layersPath, layerBytes)
    let stagedResults = try StagedFile(resultsPath, resultBytes)
    let stagedManifest = try StagedFile(
      path + "/" + FileName.manifest,
      try Self.encoded(path) { try JSON.bytes(whole) }
    )
    try log.append(try Self.encoded(path) { try whole.endLine(simulations: simulations) })
    try log.flush()
    do throws(FolderError) {
      try stagedLayers.putInPlace()
      try stagedResults.putInPlace()
      try Files.flushNames(of: path)
      try stagedManifest.putInPlace()
    } catch {
      Files.remove(files: [layersPath, resultsPath], folders: [])
      throw error
    }
    // From here on the folder is finished: should its name not reach the disk, that is no reason to take results back.
    try? Files.flushNames(of: path)
  }

  /// An error of a folder that was begun, with what is to become of the folder.
  private func asUnfinished(_ error: FolderError) -> FolderError {
    // Of a folder that is gone the error says enough.
    guard FileManager.default.fileExists(atPath: path) else { return error }
    let remedy = "delete \(path), which is unfinished, before you use it again"
    return FolderError(error.kind, error.path, "\(error.text); \(remedy)")
  }

  private static func encoded(_ path: String, _ body: () throws -> [UInt8]) throws(FolderError) -> [UInt8] {
    do {
      return try body()
    } catch {
      throw FolderError(.inputOutput, path, "cannot write JSON (\(error)); please report this")
    }
  }
}
