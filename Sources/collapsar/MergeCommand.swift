import ArgumentParser
import Foundation
import Harness
import MessagePassing
import RunFolder
import Studies

struct MergeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "merge",
    abstract: "Put finished parts of one study together to a folder as one run would have left it.",
    discussion: """
      Parts are runs of one study with different --range. Together they must make up one range, without gap or overlap, in \
      whatever order they are named. The results are the same bytes as those of one run of all simulations, and `run` can \
      extend them.

      EXAMPLES
        collapsar run configs/dying-relu.yaml --range '0..<500' --out out/first
        collapsar run configs/dying-relu.yaml --range '500..<1000' --out out/second
        collapsar merge out/all out/first out/second
        collapsar merge --quiet out/big out/big-part-*
      """
  )

  @Argument(
    help: ArgumentHelp("Where to write: a new folder, or an empty one.", valueName: "out"),
    completion: .directory
  )
  var out: String

  @Argument(help: ArgumentHelp("The finished parts.", valueName: "part"), completion: .directory)
  var parts: [String]

  @Flag(help: "No table: only the path of the results.")
  var quiet = false

  @Flag(help: "No report.html and no figures; `collapsar report DIR` makes them later.")
  var noReport = false

  func validate() throws {
    if out.isEmpty { throw ValidationError("the output's name is empty; name a folder") }
    if parts.contains("") { throw ValidationError("a part's name is empty; name the folders of finished runs") }
  }

  func run() throws {
    // Started by mpirun, it is one folder that is wanted.
    guard LaunchEnvironment.speaks else { return }
    let started = Date()
    let folder = OutputFolder.trimmed(out)
    try OutputFolder.checkLinks(folder)
    let merge = try reading { () throws(FolderError) in try StudyMerge(of: parts) }
    let shown: ShownResults
    if let results = try finished(folder, merge) {
      shown = ShownResults(results: results, isOld: true)
    } else {
      let totals = try reading { () throws(FolderError) in try merge.totals() }
      let owner = try claim(folder, merge)
      do { try merge.write(totals, to: folder, as: manifest(merge, started), owner: owner) } catch {
        throw Failure(error)
      }
      shown = ShownResults(results: totals.results, isOld: false)
    }
    try shown.show(folder, isQuiet: quiet)
    if !noReport { try shown.report(in: folder, isQuiet: quiet) }
  }

  /// The results of these parts together, where they stand there already.
  /// - Throws: `Failure` for a folder that holds anything else that is not to be lost.
  private func finished(_ folder: String, _ merge: StudyMerge) throws(Failure) -> Results? {
    let contents: FolderContents
    do { contents = try FolderContents(of: folder) } catch { throw Failure(error) }
    switch contents {
    case .free: return nil
    case .foreign: throw Failure(.foreignState, "\(folder): is not empty and holds no study; choose another folder")
    case .finished(let results):
      if results.planHash == merge.plan.planHash, (try? FolderContents.readStudy(folder)) == merge.plan.resolvedText {
        return results
      }
      throw Failure(
        .foreignState,
        "\(folder): holds a finished study that is not these parts together; choose another folder, the first that is named"
      )
    case .unfinished:
      let checkpoint: Checkpoint?
      do { checkpoint = try StoredFolder(folder).checkpoint() } catch { throw Failure(error) }
      // What a merge has left that was ended may be written anew; results would not be cleared away.
      guard let checkpoint, !merge.covers(checkpoint) else { return nil }
      throw Failure(
        .foreignState,
        "\(folder): holds a study that was begun and not finished; continue it with `collapsar run`, or choose another folder"
      )
    }
  }

  /// Claims the folder, and takes away what a merge has left there that was ended.
  private func claim(_ folder: String, _ merge: StudyMerge) throws(Failure) -> FolderOwner {
    let owner: FolderOwner
    do {
      owner = try FolderOwner.claim(folder) { if !quiet { Entry.say($0) } }
    } catch {
      throw Failure(error)
    }
    do throws(Failure) {
      // Whoever wrote there may have gone on until the claim.
      guard try finished(folder, merge) == nil else {
        throw Failure(.launchRefused, "\(folder): another merge has just finished it; the same command shows its table")
      }
      do { try RunFolder.clear(folder, owner: owner) } catch { throw Failure(error) }
    } catch {
      owner.release()
      throw error
    }
    return owner
  }

  private func manifest(_ merge: StudyMerge, _ started: Date) -> Manifest {
    Manifest(
      version: Program.version,
      planHash: merge.plan.planHash,
      command: Program.words,
      start: started.formatted(.iso8601),
      mpiLibrary: "",
      mpiCompiled: World.compiledVersion,
      cpuLevel: Program.cpuLevel,
      trainers: [:],
      laneWidth: "",
      ranks: [
        Manifest.Rank(
          rank: 0,
          host: ProcessInfo.processInfo.hostName,
          processor: Machine.processor,
          processID: getpid(),
          seed: merge.plan.seed
        )
      ]
    )
  }
}
