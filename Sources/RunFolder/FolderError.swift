/// Something about an output directory that its user has to know, with the remedy.
public struct FolderError: Error, Hashable, Sendable, CustomStringConvertible {
  public enum Kind: Hashable, Sendable {
    /// The directory holds something else, another study, or damaged files: exit code 65.
    case foreign
    /// The directory or a file cannot be created: exit code 73.
    case cannotCreate
    /// Writing or reading failed: exit code 74.
    case inputOutput
    /// Another run writes there: exit code 69.
    case inUse
  }

  public let kind: Kind
  public let path: String
  /// What is the matter and what to do, in one line.
  public let text: String

  public init(_ kind: Kind, _ path: String, _ text: String) {
    self.kind = kind
    self.path = path
    self.text = text
  }

  public var description: String { "\(path): \(text)" }
}

extension FolderError {
  /// A file of a finished study is not what it was.
  static func damaged(_ path: String, _ what: String, remedy: String = writersRemedy) -> FolderError {
    FolderError(.foreign, path, "\(what); \(remedy)")
  }

  /// What those can do about a damaged folder who are to write there.
  public static let writersRemedy =
    "restore it from a copy, or move the folder away and run again, or choose another --out"

  static func unreadable(_ path: String) -> FolderError {
    FolderError(.inputOutput, path, "cannot be read; make it readable")
  }
}
