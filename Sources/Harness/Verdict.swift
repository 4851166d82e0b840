/// What rank 0 says to every rank after a round.
struct Verdict: Equatable {
  /// The end of the simulations that count: the round's own, or where one was given up.
  var kept: UInt64
  /// Whether a rank could not compute its part: all tell rank 0 why, those that could say nothing.
  var hasFailures = false
  /// Whether tallies are to be put together and saved.
  var saves = false
  /// Why all leave; nil: nobody does.
  var departure: Departure?
  /// What comes next; nil: nothing does, or a look at the precision, of which rank 0 says more.
  var next: Range<UInt64>?

  private static let wordCount = 6

  var bytes: [UInt8] {
    let next = next ?? 0..<0
    return [
      kept, hasFailures ? 1 : 0, saves ? 1 : 0, departure?.rawValue ?? 0, next.lowerBound, next.upperBound,
    ].flatMap { $0.bytes }
  }

  init(kept: UInt64) { self.kept = kept }

  /// Nil for what is none.
  init?(_ bytes: [UInt8]) {
    guard let words = UInt64.words(bytes, count: Self.wordCount), words[4] <= words[5] else { return nil }
    kept = words[0]
    hasFailures = words[1] == 1
    saves = words[2] == 1
    departure = Departure(rawValue: words[3])
    next = words[4] < words[5] ? words[4]..<words[5] : nil
  }
}

extension UInt64 {
  /// Little-endian, whatever the machine.
  var bytes: [UInt8] { (0..<8).map { UInt8(truncatingIfNeeded: self >> (8 * UInt64($0))) } }

  /// So many numbers, and nothing else; nil otherwise.
  static func words(_ bytes: [UInt8], count: Int) -> [UInt64]? {
    guard bytes.count == 8 * count else { return nil }
    return (0..<count).map { UInt64(bytes: bytes[(8 * $0)..<(8 * $0 + 8)]) }
  }

  init(bytes: ArraySlice<UInt8>) { self = bytes.reversed().reduce(0) { $0 << 8 | UInt64($1) } }
}
