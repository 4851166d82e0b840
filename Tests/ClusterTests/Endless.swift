import Foundation
import RunFolder

/// Studies that a test interrupts: far too long to end by themselves, on a machine of any speed.
///
/// A test stops such a study when it sees the state that it waits for, and resumes it with a few simulations more than are
/// done. Two variables show that no test counts on a slow machine: `COLLAPSAR_ENDLESS=100000000` makes every such study a
/// tenth as large, and `COLLAPSAR_ENDLESS_TRAINER=lanes` trains some hundred times faster.
enum Endless {
  static let simulations = variable("COLLAPSAR_ENDLESS").flatMap { Int($0) } ?? 1_000_000_000

  /// The reference trainer has the bits of the lanes and makes few rows in much time, so that the run to compare with, on
  /// lanes, takes next to none.
  static let options = [
    "--simulations", "\(simulations)", "--set", "trainer=\(variable("COLLAPSAR_ENDLESS_TRAINER") ?? "reference")",
  ]

  private static func variable(_ name: String) -> String? { ProcessInfo.processInfo.environment[name] }
}

extension Scratch {
  /// Returns when the study in a folder has written rows: its processes by rank.
  @discardableResult
  func begun(_ child: Launch.Child, in folder: String = "out", bytes count: Int = 10_000) async throws -> [Int32] {
    try await child.reaches {
      try exists("\(folder)/manifest.json") && bytes("\(folder)/simulations.csv").count >= count
    }
    return try manifest(folder).ranks.map(\.processID)
  }

  /// The simulations that the latest checkpoint of the study in `out` holds.
  func done() -> Int {
    let checkpoint = try? StoredFolder(self["out"]).checkpoint()
    return checkpoint.map { Int($0.done.upperBound - $0.done.lowerBound) } ?? 0
  }
}

/// Returns when a state has been reached that comes about by itself, or after a minute and a half, which no healthy machine
/// takes: whether it was.
func isReached(_ isSo: () throws -> Bool) async throws -> Bool {
  let end = ContinuousClock.now + .seconds(90)
  while try !isSo() {
    if ContinuousClock.now > end { return false }
    try await Task.sleep(for: .milliseconds(20))
  }
  return true
}

/// Whether a process is there and not only waits to be reaped.
func isRunning(_ process: Int32) -> Bool {
  guard let text = try? String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8) else { return false }
  // The state stands behind the name, which is in parentheses.
  return text.split(separator: ")").last?.split(separator: " ").first != "Z"
}
