internal import Foundation

/// A child process with a process group of its own, whose three streams are files.
///
/// Foundation's `Process` needs `/proc`, to close files that are never passed on here, and its users wait for it by a clock that
/// may be set.
struct ChildProcess: ~Copyable {
  private let number: pid_t

  /// The exit status of a process.
  struct Ending {
    /// Its exit code, or the number of the signal that ended it.
    var status: Int32
    var isSignal: Bool
  }

  /// The system's reason why there is no process.
  struct NotStarted: Error, CustomStringConvertible {
    let code: Int32
    var description: String { String(cString: strerror(code)) }
  }

  /// Starts a program.
  /// - Parameters:
  ///   - words: the path of its file, and its arguments.
  ///   - environment: its variables, all of them.
  ///   - streams: its standard input, output and error, files that are no standard streams here.
  init(_ words: [String], environment: [String: String], streams: [FileHandle]) throws(NotStarted) {
    var actions = posix_spawn_file_actions_t()
    var attributes = posix_spawnattr_t()
    posix_spawn_file_actions_init(&actions)
    posix_spawnattr_init(&attributes)
    defer {
      posix_spawn_file_actions_destroy(&actions)
      posix_spawnattr_destroy(&attributes)
    }
    for (number, stream) in streams.enumerated() {
      posix_spawn_file_actions_adddup2(&actions, stream.fileDescriptor, Int32(number))
    }
    // Signals that this program ignores would be ignored there too.
    var signals = sigset_t()
    sigemptyset(&signals)
    for signal in [SIGPIPE, SIGXFSZ, SIGCHLD] { sigaddset(&signals, signal) }
    posix_spawnattr_setsigdefault(&attributes, &signals)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGDEF))
    let arguments = words.map { strdup($0) }
    let variables = environment.map { strdup("\($0.key)=\($0.value)") }
    defer { for text in arguments + variables { free(text) } }
    var number = pid_t()
    let code = posix_spawn(&number, words[0], &actions, &attributes, arguments + [nil], variables + [nil])
    guard code == 0 else { throw NotStarted(code: code) }
    self.number = number
  }

  /// Waits until it ends; nil where it has not by the end of the time.
  func wait(_ time: Duration) -> Ending? {
    let end = SuspendingClock.now + time
    var status = Int32()
    while true {
      let found = waitpid(number, &status, WNOHANG)
      if found == number {
        return Ending(status: status & 0x7f == 0 ? status >> 8 : status & 0x7f, isSignal: status & 0x7f != 0)
      }
      // Whoever ignores the end of its children is not told how they ended.
      if found < 0, errno == ECHILD { return Ending(status: 0, isSignal: false) }
      if SuspendingClock.now >= end { return nil }
      usleep(1000)
    }
  }

  /// Ends it, and whatever it has started in its group.
  consuming func kill() {
    Foundation.kill(-number, SIGKILL)
    Foundation.kill(number, SIGKILL)
    _ = wait(.seconds(60))
  }
}
