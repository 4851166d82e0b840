internal import Foundation

/// Plain files, written so that a reader sees either the old bytes or the new ones.
enum Files {
  /// Writes a file whole: to a temporary name in the same folder, flushed to the disk, then renamed.
  /// - Throws: `FolderError` with the system's reason.
  static func replace(_ path: String, with bytes: [UInt8]) throws(FolderError) {
    let temporary = path + ".tmp"
    let descriptor = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw failure(.cannotCreate, path, "cannot create it") }
    defer { close(descriptor) }
    do throws(FolderError) {
      try write(bytes, to: descriptor, path)
      guard fsync(descriptor) == 0 else { throw failure(.inputOutput, path, "cannot flush it to the disk") }
      guard rename(temporary, path) == 0 else { throw failure(.inputOutput, path, "cannot put it in place") }
    } catch {
      unlink(temporary)
      throw error
    }
  }

  /// Makes a folder, and those above it that are missing.
  /// - Returns: the outermost folder that it made; nil where all were there.
  /// - Throws: `FolderError` with the system's reason; what this call made is then removed again.
  static func makeFolder(_ path: String) throws(FolderError) -> String? {
    var outermost: String?
    let parts = path.split(separator: "/")
    for index in parts.indices {
      let folder = (path.hasPrefix("/") ? "/" : "") + parts[...index].joined(separator: "/")
      if mkdir(folder, 0o777) == 0 {
        outermost = outermost ?? folder
        continue
      }
      var code = errno
      var status = stat()
      if stat(folder, &status) == 0 {
        if status.st_mode & S_IFMT == S_IFDIR { continue }
        code = ENOTDIR
      }
      if let outermost { try? FileManager.default.removeItem(atPath: outermost) }
      errno = code
      throw failure(.cannotCreate, path, "cannot create this folder", ifMissing: "choose another --out")
    }
    return outermost
  }

  /// Writes all bytes, in as many calls as it takes.
  static func write(_ bytes: [UInt8], to descriptor: Int32, _ path: String) throws(FolderError) {
    var written = 0
    while written < bytes.count {
      let step = bytes.withUnsafeBytes { buffer -> Int in
        guard let base = buffer.baseAddress else { return 0 }
        return Foundation.write(descriptor, base + written, bytes.count - written)
      }
      if step < 0 {
        if errno == EINTR { continue }
        throw failure(.inputOutput, path, "cannot write to it")
      }
      written += step
    }
  }

  /// - Parameter ifMissing: the remedy where the system says that there is no such file or folder.
  static func failure(
    _ kind: FolderError.Kind, _ path: String, _ what: String,
    ifMissing: String = "the folder is gone; was it removed while the study ran?"
  ) -> FolderError {
    let reason = String(cString: strerror(errno))
    let remedy =
      switch errno {
      case ENOSPC, EDQUOT: "free some space, or choose another --out"
      case EACCES, EPERM, EROFS: "choose an --out that you may write to"
      case ENOTDIR, EEXIST, EISDIR: "choose another --out"
      case ENOENT: ifMissing
      default: "choose another --out, or look into the disk's health"
      }
    return FolderError(kind, path, "\(what) (\(reason)); \(remedy)")
  }
}
