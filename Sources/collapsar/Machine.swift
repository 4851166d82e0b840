import CProcessor
import Foundation
import MessagePassing

/// What this machine says of itself.
enum Machine {
  /// The processor's name; "unknown" where the system does not tell.
  static var processor: String {
    let line = text("/proc/cpuinfo").split(separator: "\n").first { $0.hasPrefix("model name") }
    return line?.split(separator: ":").last.map { $0.trimmingCharacters(in: .whitespaces) } ?? "unknown"
  }

  /// The highest level of `scripts/build --cpu` that it can run; "unknown" where the system does not tell.
  static var level: String {
    var flags = [CChar](repeating: 0, count: 8192)
    return flags.withUnsafeMutableBufferPointer { flags in
      guard let start = flags.baseAddress else { return "baseline" }
      let present = cprocessor_present(start, flags.count)
      return present[0] == 0 ? "unknown" : String(cString: cprocessor_level(present))
    }
  }

  /// The instructions that this program was built with, beyond what every processor has.
  static var requiredInstructions: String { String(cString: cprocessor_required()) }

  /// Processors that this process may use.
  static var usableProcessors: NumberSet {
    let line = text("/proc/self/status").split(separator: "\n").first { $0.hasPrefix("Cpus_allowed_list:") }
    let list = line?.split(separator: ":").last?.trimmingCharacters(in: .whitespaces)
    return list.flatMap { NumberSet(list: $0) } ?? NumberSet(0..<ProcessInfo.processInfo.activeProcessorCount)
  }

  /// Processors that the host has.
  static var processorCount: Int { max(sysconf(Int32(_SC_NPROCESSORS_ONLN)), 1) }

  /// Processors' worth of time that a container grants; nil where there is no limit, or nobody tells.
  static var share: Double? {
    let fields = text("/sys/fs/cgroup/cpu.max").split(whereSeparator: \.isWhitespace).map { Double($0) }
    guard fields.count == 2, let quota = fields[0], let period = fields[1], period > 0 else { return nil }
    return quota / period
  }

  /// The folder that Open MPI keeps its own files in.
  static var temporaryFolder: String {
    let environment = ProcessInfo.processInfo.environment
    // The variables that it looks at, in its order.
    return ["TMPDIR", "TEMP", "TMP"].compactMap { environment[$0] }.first { !$0.isEmpty } ?? "/tmp"
  }

  /// Bytes that are free in a folder; nil where that cannot be said.
  static func freeBytes(in folder: String) -> Double? {
    var system = statvfs()
    guard statvfs(folder, &system) == 0, system.f_blocks > 0 else { return nil }
    return Double(system.f_bavail) * Double(system.f_frsize)
  }

  private static func text(_ file: String) -> String { (try? String(contentsOfFile: file, encoding: .utf8)) ?? "" }
}
