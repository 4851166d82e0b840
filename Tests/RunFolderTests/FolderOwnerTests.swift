import Foundation
import RunFolder
import Testing

@Suite("One writer")
struct FolderOwnerTests {
  /// Takes over at the first look: what stands there is known to stand still.
  private var impatient: FolderOwner.Patience {
    var patience = FolderOwner.Patience()
    (patience.watch, patience.standstill) = (.zero, .zero)
    return patience
  }

  /// Watches for longer than any test takes.
  private var patient: FolderOwner.Patience {
    var patience = FolderOwner.Patience()
    (patience.watch, patience.standstill) = (.seconds(3600), .seconds(3600))
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
      let owner = try FolderOwner.claim(scratch.path, patience: patient) { said.append($0) }
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
    let owner = try FolderOwner.claim(scratch.path, patience: patient) {
      said.append($0)
    } meanwhile: {
      waits += 1
      // It leaves in order while it is watched.
      if waits == 3 { unlink(scratch.path + "/owner.json") }
    }
    #expect(said.count == 1 && waits == 3, "\(said), \(waits)")
    owner.release()
    try write(other, scratch)
    try FolderOwner.claim(scratch.path, patience: impatient).release()
  }

  @Test("the counter rises by itself")
  func beats() throws {
    let scratch = try Scratch()
    let owner = try FolderOwner.claim(scratch.path)
    let end = ContinuousClock.now + .seconds(90)
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
    let second = try FolderOwner.claim(path, patience: impatient)
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

  @Test("one on another host is watched")
  func otherHost() throws {
    let scratch = try Scratch()
    var other = OwnerNote()
    other.host = "elsewhere"
    other.job = "no job of this process"
    try write(other, scratch)
    var said: [String] = []
    let owner = try FolderOwner.claim(scratch.path, patience: patient) {
      said.append($0)
    } meanwhile: {
      unlink(scratch.path + "/owner.json")
    }
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
    var patience = patient
    patience.watch = .seconds(5)
    // Whoever watches lets it rise, so that it rises between any two looks.
    func beat() {
      other.counter += 1
      // In place, as a writer does it.
      let file = FileHandle(forWritingAtPath: scratch.path + "/owner.json")
      file?.write(Data(other.bytes))
      try? file?.close()
    }
    let error = #expect(throws: FolderError.self) {
      try FolderOwner.claim(scratch.path, patience: patience, meanwhile: beat)
    }
    #expect(error?.kind == .inUse && error?.text.hasSuffix("end it, or choose another --out") == true)
    #expect(try note(scratch) == other)
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
    let later = try FolderOwner.claim(scratch.path, patience: impatient)
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
    let owner = try FolderOwner.claim(scratch.path, patience: impatient)
    try owner.check()
    owner.release()
    #expect(try scratch.names() == [])
  }
}
