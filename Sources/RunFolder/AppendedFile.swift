internal import Foundation

/// A file that only grows; closed with its owner.
struct AppendedFile: ~Copyable {
  private let descriptor: Int32
  private var length = 0
  let path: String

  init(creating path: String) throws(FolderError) {
    descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_APPEND | O_CLOEXEC, 0o644)
    self.path = path
    guard descriptor >= 0 else { throw Files.failure(.cannotCreate, path, "cannot create it") }
  }

  /// Appends all bytes or none: on a full disk a part of them would be a torn row, and take the room that it needs to
  /// say so.
  mutating func append(_ bytes: [UInt8]) throws(FolderError) {
    do throws(FolderError) {
      try Files.write(bytes, to: descriptor, path)
    } catch {
      ftruncate(descriptor, off_t(length))
      throw error
    }
    length += bytes.count
  }

  /// Returns when the disk has it.
  func flush() throws(FolderError) { try Files.flush(descriptor, path) }

  deinit { if descriptor >= 0 { close(descriptor) } }
}
