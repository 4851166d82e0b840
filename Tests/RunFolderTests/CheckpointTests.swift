import Foundation
import RunFolder
import Testing

@Suite("Checkpoints")
struct CheckpointTests {
  static let sample = Checkpoint(
    planHash: "abc",
    done: 5..<21,
    stopWeight: 7.25,
    cells: [.init(name: "relu", counts: [0, -3, 16, .max]), .init(name: "a=1,b=2", counts: [])],
    pairs: [.init(first: "relu", second: "a=1,b=2", counts: [1, 2])]
  )

  @Test("read back as what was written")
  func roundTrip() throws {
    var checkpoint = Self.sample
    #expect(try Checkpoint(bytes: checkpoint.bytes()) == checkpoint)
    checkpoint.rows = FileRecord(bytes: 12, sha256: String(repeating: "a", count: 64))
    checkpoint.stopWeight = nil
    #expect(try Checkpoint(bytes: checkpoint.bytes()) == checkpoint)
    let text = String(decoding: try checkpoint.bytes(), as: UTF8.self)
    #expect(text.contains("\"done\":[[5,21]]"), "scripts look for it: \(text)")
    #expect((try? JSONSerialization.jsonObject(with: Data(text.utf8))) != nil)
  }

  @Test("a single flipped bit, or a missing end, is noticed")
  func damage() throws {
    let bytes = try Self.sample.bytes()
    for index in bytes.indices {
      var bent = bytes
      bent[index] ^= 1
      #expect(throws: Checkpoint.Problem.self, "byte \(index)") { try Checkpoint(bytes: bent) }
      #expect(throws: Checkpoint.Problem.self, "\(index) bytes") { try Checkpoint(bytes: Array(bytes[..<index])) }
    }
  }

  /// A folder with two checkpoints, of one row and of two, and a third row that none of them knows.
  private func folder(_ scratch: Scratch) throws -> [Checkpoint] {
    var folder = try RunFolder.create(
      scratch.path,
      study: "name: s\n",
      rowHeader: Array("a,b\n".utf8),
      manifest: .sample
    )
    var saved: [Checkpoint] = []
    for row in ["1,2\n", "3,4\n"] {
      try folder.append(rows: Array(row.utf8))
      var checkpoint = Self.sample
      checkpoint.done = 5..<6 + UInt64(saved.count)
      try folder.save(checkpoint)
      saved.append(checkpoint)
    }
    try folder.append(rows: Array("5,6\n7".utf8))
    folder.abandon(because: "a test", simulations: 2)
    for index in saved.indices {
      saved[index].rows = try FileRecord(of: Array(["a,b\n1,2\n", "a,b\n1,2\n3,4\n"][index].utf8), "")
    }
    return saved
  }

  @Test("a run goes on from the last one: rows behind it are cut off, the log goes on")
  func resume() throws {
    let scratch = try Scratch()
    let saved = try folder(scratch)
    let stored = try StoredFolder(scratch.path)
    let found = try #require(try stored.checkpoint())
    #expect(found == saved[1])
    var folder = try RunFolder.resume(
      scratch.path,
      from: found,
      study: "name: t\n",
      manifest: .sample,
      owner: try FolderOwner.claim(scratch.path)
    )
    #expect(try scratch.text("simulations.csv") == "a,b\n1,2\n3,4\n")
    #expect(try scratch.text("study.yaml") == "name: t\n")
    try folder.append(rows: Array("8,9\n".utf8))
    try folder.finish(JSONTests.results, manifest: .sample, checkpoint: found)
    let rows = "a,b\n1,2\n3,4\n8,9\n"
    #expect(try scratch.text("simulations.csv") == rows)
    #expect(try FolderContents(of: scratch.path).word == "finished s", "its checksum is that of all rows")
    #expect(try scratch.text("log.jsonl").split(separator: "\n").count == 4)
    #expect(try #require(try StoredFolder(scratch.path).checkpoint()).rows?.bytes == Int64(rows.utf8.count))
  }

  @Test("ended while it takes up a finished folder, it leaves one that is unfinished, not one that is damaged")
  func endedAtTheStart() throws {
    let scratch = try Scratch()
    let saved = try folder(scratch)
    let owner = try FolderOwner.claim(scratch.path)
    let first = try RunFolder.resume(scratch.path, from: saved[1], study: "name: s\n", manifest: .sample, owner: owner)
    try first.finish(JSONTests.results, manifest: .sample, checkpoint: saved[1])
    #expect(try FolderContents(of: scratch.path).word == "finished s")
    // The study of a longer run cannot be put in place.
    unlink(scratch.path + "/study.yaml")
    mkdir(scratch.path + "/study.yaml", 0o755)
    let again = try FolderOwner.claim(scratch.path)
    #expect(throws: FolderError.self) {
      _ = try RunFolder.resume(scratch.path, from: saved[1], study: "name: t\n", manifest: .sample, owner: again)
    }
    again.release()
    #expect(try FolderContents(of: scratch.path).word == "unfinished")
    #expect(try StoredFolder(scratch.path).checkpoint() == saved[1])
  }

  @Test("a last line of the log that was never completed gets its end")
  func tornLog() throws {
    let scratch = try Scratch()
    let saved = try folder(scratch)
    try scratch.write("log.jsonl", "{\"event\":\"be")
    let folder = try RunFolder.resume(
      scratch.path,
      from: saved[1],
      study: "",
      manifest: .sample,
      owner: try FolderOwner.claim(scratch.path)
    )
    folder.abandon(because: "a test", simulations: 2)
    #expect(try scratch.text("log.jsonl").hasPrefix("{\"event\":\"be\n{\"event\":\"begin\""))
  }

  @Test("the one before serves where the last is damaged, missing, or tells of rows that are not there")
  func previous() throws {
    for damage in 0..<4 {
      let scratch = try Scratch()
      let saved = try folder(scratch)
      let state = try scratch.text("state.json")
      switch damage {
      case 0: try scratch.write("state.json", String(state.dropLast(9)))
      case 1: try scratch.write("state.json", state.replacing("\"done\":[[5,7]]", with: "\"done\":[[5,9]]"))
      case 2: try FileManager.default.removeItem(atPath: scratch.path + "/state.json")
      default: try scratch.write("simulations.csv", "a,b\n1,2\n3,")
      }
      let found = try #require(try StoredFolder(scratch.path).checkpoint())
      #expect(found == saved[0], "damage \(damage)")
      let owner = try FolderOwner.claim(scratch.path)
      var folder = try RunFolder.resume(scratch.path, from: found, study: "", manifest: .sample, owner: owner)
      #expect(try scratch.text("simulations.csv") == "a,b\n1,2\n")
      // Killed before it has saved anything itself, it leaves the good one where it is found.
      #expect(try StoredFolder(scratch.path).checkpoint() == saved[0])
      try folder.append(rows: Array("3,4\n".utf8))
      try folder.saveAndWait(saved[1])
      #expect(try StoredFolder(scratch.path).checkpoint() == saved[1])
      folder.abandon(because: "a test", simulations: 2)
    }
  }

  @Test("where none is whole, or one is of another format, nothing is touched and the error says so")
  func refused() throws {
    let scratch = try Scratch()
    _ = try folder(scratch)
    let other = String(decoding: try Self.sample.bytes(), as: UTF8.self)
      .replacing("\"format\":2", with: "\"format\":1")
    let state = other.dropFirst(other.distance(from: other.startIndex, to: other.range(of: "\"state\":")!.upperBound))
      .dropLast(2)
    let whole = "{\"checksum\":\"\(try FileRecord(of: Array(state.utf8), "").sha256)\",\"state\":\(state)}\n"
    try scratch.write("state.json", whole)
    let error = #expect(throws: FolderError.self) { try StoredFolder(scratch.path).checkpoint() }
    #expect(error?.text.contains("of format 1, this program knows 2") == true, "\(String(describing: error))")
    try scratch.write("state.json", "")
    try scratch.write("state.json.prev", "{}")
    let both = #expect(throws: FolderError.self) { try StoredFolder(scratch.path).checkpoint() }
    #expect(
      both?.text.contains("state.json is damaged") == true && both?.text.contains("state.json.prev is damaged") == true
    )
  }

  @Test("a checkpoint that cannot be saved leaves the last one, and the next one says so")
  func unsaved() throws {
    let scratch = try Scratch()
    var folder = try RunFolder.create(scratch.path, study: "", rowHeader: nil, manifest: .sample)
    try folder.saveAndWait(Self.sample)
    mkdir(scratch.path + "/state.json.prev", 0o755)
    var later = Self.sample
    later.done = 5..<99
    try folder.save(later)
    while folder.isSaving { usleep(1000) }
    let error = #expect(throws: FolderError.self) { try folder.save(later) }
    #expect(error?.kind == .inputOutput && error?.text.contains("cannot rename it (Is a directory)") == true)
    #expect(error?.text.hasSuffix("then run the same command to continue") == true)
    folder.abandon(because: "a test", simulations: 0)
    #expect(try StoredFolder(scratch.path).checkpoint() == Self.sample)
  }
}
