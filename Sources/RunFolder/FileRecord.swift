internal import Digests
internal import Foundation

/// What a file of a finished folder holds, as `manifest.json` records it: enough to see later that it still does.
public struct FileRecord: Codable, Hashable, Sendable {
  public var bytes: Int64
  /// 64 lowercase hexadecimal digits.
  public var sha256: String

  package init(bytes: Int64, sha256: String) {
    self.bytes = bytes
    self.sha256 = sha256
  }

  package init(of bytes: [UInt8], _ path: String) throws(FolderError) {
    var recorder = try FileRecorder(path)
    recorder.add(bytes)
    self = recorder.record()
  }
}

/// Makes the record of bytes as they go by: of what was meant to be written, not of what a disk gives back.
struct FileRecorder: ~Copyable {
  private var digest: SHA256
  private var bytes: Int64 = 0

  init(_ path: String) throws(FolderError) {
    do {
      digest = try SHA256()
    } catch {
      throw FolderError(.inputOutput, path, "has no checksum: \(error)")
    }
  }

  mutating func add(_ new: [UInt8]) { new.withUnsafeBytes { add($0) } }

  mutating func add(_ new: UnsafeRawBufferPointer) {
    digest.update(new)
    bytes += Int64(new.count)
  }

  /// The record of what was added so far; more may follow.
  func snapshot() throws(FolderError) -> FileRecord {
    do {
      return FileRecord(bytes: bytes, sha256: try digest.copy().finalize())
    } catch {
      throw FolderError(.inputOutput, FileName.simulations, "has no checksum: \(error)")
    }
  }

  consuming func record() -> FileRecord {
    let bytes = bytes
    return FileRecord(bytes: bytes, sha256: digest.finalize())
  }
}

extension FileRecord {
  /// Compares a file with its record.
  /// - Throws: `FolderError` where the file is missing, cannot be read, or holds anything else.
  /// - Complexity: reads the file once, unless its length tells already.
  func check(_ path: String, remedy: String = FolderError.writersRemedy) throws(FolderError) {
    var status = stat()
    guard stat(path, &status) == 0 else {
      throw errno == ENOENT ? .damaged(path, "is missing", remedy: remedy) : .unreadable(path)
    }
    guard status.st_mode & S_IFMT == S_IFREG else { throw .damaged(path, "is no longer a file", remedy: remedy) }
    guard Int64(status.st_size) == bytes else {
      throw .damaged(path, "is damaged: \(status.st_size) bytes, \(bytes) were written", remedy: remedy)
    }
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .unreadable(path) }
    defer { close(descriptor) }
    var recorder = try FileRecorder(path)
    var buffer = [UInt8](repeating: 0, count: 1 << 20)
    while true {
      let count = buffer.withUnsafeMutableBytes { read(descriptor, $0.baseAddress, $0.count) }
      if count < 0 {
        if errno == EINTR { continue }
        throw .unreadable(path)
      }
      if count == 0 { break }
      buffer.withUnsafeBytes { recorder.add(UnsafeRawBufferPointer(rebasing: $0[..<count])) }
    }
    guard recorder.record() == self else {
      throw .damaged(path, "is damaged: its SHA-256 is not the one in \(FileName.manifest)", remedy: remedy)
    }
  }
}
