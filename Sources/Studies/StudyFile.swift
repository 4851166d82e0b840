internal import Glibc

/// The bytes of a study file, at most one more than a study may have.
/// - Throws: `StudyError` for what is missing, is no regular file, or cannot be read.
func readStudyFile(_ path: String) throws(StudyError) -> [UInt8] {
  let place = Place(origin: path.shown(atMost: 200))
  if path.isEmpty || path.utf8.contains(0) { throw StudyError(place, "no file name; give the path of a study file") }
  // Without O_NONBLOCK, opening a pipe waits for a writer for ever.
  let descriptor = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
  guard descriptor >= 0 else {
    let code = errno
    let remedy = code == ENOENT ? "check the path" : code == EACCES ? "check its permissions" : "check the file"
    throw StudyError(place, "\(reason(code)); \(remedy)")
  }
  defer { close(descriptor) }
  var status = stat()
  guard fstat(descriptor, &status) == 0 else { throw StudyError(place, "\(reason(errno)); check the file") }
  switch status.st_mode & S_IFMT {
  case S_IFREG: break
  case S_IFDIR: throw StudyError(place, "a directory; give a study file, such as configs/smoke.yaml")
  default: throw StudyError(place, "not a regular file; save the study to a file first")
  }
  guard status.st_size <= Limits.fileSize else {
    throw StudyError(place, "\(status.st_size) bytes; a study is text of at most \(Limits.fileSize) bytes")
  }
  var bytes: [UInt8] = []
  var piece = [UInt8](repeating: 0, count: 1 << 16)
  // The file may grow while it is read.
  while bytes.count <= Limits.fileSize {
    let count = piece.withUnsafeMutableBytes { read(descriptor, $0.baseAddress, $0.count) }
    if count < 0, errno == EINTR { continue }
    guard count >= 0 else { throw StudyError(place, "\(reason(errno)); check the file") }
    if count == 0 { break }
    bytes += piece[..<count]
  }
  return bytes
}

private func reason(_ code: Int32) -> String {
  strerror(code).map { String(cString: $0).lowercased() } ?? "error \(code)"
}
