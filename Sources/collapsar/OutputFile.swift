import Foundation
import RunFolder

/// A file that a command was asked to write beside what it prints.
enum OutputFile {
  /// Writes all bytes; what stood there before is gone.
  /// - Throws: `Failure` with the system's reason.
  static func write(_ bytes: [UInt8], to path: String) throws(Failure) {
    let url = URL(fileURLWithPath: path).standardizedFileURL
    let folder = url.deletingLastPathComponent().path
    let isStudy = FileManager.default.fileExists(atPath: folder + "/" + FileName.manifest)
    if isStudy, FileName.written.contains(url.lastPathComponent) {
      throw Failure(.usage, "\(path): is a file of the study in \(folder); name another")
    }
    let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, Files.mode)
    guard descriptor >= 0 else { throw failure(path, errno) }
    let code = StandardStreams.write(bytes, to: descriptor)
    // Some file systems tell only now that there was no room.
    let closing = close(descriptor) == 0 ? nil : errno
    if let code = code ?? closing { throw failure(path, code) }
  }

  private static func failure(_ path: String, _ code: Int32) -> Failure {
    Failure(
      .inputOutput,
      "\(path): cannot write to it (\(String(cString: strerror(code)))); name a file where there is room and you may write"
    )
  }
}
