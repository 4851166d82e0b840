import Foundation
import RunFolder
import Testing

@Suite("One writer")
struct FolderOwnerTests {
  /// Short enough for a test; a counter that rises here does so every few milliseconds.
  private var patience: FolderOwner.Patience {
    var patience = FolderOwner.Patience()
    patience.watch = .milliseconds(800)
    patience.standstill = .milliseconds(400)
    return patience
  }

  private func note(_ scratch: Scratch) throws -> OwnerNote { try #require(OwnerNote(scratch.path + "/owner.json")) }

  private func write(_ note: OwnerNote, _ scratch: Scratch) throws {
    try scratch.write("owner.json", String(decoding: note.bytes, as: UTF8.self))
  }

  @Test("a claim leaves a note that says who writes, and takes it away again")
  func life() throws {
    let scratch = try Scratch()
    let owner = try FolderOwner.claim(scratch.path + "/deep/er")
    let found = try #require(OwnerNote(scratch.path + "/deep/er/owner.json"))
    #expect(found.processID == getpid() && found.isAlive == true && found.processStart > 0 && !found.bootID.isEmpty)
    try owner.check()
    owner.release()
    #expect(try scratch.names() == [], "folders that the claim has made are gone with it")
  }

  @Test("a counter is written over the one before")
  func counter() throws {
    var note = OwnerNote()
    let length = note.bytes.count
    for counter in [0, 9, 10, 12_345, UInt64.max] {
      note.counter = counter
      #expect(note.bytes.count == length)
      #expect(try JSON.value(OwnerNote.self, from: note.bytes) == note)
    }
  }

  @Test("a writer that is gone is replaced at once, be it that there is no such process, or its number was used again")
  func gone() throws {
    for change in 0..<2 {
      let scratch = try Scratch()
      var dead = OwnerNote()
      // No process has number 0.
      if change == 0 { dead.processID = 0 } else { dead.processStart += 1 }
      try write(dead, scratch)
      var said: [String] = []
      let owner = try FolderOwner.claim(scratch.path, patience: patience) { said.append($0) }
      #expect(said.isEmpty)
      #expect(try note(scratch).token != dead.token)
      owner.release()
    }
  }

  /// Hosts, and containers, may share a name; and a host that was started anew looks like another one.
  @Test("one of another boot, or of another container, is watched", arguments: [true, false])
  func elsewhere(isBoot: Bool) throws {
    let scratch = try Scratch()
    var other = OwnerNote()
    other.processID = 0
    if isBoot { other.bootID = "other" } else { other.processNamespace = "pid:[1]" }
    try write(other, scratch)
    var said: [String] = []
    var waits = 0
    let owner = try FolderOwner.claim(scratch.path, patience: patience) {
      said.append($0)
    } meanwhile: {
      waits += 1
    }
    #expect(said.count == 1 && waits >= 3, "\(said), \(waits)")
    owner.release()
  }

  @Test("the counter rises by itself")
  func beats() throws {
    let scratch = try Scratch()
    let owner = try FolderOwner.claim(scratch.path)
    let end = ContinuousClock.now + .seconds(60)
    while try note(scratch).counter < 2, .now < end { usleep(50_000) }
    #expect(try note(scratch).counter >= 2)
    try owner.check()
    owner.release()
    #expect(try scratch.names() == [])
  }

  @Test("who has lost the folder before it began to write touches nothing there", arguments: [true, false])
  func lostBefore(isNew: Bool) throws {
    let scratch = try Scratch()
    let path = scratch.path + "/out"
    func create(_ owner: FolderOwner) throws -> RunFolder {
      try RunFolder.create(path, study: "name: s\n", rowHeader: Array("a\n".utf8), manifest: .sample, owner: owner)
    }
    let first = try FolderOwner.claim(path)
    let second = try FolderOwner.claim(path, patience: patience)
    let checkpoint = Checkpoint(planHash: "p", done: 0..<16, stopWeight: nil, cells: [], pairs: [])
    var later = try create(second)
    try later.append(rows: Array("1\n".utf8))
    try later.saveAndWait(checkpoint)
    func files() throws -> [String: Data] {
      var files: [String: Data] = [:]
      for name in try FileManager.default.contentsOfDirectory(atPath: path) where name != "owner.json" {
        files[name] = try Data(contentsOf: URL(fileURLWithPath: path + "/" + name))
      }
      return files
    }
    let before = try files()
    #expect(before.count == 5)
    let error = #expect(throws: FolderError.self) {
      if isNew {
        _ = try create(first)
      } else {
        let found = try #require(try StoredFolder(path).checkpoint())
        _ = try RunFolder.resume(path, from: found, study: "name: s\n", manifest: .sample, owner: first)
      }
    }
    #expect(error?.kind == .inUse)
    #expect(try files() == before)
    try later.append(rows: Array("2\n".utf8))
  }

  @Test("rows that another has appended are found before more follow")
  func foreignRows() throws {
    let scratch = try Scratch()
    var folder = try RunFolder.create(
      scratch.path,
      study: "name: s\n",
      rowHeader: Array("a\n".utf8),
      manifest: .sample
    )
    try folder.append(rows: Array("1\n".utf8))
    try scratch.write("simulations.csv", "a\n1\n2\n")
    let error = #expect(throws: FolderError.self) { try folder.append(rows: Array("2\n".utf8)) }
    #expect(error?.kind == .inputOutput && error?.text.contains("something else writes there") == true)
    try FileManager.default.removeItem(atPath: scratch.path + "/simulations.csv")
    let checkpoint = Checkpoint(planHash: "p", done: 0..<16, stopWeight: nil, cells: [], pairs: [])
    let gone = #expect(throws: FolderError.self) { try folder.saveAndWait(checkpoint) }
    #expect(gone?.text.contains("was removed or replaced while the study ran") == true)
    #expect(try !scratch.names().contains("state.json"))
  }

  @Test("one of this very job on another host is replaced at once, another's is watched")
  func otherHost() throws {
    let scratch = try Scratch()
    var other = OwnerNote()
    other.host = "elsewhere"
    other.job = "no job of this process"
    try write(other, scratch)
    var said: [String] = []
    let owner = try FolderOwner.claim(scratch.path, patience: patience) { said.append($0) }
    #expect(said.count == 1 && said[0].contains("process \(getpid()) on elsewhere (job no job of this process)"))
    try owner.check()
    owner.release()
  }

  @Test("a writer whose counter rises is left alone")
  func alive() throws {
    let scratch = try Scratch()
    var other = OwnerNote()
    other.host = "elsewhere"
    try write(other, scratch)
    let (path, first) = (scratch.path + "/owner.json", other)
    let beating = Thread {
      for counter in 1...400 {
        var note = first
        note.counter = UInt64(counter)
        // In place, as a writer does it.
        let file = FileHandle(forWritingAtPath: path)
        file?.write(Data(note.bytes))
        try? file?.close()
        usleep(10_000)
      }
    }
    beating.start()
    let error = #expect(throws: FolderError.self) { try FolderOwner.claim(scratch.path, patience: patience) }
    #expect(error?.kind == .inUse && error?.text.hasSuffix("end it, or choose another --out") == true)
    #expect(try note(scratch).token == other.token)
    while !beating.isFinished { usleep(10_000) }
  }

  @Test("a writer that stands still is replaced, and finds out before it writes again")
  func replaced() throws {
    let scratch = try Scratch()
    var folder = try RunFolder.create(
      scratch.path,
      study: "name: s\n",
      rowHeader: Array("a,b\n".utf8),
      manifest: .sample
    )
    let later = try FolderOwner.claim(scratch.path, patience: patience)
    let before = try scratch.text("simulations.csv")
    let error = #expect(throws: FolderError.self) { try folder.append(rows: [65, 10]) }
    #expect(error?.kind == .inUse && error?.text.contains("was taken over by process") == true)
    #expect(throws: FolderError.self) { try folder.append(logLine: [65, 10]) }
    let checkpoint = Checkpoint(planHash: "p", done: 0..<16, stopWeight: nil, cells: [], pairs: [])
    #expect(throws: FolderError.self) { try folder.saveAndWait(checkpoint) }
    folder.abandon(because: "it was replaced", simulations: 0)
    #expect(try scratch.text("simulations.csv") == before)
    #expect(!(try scratch.names().contains("state.json")))
    #expect(try scratch.manifest().exitReason == Manifest.running)
    try later.check()
    later.release()
  }

  @Test("a note that is damaged is watched, and replaced")
  func damaged() throws {
    let scratch = try Scratch()
    try scratch.write("owner.json", "{\"token\": \"x")
    let owner = try FolderOwner.claim(scratch.path, patience: patience)
    try owner.check()
    owner.release()
    #expect(try scratch.names() == [])
  }
}
