internal import Foundation

/// A file that only grows; closed with its owner.
public struct AppendedFile: ~Copyable {
  private let descriptor: Int32
  public let path: String

  init(creating path: String) throws(FolderError) {
    descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_APPEND | O_CLOEXEC, 0o644)
    self.path = path
    guard descriptor >= 0 else { throw Files.failure(.cannotCreate, path, "cannot create it") }
  }

  public func append(_ bytes: [UInt8]) throws(FolderError) { try Files.write(bytes, to: descriptor, path) }

  /// Returns when the disk has it.
  public func flush() throws(FolderError) {
    guard fsync(descriptor) == 0 else { throw Files.failure(.inputOutput, path, "cannot flush it to the disk") }
  }

  deinit { if descriptor >= 0 { close(descriptor) } }
}
