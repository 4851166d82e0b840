import Foundation
import RunFolder
import Testing

/// A folder of its own for one test, removed with it.
final class Scratch {
  let path: String

  init() throws {
    path = FileManager.default.temporaryDirectory.path + "/run-folder-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  func write(_ name: String, _ text: String) throws {
    try Data(text.utf8).write(to: URL(fileURLWithPath: path + "/" + name))
  }

  func text(_ name: String) throws -> String {
    String(decoding: try Data(contentsOf: URL(fileURLWithPath: path + "/" + name)), as: UTF8.self)
  }

  func names(_ folder: String = "") throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: path + "/" + folder).sorted()
  }
}

extension Manifest {
  static let sample = Manifest(
    version: "1",
    planHash: "ab",
    command: ["collapsar", "run"],
    start: "2026-01-01T00:00:00Z",
    mpiLibrary: "",
    mpiCompiled: "",
    cpuLevel: "",
    trainers: ["a": "lanes"],
    laneWidth: "full",
    ranks: [Rank(rank: 0, host: "h", processor: "p", processID: 1, seed: 7)]
  )
}

@Suite("What stands in a folder")
struct FolderContentsTests {
  private func state(_ path: String) throws -> String {
    switch try FolderContents(of: path) {
    case .free: "free"
    case .finished(let results): "finished \(results.study)"
    case .unfinished: "unfinished"
    case .foreign: "foreign"
    }
  }

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

  @Test("results make it finished, and are read")
  func finished() throws {
    let scratch = try Scratch()
    try scratch.write("results.json", String(decoding: try JSON.bytes(JSONTests.results), as: UTF8.self))
    #expect(try state(scratch.path) == "finished s")
  }

  @Test(
    "damaged results are an error with a place and a remedy on one line",
    arguments: [
      ("", "damaged"), ("{", "damaged"), ("[]", "damaged"), (#"{"schema_version":1}"#, "is missing"),
      (#"{"schema_version":"one"}"#, "schema_version"), ("\u{0}\u{1}\n\n", "damaged"),
    ]
  )
  func damaged(text: String, hint: String) throws {
    let scratch = try Scratch()
    try scratch.write("results.json", text)
    let error = #expect(throws: FolderError.self) { try FolderContents(of: scratch.path) }
    #expect(error?.kind == .foreign && error?.path == scratch.path + "/results.json")
    let words = try #require(error?.description)
    #expect(words.contains(hint) && words.contains("move the folder away") && !words.contains("\n"), "\(words)")
  }

  @Test("results of another format version are refused by their number")
  func otherVersion() throws {
    let scratch = try Scratch()
    var results = JSONTests.results
    results.schemaVersion = 9
    try scratch.write("results.json", String(decoding: try JSON.bytes(results), as: UTF8.self))
    let error = #expect(throws: FolderError.self) { try FolderContents(of: scratch.path) }
    #expect(error?.kind == .foreign && error?.text.contains("schema_version 9") == true)
  }

  @Test("a folder in the place of results cannot be read")
  func folderForResults() throws {
    let scratch = try Scratch()
    try FileManager.default.createDirectory(atPath: scratch.path + "/results.json", withIntermediateDirectories: false)
    let error = #expect(throws: FolderError.self) { try FolderContents(of: scratch.path) }
    #expect(error?.kind == .inputOutput)
  }

  @Test("a file in the way is an error")
  func fileInTheWay() throws {
    let scratch = try Scratch()
    try scratch.write("file", "")
    let error = #expect(throws: FolderError.self) { try FolderContents(of: scratch.path + "/file") }
    #expect(error?.kind == .cannotCreate && error?.text.contains("--out") == true)
  }
}

@Suite("Writing a folder")
struct RunFolderTests {
  private func create(_ path: String, rowHeader: [UInt8]? = Array("a,b\n".utf8)) throws -> RunFolder {
    try RunFolder.create(path, study: "name: s\n", rowHeader: rowHeader, manifest: .sample)
  }

  @Test("begins with study, manifest, log and header, and ends with results")
  func life() throws {
    let scratch = try Scratch()
    let folder = try create(scratch.path + "/deep/er")
    #expect(try scratch.names("deep/er") == ["log.jsonl", "manifest.json", "simulations.csv", "study.yaml"])
    #expect(try scratch.text("deep/er/study.yaml") == "name: s\n")
    try folder.append(rows: Array("1,2\n".utf8))
    try folder.append(rows: [])
    try folder.append(rows: Array("3,4\n".utf8))
    try folder.append(logLine: Array("{}\n".utf8))
    guard case .unfinished = try FolderContents(of: folder.path) else {
      Issue.record("a folder without results is not finished")
      return
    }
    var manifest = Manifest.sample
    manifest.exitReason = "finished"
    try folder.finish(JSONTests.results, manifest: manifest)
    #expect(try scratch.text("deep/er/simulations.csv") == "a,b\n1,2\n3,4\n")
    #expect(try scratch.text("deep/er/log.jsonl") == "{}\n")
    #expect(try JSON.value(Manifest.self, from: Array(scratch.text("deep/er/manifest.json").utf8)) == manifest)
    #expect(try FolderContents.readResults(folder.path) == JSONTests.results)
    #expect(try scratch.text("deep/er/layers.csv") == JSONTests.results.layerTable)
    let all = ["layers.csv", "log.jsonl", "manifest.json", "results.json", "simulations.csv", "study.yaml"]
    #expect(try scratch.names("deep/er") == all, "nothing temporary is left")
  }

  @Test("keeps no rows where none are asked for")
  func withoutRows() throws {
    let scratch = try Scratch()
    let folder = try create(scratch.path, rowHeader: nil)
    try folder.append(rows: [1, 2, 3])
    #expect(try scratch.names() == ["log.jsonl", "manifest.json", "study.yaml"])
  }

  @Test("results come last: a study whose results cannot be put in place is not finished")
  func resultsLast() throws {
    let scratch = try Scratch()
    let folder = try create(scratch.path)
    try FileManager.default.createDirectory(atPath: scratch.path + "/layers.csv", withIntermediateDirectories: false)
    #expect(throws: FolderError.self) { try folder.finish(JSONTests.results, manifest: .sample) }
    let found = try scratch.names()
    #expect(!found.contains("results.json") && !found.contains { $0.hasSuffix(".tmp") })
  }

  @Test("a second creation in the same folder fails and leaves the first as it is")
  func twice() throws {
    let scratch = try Scratch()
    let first = try create(scratch.path)
    try first.append(rows: [65, 10])
    let error = #expect(throws: FolderError.self) {
      _ = try RunFolder.create(scratch.path, study: "name: other\n", rowHeader: nil, manifest: .sample)
    }
    #expect(error?.kind == .cannotCreate && error?.text.contains("--out") == true)
    #expect(try scratch.names() == ["log.jsonl", "manifest.json", "simulations.csv", "study.yaml"])
    #expect(try scratch.text("study.yaml") == "name: s\n" && scratch.text("simulations.csv") == "a,b\nA\n")
  }

  @Test(
    "a creation that fails half-way leaves nothing of its own, and all of others'",
    arguments: [
      "log.jsonl", "simulations.csv", "study.yaml", "manifest.json",
    ]
  )
  func halfWay(blocked: String) throws {
    let scratch = try Scratch()
    try FileManager.default.createDirectory(atPath: scratch.path + "/" + blocked, withIntermediateDirectories: false)
    #expect(throws: FolderError.self) { _ = try create(scratch.path) }
    #expect(try scratch.names() == [blocked])
  }

  @Test("a folder that cannot be made leaves none of those above it")
  func foldersInTheWay() throws {
    let scratch = try Scratch()
    try scratch.write("file", "text")
    let error = #expect(throws: FolderError.self) { _ = try create(scratch.path + "/file/below") }
    #expect(error?.kind == .cannotCreate && error?.text.contains("choose another --out") == true)
    let long = String(repeating: "x", count: 300)
    let tooLong = #expect(throws: FolderError.self) { _ = try create(scratch.path + "/new/\(long)") }
    #expect(tooLong?.text.contains("File name too long") == true)
    #expect(try scratch.names() == ["file"])
  }
}

@Suite("Replacing a file")
struct FilesTests {
  @Test("puts the new bytes in place and leaves no temporary file")
  func replace() throws {
    let scratch = try Scratch()
    let path = scratch.path + "/file"
    for text in ["first, longer", "second", ""] {
      try Files.replace(path, with: Array(text.utf8))
      #expect(try scratch.text("file") == text && scratch.names() == ["file"])
    }
  }

  @Test("a reader that has the old file open keeps the old bytes")
  func atomic() throws {
    let scratch = try Scratch()
    try scratch.write("file", "old")
    let reader = try #require(FileHandle(forReadingAtPath: scratch.path + "/file"))
    try Files.replace(scratch.path + "/file", with: Array("new".utf8))
    #expect(try reader.readToEnd() == Data("old".utf8))
    #expect(try scratch.text("file") == "new")
  }

  @Test("a temporary file that a killed program left is no hindrance")
  func leftOver() throws {
    let scratch = try Scratch()
    try scratch.write("file.tmp", "half a file, longer than the whole")
    try Files.replace(scratch.path + "/file", with: Array("whole".utf8))
    #expect(try scratch.text("file") == "whole" && scratch.names() == ["file"])
  }

  @Test("fails with the system's reason and a remedy, and takes the temporary file away")
  func failure() throws {
    let scratch = try Scratch()
    let missing = #expect(throws: FolderError.self) { try Files.replace(scratch.path + "/no/file", with: []) }
    #expect(
      missing?.text
        == "cannot create it (No such file or directory); the folder is gone; was it removed while the study ran?"
    )
    try FileManager.default.createDirectory(atPath: scratch.path + "/folder", withIntermediateDirectories: false)
    let inTheWay = #expect(throws: FolderError.self) { try Files.replace(scratch.path + "/folder", with: []) }
    #expect(inTheWay?.kind == .inputOutput && inTheWay?.text.contains("Is a directory") == true)
    #expect(try scratch.names() == ["folder"])
  }

  @Test("a full disk is named as such, and the old file stands")
  func fullDisk() throws {
    // The device that is always full cannot be renamed onto, but it can be written to as a temporary file.
    let scratch = try Scratch()
    try scratch.write("file", "old")
    try FileManager.default.createSymbolicLink(
      atPath: scratch.path + "/file.tmp",
      withDestinationPath: "/dev/full"
    )
    let error = #expect(throws: FolderError.self) { try Files.replace(scratch.path + "/file", with: [1]) }
    #expect(error?.kind == .inputOutput && error?.text.contains("free some space") == true)
    #expect(try scratch.text("file") == "old" && scratch.names() == ["file"])
  }

  @Test("folders are made along the path and named outermost first")
  func folders() throws {
    let scratch = try Scratch()
    let made = try Files.makeFolders(scratch.path + "/a//b/./c/")
    #expect(made == ["/a", "/a/b", "/a/b/./c"].map { scratch.path + $0 })
    #expect(try Files.makeFolders(scratch.path + "/a/b").isEmpty)
  }
}
