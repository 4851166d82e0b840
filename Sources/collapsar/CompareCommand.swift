import ArgumentParser
import MessagePassing
import Reporting
import RunFolder

struct CompareCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "compare",
    abstract: "Say whether the results of two folders agree, byte for byte or statistically.",
    discussion: """
      Cells of equal name are compared outcome by outcome: in pairs of equal simulation indices where the seeds are the \
      same and both folders keep rows, as independent fractions otherwise.

      EXIT CODE
        0   they agree, byte for byte or statistically
        1   they differ
        65  a folder is no folder of finished results, or is damaged

      EXAMPLES
        collapsar compare out/dying-relu out/on-the-cluster
        collapsar compare out/relu out/another-seed
        collapsar compare --json out/relu out/another-seed | jq .verdict
      """
  )

  @Argument(help: ArgumentHelp("A folder that a run has finished.", valueName: "a"), completion: .directory)
  var first: String

  @Argument(help: ArgumentHelp("Another.", valueName: "b"), completion: .directory)
  var second: String

  @Flag(help: "Print one JSON object instead of text.")
  var json = false

  func run() throws {
    let (a, b) = (try side(first), try side(second))
    let comparison = try reading { () throws(FolderError) in try FolderComparison(a, b) }
    if LaunchEnvironment.speaks { try print(comparison) }
    // The answer has been given in words.
    if !comparison.agrees { throw Failure(.differs, "", isSaid: true) }
  }

  private func print(_ comparison: FolderComparison) throws(Failure) {
    guard json else { return try StandardStreams.print(ComparisonText(comparison).text) }
    let bytes: [UInt8]
    do { bytes = try ComparisonJSON(comparison).bytes() } catch {
      throw Failure(.internalError, "cannot write JSON (\(error)); please report this")
    }
    try StandardStreams.print(bytes: bytes)
  }

  private func side(_ path: String) throws(Failure) -> FolderComparison.Side {
    let study = try StoredStudy(path)
    let manifest = try reading { () throws(FolderError) in try study.folder.manifest() }
    guard study.isFinished else {
      throw Failure(
        .foreignState,
        "\(study.folder.path): holds a study that is not finished (\(manifest.exitReason.printable)); compare takes finished ones"
      )
    }
    let results = try reading { () throws(FolderError) in
      try study.folder.check(manifest)
      return try study.folder.results(manifest)
    }
    return FolderComparison.Side(folder: study.folder, plan: study.plan, results: results, manifest: manifest)
  }
}
