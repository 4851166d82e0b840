/// How much a rank wishes that all ranks leave, with the study unfinished.
public enum LeaveWish: Int64, Comparable, Sendable {
  case none
  /// At the end of the slice, or now where that takes long.
  case soon
  /// Now: what is being computed is given up.
  case atOnce

  public static func < (a: LeaveWish, b: LeaveWish) -> Bool { a.rawValue < b.rawValue }
}

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
