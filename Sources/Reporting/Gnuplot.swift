internal import Foundation

/// The program that draws: gives it a script on standard input and takes an SVG from its standard output.
///
/// A child process, so not to be used while MPI is up. It is started through `timeout`, where there is one, so that a gnuplot
/// that hangs outlives the limit by a minute at most, even where this process is killed. No shell is started; gnuplot reads
/// none of its start-up files. It inherits the environment, through which it may find its libraries, less what would change a drawing.
/// It can run commands that a script tells it to, so no text from outside may reach a script but through ``quoted(_:)``.
public struct Gnuplot: Sendable {
  /// Seconds after which it is taken for stuck: no figure takes a hundredth of that.
  public static let timeLimit = 60.0

  private let environment: [String: String]
  private let searchPath: String
  private let timeLimit: Double

  /// - Parameters:
  ///   - environment: the variables to inherit from; nil: this process'.
  ///   - searchPath: folders with colons between them; nil: PATH of the environment.
  ///   - timeLimit: seconds.
  public init(
    environment: [String: String]? = nil,
    searchPath: String? = nil,
    timeLimit: Double = Gnuplot.timeLimit
  ) {
    var variables = environment ?? ProcessInfo.processInfo.environment
    self.searchPath = searchPath ?? variables["PATH"] ?? ""
    self.timeLimit = timeLimit
    variables["PATH"] = self.searchPath
    // Points in numbers, and UTF-8.
    variables["LC_ALL"] = "C.UTF-8"
    // The terminal is the script's to choose; no window system is asked.
    for name in ["GNUTERM", "DISPLAY", "WAYLAND_DISPLAY"] { variables[name] = nil }
    self.environment = variables
  }

  /// Whether there is one in PATH.
  public var isInstalled: Bool { program != nil }

  /// What the script draws.
  /// - Parameter script: sets the terminal itself, and no output file; see ``Figure/script``.
  /// - Returns: gnuplot's own SVG, as it is.
  /// - Throws: `GnuplotError`, one line.
  public func output(of script: String) throws(GnuplotError) -> String {
    guard let program else { throw .absent }
    let ended: Ended
    do {
      ended = try run(program, script)
    } catch let error as GnuplotError {
      throw error
    } catch {
      throw .cannotStart(program.path, "\(error)")
    }
    let complaint = Self.complaint(in: ended.complaints)
    guard ended.status == 0 else { throw .failed(complaint ?? ended.words) }
    guard ended.output.contains("</svg>") else { throw .noPicture(complaint) }
    return ended.output
  }

  /// A gnuplot string that stands for the text, whatever the text is: in single quotes nothing is expanded. An apostrophe
  /// becomes ’, since gnuplot reads a doubled quote, its way to write one, as the string's end where the string begins with
  /// it. Signs that are not printed, such as line ends, become spaces.
  public static func quoted(_ text: String) -> String {
    let printed = text.unicodeScalars.map { scalar -> Character in
      switch scalar.properties.generalCategory {
      case .control, .lineSeparator, .paragraphSeparator, .unassigned, .surrogate: " "
      default: Character(scalar)
      }
    }
    return "'" + String(printed).replacing("'", with: "’") + "'"
  }

  private var program: URL? { find("gnuplot") }

  private func find(_ name: String) -> URL? {
    for folder in searchPath.split(separator: ":") {
      let file = URL(fileURLWithPath: String(folder)).appendingPathComponent(name)
      if FileManager.default.isExecutableFile(atPath: file.path) { return file }
    }
    return nil
  }

  /// What a gnuplot that has ended left.
  private struct Ended {
    var status: Int32
    var isSignal: Bool
    var output: String
    var complaints: String

    var words: String { isSignal ? "signal \(status) ended it" : "exit code \(status), and it says nothing" }
  }

  private func run(_ program: URL, _ script: String) throws -> Ended {
    // Files instead of pipes: neither side waits for the other to read, and a gnuplot that dies early signals nobody.
    let (input, output, complaints) = (try namelessFile(script), try namelessFile(), try namelessFile())
    var words = [program.path, "-d"]  // no start-up files
    if let timeout = find("timeout") {
      // gnuplot ends with its script, whatever becomes of us; one that hangs would outlive a parent that was killed.
      // Later than this process ends it, however late its turn comes: that gnuplot was stuck is ours to report.
      words = [timeout.path, "-s", "KILL", "\(Int(timeLimit.rounded(.up)) + 60)"] + words
    }
    let child = try ChildProcess(words, environment: environment, streams: [input, output, complaints])
    guard let ending = child.wait(.seconds(timeLimit)) else {
      child.kill()
      throw GnuplotError.stuck(seconds: timeLimit)
    }
    return Ended(
      status: ending.status,
      isSignal: ending.isSignal,
      output: try Self.text(output),
      complaints: try Self.text(complaints)
    )
  }

  /// A file to write and read that is gone with its last user, however that ends.
  private func namelessFile(_ text: String = "") throws(GnuplotError) -> FileHandle {
    let folder = FileManager.default.temporaryDirectory
    func error(_ code: Int32) -> GnuplotError {
      .noTemporaryFile(folder.path, isNamed: environment["TMPDIR"] != nil, String(cString: strerror(code)))
    }
    let path = folder.appendingPathComponent("collapsar-\(UUID().uuidString)").path
    let descriptor = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw error(errno) }
    unlink(path)
    let file = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
    do {
      try file.write(contentsOf: Data(text.utf8))
      try file.seek(toOffset: 0)
    } catch let failure {
      throw error(((failure as NSError).userInfo[NSUnderlyingErrorKey] as? NSError).map { Int32($0.code) } ?? EIO)
    }
    return file
  }

  private static func text(_ file: FileHandle) throws -> String {
    try file.seek(toOffset: 0)
    return String(decoding: try file.readToEnd() ?? Data(), as: UTF8.self)
  }

  /// The line that says what is wrong; gnuplot puts it after the echoed script.
  private static func complaint(in text: String) -> String? {
    let lines = text.split(whereSeparator: \.isNewline).map { $0.trimming(while: \.isWhitespace) }.filter {
      !$0.isEmpty
    }
    let told = lines.first { $0.hasPrefix("line ") && !$0.contains("warning:") }
    return (told ?? lines.first).map(String.init)
  }
}

/// Why there is no drawing; one line with what to do.
public enum GnuplotError: Error, Hashable, Sendable, CustomStringConvertible {
  case absent
  case cannotStart(String, String)
  case failed(String)
  /// It ended well, perhaps with a word.
  case noPicture(String?)
  case stuck(seconds: Double)
  /// Its script cannot be laid down: the folder, whether TMPDIR names it, and the system's reason.
  case noTemporaryFile(String, isNamed: Bool, String)

  /// Whether the next drawing would fare as badly, and take as long to.
  var isLasting: Bool {
    switch self {
    case .absent, .stuck, .noTemporaryFile: true
    case .cannotStart, .failed, .noPicture: false
    }
  }

  public var description: String {
    switch self {
    case .absent: "there is no gnuplot in PATH: install gnuplot-nox (apt-get install gnuplot-nox)"
    case .cannotStart(let program, let reason): "\(program) could not be run: \(reason)"
    case .failed(let complaint): "gnuplot failed: \(complaint)"
    case .noPicture(let words):
      "gnuplot made no picture"
        + (words.map { "; it says: \($0)" } ?? "; see whether `gnuplot --version` is 5 or later")
    case .noTemporaryFile(let folder, let isNamed, let reason):
      "\(isNamed ? "TMPDIR=" : "")\(folder): cannot write a temporary file there (\(reason)); set TMPDIR to a folder with room that "
        + "you may write to"
    case .stuck(let seconds): "gnuplot did not end within \(duration(seconds)) and was not asked for more"
    }
  }
}

extension Substring {
  fileprivate func trimming(while isPadding: (Character) -> Bool) -> Substring {
    var rest = drop(while: isPadding)
    while let last = rest.last, isPadding(last) { rest.removeLast() }
    return rest
  }
}
