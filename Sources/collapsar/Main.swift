import ArgumentParser
import Foundation
import MessagePassing

@main
enum Main {
  static func main() {
    let code = Entry.run(Array(CommandLine.arguments.dropFirst()))
    fflush(nil)
    exit(code)
  }
}

/// From words to an exit code. Under mpirun every rank reads the same words; only rank 0 speaks of them.
enum Entry {
  static func run(_ words: [String]) -> Int32 {
    let isSpokesman = LaunchEnvironment(ProcessInfo.processInfo.environment).isSpokesman
    do {
      var command = try Collapsar.parseAsRoot(words)
      try command.run()
      return 0
    } catch let failure as Failure {
      if !failure.isSaid { if isSpokesman { say(failure.message) } else { letSpokesmanSpeak() } }
      return failure.code.rawValue
    } catch {
      let code = Collapsar.exitCode(for: error)
      if code.isSuccess {
        if isSpokesman { print(Collapsar.fullMessage(for: error)) }
      } else if isSpokesman {
        say(usageLine(error))
      } else {
        letSpokesmanSpeak()
      }
      return code.rawValue
    }
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

  /// One message to standard error, under the program's name.
  static func say(_ message: String) {
    FileHandle.standardError.write(Data("collapsar: \(message)\n".utf8))
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
        mpirun -n 8 collapsar doctor
      """,
    version: Program.version,
    subcommands: [RunCommand.self, CheckCommand.self, DoctorCommand.self]
  )
}

/// What the program knows of itself.
enum Program {
  static let version = "0.1.0"

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
