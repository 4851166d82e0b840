extension StudyPlan {
  /// Where a key at the top of the study was written, as a message about it begins: `configs/a.yaml:12`, or the option of
  /// the command line; the file where the key was left out.
  public func position(of key: String) -> String { positions.keys[key] ?? positions.file }

  /// The most simulations a study can have.
  public static var mostSimulations: UInt64 { UInt64(Limits.simulations) }
}

/// Where the keys at the top of a study were written, and what was noted while they were read.
///
/// No part of what the study is: plans that differ in nothing else are equal.
struct KeyPositions: Hashable, Sendable {
  let file: String
  let keys: [String: String]

  let notes: [String]

  init(_ root: Value, notes: [String]) {
    self.notes = notes
    file = root.place.origin
    let pairs = (root.entries ?? []).map { ($0.key, $0.place.position) }
    keys = Dictionary(pairs) { first, _ in first }
  }

  static func == (_: KeyPositions, _: KeyPositions) -> Bool { true }
  func hash(into _: inout Hasher) {}
}
