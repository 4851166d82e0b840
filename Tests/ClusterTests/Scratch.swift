import Foundation
import RunFolder

/// A folder for one test, gone with its last use.
final class Scratch {
  private let folder: URL

  init() throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "collapsar-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  /// The path of a name in it.
  subscript(name: String) -> String { folder.appending(path: name).path() }

  /// Writes a file; returns its path.
  func file(_ name: String, _ bytes: some Sequence<UInt8>) throws -> String {
    try Data(bytes).write(to: folder.appending(path: name))
    return self[name]
  }

  func file(_ name: String, _ text: String) throws -> String { try file(name, text.utf8) }

  /// Makes a folder; returns its path.
  func directory(_ name: String) throws -> String {
    try FileManager.default.createDirectory(atPath: self[name], withIntermediateDirectories: true)
    return self[name]
  }

  /// Everything below it: the bytes of files and when they were written.
  func contents() throws -> [String: Entry] {
    var found: [String: Entry] = [:]
    for name in try FileManager.default.subpathsOfDirectory(atPath: folder.path()) {
      let attributes = try FileManager.default.attributesOfItem(atPath: self[name])
      let isFile = attributes[.type] as? FileAttributeType == .typeRegular
      found[name] = Entry(
        bytes: isFile ? try bytes(name) : [],
        written: isFile ? attributes[.modificationDate] as? Date : nil
      )
    }
    return found
  }

  func bytes(_ name: String) throws -> [UInt8] { try Array(Data(contentsOf: folder.appending(path: name))) }

  func exists(_ name: String) -> Bool { FileManager.default.fileExists(atPath: self[name]) }

  struct Entry: Equatable {
    var bytes: [UInt8]
    /// Nil for folders.
    var written: Date?
  }
}
