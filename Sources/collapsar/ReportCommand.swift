import ArgumentParser
import Harness
import MessagePassing
import Reporting
import RunFolder

struct ReportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report",
    abstract: "Write report.html and the figures of a study into its folder.",
    discussion: """
      One page that opens from disk: the answer, tables, figures, and what was run. A run makes it at its end; this makes \
      it again, of stored results. Of a study that is not finished it shows what was saved last.

      EXIT CODE
        0   the page and all its figures are there
        65  the folder holds no results, or is damaged
        69  figures could not be drawn; the page is there, and says why
        74  the page or a file of a figure could not be written

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
    guard LaunchEnvironment.speaks else { return }
    let path = folder
    let folder = try reading { () throws(FolderError) in try StoredFolder(path) }
    let (report, damage) = try read(folder)
    let missing: [String]
    do throws(FolderError) { missing = try report.write(to: folder.path, gnuplot: .ofThisProcess) } catch {
      throw Failure(error)
    }
    if let damage { Entry.say("note: \(damage)") }
    for line in missing { Entry.say(line) }
    try StandardStreams.print(
      StudyReport.line(folder.path),
      remedy: "the report is in \(ReportFiles.page(of: folder.path))"
    )
    // The page is there, and what is missing from it has been said.
    if !missing.isEmpty { throw Failure(.launchRefused, "", isSaid: true) }
  }

  /// What a finished folder's results alone allow, where other files are damaged; and what is left out, in a line.
  private func read(_ folder: StoredFolder) throws(Failure) -> (Report, damage: String?) {
    let manifest = try reading { () throws(FolderError) in try folder.manifest() }
    guard manifest.exitReason == Manifest.finished else { return (try saved(folder, manifest), nil) }
    let results = try reading { () throws(FolderError) in try folder.results(manifest) }
    let damage = folder.damage(manifest)
    let isStudyWhole = !damage.contains { $0.file == FileName.study }
    let study = try reading { () throws(FolderError) in
      isStudyWhole ? try FolderContents.readStudy(folder.path) : ""
    }
    let report = Report(results, studyText: study, manifest: manifest)
    guard !damage.isEmpty else { return (report, nil) }
    let lost =
      isStudyWhole
      ? "the report needs nothing of it"
      : "the report has neither figures nor what was run, which need \(FileName.study)"
    return (report, "\(damage.map(\.error.description).joined(separator: "; ")); \(lost)")
  }
}

extension ReportCommand {
  /// What the last checkpoint of an unfinished study comes to.
  private func saved(_ folder: StoredFolder, _ manifest: Manifest) throws(Failure) -> Report {
    let study = try StoredStudy(folder.path)
    let checkpoint = try reading { () throws(FolderError) in try folder.checkpoint() }
    guard let checkpoint, !checkpoint.done.isEmpty else {
      throw Failure(
        .foreignState,
        "\(folder.path): holds a study of which nothing was saved yet (\(manifest.exitReason.printable)); the same command "
          + "as before goes on with it"
      )
    }
    guard let tallies = Tallies(checkpoint, study.plan) else {
      throw Failure(.foreignState, "\(folder.path): its checkpoint holds no tallies of its \(FileName.study)")
    }
    let text = try reading { () throws(FolderError) in try FolderContents.readStudy(folder.path) }
    return Report(study.plan.results(tallies), studyText: text, manifest: manifest)
  }
}

/// The report of a folder, as both `report` and `run` make it.
enum StudyReport {
  /// Writes the page and the figures. Starts child processes: not while MPI is up.
  /// - Returns: what is missing from it, a line each.
  static func make(_ results: Results, in folder: String) throws(Failure) -> [String] {
    do { return try Report(of: folder, results).write(to: folder, gnuplot: .ofThisProcess) } catch {
      throw Failure(error)
    }
  }

  static func line(_ folder: String) -> String { "report: \(ReportFiles.page(of: folder))" }
}
