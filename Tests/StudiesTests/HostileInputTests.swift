import Foundation
import Studies
import Testing

/// Files and texts that are not studies at all, or made to break the reader.
@Suite(.timeLimit(.minutes(60))) struct HostileInputTests {
  private func message(file path: String) -> String {
    do {
      _ = try StudyPlan(file: path)
      return "accepted"
    } catch {
      return error.description
    }
  }

  private func message(bytes: [UInt8]) throws -> String {
    let file = FileManager.default.temporaryDirectory.appending(path: "study-\(UUID().uuidString).yaml")
    try Data(bytes).write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    return message(file: file.path()).replacing(file.path(), with: "f")
  }

  @Test func whatIsNoFileIsSaid() throws {
    let folder = FileManager.default.temporaryDirectory.path()
    #expect(message(file: folder) == "\(folder): a directory; give a study file, such as configs/smoke.yaml")
    #expect(message(file: "/no/such.yaml") == "/no/such.yaml: no such file or directory; check the path")
    #expect(message(file: "/dev/zero") == "/dev/zero: not a regular file; save the study to a file first")
    #expect(message(file: "") == ": no file name; give the path of a study file")
    #expect(message(file: "\(Repository.path("smoke"))/x").hasSuffix(": not a directory; check the file"))
    let pipe = FileManager.default.temporaryDirectory.appending(path: "pipe-\(UUID().uuidString)").path()
    #expect(mkfifo(pipe, 0o600) == 0)
    #expect(message(file: pipe) == "\(pipe): not a regular file; save the study to a file first")
    unlink(pipe)
  }

  @Test func aByteOrderMarkIsNoPartOfTheStudy() throws {
    let study = try Array(Data(contentsOf: URL(filePath: Repository.path("smoke"))))
    #expect(try message(bytes: [0xef, 0xbb, 0xbf] + study) == "accepted")
    #expect(try message(bytes: [0xef, 0xbb] + study).contains("not UTF-8"))
  }

  @Test(.enabled(if: geteuid() != 0, "root may read everything"))
  func whatMayNotBeReadIsSaid() throws {
    let file = FileManager.default.temporaryDirectory.appending(path: "secret-\(UUID().uuidString)").path()
    #expect(FileManager.default.createFile(atPath: file, contents: Data(), attributes: [.posixPermissions: 0]))
    #expect(message(file: file) == "\(file): permission denied; check its permissions")
    unlink(file)
  }

  @Test func emptyTextsAreSaidToBe() throws {
    let empty = "f:1: empty; give at least name, network, task and training"
    #expect(try message(bytes: []) == empty)
    #expect(try message(bytes: Array("\n\n# nothing\n".utf8)) == empty)
    #expect(try message(bytes: Array("--- \n".utf8)).hasPrefix("f:1: nothing; must be a map of name"))
    #expect(try message(bytes: Array("5".utf8)).hasPrefix("f:1: 5; must be a map of name, seed"))
    #expect(try message(bytes: Array("[a, b]".utf8)).hasPrefix("f:1: [a, b]; must be a map of name, seed"))
  }

  @Test func noiseIsRefusedByItsSize() throws {
    let noise = (0..<10_000_000).map { UInt8(truncatingIfNeeded: $0 &* 2_654_435_761 >> 13) }
    #expect(try message(bytes: noise) == "f: 10000000 bytes; a study is text of at most 1048576 bytes")
    #expect(try message(bytes: [UInt8](repeating: 0x61, count: (1 << 20) + 1)).hasPrefix("f: 1048577 bytes"))
    #expect(try message(bytes: Array(noise.prefix(1 << 20))).contains("a study is a text file"))
    #expect(
      try message(bytes: Array("name: a\n\n".utf8) + [0xff, 0xfe]) == "f:3: not UTF-8; save the file in that encoding"
    )
    #expect(try message(bytes: Array("a: \0".utf8)) == "f:1: a control character (code 0); a study is a text file")
  }

  @Test(arguments: [
    "[", "{", "- ", "? ", "{a: ", "[[", "\"", "'", "!", "&a ", "*", "[? ", ": ", "|\n ", "a: {b: [", "%", "<<: ",
  ])
  func repetitionWithoutEndIsRefused(_ piece: String) throws {
    let text = String(repeating: piece, count: (1 << 20) / piece.utf8.count)
    let found = problems(text)
    #expect(found.count == 1)
    #expect(found.allSatisfy { $0.description.utf8.count < 500 && !$0.description.contains("\n") }, "\(found)")
  }

  @Test func nestingInBlocksIsRefused() {
    let text = (0..<1_400).map { String(repeating: " ", count: $0) + "a:\n" }.joined()
    #expect(problems(text).count == 1)
    let shallow = (0..<20).map { String(repeating: " ", count: $0) + "a:\n" }.joined()
    #expect(problems(shallow).map(\.text) == ["more than 16 maps and lists inside each other; a study needs fewer"])
  }

  @Test func manyValuesAreRefused() {
    let ones = String(repeating: "1,", count: 300_000)
    let found = problems("a: &a [\(ones)1]\nb: *a")
    #expect(found.first?.text.hasPrefix("more than 524288 values") == true, "\(found)")
    let keys = (0..<90_000).map { "k\($0): 1\n" }.joined()
    #expect(problems(keys).map(\.text) == ["a map of 90000 keys; must have at most 2000"])
  }

  /// Half a million values that each remember a path of kilobytes would fill the memory.
  @Test func longKeyPathsAreRefused() {
    let key = String(repeating: "k", count: 190)
    let text = "{\(key): {\(key): {\(key): [\(String(repeating: "1,", count: 400_000))1]}}}"
    #expect(problems(text).map(\.text) == ["a key path of more than 400 bytes; use shorter keys"])
  }

  /// Ten times ten times ten …: nine lines that stand for a billion values.
  private var laughs: String {
    var text = "a0: &a0 [lol, lol, lol, lol, lol, lol, lol, lol, lol, lol]\n"
    for level in 1...9 {
      let aliases = [String](repeating: "*a\(level - 1)", count: 10).joined(separator: ", ")
      text += "a\(level): &a\(level) [\(aliases)]\n"
    }
    return text
  }

  @Test func aliasesThatExplodeAreCounted() {
    let found = problems(laughs + shortest)
    let message = "a.yaml:1: more than 524288 values, each alias counted as often as it is used; write less"
    #expect(found.map(\.description) == [message])
  }

  /// As a key the explosion would be hashed, value by value, before anyone could count.
  @Test(arguments: [
    "? *a9\n: 1", "? [*a9]\n: 1", "{*a9 : 1}", "x: {? *a9 : 1}", "*a9 : 1", "*a9: 1", "[*a9]: 1", "x: {[*a9] : 1}",
    "- ? *a9", "x: [*a9 : 1]", "x: [? *a9 : 1]", "{x: *a9}: 1", "x: {?*a9 : 1}", "x: {\"#\": ' #', ? *a9 : 1}",
    "? &b *a9\n: 1", "x: {[a, *a9]: 1}", "x: {?\n  *a9\n  : 1}", "?\n  *a9\n: 1",
  ])
  func aliasesThatExplodeInKeysAreRefused(_ key: String) {
    let found = problems(laughs + key + "\n")
    #expect(found.count == 1 && found[0].line.map { $0 >= 11 } == true, "\(found)")
  }

  @Test func anAliasCannotHoldItself() {
    #expect(problems("a: &a [*a]")[0].text.hasPrefix("not YAML: found undefined alias"))
  }
}
