public import RunFolder

/// What ends a study before its time.
public enum HarnessError: Error, Sendable, CustomStringConvertible {
  case communication(CommunicationError)
  case folder(FolderError)
  case internalError(String)

  public var description: String {
    switch self {
    case .communication(let error): error.description
    case .folder(let error): error.description
    case .internalError(let text): "\(text); please report this"
    }
  }
}
