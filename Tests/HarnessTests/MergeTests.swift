import Foundation
import Harness
import RunFolder
import Studies
import Testing

@Suite("Parts of a study, put together, have the bytes of one run", .timeLimit(.minutes(60)))
struct MergeTests {
  private static let study = StudyRunTests.study.replacing("cells:", with: "compare: [[leaky, relu]]\ncells:")

  /// The study, of some of its simulations.
  private static func text(_ range: Range<Int>, _ study: String = study) -> String {
    study.replacing("simulations: 85", with: "simulations: \(range.count)\nfirst_simulation: \(range.lowerBound)")
  }

  private func part(_ range: Range<Int>, _ study: String = study, ranks: Int = 1) throws -> StoppedStudy {
    let part = StoppedStudy()
    #expect(try part.carryOn(Self.text(range, study), .init(ranks: ranks)) == nil)
    return part
  }

  /// Merges into a new folder, whose owner removes it.
  private func merged(_ parts: [StoppedStudy]) throws -> StoppedStudy {
    let out = StoppedStudy()
    let merge = try StudyMerge(of: parts.map(\.path))
    try merge.write(
      merge.totals(),
      to: out.path,
      as: StudyOutcome.manifest(merge.plan),
      owner: try FolderOwner.claim(out.path)
    )
    return out
  }

  private func study(of folder: StoppedStudy) throws -> String { try FolderContents.readStudy(folder.path) }

  @Test(
    "parts of any size, that cut work units, in any order; and the whole can be extended",
    arguments: [[37, 101], [16], [1, 2, 64], [50, 160]]
  )
  func sameBytes(cuts: [Int]) throws {
    let bounds = [0] + cuts + [165]
    var parts: [StoppedStudy] = []
    for (index, (begin, end)) in zip(bounds, bounds.dropFirst()).enumerated() {
      parts.insert(try part(begin..<end, ranks: [1, 3][index % 2]), at: index / 2)
    }
    let whole = try part(0..<165)
    let merged = try merged(parts)
    #expect(try merged.bytes() == whole.bytes())
    #expect(try study(of: merged) == study(of: whole))
    #expect(try StoredFolder(merged.path).checkpoint() == StoredFolder(whole.path).checkpoint())
    let contents = try FolderContents(of: merged.path)
    guard case .finished = contents else { Issue.record("\(contents)"); return }
    let names = try [merged, whole].map { folder in
      try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0 != "state.json.prev" }.sorted()
    }
    #expect(names[0] == names[1])

    try merged.carryOn(Self.text(0..<200), .init(ranks: 2))
    #expect(try merged.bytes() == part(0..<200).bytes())
  }

  @Test("a range that does not begin with the first simulation")
  func inner() throws {
    let merged = try merged([part(64..<70), part(30..<64)])
    let whole = try part(30..<70)
    #expect(try merged.bytes() == whole.bytes())
    #expect(try study(of: merged) == study(of: whole))
  }

  @Test("without rows")
  func withoutRows() throws {
    let study = Self.study + "\nrecords: none\n"
    let merged = try merged([part(0..<20, study), part(20..<50, study, ranks: 3)])
    let whole = try part(0..<50, study)
    for name in ["results.json", "layers.csv", "study.yaml"] {
      let files = [merged, whole].map { FileManager.default.contents(atPath: "\($0.path)/\(name)") }
      #expect(files[0] != nil && files[0] == files[1], "\(name)")
    }
    #expect(!FileManager.default.fileExists(atPath: merged.path + "/simulations.csv"))
  }

  @Test("the manifest tells of the parts and of who computed them")
  func manifest() throws {
    let parts = [try part(20..<30), try part(0..<20)]
    let merged = try merged(parts)
    let manifest = try StoredFolder(merged.path).manifest()
    #expect(manifest.mergedFrom == [parts[1].path, parts[0].path])
    #expect(manifest.exitReason == "finished")
  }

  private func refusal(_ parts: [StoppedStudy]) throws -> String {
    let error = #expect(throws: FolderError.self) {
      let merge = try StudyMerge(of: parts.map(\.path))
      _ = try merge.totals()
    }
    #expect(error?.kind == .foreign)
    var text = error?.description ?? ""
    for (index, part) in parts.enumerated() { text.replace(part.path, with: "\(index)") }
    #expect(!text.contains { $0.isNewline })
    return text
  }

  @Test("gaps and overlaps are refused, with the folders and the simulations")
  func ranges() throws {
    let parts = [try part(20..<30), try part(0..<10), try part(5..<12), try part(0..<10)]
    #expect(
      try refusal([parts[0], parts[1]])
        == "1 and 0: 1 ends before simulation 10, 0 begins with 20: simulations 10 to 19 are missing; run them with "
        + "--range '10..<20' into a folder of their own"
    )
    #expect(
      try refusal([parts[1], parts[2]])
        == "0 and 1: 0 ends before simulation 10, 1 begins with 5: simulations 5 to 9 are in both; leave one out, or run it "
        + "with another --range"
    )
    #expect(try refusal([parts[1], parts[3]]).contains("simulations 0 to 9 are in both"))
  }

  @Test("what is no part of the same study is refused, and says why")
  func foreign() throws {
    let first = try part(0..<10)
    let seed = try part(10..<20, Self.study.replacing("seed: 11", with: "seed: 12"))
    #expect(try refusal([first, seed]).contains("0 and 1: hold different studies"))
    #expect(try refusal([first, seed]).contains("seed: 11 there, 12 here"))
    let others = [
      (
        "compare: [[leaky, relu]]", "compare: []",
        "differ in compare, [[leaky, relu]] in the first and [] in the second"
      ),
      ("name: small", "name: large", "differ in name, small in the first and large in the second"),
      ("cells:", "records: none\ncells:", "0 has a row a simulation, 1 has none"),
      ("cells:", "records: all\ncells:", "differ in records, default in the first and all in the second"),
      (
        "cells:", "trainer: reference\ncells:",
        "differ in trainer, chosen by itself in the first and reference in the second"
      ),
    ]
    for (from, to, words) in others {
      let text = try refusal([first, part(10..<20, Self.study.replacing(from, with: to))])
      #expect(text.contains(words), "\(text)")
    }
    let stopped = StoppedStudy()
    try stopped.carryOn(StopTests.study("outcome: born_dead, half_width: 0.12, max_simulations: 1000"))
    #expect(try refusal([stopped, first]).contains("0: stops on precision"))

    let unfinished = StoppedStudy()
    #expect(try unfinished.carryOn(Self.text(10..<90), .init(rounds: 1)) == .signal)
    let text = try refusal([first, unfinished])
    #expect(text.hasPrefix("1: holds a study that is not finished (stopped: "), "\(text)")
    #expect(text.contains("continue it first"))
  }

  @Test(
    "a part that is damaged is refused, and leaves nothing",
    arguments: [
      "results.json", "layers.csv", "study.yaml", "state.json", "simulations.csv",
    ]
  )
  func damaged(name: String) throws {
    let parts = [try part(0..<20), try part(20..<40)]
    let file = URL(fileURLWithPath: parts[1].path + "/" + name)
    var bytes = try Data(contentsOf: file)
    bytes[bytes.count - 3] ^= 1
    try bytes.write(to: file)
    let out = StoppedStudy()
    let error = #expect(throws: FolderError.self) {
      let merge = try StudyMerge(of: parts.map(\.path))
      let totals = try merge.totals()
      try merge.write(
        totals,
        to: out.path,
        as: StudyOutcome.manifest(merge.plan),
        owner: try FolderOwner.claim(out.path)
      )
    }
    #expect(error?.kind == .foreign)
    #expect(
      error?.description.contains(name) == true && error?.description.contains("is damaged") == true,
      "\(String(describing: error))"
    )
    #expect(!FileManager.default.fileExists(atPath: out.path), "what was begun is taken away")
  }
}
