import ArgumentParser
import Foundation
import MessagePassing
import Reporting
import RunFolder

struct ReportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report",
    abstract: "Write report.html and the figures of a finished study into its folder.",
    discussion: """
      One page that opens from disk: the answer, tables, figures, and what was run. A run makes it at its end; this makes \
      it again, of stored results.

      EXAMPLES
        collapsar report out/dying-relu
      """
  )

  @Argument(help: ArgumentHelp("The folder of a finished study.", valueName: "dir"), completion: .directory)
  var folder: String

  func validate() throws {
    if folder.isEmpty { throw ValidationError("the folder's name is empty; name the folder of a study") }
  }

  func run() throws {
    // Started by mpirun, it is one report that is wanted.
    guard LaunchEnvironment.current.speaks else { return }
    let folder = OutputFolder.trimmed(folder)
    for note in try StudyReport.make(try finished(folder), in: folder) { Entry.say("note: \(note)") }
    try StandardStreams.print(StudyReport.line(folder), remedy: "the report is in \(ReportFiles.page(of: folder))")
  }

  /// The results of a folder, whose files are what they were.
  private func finished(_ folder: String) throws(Failure) -> Results {
    var isDirectory: ObjCBool = false
    guard FileManager.default.fileExists(atPath: folder, isDirectory: &isDirectory), isDirectory.boolValue else {
      let what = FileManager.default.fileExists(atPath: folder) ? "is no folder" : "there is no such folder"
      throw Failure(.usage, "\(folder): \(what); give the one that a run wrote (its --out)")
    }
    let contents: FolderContents
    do { contents = try FolderContents(of: folder) } catch { throw Failure(error) }
    switch contents {
    case .finished(let results): return results
    case .unfinished:
      throw Failure(
        .foreignState,
        "\(folder): its study is not finished, so there is nothing to report yet; let it finish, then try again"
      )
    case .free: throw Failure(.foreignState, "\(folder): is empty; give a folder that a run wrote (its --out)")
    case .foreign: throw Failure(.foreignState, "\(folder): holds no study; give a folder that a run wrote (its --out)")
    }
  }
}

/// The report of a folder, as both `report` and `run` make it.
enum StudyReport {
  /// Writes the page and the figures. Starts child processes: not while MPI is up.
  /// - Returns: what is missing from it, a line each.
  static func make(_ results: Results, in folder: String) throws(Failure) -> [String] {
    do { return try Report(of: folder, results).write(to: folder) } catch { throw Failure(error) }
  }

  static func line(_ folder: String) -> String { "report: \(ReportFiles.page(of: folder))" }
}
