import Foundation
import RunFolder
import Testing

@Suite("Whether a writer lives")
struct LivenessTests {
  @Test("What this host cannot know of a process is unknown")
  func unknown() {
    let own = OwnerNote()
    #expect(own.isAlive == true && own.isHere)
    var gone = own
    gone.processStart += 1
    #expect(gone.isAlive == false)
    // Written where there is no /proc: its start, its boot and its namespace are not known.
    for change in 0..<3 {
      var note = own
      switch change {
      case 0: note.processStart = 0
      case 1: note.bootID = ""
      default: note.processNamespace = ""
      }
      #expect(note.isAlive == nil && !note.isHere)
    }
  }

  @Test("The heartbeat of a writer that cannot be seen is watched")
  func heartbeat() throws {
    let scratch = try Scratch()
    try scratch.write("manifest.json", "{}")
    var other = OwnerNote()
    other.host = "elsewhere"
    try scratch.write("owner.json", String(decoding: other.bytes, as: UTF8.self))
    let folder = try StoredFolder(scratch.path)
    #expect(folder.hasLivingOwner(watchingFor: .milliseconds(300)) == nil)
    let (path, first) = (scratch.path + "/owner.json", other)
    let beating = Thread {
      usleep(200_000)
      var note = first
      note.counter += 1
      let file = FileHandle(forWritingAtPath: path)
      file?.write(Data(note.bytes))
      try? file?.close()
    }
    beating.start()
    #expect(folder.hasLivingOwner(watchingFor: .seconds(60)) == true)
    while !beating.isFinished { usleep(10_000) }
  }

  @Test("A writer that ends while it is watched is not waited for, and a note that is half written is read again")
  func ends() throws {
    let scratch = try Scratch()
    try scratch.write("manifest.json", "{}")
    try scratch.write("owner.json", "{")
    let folder = try StoredFolder(scratch.path)
    let path = scratch.path + "/owner.json"
    let writer = Thread {
      usleep(200_000)
      try? Data(OwnerNote().bytes).write(to: URL(fileURLWithPath: path))
    }
    writer.start()
    #expect(folder.hasLivingOwner(watchingFor: .seconds(600)) == true)
    while !writer.isFinished { usleep(10_000) }
    var other = OwnerNote()
    other.host = "elsewhere"
    try scratch.write("owner.json", String(decoding: other.bytes, as: UTF8.self))
    let ending = Thread {
      usleep(200_000)
      unlink(path)
    }
    ending.start()
    #expect(folder.hasLivingOwner(watchingFor: .seconds(600)) == nil)
  }

  @Test("A flag is raised once, and waited for no longer than asked")
  func flag() {
    let flag = TimedFlag()
    let begin = ContinuousClock.now
    #expect(!flag.wait(.milliseconds(50)))
    #expect(ContinuousClock.now - begin >= .milliseconds(50))
    Thread.detachNewThread { flag.raise() }
    #expect(flag.wait(.seconds(60)))
    #expect(flag.wait(.zero))
  }
}
