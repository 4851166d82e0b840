import BLASTrainer
import Digests
import Foundation
import MessagePassing

extension RankReport {
  /// What this process has to say of itself.
  static func own(rank: Int, host: String) -> RankReport {
    let folder = Machine.temporaryFolder
    return RankReport(
      rank: rank,
      host: host,
      process: getpid(),
      version: Program.version,
      builtFor: Program.cpuLevel,
      program: Program.path,
      digest: digest(of: Program.file),
      arguments: Array(Program.words.dropFirst()),
      library: library,
      blas: BLASTrainer.library,
      processor: Machine.processor,
      level: Machine.level,
      processors: Machine.usableProcessors,
      hostProcessors: Machine.processorCount,
      share: Machine.share,
      temporaryFolder: folder,
      temporaryBytes: Machine.freeBytes(in: folder)
    )
  }

  /// Of all bytes: builds of the same source for other processors may be of the same length.
  private static func digest(of path: String) -> String {
    guard let file = FileHandle(forReadingAtPath: path) else { return "not readable" }
    defer { try? file.close() }
    do {
      var digest = try SHA256()
      while let bytes = try file.read(upToCount: 1 << 20), !bytes.isEmpty {
        bytes.withUnsafeBytes { digest.update($0) }
      }
      return digest.finalize()
    } catch {
      return "not readable"
    }
  }

  private static var library: String {
    let text = (try? World.libraryVersion) ?? "an unknown library"
    return text.split(separator: ",").first.map(String.init) ?? text
  }
}
