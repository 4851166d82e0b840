import Foundation
import RunFolder
import Testing

@Suite("A disk that fills up")
struct FullDiskTests {
  /// Begins a folder, writes a row and ends with `end`; the error that comes of it.
  private func failure(
    _ scratch: Scratch,
    _ end: (consuming RunFolder) throws(FolderError) -> Void
  ) throws -> FolderError? {
    var folder = try RunFolder.create(
      scratch.path + "/out",
      study: "name: s\n",
      rowHeader: Array("a,b\n".utf8),
      manifest: .sample
    )
    try folder.append(rows: Array("1,2\n".utf8))
    do throws(FolderError) { try end(folder) } catch { return error }
    return nil
  }

  @Test(
    "results whose names cannot be changed are taken back",
    arguments: ["layers.csv", "results.json"]
  )
  func nameInTheWay(name: String) throws {
    let scratch = try Scratch()
    let found = try failure(scratch) { (begun) throws(FolderError) in
      mkdir("\(scratch.path)/out/\(name)", 0o755)
      try begun.finish(JSONTests.results, manifest: .sample)
    }
    #expect(found?.kind == .inputOutput && found?.text.contains("cannot put it in place") == true)
    let names = try scratch.names("out")
    #expect(names == ["log.jsonl", "manifest.json", "simulations.csv", "study.yaml", name].sorted())
    #expect(try scratch.manifest("out").exitReason.hasPrefix("failed: "))
  }

  @Test("a folder that is gone is not to be deleted")
  func gone() throws {
    let scratch = try Scratch()
    let found = try failure(scratch) { (begun) throws(FolderError) in
      rename(scratch.path + "/out", scratch.path + "/elsewhere")
      try begun.finish(JSONTests.results, manifest: .sample)
    }
    #expect(found?.kind == .cannotCreate)
    #expect(found?.text.hasSuffix("was it removed while the study ran?") == true)
    #expect(try scratch.names() == ["elsewhere"])
    #expect(try scratch.names("elsewhere") == RunFolderTests.begun)
  }

  @Test("a run that is abandoned says why, when, and how far it came")
  func abandoned() throws {
    let scratch = try Scratch()
    _ = try failure(scratch) { $0.abandon(because: "a \"rank\" was lost", simulations: 48) }
    let manifest = try scratch.manifest("out")
    #expect(manifest.exitReason == "failed: a \"rank\" was lost" && manifest.end != nil)
    #expect((manifest.wallSeconds ?? -1) >= 0)
    let lines = try scratch.text("out/log.jsonl").split(separator: "\n")
    #expect(lines.count == 2 && lines[1].contains(#""reason":"failed: a \"rank\" was lost","simulations":48"#))
    #expect(try FolderContents(of: scratch.path + "/out").word == "unfinished")
  }
}
