import Foundation
import Harness
import Reporting
import RunFolder
import Studies
import Testing

/// Files of a real folder with their bytes changed at random: whatever stands there, a reader reads or refuses it. It never
/// traps, which would end this process, and never hangs.
///
/// What traps lies in `damage-*` of the temporary folder. `scripts/fuzz` has these tests read many more inputs.
@Suite("Damaged files are read or refused", .timeLimit(.minutes(60)))
struct DamageTests {
  /// Inputs of all tests together.
  private static let inputs = ProcessInfo.processInfo.environment["COLLAPSAR_FUZZ_INPUTS"].flatMap { Int($0) } ?? 4_000

  /// What became of the inputs of one reader.
  private struct Tally {
    var read = 0
    var refused = 0

    mutating func count(_ body: () throws -> Bool) {
      if (try? body()) == true { read += 1 } else { refused += 1 }
    }

    /// Both must happen, or the changes are too wild or too tame to tell anything.
    func expectBoth(atLeast share: Double, sourceLocation: SourceLocation = #_sourceLocation) {
      let least = Int(share * Double(read + refused))
      #expect(read > least && refused > least, "\(read) read, \(refused) refused", sourceLocation: sourceLocation)
    }
  }

  /// Puts damaged forms of a file in the folder, one after the other, and hands each to a reader.
  /// - Parameters:
  ///   - share: of all inputs.
  ///   - prepare: makes a file's bytes of changed ones.
  ///   - reader: tells whether it took the file.
  private func damage(
    _ name: String,
    of folder: RealFolder,
    seed: UInt64,
    share: Double,
    _ original: [UInt8]? = nil,
    prepare: ([UInt8]) throws -> [UInt8] = { $0 },
    reader: () throws -> Bool
  ) throws -> Tally {
    var mutation = Mutation(seed: seed)
    var tally = Tally()
    let whole = try original ?? folder.bytes(name)
    for _ in 0..<Int(share * Double(Self.inputs)) {
      try folder.write(name, try prepare(mutation.changed(whole)))
      tally.count(reader)
    }
    return tally
  }

  /// Goes on from what a checkpoint says, as a run and a merge do.
  private func goOn(_ folder: RealFolder) throws -> Bool {
    guard let checkpoint = try StoredFolder(folder.path).checkpoint() else { return false }
    guard var tallies = Tallies(checkpoint, folder.plan) else { return false }
    _ = folder.plan.results(tallies)
    tallies.merge(tallies)
    _ = folder.plan.results(tallies)
    return true
  }

  @Test("state.json", arguments: [RealFolder.study, RealFolder.layered])
  func state(text: String) throws {
    let folder = try RealFolder(text)
    // Nothing but the checksum stands between a changed byte and a run.
    let tally = try damage("state.json", of: folder, seed: 1, share: 0.08) { try goOn(folder) }
    #expect(tally.read < 10 + tally.refused / 10, "\(tally.read) read, \(tally.refused) refused")
  }

  @Test("state.json whose checksum is right", arguments: [RealFolder.study, RealFolder.layered])
  func stateWithChecksum(text: String) throws {
    let folder = try RealFolder(text)
    let whole = try folder.bytes("state.json")
    let (head, middle, tail) = (Array("{\"checksum\":\"".utf8), Array("\",\"state\":".utf8), Array("}\n".utf8))
    let state = Array(whole[(head.count + 64 + middle.count)..<(whole.count - tail.count)])
    let tally = try damage("state.json", of: folder, seed: 2, share: 0.3, state) { state in
      head + Array(try FileRecord(of: state, "").sha256.utf8) + middle + state + tail
    } reader: {
      try goOn(folder)
    }
    tally.expectBoth(atLeast: 0.01)
  }

  @Test("study.yaml", arguments: [RealFolder.study, RealFolder.layered])
  func study(text: String) throws {
    let folder = try RealFolder(text)
    let tally = try damage("study.yaml", of: folder, seed: 3, share: 0.15) {
      let plan = try StudyPlan(file: folder.path + "/study.yaml")
      return try StudyPlan(text: plan.resolvedText) == plan
    }
    tally.expectBoth(atLeast: 0.05)
  }

  @Test("results.json, and what is made of it", arguments: [RealFolder.study, RealFolder.layered])
  func results(text: String) throws {
    let folder = try RealFolder(text)
    let stored = try StoredFolder(folder.path)
    let whole = try FolderContents.readResults(folder.path)
    let study = folder.plan.resolvedText
    let tally = try damage("results.json", of: folder, seed: 4, share: 0.08) {
      let results = try FolderContents.readResults(folder.path)
      _ = try JSON.bytes(results)
      _ = results.layerTable
      _ = ResultTable(results).text
      let report = Report(results, studyText: study, manifest: folder.manifest)
      _ = report.page(report.figures.map { ($0, .failure(.absent)) })
      let sides = [whole, results].map { FolderComparison.Side(folder: stored, plan: folder.plan, results: $0) }
      let comparison = try FolderComparison(sides[0], sides[1])
      _ = ComparisonText(comparison).text
      _ = try ComparisonJSON(comparison).bytes()
      return true
    }
    tally.expectBoth(atLeast: 0.05)
  }

  @Test("manifest.json")
  func manifest() throws {
    let folder = try RealFolder()
    let results = try FolderContents.readResults(folder.path)
    let tally = try damage("manifest.json", of: folder, seed: 5, share: 0.08) {
      let stored = try StoredFolder(folder.path)
      let manifest = try stored.manifest()
      _ = stored.damage(manifest)
      _ = try? FolderContents(of: folder.path)
      for writer in [StatusText.Writer.gone, .unknown] {
        _ = StatusText(study: "s", manifest: manifest, results: nil, log: nil, writer: writer).text
        _ = StatusText(study: "s", manifest: manifest, results: results, log: nil, writer: writer).text
      }
      _ = Report(results, studyText: "", manifest: manifest).page([])
      return true
    }
    tally.expectBoth(atLeast: 0.05)
  }

  @Test("log.jsonl")
  func log() throws {
    let folder = try RealFolder()
    var manifest = folder.manifest
    manifest.exitReason = Manifest.running
    var heartbeats = try folder.bytes("log.jsonl").split(separator: UInt8(ascii: "\n"))
    heartbeats.removeLast()
    let lines = Array(heartbeats.joined(separator: [UInt8(ascii: "\n")])) + [UInt8(ascii: "\n")]
    let tally = try damage("log.jsonl", of: folder, seed: 6, share: 0.15, lines) {
      let log = try StoredFolder(folder.path).lastLogEntry()
      for writer in [StatusText.Writer.runs, .gone, .unknown] {
        _ = StatusText(study: "s", manifest: manifest, results: nil, log: log, writer: writer).text
      }
      return true
    }
    tally.expectBoth(atLeast: 0.05)
  }

  @Test("owner.json")
  func owner() throws {
    let folder = try RealFolder()
    let tally = try damage("owner.json", of: folder, seed: 7, share: 0.1) {
      guard let note = OwnerNote(folder.path + "/owner.json") else { return false }
      _ = (note.isAlive, note.bytes)
      return true
    }
    tally.expectBoth(atLeast: 0.05)
  }

  @Test("simulations.csv")
  func rows() throws {
    let folder = try RealFolder()
    let whole = try RealFolder()
    let results = try FolderContents.readResults(whole.path)
    let (damaged, original) = (try StoredFolder(folder.path), try StoredFolder(whole.path))
    let sides = [damaged, original].map { FolderComparison.Side(folder: $0, plan: whole.plan, results: results) }
    let tally = try damage("simulations.csv", of: folder, seed: 8, share: 0.03) {
      _ = try original.firstDifference(from: damaged, in: "simulations.csv")
      var seven = try RowReader(of: damaged)
      _ = try seven.row(cell: "relu", simulation: 7)
      _ = ComparisonText(try FolderComparison(sides[0], sides[1])).text
      return true
    }
    tally.expectBoth(atLeast: 0.05)
  }

  @Test("any file of a part that is to be merged")
  func merge() throws {
    let part = "simulations: 4\nfirst_simulation: 20"
    let folders = [try RealFolder(), try RealFolder(RealFolder.study.replacing("simulations: 20", with: part))]
    let names = ["study.yaml", "manifest.json", "results.json", "layers.csv", "simulations.csv", "state.json"]
    let wholes = try names.map { try folders[1].bytes($0) }
    let out = folders[0].path + "-merged"
    for (index, name) in names.enumerated() {
      let tally = try damage(name, of: folders[1], seed: UInt64(100 + index), share: 0.03 / 6) {
        defer { try? FileManager.default.removeItem(atPath: out) }
        let merge = try StudyMerge(of: folders.map(\.path))
        let totals = try merge.totals()
        try merge.write(totals, to: out, as: folders[0].manifest, owner: try FolderOwner.claim(out))
        return true
      }
      // A manifest may be changed where it says nothing of the results; nothing else may.
      #expect(name == "manifest.json" || tally.read < 10 + tally.refused / 5, "\(name): \(tally.read) taken")
      try folders[1].write(name, wholes[index])
    }
  }
}
