import Foundation
import RunFolder
import Testing

@Suite("A finished folder")
struct FinishedFolderTests {
  /// A folder that was written whole.
  private func finished() throws -> Scratch {
    let scratch = try Scratch()
    var folder = try RunFolder.create(
      scratch.path,
      study: "name: s\n",
      rowHeader: Array("a,b\n".utf8),
      manifest: .sample
    )
    try folder.append(rows: Array("1,2\n".utf8))
    try folder.finish(JSONTests.results, manifest: .sample)
    return scratch
  }

  /// The complaint about a folder.
  private func complaint(_ scratch: Scratch, sourceLocation: SourceLocation = #_sourceLocation) throws -> FolderError {
    let error = #expect(throws: FolderError.self, sourceLocation: sourceLocation) {
      try FolderContents(of: scratch.path)
    }
    let found = try #require(error, sourceLocation: sourceLocation)
    #expect(!found.description.contains("\n"), "\(found)", sourceLocation: sourceLocation)
    return found
  }

  @Test("is recognized and read, whatever else lies in it")
  func whole() throws {
    let scratch = try finished()
    try scratch.write("notes.txt", "")
    try FileManager.default.removeItem(atPath: scratch.path + "/log.jsonl")
    #expect(try FolderContents(of: scratch.path).word == "finished s")
  }

  @Test(
    "of which a file is missing is damaged",
    arguments: ["results.json", "layers.csv", "simulations.csv", "study.yaml"]
  )
  func missing(name: String) throws {
    let scratch = try finished()
    try FileManager.default.removeItem(atPath: scratch.path + "/" + name)
    let error = try complaint(scratch)
    #expect(error.kind == .foreign && error.path == scratch.path + "/" + name)
    #expect(
      error.text == "is missing; restore it from a copy, or move the folder away and run again, or choose another --out"
    )
  }

  @Test(
    "of which a file was cut, lengthened or changed is damaged",
    arguments: ["layers.csv", "simulations.csv", "study.yaml"]
  )
  func changed(name: String) throws {
    let scratch = try finished()
    let text = try scratch.text(name)
    let count = text.utf8.count
    var swapped = Array(text)
    swapped.swapAt(0, 2)
    let changes: [(String, String)] = [
      (String(text.dropLast()), "\(count - 1) bytes, \(count) were written"),
      ("", "0 bytes, \(count) were written"),
      (text + "1", "\(count + 1) bytes, \(count) were written"),
      (String(swapped), "its SHA-256 is not the one in manifest.json"),
    ]
    for (damage, words) in changes {
      try scratch.write(name, damage)
      let error = try complaint(scratch)
      #expect(error.kind == .foreign && error.path == scratch.path + "/" + name)
      #expect(error.text.contains("is damaged: " + words) && error.text.contains("move the folder away"), "\(error)")
    }
    try scratch.write(name, text)
    #expect(try FolderContents(of: scratch.path).word == "finished s")
  }

  @Test("of which a file became a folder is damaged", arguments: ["layers.csv", "results.json", "manifest.json"])
  func noFile(name: String) throws {
    let scratch = try finished()
    try FileManager.default.removeItem(atPath: scratch.path + "/" + name)
    try FileManager.default.createDirectory(atPath: scratch.path + "/" + name, withIntermediateDirectories: false)
    #expect(try complaint(scratch).text.hasPrefix("is no longer a file; "))
  }

  @Test("without a manifest that vouches for its results is damaged", arguments: [nil, "", "{}", "[1"])
  func manifest(text: String?) throws {
    let scratch = try finished()
    if let text {
      try scratch.write("manifest.json", text)
    } else {
      try FileManager.default.removeItem(atPath: scratch.path + "/manifest.json")
    }
    let error = try complaint(scratch)
    #expect(error.kind == .foreign && error.path == scratch.path + "/manifest.json")
    #expect(error.text.contains(text == nil ? "is missing" : "is damaged"), "\(error)")
  }

  @Test("whose manifest names no files is damaged")
  func noFiles() throws {
    let scratch = try finished()
    var manifest = try scratch.manifest()
    for files in [nil, [:]] as [[String: FileRecord]?] {
      manifest.files = files
      try scratch.write("manifest.json", String(decoding: try JSON.bytes(manifest), as: UTF8.self))
      #expect(try complaint(scratch).text.contains("does not say what the finished files hold"))
    }
  }

  @Test("is one only if the manifest says so: a program killed between results and manifest has not finished")
  func killed() throws {
    let scratch = try finished()
    try scratch.write("manifest.json", String(decoding: try JSON.bytes(Manifest.sample), as: UTF8.self))
    #expect(try FolderContents(of: scratch.path).word == "unfinished")
  }

  @Test(
    "with damaged results is an error with a place and a remedy on one line, with a manifest and without",
    arguments: [
      ("", "damaged"), ("{", "damaged"), ("[]", "damaged"), (#"{"schema_version":2}"#, "is missing"),
      (#"{"schema_version":"one"}"#, "schema_version"), ("\u{0}\u{1}\n\n", "damaged"),
      (
        #"{"schema_version":2,"plan_hash":"ab","study":"s","seed":1,"cells":[],"comparisons":[]}"#,
        "(cells is empty)"
      ),
    ],
    [true, false]
  )
  func damagedResults(damage: (text: String, hint: String), hasManifest: Bool) throws {
    let scratch = try hasManifest ? finished() : Scratch()
    try scratch.write("results.json", damage.text)
    let error = try complaint(scratch)
    #expect(error.kind == .foreign && error.path == scratch.path + "/results.json")
    #expect(error.text.contains(damage.hint) && error.text.contains("move the folder away"), "\(error)")
  }

  @Test("of another format version is refused by its number, whatever its other keys", arguments: [true, false])
  func otherVersion(hasOurKeys: Bool) throws {
    let scratch = try finished()
    var results = JSONTests.results
    results.schemaVersion = 9
    let ours = String(decoding: try JSON.bytes(results), as: UTF8.self)
    try scratch.write("results.json", hasOurKeys ? ours : #"{"schema_version":9,"cells":"elsewhere"}"#)
    let error = try complaint(scratch)
    #expect(error.kind == .foreign && error.text.contains("schema_version 9"))
  }

  @Test("with numbers that no study comes to is damaged, and says where")
  func impossible() throws {
    let scratch = try finished()
    try scratch.write("results.json", String(decoding: try JSON.bytes(JSONTests.extreme), as: UTF8.self))
    let error = try complaint(scratch)
    #expect(error.text.contains("cells[0].gradient_norm: no study comes to such numbers"), "\(error)")
  }

  @Test("with a folder in the place of results is damaged")
  func folderForResults() throws {
    let scratch = try Scratch()
    try FileManager.default.createDirectory(atPath: scratch.path + "/results.json", withIntermediateDirectories: false)
    #expect(try complaint(scratch).text.hasPrefix("is no longer a file; "))
  }
}
