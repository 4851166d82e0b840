internal import Foundation

/// A file that only grows; closed with its owner.
struct AppendedFile: ~Copyable {
  private let descriptor: Int32
  private var length = 0
  let path: String

  init(creating path: String) throws(FolderError) {
    descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_APPEND | O_CLOEXEC, Files.mode)
    self.path = path
    guard descriptor >= 0 else { throw Files.failure(.cannotCreate, path, "cannot create it") }
  }

  /// Goes on with a file that is there, whose first `length` bytes are to stay; what stands behind them is cut off.
  init(resuming path: String, length: Int) throws(FolderError) {
    descriptor = open(path, O_WRONLY | O_APPEND | O_CLOEXEC)
    self.path = path
    guard descriptor >= 0 else { throw Files.failure(.inputOutput, path, "cannot open it") }
    guard ftruncate(descriptor, off_t(length)) == 0 else { throw Files.failure(.inputOutput, path, "cannot cut it") }
    self.length = length
  }

  /// Goes on with a log, or begins one. A last line that was never completed gets its end.
  init(log path: String) throws(FolderError) {
    descriptor = open(path, O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, Files.mode)
    self.path = path
    guard descriptor >= 0 else { throw Files.failure(.cannotCreate, path, "cannot create it") }
    length = Int(max(lseek(descriptor, 0, SEEK_END), 0))
    var last = UInt8(ascii: "\n")
    if length > 0, pread(descriptor, &last, 1, off_t(length - 1)) == 1, last != UInt8(ascii: "\n") {
      try append([UInt8(ascii: "\n")])
    }
  }

  /// For whoever flushes it beside the work; valid as long as this file is.
  var fileDescriptor: Int32 { descriptor }

  /// Appends all bytes or none: on a full disk a part of them would be a torn row, and take the room that it needs to
  /// say so.
  mutating func append(_ bytes: [UInt8]) throws(FolderError) {
    try checkUntouched()
    do throws(FolderError) {
      try Files.write(bytes, to: descriptor, path)
    } catch {
      ftruncate(descriptor, off_t(length))
      throw error
    }
    length += bytes.count
  }

  /// Makes sure that the file is where it was, and as long as this run has made it.
  func checkUntouched() throws(FolderError) {
    var (own, named) = (stat(), stat())
    guard fstat(descriptor, &own) == 0 else { return }
    let isThere = stat(path, &named) == 0 && named.st_ino == own.st_ino && named.st_dev == own.st_dev
    let what =
      if !isThere { "was removed or replaced while the study ran" } else if Int(own.st_size) != length {
        "holds \(own.st_size) bytes and this run has written \(length): something else writes there"
      } else { "" }
    if !what.isEmpty {
      throw FolderError(.inputOutput, path, "\(what); restore it as it was, or move the folder away and run again")
    }
  }

  /// Returns when the disk has it.
  func flush() throws(FolderError) { try Files.flush(descriptor, path) }

  deinit { if descriptor >= 0 { close(descriptor) } }
}
