/// The output directory of a running study. Rank 0 is its only writer.
public struct RunFolder: ~Copyable {
  public let path: String
  private let rows: AppendedFile?
  private let log: AppendedFile

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
      let log = try AppendedFile(creating: path + "/" + FileName.log)
      files.append(log.path)
      let rows = try rowHeader.map { (header) throws(FolderError) in
        let file = try AppendedFile(creating: path + "/" + FileName.simulations)
        files.append(file.path)
        try file.append(header)
        return file
      }
      let folder = RunFolder(path, rows: rows, log: log)
      try Files.replace(path + "/" + FileName.study, with: Array(study.utf8))
      files.append(path + "/" + FileName.study)
      try folder.write(manifest)
      return folder
    } catch {
      Files.remove(files: files, folders: folders)
      throw error
    }
  }

  private init(_ path: String, rows: consuming AppendedFile?, log: consuming AppendedFile) {
    self.path = path
    self.rows = rows
    self.log = log
  }

  /// Appends rows, in order of simulation, then of cell.
  public func append(rows bytes: [UInt8]) throws(FolderError) { try rows?.append(bytes) }

  /// Appends a line to `log.jsonl`.
  public func append(logLine bytes: [UInt8]) throws(FolderError) { try log.append(bytes) }

  /// Puts `manifest.json` in place of the one before.
  public func write(_ manifest: Manifest) throws(FolderError) {
    try Files.replace(path + "/" + FileName.manifest, with: try encoded(manifest))
  }

  /// Flushes the rows, then puts the results in place: a folder with `results.json` is a finished one.
  public func finish(_ results: Results, manifest: Manifest) throws(FolderError) {
    try rows?.flush()
    try log.flush()
    try Files.replace(path + "/" + FileName.layers, with: Array(results.layerTable.utf8))
    try write(manifest)
    try Files.replace(path + "/" + FileName.results, with: try encoded(results))
  }

  private func encoded(_ value: some Encodable) throws(FolderError) -> [UInt8] {
    do {
      return try JSON.bytes(value)
    } catch {
      throw FolderError(.inputOutput, path, "cannot write JSON (\(error)); please report this")
    }
  }
}
