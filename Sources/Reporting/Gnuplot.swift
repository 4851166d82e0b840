internal import Foundation

/// The program that draws: gives it a script on standard input and takes an SVG from its standard output.
///
/// A child process, so not to be used while MPI is up. No shell is started; gnuplot reads none of its start-up files and
/// gets an environment of its own. It can run commands that a script tells it to, so no text from outside may reach a script
/// but through ``quoted(_:)``.
public struct Gnuplot: Sendable {
  /// Seconds after which it is taken for stuck: no figure takes a hundredth of that.
  public static let timeLimit = 60.0

  private let searchPath: String
  private let timeLimit: Double

  /// - Parameters:
  ///   - searchPath: folders with colons between them; nil: this process' PATH.
  ///   - timeLimit: seconds.
  public init(searchPath: String? = nil, timeLimit: Double = Gnuplot.timeLimit) {
    self.searchPath = searchPath ?? ProcessInfo.processInfo.environment["PATH"] ?? ""
    self.timeLimit = timeLimit
  }

  /// Whether there is one in PATH.
  public var isInstalled: Bool { program != nil }

  /// What the script draws.
  /// - Parameter script: sets the terminal itself, and no output file; see ``Figure/script``.
  /// - Returns: gnuplot's own SVG, as it is.
  /// - Throws: `GnuplotError`, one line.
  public func output(of script: String) throws(GnuplotError) -> String {
    guard let program else { throw .absent }
    do {
      // Files instead of pipes: neither side waits for the other to read, and a gnuplot that dies early signals nobody.
      let folder = FileManager.default.temporaryDirectory.appendingPathComponent("collapsar-\(UUID().uuidString)")
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: false)
      defer { try? FileManager.default.removeItem(at: folder) }
      let input = folder.appendingPathComponent("figure.gp")
      try Data(script.utf8).write(to: input)
      let (output, complaints) = (folder.appendingPathComponent("figure.svg"), folder.appendingPathComponent("errors"))
      for file in [output, complaints] { try Data().write(to: file) }
      let status = try run(program, input: input, output: output, complaints: complaints)
      let text = String(decoding: try Data(contentsOf: output), as: UTF8.self)
      guard status == 0, text.contains("</svg>") else {
        throw GnuplotError.failed(Self.complaint(in: String(decoding: try Data(contentsOf: complaints), as: UTF8.self)))
      }
      return text
    } catch let error as GnuplotError {
      throw error
    } catch {
      throw .cannotStart(program.path, "\(error.localizedDescription)")
    }
  }

  /// A gnuplot string that stands for the text, whatever the text is: in single quotes nothing is expanded but the doubled
  /// quote. Signs that are not printed, such as line ends, become spaces.
  public static func quoted(_ text: String) -> String {
    let printed = text.unicodeScalars.map { scalar -> Character in
      switch scalar.properties.generalCategory {
      case .control, .lineSeparator, .paragraphSeparator, .unassigned, .surrogate: " "
      default: Character(scalar)
      }
    }
    return "'" + String(printed).replacing("'", with: "''") + "'"
  }

  private var program: URL? {
    for folder in searchPath.split(separator: ":") {
      let file = URL(fileURLWithPath: String(folder)).appendingPathComponent("gnuplot")
      if FileManager.default.isExecutableFile(atPath: file.path) { return file }
    }
    return nil
  }

  private func run(_ program: URL, input: URL, output: URL, complaints: URL) throws -> Int32 {
    let process = Process()
    process.executableURL = program
    process.arguments = ["-d"]  // no start-up files
    process.environment = ["PATH": searchPath, "LC_ALL": "C.UTF-8"]
    process.standardInput = try FileHandle(forReadingFrom: input)
    process.standardOutput = try FileHandle(forWritingTo: output)
    process.standardError = try FileHandle(forWritingTo: complaints)
    let ended = DispatchSemaphore(value: 0)
    process.terminationHandler = { _ in ended.signal() }
    try process.run()
    guard ended.wait(timeout: .now() + timeLimit) == .success else {
      kill(process.processIdentifier, SIGKILL)
      ended.wait()
      throw GnuplotError.stuck(seconds: timeLimit)
    }
    return process.terminationReason == .exit ? process.terminationStatus : 128 + process.terminationStatus
  }

  /// The line that says what is wrong; gnuplot puts it after the echoed script.
  private static func complaint(in text: String) -> String {
    let lines = text.split(whereSeparator: \.isNewline).map { $0.trimming(while: \.isWhitespace) }.filter {
      !$0.isEmpty
    }
    let told = lines.first { $0.hasPrefix("line ") && !$0.contains("warning:") }
    return String(told ?? lines.first ?? "it says nothing")
  }
}

/// Why there is no drawing; one line with what to do.
public enum GnuplotError: Error, Hashable, Sendable, CustomStringConvertible {
  case absent
  case cannotStart(String, String)
  case failed(String)
  case stuck(seconds: Double)

  public var description: String {
    switch self {
    case .absent:
      "there is no gnuplot in PATH: install gnuplot-nox (apt-get install gnuplot-nox) and run `collapsar report DIR`"
    case .cannotStart(let program, let reason): "\(program) could not be run: \(reason)"
    case .failed(let complaint): "gnuplot failed: \(complaint)"
    case .stuck(let seconds): "gnuplot did not end within \(duration(seconds)); try `collapsar report DIR` again"
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
