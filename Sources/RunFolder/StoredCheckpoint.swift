internal import Foundation

extension StoredFolder {
  /// The latest checkpoint that is whole, rows and all; nil where none was written.
  ///
  /// `state.json` is tried first, then `state.json.prev`, the one before, which is all there is between two renames.
  /// - Parameter noting: told, in words, why the latest one is not taken, where that is so.
  /// - Throws: `FolderError` where there are checkpoints and none is whole, or where they are of another version's format.
  /// - Complexity: reads `simulations.csv` as far as the checkpoint goes.
  public func checkpoint(noting: (String) -> Void = { _ in }) throws(FolderError) -> Checkpoint? {
    func taken(_ checkpoint: Checkpoint, _ problems: [String]) -> Checkpoint {
      if !problems.isEmpty { noting("\(path): \(problems.joined(separator: ", ")); the checkpoint before is taken") }
      return checkpoint
    }
    var problems: [String] = []
    for name in [FileName.state, FileName.previousState] where FileManager.default.fileExists(atPath: file(name)) {
      guard let checkpoint = try whole(name, &problems) else { continue }
      guard let rows = checkpoint.rows else { return taken(checkpoint, problems) }
      do throws(FolderError) {
        _ = try AppendedRows.recorder(of: rows, file(FileName.simulations))
        return taken(checkpoint, problems)
      } catch {
        problems.append("\(FileName.simulations) is not what \(name) says (\(error.text))")
      }
    }
    if problems.isEmpty { return nil }
    throw FolderError(.foreign, path, problems.joined(separator: ", ") + "; \(FolderError.writersRemedy)")
  }

  /// Whether something was saved once, whatever became of it.
  public var hasCheckpoint: Bool { has(FileName.state) || has(FileName.previousState) }

  /// How many simulations the last whole checkpoint tells of that has its rows, as far as their file's length tells; nil where
  /// there is none.
  public var savedSimulations: UInt64? {
    for name in [FileName.state, FileName.previousState] {
      guard let found = Checkpoint(wholeIn: file(name)) else { continue }
      var status = stat()
      if let rows = found.rows {
        guard stat(file(FileName.simulations), &status) == 0, status.st_size >= rows.bytes else { continue }
      }
      return found.done.upperBound - found.done.lowerBound
    }
    return nil
  }

  /// The checkpoint that a finished folder was finished with, its rows not looked at.
  /// - Parameter manifest: of the folder, which says what the rows are.
  /// - Throws: `FolderError` where it is missing, damaged, of another version's format, or of other rows.
  public func finalCheckpoint(_ manifest: Manifest) throws(FolderError) -> Checkpoint {
    let name = FileName.state
    guard FileManager.default.fileExists(atPath: file(name)) else { throw .missing(file(name)) }
    var problems: [String] = []
    guard let checkpoint = try whole(name, &problems) else {
      throw FolderError(.foreign, path, problems.joined(separator: ", ") + "; \(FolderError.readersRemedy)")
    }
    guard checkpoint.rows == manifest.files?[FileName.simulations] else {
      throw .spoilt(file(name), "it tells of other rows than \(FileName.manifest)")
    }
    return checkpoint
  }

  /// Nil, and why, for a file that holds no checkpoint.
  private func whole(_ name: String, _ problems: inout [String]) throws(FolderError) -> Checkpoint? {
    let bytes: [UInt8]
    do { bytes = Array(try Data(contentsOf: URL(fileURLWithPath: file(name)))) } catch { throw .unreadable(file(name)) }
    do throws(Checkpoint.Problem) {
      return try Checkpoint(bytes: bytes)
    } catch {
      switch error {
      case .damaged(let what): problems.append("\(name) is damaged (\(what))")
      case .otherFormat(let format):
        throw FolderError(
          .foreign,
          file(name),
          "is a checkpoint of format \(format), this program knows \(Checkpoint.currentFormat); "
            + "use the version that wrote it, or choose another --out"
        )
      }
      return nil
    }
  }
}

/// The rows of a checkpoint.
enum AppendedRows {
  /// Reads a file as far as its record goes.
  /// - Returns: a recorder that has seen just that.
  /// - Throws: `FolderError` where the file is shorter, or holds anything else.
  static func recorder(of record: FileRecord, _ path: String) throws(FolderError) -> FileRecorder {
    var pieces = try RecordedPieces(record, path)
    while try pieces.next() != nil {}
    return pieces.finish()
  }
}
