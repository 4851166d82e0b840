import Foundation
import RunFolder
import Testing

extension FolderContents {
  var word: String {
    switch self {
    case .free: "free"
    case .finished(let results): "finished \(results.study)"
    case .unfinished: "unfinished"
    case .foreign: "foreign"
    }
  }
}

@Suite("What stands in a folder")
struct FolderContentsTests {
  private func state(_ path: String) throws -> String { try FolderContents(of: path).word }

  @Test("nothing, or an empty folder, is free")
  func free() throws {
    let scratch = try Scratch()
    #expect(try state(scratch.path) == "free")
    #expect(try state(scratch.path + "/missing/below") == "free")
  }

  @Test(
    "a study that was begun is unfinished, from its first file on",
    arguments: [
      ["state.json.prev"], ["log.jsonl"], ["log.jsonl", "simulations.csv"], ["log.jsonl", "study.yaml.42.tmp"],
      ["study.yaml", "state.json", "notes.txt"], ["log.jsonl", "study.yaml", "results.json.7.tmp"],
    ]
  )
  func unfinished(names: [String]) throws {
    let scratch = try Scratch()
    for name in names { try scratch.write(name, "") }
    #expect(try state(scratch.path) == "unfinished")
  }

  /// In the order in which a run makes them; each may be the last before a kill.
  private static let beginnings: [[String]] = {
    let token = UUID().uuidString
    let steps = [
      "owner.json", "owner.json.\(token)", "log.jsonl", "simulations.csv", "manifest.json.18446744073709551615.tmp",
      "manifest.json", "study.yaml.3.tmp", "study.yaml", "state.json.4.tmp",
    ]
    return steps.indices.map { Array(steps[...$0]) }
  }()

  @Test(
    "what a run was killed at before its first checkpoint holds none, and is cleared away whole",
    arguments: beginnings
  )
  func beginning(names: [String]) throws {
    let scratch = try Scratch()
    for name in names { try scratch.write(name, "") }
    let found = try state(scratch.path)
    #expect(found == (names.count < 3 ? "free" : "unfinished"))
    if found == "unfinished" { #expect(try StoredFolder(scratch.path).checkpoint() == nil) }
    var patience = FolderOwner.Patience()
    patience.watch = .milliseconds(1)
    let owner = try FolderOwner.claim(scratch.path, patience: patience)
    try RunFolder.clear(scratch.path, owner: owner)
    #expect(try scratch.names() == ["owner.json"])
  }

  @Test("results that have lost their checkpoint are not cleared away")
  func resultsWithoutCheckpoint() throws {
    let scratch = try Scratch()
    for name in ["study.yaml", "results.json", "manifest.json"] { try scratch.write(name, "{}") }
    let owner = try FolderOwner.claim(scratch.path)
    let error = #expect(throws: FolderError.self) { try RunFolder.clear(scratch.path, owner: owner) }
    #expect(error?.description.contains("holds results and no state.json") == true)
    #expect(try scratch.names() == ["manifest.json", "owner.json", "results.json", "study.yaml"])
  }

  @Test(
    "anything else is foreign, files of our names too",
    arguments: [
      "thesis.tex", ".hidden", "study.yml", "results", "study.yaml", "layers.csv", "manifest.json", "report.html",
    ]
  )
  func foreign(name: String) throws {
    let scratch = try Scratch()
    try scratch.write(name, "")
    try scratch.write("simulations.csv", "a,b\n1,2\n")
    #expect(try state(scratch.path) == "foreign")
    try scratch.write("log.jsonl", "{\"event\":\"something\"}\n")
    #expect(try state(scratch.path) == "foreign")
    unlink(scratch.path + "/log.jsonl")
    mkfifo(scratch.path + "/log.jsonl", 0o600)
    #expect(try state(scratch.path) == "foreign")
    // As a claim finds it.
    try scratch.write("owner.json", "{}")
    #expect(try state(scratch.path) == "foreign")
  }

  @Test("a file in the way is an error")
  func fileInTheWay() throws {
    let scratch = try Scratch()
    try scratch.write("file", "")
    let error = #expect(throws: FolderError.self) { try FolderContents(of: scratch.path + "/file") }
    #expect(error?.kind == .cannotCreate && error?.text.contains("--out") == true)
  }
}
