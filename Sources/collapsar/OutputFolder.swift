import Foundation
import RunFolder

/// Where a run writes when it is not told, and what cannot be such a place.
enum OutputFolder {
  /// out/NAME, never out/ itself or what lies above it.
  ///
  /// Different names have different folders: what should not stand in a folder's name is written as in a web address,
  /// `a/b` as `a%2Fb`.
  static func standard(for name: String) -> String {
    var folder = ""
    for character in name {
      let isPlain = character.isLetter || character.isNumber || "-_.".contains(character)
      if isPlain, !(folder.isEmpty && character == ".") {
        folder.append(character)
      } else {
        for byte in character.utf8 {
          let digits = String(byte, radix: 16, uppercase: true)
          folder += (digits.count == 1 ? "%0" : "%") + digits
        }
      }
    }
    return "out/" + folder
  }

  /// Without slashes at its end.
  static func trimmed(_ path: String) -> String { path.withoutSlashesAtEnd }

  /// Refuses a path that leads over a symbolic link to nowhere: for the system there is something and there is nothing,
  /// and its own words for that ("File exists") help nobody.
  static func checkLinks(_ path: String) throws(Failure) {
    var prefix = path.hasPrefix("/") ? "/" : ""
    for name in path.split(separator: "/") {
      prefix += (prefix.isEmpty || prefix == "/" ? "" : "/") + name
      guard let goal = try? FileManager.default.destinationOfSymbolicLink(atPath: prefix),
        !FileManager.default.fileExists(atPath: prefix)
      else { continue }
      throw Failure(
        .cannotCreate,
        "\(path): \(prefix == path ? "" : "\(prefix) ")is a symbolic link to \(goal), which cannot be reached; "
          + "make that folder, remove the link, or choose another --out"
      )
    }
  }
}
