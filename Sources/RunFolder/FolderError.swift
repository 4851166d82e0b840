/// Something about an output directory that its user has to know, with the remedy.
public struct FolderError: Error, Hashable, Sendable, CustomStringConvertible {
  public enum Kind: Hashable, Sendable {
    /// The directory holds something else, or another study: exit code 65.
    case foreign
    /// The directory or a file cannot be created: exit code 73.
    case cannotCreate
    /// Writing or reading failed: exit code 74.
    case inputOutput
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
