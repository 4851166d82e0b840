/// Why a run left in order before its study was finished.
public enum Departure: UInt64, Sendable {
  case signal = 1
  case timeLimit
  /// Too many times a trainer could not compute what it was given.
  case failures

  /// In words, as the manifest and the terminal have it.
  public var reason: String {
    switch self {
    case .signal: "a signal asked for it"
    case .timeLimit: "its time was over"
    case .failures: "too many simulations could not be computed"
    }
  }
}
