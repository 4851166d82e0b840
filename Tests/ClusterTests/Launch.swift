import Foundation
import Subprocess
import Synchronization

/// A child process for a test: one of this package's programs, alone or under `mpirun`.
///
/// Stands on swift-subprocess and not on Foundation's `Process`, because both outputs are read while the child runs (a
/// full pipe would stop it) and the child is gone in any case when the test is: structured concurrency sees to both.
struct Launch: Sendable {
  /// The program's name among the built products.
  var program: String
  var arguments: [String] = []
  /// The number of ranks under `mpirun`; nil for the program by itself.
  var ranks: Int?
  /// Variables beyond the ones this process has.
  var environment: [String: String] = [:]
  /// There to catch a child that hangs, not to measure one: generous, since the machine may be busy.
  var timeLimit: Duration = .seconds(300)

  /// How a child ended.
  enum Ending: Equatable, Sendable {
    case exited(Int32)
    case signaled(Int32)
    /// It had to be killed when the time limit was over.
    case timedOut
  }

  /// What is left of a child.
  struct Outcome: Sendable {
    let output: String
    let errors: String
    let ending: Ending

    /// The lines of its standard output.
    var lines: [Substring] { output.split(separator: "\n") }
  }

  /// Runs the child to its end.
  ///
  /// - Parameter meanwhile: what to do while it runs; the child is waited for afterwards.
  /// - Returns: what it said and how it ended.
  func run(meanwhile: (Child) async throws -> Void = { _ in }) async throws -> Outcome {
    var options = PlatformOptions()
    // `mpirun` needs a moment to take its ranks along: they are process groups of their own, out of reach from here.
    let goodbye = [TeardownStep.gracefulShutDown(allowedDurationToNextStep: .seconds(10))]
    options.teardownSequence = goodbye
    let output = Transcript()
    let errors = Transcript()
    let watchdog = Watchdog()

    let result = try await Subprocess.run(
      // By name: the built products come first in the child's PATH.
      .name(ranks == nil ? program : "mpirun"),
      arguments: Arguments(ranks.map { mpirunArguments($0) } ?? arguments),
      environment: .custom(childEnvironment()),
      platformOptions: options,
      input: .none,
      output: .sequence,
      error: .sequence
    ) { child in
      try await withThrowingTaskGroup(of: Void.self) { group in
        let timer = Task {
          try await Task.sleep(for: timeLimit)
          watchdog.bark()
          await child.teardown(using: goodbye)
        }
        defer { timer.cancel() }
        group.addTask { try await output.take(child.standardOutput) }
        group.addTask { try await errors.take(child.standardError) }
        try await meanwhile(
          Child(output: output, errors: errors, send: { try child.send(signal: Signal(rawValue: $0)) })
        )
        try await group.waitForAll()
      }
    }
    let ending: Ending =
      switch result.terminationStatus {
      case _ where watchdog.hasBarked: .timedOut
      case .exited(let code): .exited(code)
      case .signaled(let signal): .signaled(signal)
      }
    return Outcome(output: output.text, errors: errors.text, ending: ending)
  }

  /// A child that is still running.
  struct Child: Sendable {
    fileprivate let output: Transcript
    fileprivate let errors: Transcript
    /// Sends a signal, `SIGTERM` say, to the child (to `mpirun`, where there is one). By number, so that tests need not
    /// import Subprocess: beside it, the macros of Swift Testing 6.3 do not compile.
    let send: @Sendable (Int32) throws -> Void

    /// Returns when a state has been reached; it is looked at again and again. A child that hangs is up to the time limit.
    /// - Throws: `EndedEarly` where the child ends without reaching it.
    func reaches(_ isSo: () throws -> Bool) async throws {
      while true {
        // In this order: the last thing that the child does may be what is waited for.
        let hasEnded = output.hasEnded && errors.hasEnded
        if try isSo() { return }
        if hasEnded { throw EndedEarly(errors: errors.text) }
        try await Task.sleep(for: .milliseconds(5))
      }
    }

    /// Returns when the child has printed this number of lines that start so.
    func prints(_ start: String, lines: Int = 1) async throws {
      try await reaches { output.text.split(separator: "\n").count { $0.hasPrefix(start) } >= lines }
    }

    /// Returns when the child has said something on standard error.
    func says(_ words: String) async throws {
      try await reaches { errors.text.contains(words) }
    }
  }

  /// A child has ended before it reached the state that a test waited for.
  struct EndedEarly: Error {
    let errors: String
  }
}

extension Launch {
  /// Where the build puts its products: beside the bundle of tests that this process runs.
  static var products: URL {
    (Bundle.main.executableURL ?? URL(fileURLWithPath: CommandLine.arguments[0])).deletingLastPathComponent()
  }

  private func mpirunArguments(_ ranks: Int) -> [String] {
    // More ranks than cores is what tests want; they yield to each other instead of spinning.
    ["-n", "\(ranks)", "--oversubscribe", "--mca", "mpi_yield_when_idle", "1", "\(Self.products.path)/\(program)"]
      + arguments
  }

  /// This process's variables less those of an `mpirun` or `srun` it may itself run under, which would keep another from
  /// starting; and with MPI's own checks on.
  private func childEnvironment() -> [Environment.Key: String] {
    let foreign = ["PMIX_", "PMI_", "ORTE_", "OMPI_APP_", "OMPI_COMM_", "OMPI_MCA_", "SLURM_"]
    var variables = ProcessInfo.processInfo.environment.filter { name, _ in
      !foreign.contains { name.hasPrefix($0) }
    }
    variables["OMPI_ALLOW_RUN_AS_ROOT"] = "1"
    variables["OMPI_ALLOW_RUN_AS_ROOT_CONFIRM"] = "1"
    variables["OMPI_MCA_mpi_param_check"] = "true"
    variables["OMPI_MCA_mpi_show_handle_leaks"] = "true"
    variables.merge(environment) { _, new in new }
    variables["PATH"] = "\(Self.products.path):\(variables["PATH"] ?? "/usr/bin:/bin")"
    return variables.reduce(into: [:]) { keyed, variable in
      if let key = Environment.Key(rawValue: variable.key) { keyed[key] = variable.value }
    }
  }
}

/// Remembers that the time was over.
private final class Watchdog: Sendable {
  private let barked = Mutex(false)

  func bark() { barked.withLock { $0 = true } }

  var hasBarked: Bool { barked.withLock { $0 } }
}

/// What a child has printed so far.
private final class Transcript: Sendable {
  private let state = Mutex<(bytes: [UInt8], hasEnded: Bool)>(([], false))

  /// Takes what comes until the child, and all that it has started, has closed its end.
  func take(_ output: SubprocessOutputSequence) async throws {
    defer { state.withLock { $0.hasEnded = true } }
    for try await buffer in output {
      buffer.withUnsafeBytes { new in state.withLock { $0.bytes.append(contentsOf: new) } }
    }
  }

  var text: String { state.withLock { String(decoding: $0.bytes, as: UTF8.self) } }
  var hasEnded: Bool { state.withLock { $0.hasEnded } }
}
