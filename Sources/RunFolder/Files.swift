internal import Foundation

/// Plain files, written so that a reader sees either the old bytes or the new ones.
package enum Files {
  /// The permissions of a new file and of a new folder, of which the umask takes away what its user does not grant: in a
  /// group's folder others may extend a study, and under umask 077 nobody sees it.
  package static let mode: UInt32 = 0o666
  static let folderMode: UInt32 = 0o777

  /// Writes a file whole: to a temporary name in the same folder, flushed to the disk, then renamed.
  ///
  /// When it throws, the old file stands as it was and the temporary one is gone.
  /// Of several that do so at the same time the last one wins.
  /// - Throws: `FolderError` with the system's reason.
  package static func replace(_ path: String, with bytes: [UInt8]) throws(FolderError) {
    let staged = try StagedFile(path, bytes)
    try staged.putInPlace()
  }

  /// Writes all bytes, in as many calls as it takes.
  package static func write(_ bytes: [UInt8], to descriptor: Int32, _ path: String) throws(FolderError) {
    var written = 0
    while written < bytes.count {
      let step = bytes.withUnsafeBytes { buffer in
        Foundation.write(descriptor, buffer.baseAddress.map { $0 + written }, bytes.count - written)
      }
      if step < 0 {
        if errno == EINTR { continue }
        throw failure(.inputOutput, path, "cannot write to it")
      }
      written += step
    }
  }

  /// Returns when the disk has what was written.
  static func flush(_ descriptor: Int32, _ path: String) throws(FolderError) {
    guard fsync(descriptor) == 0 else { throw failure(.inputOutput, path, "cannot flush it to the disk") }
  }

  /// Returns when the disk has the names of a folder, so that files which were put in place are there after a crash.
  ///
  /// Some file systems cannot flush a folder, and refuse in their own ways; that is no reason to take results back.
  static func flushNames(of folder: String) throws(FolderError) {
    let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { return }
    defer { close(descriptor) }
    if fsync(descriptor) != 0, [EIO, ENOSPC, EDQUOT].contains(errno) {
      throw failure(.inputOutput, folder, "cannot flush it to the disk")
    }
  }

  /// Makes a folder and those above it that are missing.
  /// - Returns: the folders that were made, outermost first; none when all were there.
  /// - Throws: `FolderError`; what this call made is then removed again.
  package static func makeFolders(_ path: String) throws(FolderError) -> [String] {
    var made: [String] = []
    var prefix = path.hasPrefix("/") ? "/" : ""
    for name in path.split(separator: "/") {
      prefix += (prefix.isEmpty || prefix == "/" ? "" : "/") + name
      if mkdir(prefix, folderMode) == 0 {
        made.append(prefix)
        continue
      }
      // The system names a folder that is there in several ways: EEXIST, or EROFS and EACCES near the root.
      var code = errno
      var status = stat()
      if stat(prefix, &status) == 0 {
        if status.st_mode & S_IFMT == S_IFDIR { continue }
        code = ENOTDIR
      }
      remove(files: [], folders: made)
      throw failure(.cannotCreate, path, "cannot create this folder", code, ifMissing: "choose another --out")
    }
    return made
  }

  /// Takes back what could not be completed: the files, then the folders, innermost first, unless others use them.
  static func remove(files: [String], folders: [String]) {
    for file in files { unlink(file) }
    for folder in folders.reversed() { rmdir(folder) }
  }

  /// - Parameters:
  ///   - code: the system's reason; the last call's when left out.
  ///   - ifMissing: the remedy where the system says that there is no such file or folder.
  static func failure(
    _ kind: FolderError.Kind,
    _ path: String,
    _ what: String,
    _ code: Int32 = errno,
    ifMissing: String = "the folder is gone; was it removed while the study ran?"
  ) -> FolderError {
    let remedy =
      switch code {
      case ENOSPC, EDQUOT: "free some space, or choose another --out"
      case EFBIG: "allow larger files (ulimit -f), or write records: none"
      case EACCES, EPERM, EROFS: "choose an --out that you may write to"
      case ENOTDIR, EEXIST, EISDIR, ENAMETOOLONG: "choose another --out"
      case ENOENT: ifMissing
      default: "choose another --out, or look into the disk's health"
      }
    return FolderError(kind, path, "\(what) (\(String(cString: strerror(code)))); \(remedy)")
  }
}
