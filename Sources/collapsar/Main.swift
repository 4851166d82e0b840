import ArgumentParser
import CArguments
import CProcessor
import Foundation
import MessagePassing

@main
enum Main {
  static func main() {
    cprocessor_refuse_foreign()
    StandardStreams.prepare()
    let code = Entry.run(Array(Program.words.dropFirst()))
    fflush(nil)
    exit(code)
  }
}

/// From words to an exit code. Under mpirun every rank reads the same words; only rank 0 speaks of them.
enum Entry {
  static func run(_ words: [String]) -> Int32 {
    let speaks = LaunchEnvironment.speaks
    do {
      do {
        var command = try Collapsar.parseAsRoot(withNegativeNumbersJoined(words))
        try command.run()
      } catch  where Collapsar.exitCode(for: error).isSuccess {
        // What was asked for is the help, or the version.
        if speaks { try StandardStreams.print(Collapsar.fullMessage(for: error)) }
      }
      return 0
    } catch let failure as Failure {
      if !failure.isSaid { if speaks { say(failure.message) } else { letSpokesmanSpeak() } }
      return failure.code.rawValue
    } catch {
      if speaks { say(usageLine(error)) } else { letSpokesmanSpeak() }
      return Collapsar.exitCode(for: error).rawValue
    }
  }

  /// A negative number behind an option is meant as its value, wrong as it may be: `--seed -5` becomes `--seed=-5`. The
  /// parser would take it for an option, and the value for missing.
  private static func withNegativeNumbersJoined(_ words: [String]) -> [String] {
    var joined: [String] = []
    for word in words {
      if let option = joined.last,
        [
          "--simulations", "--simulation", "--seed", "--ranks", "--nodes", "--arrays", "--max-requeues", "--max-time",
          "--watchdog", "--range", "--checkpoint-every", "--max-failures",
        ].contains(option), word.hasPrefix("-"),
        word.dropFirst().first?.isNumber ?? false
      {
        joined[joined.count - 1] = "\(option)=\(word)"
      } else {
        joined.append(word)
      }
    }
    return joined
  }

  /// What is wrong with the command line, and where to read more, in one line.
  private static func usageLine(_ error: any Error) -> String {
    let message = Collapsar.message(for: error).split(separator: "\n").joined(separator: " ")
    // The last line names the help of the subcommand that was meant: "  See 'collapsar run --help' for more information."
    let pieces = Collapsar.fullMessage(for: error).split(separator: "'")
    let help = pieces.last { $0.hasPrefix("collapsar ") && $0.hasSuffix("--help") } ?? "collapsar --help"
    return "\(message); see '\(help)'"
  }

  /// Waits for the rank that has the words. A launcher ends every rank when the first one leaves with an error, this one
  /// too, as soon as the spokesman has spoken and left; were this one to leave before, nothing might be said at all.
  private static func letSpokesmanSpeak() { sleep(2) }

  /// A message to standard error, each of its lines under the program's name.
  static func say(_ message: String) {
    let lines = message.split(separator: "\n").map { "collapsar: \($0)\n" }
    StandardStreams.printError(lines.joined())
  }
}

struct Collapsar: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "collapsar",
    abstract: "How often do small neural networks collapse? Train very many, and see, with confidence intervals.",
    discussion: """
      EXAMPLES
        collapsar check configs/dying-relu.yaml
        collapsar run configs/dying-relu.yaml --out out/dying-relu
        mpirun -n 8 collapsar run configs/dying-relu.yaml --simulations 100000
        collapsar report out/dying-relu
        collapsar status out/dying-relu
        collapsar replay out/dying-relu --cell relu --simulation 417
        collapsar compare out/dying-relu out/another
        collapsar merge out/all out/first out/second
        mpirun -n 8 collapsar doctor
        collapsar script slurm configs/dying-relu.yaml --ranks 64 --time 04:00:00
      """,
    version: Program.version,
    subcommands: [
      RunCommand.self, CheckCommand.self, StatusCommand.self, ReportCommand.self, ReplayCommand.self,
      CompareCommand.self, MergeCommand.self, DoctorCommand.self, ScriptCommand.self,
    ]
  )
}

/// What the program knows of itself.
enum Program {
  static let version = "0.1.0"
  /// The words of its command line, its own name first. Not `CommandLine.arguments`, which are none without /proc.
  static let words = (0..<carguments_count()).map { String(cString: carguments_word($0)) }
  /// Its own file, whatever it was called by.
  static let file =
    access("/proc/self/exe", R_OK) == 0 ? "/proc/self/exe" : String(cString: carguments_file())

  /// The path of that file.
  static var path: String { (try? FileManager.default.destinationOfSymbolicLink(atPath: file)) ?? file }

  /// The instruction set that it was built for, as scripts/build says it.
  static var cpuLevel: String {
    #if CPU_NATIVE
    "native"
    #elseif CPU_X86_64_V3
    "x86-64-v3"
    #elseif CPU_X86_64_V4
    "x86-64-v4"
    #else
    "baseline"
    #endif
  }
}
