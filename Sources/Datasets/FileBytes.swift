internal import Glibc

/// Files read whole: data sets of this kind are kept in memory anyway.
enum FileBytes {
  /// The bytes of a file.
  /// - Throws: `DatasetError` when there is no such file, it is no plain file, it is larger than `Limits.fileBytes`, or the
  ///   system refuses.
  static func read(_ path: String) throws(DatasetError) -> [UInt8] {
    guard !path.utf8.contains(0) else {
      throw DatasetError(.missing, path, "a path with a zero byte in it; no file has one")
    }
    // Without O_NONBLOCK a pipe that nobody writes to would keep us for ever.
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { throw failure(path) }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw failure(path) }
    guard status.st_mode & S_IFMT == S_IFREG else {
      throw DatasetError(.unreadable, path, "is no plain file; name the file itself")
    }
    guard status.st_size <= Limits.fileBytes else {
      throw DatasetError(
        .unsupported,
        path,
        "\(status.st_size) bytes; at most \(Limits.fileBytes) are read: make a smaller file of it"
      )
    }
    var bytes = [UInt8](repeating: 0, count: Int(status.st_size))
    var count = 0
    while count < bytes.count {
      let step = bytes.withUnsafeMutableBytes { buffer in
        Glibc.read(descriptor, buffer.baseAddress.map { $0 + count }, buffer.count - count)
      }
      if step < 0 {
        if errno == EINTR { continue }
        throw failure(path)
      }
      // Somebody cut the file short since; its reader will say so.
      if step == 0 { break }
      count += step
    }
    bytes.removeLast(bytes.count - count)
    return bytes
  }

  static func exists(_ path: String) -> Bool { !path.utf8.contains(0) && access(path, F_OK) == 0 }

  static func isFolder(_ path: String) -> Bool {
    var status = stat()
    return !path.utf8.contains(0) && stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }

  /// The value of an environment variable; nil when it is unset or empty.
  static func environment(_ name: String) -> String? {
    guard let value = getenv(name) else { return nil }
    let text = String(cString: value)
    return text.isEmpty ? nil : text
  }

  private static func failure(_ path: String) -> DatasetError {
    let (kind, remedy): (DatasetError.Kind, String) =
      switch errno {
      case ENOENT, ENOTDIR, ENAMETOOLONG, ELOOP: (.missing, "check the path")
      case EACCES, EPERM: (.unreadable, "make it readable")
      default: (.unreadable, "look into the disk's health")
      }
    return DatasetError(kind, path, "cannot be read (\(String(cString: strerror(errno)))); \(remedy)")
  }
}
