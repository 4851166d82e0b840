/// What rank 0 says to every rank after a round.
struct Verdict: Equatable {
  /// The end of the simulations that count: the round's own, or where one was given up.
  var kept: UInt64
  /// Whether tallies are to be put together and saved.
  var saves = false
  /// Why all leave; nil: nobody does.
  var departure: Departure?
  /// What comes next; nil: nothing does, or a look at the precision, of which rank 0 says more.
  var next: Range<UInt64>?

  private static let wordCount = 5

  var bytes: [UInt8] {
    let next = next ?? 0..<0
    return [kept, saves ? 1 : 0, departure?.rawValue ?? 0, next.lowerBound, next.upperBound].flatMap { $0.bytes }
  }

  init(kept: UInt64) { self.kept = kept }

  /// Nil for what is none.
  init?(_ bytes: [UInt8]) {
    guard let words = UInt64.words(bytes, count: Self.wordCount), words[3] <= words[4] else { return nil }
    kept = words[0]
    saves = words[1] == 1
    departure = Departure(rawValue: words[2])
    next = words[3] < words[4] ? words[3]..<words[4] : nil
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
