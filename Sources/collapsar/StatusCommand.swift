import ArgumentParser
import Foundation
import MessagePassing
import Reporting
import RunFolder
import Studies

struct StatusCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "status",
    abstract: "Say how a running or finished study is getting on.",
    discussion: """
      Reads the folder and touches nothing. Of a finished study it reads every file of results, to see that it is what the \
      run wrote.

      EXAMPLES
        collapsar status out/dying-relu
        watch collapsar status out/dying-relu
      """
  )

  @Argument(
    help: ArgumentHelp("The folder that a run writes, or has written.", valueName: "dir"),
    completion: .directory
  )
  var folder: String

  func run() throws {
    // Before all that is read: watching a heartbeat takes seconds, in which a run may end.
    let isWritten = try reading { () throws(FolderError) in try StoredFolder(folder) }.hasLivingOwner()
    let study = try StoredStudy(folder)
    // A folder without a manifest has its own words for that.
    let manifest = try reading { () throws(FolderError) in try study.folder.manifest() }
    let results = try reading { () throws(FolderError) in
      guard study.isFinished else { return nil as Results? }
      try study.folder.check(manifest)
      return try study.folder.results(manifest)
    }
    let log = try reading { () throws(FolderError) in try study.folder.lastLogEntry() }
    guard LaunchEnvironment.speaks else { return }
    let saved = results == nil ? study.folder.savedSimulations : nil
    let status = StatusText(
      study: study.plan.name,
      manifest: manifest,
      results: results,
      log: log,
      writer: isWritten.map { $0 ? .runs : .gone } ?? .unknown,
      saved: saved,
      isSpoilt: results == nil && saved == nil && study.folder.hasCheckpoint,
      plan: study.plan
    )
    try StandardStreams.print(status.text)
  }
}
