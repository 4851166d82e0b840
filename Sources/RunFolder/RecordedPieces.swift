internal import Foundation

/// A file, read piece by piece as far as its record goes, and held against the record on the way.
struct RecordedPieces: ~Copyable {
  private let record: FileRecord
  private let path: String
  private let file: OpenFile
  /// Of what was handed out.
  private var recorder: FileRecorder
  private var left: Int64
  private var buffer = [UInt8](repeating: 0, count: 1 << 20)

  init(_ record: FileRecord, _ path: String) throws(FolderError) {
    let file = try OpenFile(path)
    let recorder = try FileRecorder(path)
    self.file = file
    self.recorder = recorder
    self.record = record
    self.path = path
    left = record.bytes
  }

  /// The next piece; nil at the end, where all of it was what the record says.
  /// - Throws: `FolderError` where the file is shorter, or holds anything else: what was handed out before is not to be
  ///   believed.
  mutating func next() throws(FolderError) -> ArraySlice<UInt8>? {
    while left > 0 {
      let most = Int(min(left, Int64(buffer.count)))
      let count = buffer.withUnsafeMutableBytes { read(file.descriptor, $0.baseAddress, most) }
      if count < 0 {
        if errno == EINTR { continue }
        throw .unreadable(path)
      }
      if count == 0 { throw FolderError(.foreign, path, "\(record.bytes - left) bytes, \(record.bytes) were written") }
      buffer.withUnsafeBytes { recorder.add(UnsafeRawBufferPointer(rebasing: $0[..<count])) }
      left -= Int64(count)
      return buffer[..<count]
    }
    guard try recorder.snapshot() == record else { throw FolderError(.foreign, path, "its SHA-256 is another") }
    return nil
  }

  /// A recorder that has seen what was handed out.
  consuming func finish() -> FileRecorder { recorder }

  /// Closed with its owner.
  private struct OpenFile: ~Copyable {
    let descriptor: Int32

    init(_ path: String) throws(FolderError) {
      descriptor = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
      guard descriptor >= 0 else {
        throw errno == ENOENT ? FolderError(.foreign, path, "it is missing") : .unreadable(path)
      }
    }

    deinit { if descriptor >= 0 { close(descriptor) } }
  }
}
