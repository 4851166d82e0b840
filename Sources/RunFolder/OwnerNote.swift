internal import Foundation

/// `owner.json`: who writes to a folder.
package struct OwnerNote: Codable, Hashable {
  /// Random; no two claims have the same.
  package var token: String
  package var host: String
  /// Of the running system: hosts that share a name differ in it.
  package var bootID: String
  /// Where its number means that process: containers of one host have numbers of their own (`pid_namespaces(7)`).
  package var processNamespace: String
  package var processID: Int32
  /// When the process began, in ticks since the system did: numbers of processes are used again.
  package var processStart: UInt64
  /// The scheduler's name for the job; nil outside of one.
  package var job: String?
  /// Rises while the run lives.
  package var counter: UInt64

  enum CodingKeys: String, CodingKey {
    case token, host, job, counter
    case bootID = "boot_id"
    case processID = "pid"
    case processNamespace = "pid_namespace"
    case processStart = "process_start"
  }

  /// Of this process.
  package init() {
    token = UUID().uuidString
    host = ProcessInfo.processInfo.hostName
    bootID = Self.thisBoot
    processNamespace = Self.thisNamespace
    processID = getpid()
    processStart = if case .alive(let start) = Self.sight(of: processID) { start } else { 0 }
    let environment = ProcessInfo.processInfo.environment
    job = environment["SLURM_JOB_ID"] ?? environment["PBS_JOBID"]
    counter = 0
  }

  package init?(_ path: String) {
    guard let data = try? Data(contentsOf: URL(fileURLWithPath: path)) else { return nil }
    guard let note = try? JSON.value(OwnerNote.self, from: Array(data)) else { return nil }
    self = note
  }

  /// As the file has it, always equally long for one process: a counter is written over the one before.
  package var bytes: [UInt8] {
    func quoted(_ text: String) -> String {
      String(decoding: (try? JSONEncoder().encode(text)) ?? Data(), as: UTF8.self)
    }
    let digits = "\(counter)"
    let padding = String(repeating: " ", count: max(20 - digits.count, 0))
    let text = """
      {
        "token": \(quoted(token)),
        "host": \(quoted(host)),
        "boot_id": \(quoted(bootID)),
        "pid_namespace": \(quoted(processNamespace)),
        "pid": \(processID),
        "process_start": \(processStart),
        "job": \(job.map(quoted) ?? "null"),
        "counter": \(padding)\(digits)
      }

      """
    return Array(text.utf8)
  }

  /// Whether its process is known to be gone, or known to be there; nil where that cannot be seen from here. After a restart
  /// of its host it cannot either: two hosts of one name look the same.
  package var isAlive: Bool? {
    guard isHere else { return nil }
    switch Self.sight(of: processID) {
    case .gone: return false
    case .alive(let start): return start == processStart
    // A process of this number lives. Whether it is this one, a system does not tell that hides others' processes.
    case .hidden: return nil
    }
  }

  /// Whether its number means the same process here. What a system without /proc leaves empty is equal to nothing.
  package var isHere: Bool {
    !bootID.isEmpty && !processNamespace.isEmpty && processStart > 0 && host == ProcessInfo.processInfo.hostName
      && bootID == Self.thisBoot && processNamespace == Self.thisNamespace
  }

  /// For messages.
  var writer: String { "process \(processID) on \(host)" + (job.map { " (job \($0))" } ?? "") }

  private static var thisBoot: String {
    let text = (try? String(contentsOfFile: "/proc/sys/kernel/random/boot_id", encoding: .utf8)) ?? ""
    return text.trimmingCharacters(in: .whitespacesAndNewlines)
  }

  private static var thisNamespace: String {
    (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/ns/pid")) ?? ""
  }

  /// The visible state of a process.
  private enum Sight {
    /// The process is gone, or a zombie.
    case gone
    /// It lives, and began at this time.
    case alive(start: UInt64)
    /// It lives, and that is all that can be seen: /proc is not there, or hides it (`hidepid`).
    case hidden
  }

  /// Asks the system for a process, then /proc for its start (`proc(5)`, fields 3 and 22 of `stat`).
  private static func sight(of process: Int32) -> Sight {
    // Not EPERM, which is said of a process that lives and is another user's. Numbers from 0 down stand for groups.
    guard process > 0, kill(process, 0) == 0 || errno != ESRCH else { return .gone }
    guard let text = try? String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8),
      // The name, field 2, may hold spaces and parentheses itself.
      let end = text.lastIndex(of: ")")
    else { return .hidden }
    let fields = text[end...].dropFirst().split(separator: " ")
    guard fields.count > 19, let start = UInt64(fields[19]) else { return .hidden }
    return ["Z", "X"].contains(fields[0]) ? .gone : .alive(start: start)
  }
}
