/// Why a run left in order before its study was finished.
public enum Departure: UInt64, Sendable {
  case signal = 1
  case timeLimit

  /// In words, as the manifest and the terminal have it.
  public var reason: String {
    switch self {
    case .signal: "a signal asked for it"
    case .timeLimit: "its time was over"
    }
  }
}
