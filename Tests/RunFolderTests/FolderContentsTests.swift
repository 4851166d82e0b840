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
      ["study.yaml"], ["log.jsonl"], ["log.jsonl", "simulations.csv"], ["log.jsonl", "study.yaml.tmp"],
      ["study.yaml", "manifest.json", "notes.txt"], ["log.jsonl", "study.yaml", "results.json.tmp"],
    ]
  )
  func unfinished(names: [String]) throws {
    let scratch = try Scratch()
    for name in names { try scratch.write(name, "") }
    #expect(try state(scratch.path) == "unfinished")
  }

  @Test("anything else is foreign", arguments: ["thesis.tex", ".hidden", "study.yml", "results"])
  func foreign(name: String) throws {
    let scratch = try Scratch()
    try scratch.write(name, "")
    try scratch.write("simulations.csv", "")
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
