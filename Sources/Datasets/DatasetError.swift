/// Why there is no data set: what was found, what was expected, what to do.
public struct DatasetError: Error, Hashable, Sendable, CustomStringConvertible {
  public enum Kind: Hashable, Sendable {
    /// A file, a folder or a data set in a file is not there.
    case missing
    /// The system does not let us read a file, or there is no memory for it.
    case unreadable
    /// The bytes are not what such a file holds, or only a part of it.
    case damaged
    /// Sound, but not of a kind that is read here.
    case unsupported
    /// Images and labels, or training and test set, do not belong together.
    case disagreement
    /// Labels outside the classes, or a class without a training point.
    case classes
    /// What was asked for cannot be: a size, a fraction, a count.
    case impossible
  }

  public let kind: Kind
  /// The file or folder; for drawn data, what was to be drawn.
  public let path: String
  /// What was found, what was expected and the remedy, in one line.
  public let text: String

  public init(_ kind: Kind, _ path: String, _ text: String) {
    self.kind = kind
    self.path = path
    self.text = text
  }

  public var description: String { "\(path): \(text)" }
}
