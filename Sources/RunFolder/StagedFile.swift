internal import Foundation

/// The new content of a file, on the disk under a temporary name. What is not put in place is gone with its owner.
///
/// Writing and putting in place are two steps, so that files which belong together can all be written, which takes room,
/// before the first of them is to be seen, which takes none.
struct StagedFile: ~Copyable {
  private let path: String
  private let temporary: String

  /// Returns when the disk has all bytes.
  ///
  /// The temporary name is this file's own, and nothing that stood there is written to: a writer that has lost the folder
  /// without knowing it yet, or another report, may be at the same file.
  init(_ path: String, _ bytes: [UInt8]) throws(FolderError) {
    let temporary = "\(path).\(UInt64.random(in: 0...UInt64.max)).tmp"
    let descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, Files.mode)
    guard descriptor >= 0 else { throw Files.failure(.cannotCreate, path, "cannot create it") }
    defer { close(descriptor) }
    do throws(FolderError) {
      try Files.write(bytes, to: descriptor, path)
      try Files.flush(descriptor, path)
    } catch {
      unlink(temporary)
      throw error
    }
    self.path = path
    self.temporary = temporary
  }

  /// A reader sees either the old bytes or the new ones. When it throws, the old file stands as it was.
  consuming func putInPlace() throws(FolderError) {
    guard rename(temporary, path) == 0 else { throw Files.failure(.inputOutput, path, "cannot put it in place") }
  }

  // Once it is in place, nothing has this name.
  deinit { unlink(temporary) }
}
