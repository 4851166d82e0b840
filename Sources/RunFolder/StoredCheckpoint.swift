internal import Foundation

extension StoredFolder {
  /// The latest checkpoint that is whole, rows and all; nil where none was written.
  ///
  /// `state.json` is tried first, then `state.json.prev`, the one before, which is all there is between two renames.
  /// - Throws: `FolderError` where there are checkpoints and none is whole, or where they are of another version's format.
  /// - Complexity: reads `simulations.csv` as far as the checkpoint goes.
  public func checkpoint() throws(FolderError) -> Checkpoint? {
    var problems: [String] = []
    for name in [FileName.state, FileName.previousState] where FileManager.default.fileExists(atPath: file(name)) {
      let checkpoint: Checkpoint
      do throws(Checkpoint.Problem) {
        checkpoint = try Checkpoint(bytes: try Self.bytes(file(name)))
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
        continue
      }
      guard let rows = checkpoint.rows else { return checkpoint }
      do throws(FolderError) {
        _ = try AppendedRows.recorder(of: rows, file(FileName.simulations))
        return checkpoint
      } catch {
        problems.append("\(FileName.simulations) is not what \(name) says (\(error.text))")
      }
    }
    if problems.isEmpty { return nil }
    throw FolderError(.foreign, path, problems.joined(separator: ", ") + "; \(FolderError.writersRemedy)")
  }

  /// How many simulations the last whole checkpoint tells of, without a look at the rows; nil where there is none.
  public var savedSimulations: UInt64? {
    for name in [FileName.state, FileName.previousState] {
      if let found = Checkpoint(wholeIn: file(name)) { return found.done.upperBound - found.done.lowerBound }
    }
    return nil
  }

  private static func bytes(_ path: String) throws(Checkpoint.Problem) -> [UInt8] {
    guard let data = try? Data(contentsOf: URL(fileURLWithPath: path)) else { throw .damaged("it cannot be read") }
    return Array(data)
  }
}

/// The rows of a checkpoint.
enum AppendedRows {
  /// Reads a file as far as its record goes.
  /// - Returns: a recorder that has seen just that.
  /// - Throws: `FolderError` where the file is shorter, or holds anything else.
  static func recorder(of record: FileRecord, _ path: String) throws(FolderError) -> FileRecorder {
    let descriptor = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
    guard descriptor >= 0 else {
      throw errno == ENOENT ? FolderError(.foreign, path, "it is missing") : .unreadable(path)
    }
    defer { close(descriptor) }
    var recorder = try FileRecorder(path)
    var buffer = [UInt8](repeating: 0, count: 1 << 20)
    var left = record.bytes
    while left > 0 {
      let most = Int(min(left, Int64(buffer.count)))
      let count = buffer.withUnsafeMutableBytes { read(descriptor, $0.baseAddress, most) }
      if count < 0 {
        if errno == EINTR { continue }
        throw .unreadable(path)
      }
      if count == 0 { throw FolderError(.foreign, path, "\(record.bytes - left) bytes, \(record.bytes) were written") }
      buffer.withUnsafeBytes { recorder.add(UnsafeRawBufferPointer(rebasing: $0[..<count])) }
      left -= Int64(count)
    }
    guard try recorder.snapshot() == record else { throw FolderError(.foreign, path, "its SHA-256 is another") }
    return recorder
  }
}
