import Foundation
import RunFolder
import Testing

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

  @Test("a full disk is named as such")
  func fullDisk() throws {
    // The device that is always full.
    let descriptor = open("/dev/full", O_WRONLY)
    defer { close(descriptor) }
    let error = #expect(throws: FolderError.self) { try Files.write([1], to: descriptor, "file") }
    #expect(error?.kind == .inputOutput && error?.text.contains("free some space") == true)
  }

  @Test("folders are made along the path and named outermost first")
  func folders() throws {
    let scratch = try Scratch()
    let made = try Files.makeFolders(scratch.path + "/a//b/./c/")
    #expect(made == ["/a", "/a/b", "/a/b/./c"].map { scratch.path + $0 })
    #expect(try Files.makeFolders(scratch.path + "/a/b").isEmpty)
  }
}
