import Foundation

/// Standard output and standard error without a library's buffer in between, so that it is known what was written.
enum StandardStreams {
  /// To be called first. A closed pipe and a limit on a file's size become errors to look at, and a stream that was closed from the start
  /// (`>&-`) stays one: else the first file to be opened would take its number, and with it what is printed.
  static func prepare() {
    signal(SIGPIPE, SIG_IGN)
    signal(SIGXFSZ, SIG_IGN)
    for stream in [STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO] where fcntl(stream, F_GETFD) < 0 {
      // The lowest number that is free is the stream's own. Nothing can be written to what is open for reading.
      _ = open("/dev/null", stream == STDERR_FILENO ? O_WRONLY : O_RDONLY)
    }
  }

  /// Prints what a command was asked for, and a newline. A reader that has closed the pipe (`| head`) has seen enough:
  /// that is no failure.
  /// - Parameter remedy: what to do where it cannot be written.
  static func print(
    _ text: String,
    remedy: String = "send it where there is room and you may write"
  ) throws(Failure) {
    try print(bytes: Array((text + "\n").utf8), remedy: remedy)
  }

  /// Prints bytes as they are.
  static func print(
    bytes: [UInt8],
    remedy: String = "send it where there is room and you may write"
  ) throws(Failure) {
    guard let code = write(bytes, to: STDOUT_FILENO), code != EPIPE else { return }
    throw Failure(.inputOutput, "standard output: cannot write to it (\(String(cString: strerror(code)))); \(remedy)")
  }

  /// Writes to standard error as far as that is possible: there is no other place to complain.
  static func printError(_ text: String) { _ = write(Array(text.utf8), to: STDERR_FILENO) }

  /// - Returns: the system's reason when not all could be written.
  static func write(_ bytes: [UInt8], to stream: Int32) -> Int32? {
    var bytes = bytes[...]
    while !bytes.isEmpty {
      let count = bytes.withUnsafeBytes { Foundation.write(stream, $0.baseAddress, $0.count) }
      if count >= 0 {
        bytes = bytes.dropFirst(count)
        continue
      }
      switch errno {
      case EINTR: continue
      case EAGAIN:
        // A terminal that another program has set not to wait.
        var place = pollfd(fd: stream, events: Int16(POLLOUT), revents: 0)
        _ = poll(&place, 1, -1)
      default: return errno
      }
    }
    return nil
  }
}
