import Digests
import Foundation
import RunFolder
import Testing

@Suite("Writing a folder")
struct RunFolderTests {
  private func create(_ path: String, rowHeader: [UInt8]? = Array("a,b\n".utf8)) throws -> RunFolder {
    try RunFolder.create(path, study: "name: s\n", rowHeader: rowHeader, manifest: .sample)
  }

  /// What a run has written before its first checkpoint.
  static let begun = ["log.jsonl", "manifest.json", "owner.json", "simulations.csv", "study.yaml"]

  @Test("begins with study, manifest, log and header, and ends with results")
  func life() throws {
    let scratch = try Scratch()
    var folder = try create(scratch.path + "/deep/er")
    #expect(try scratch.names("deep/er") == Self.begun)
    #expect(try scratch.text("deep/er/study.yaml") == "name: s\n")
    try folder.append(rows: Array("1,2\n".utf8))
    try folder.append(rows: [])
    try folder.append(rows: Array("3,4\n".utf8))
    try folder.append(logLine: Array("{}\n".utf8))
    #expect(try FolderContents(of: folder.path).word == "unfinished")
    var manifest = Manifest.sample
    manifest.end = "2026-01-01T00:00:02Z"
    manifest.wallSeconds = 2
    try folder.finish(JSONTests.results, manifest: manifest)
    let rows = "a,b\n1,2\n3,4\n"
    #expect(try scratch.text("deep/er/simulations.csv") == rows)
    #expect(
      try scratch.text("deep/er/log.jsonl") == """
        {"event":"begin","hosts":1,"ranks":1,"time":"2026-01-01T00:00:00Z"}
        {}
        {"event":"end","rate":1.5,"reason":"finished","simulations":3,"time":"2026-01-01T00:00:02Z"}

        """
    )
    #expect(try scratch.text("deep/er/layers.csv") == JSONTests.results.layerTable)
    #expect(try FolderContents.readResults(scratch.path + "/deep/er") == JSONTests.results)
    let all = ["layers.csv", "log.jsonl", "manifest.json", "results.json", "simulations.csv", "study.yaml"]
    #expect(try scratch.names("deep/er") == all, "nothing temporary is left")

    let found = try scratch.manifest("deep/er")
    let files = try #require(found.files)
    #expect(files.keys.sorted() == ["layers.csv", "results.json", "simulations.csv", "study.yaml"])
    for (name, record) in files {
      let text = try scratch.text("deep/er/" + name)
      let digest = try SHA256.hex(of: text)
      #expect(record.bytes == text.utf8.count && record.sha256 == digest, "\(name)")
    }
    manifest.exitReason = "finished"
    manifest.files = files
    #expect(found == manifest)
  }

  @Test("keeps no rows where none are asked for")
  func withoutRows() throws {
    let scratch = try Scratch()
    var folder = try create(scratch.path, rowHeader: nil)
    try folder.append(rows: [1, 2, 3])
    #expect(try scratch.names() == ["log.jsonl", "manifest.json", "owner.json", "study.yaml"])
    try folder.finish(JSONTests.results, manifest: .sample)
    #expect(try scratch.manifest().files?.keys.sorted() == ["layers.csv", "results.json", "study.yaml"])
    #expect(try FolderContents(of: scratch.path).word == "finished s")
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
