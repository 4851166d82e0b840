/// Bytes changed at random, by a fixed seed: as disks, editors and scripts change them.
struct Mutation: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  /// SplitMix64 (Steele, Lea and Flood 2014).
  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var z = state
    z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
    return z ^ (z >> 31)
  }

  private mutating func below(_ count: Int) -> Int { count <= 0 ? 0 : Int(next() % UInt64(count)) }

  /// One to four changes.
  mutating func changed(_ original: [UInt8]) -> [UInt8] {
    var bytes = original
    for _ in 0...below(4) { change(&bytes) }
    return bytes
  }

  private static let numbers: [[UInt8]] = [
    "0", "-1", "1", "2", "0.5", "-0.0", "1e308", "-1e308", "1e999", "1e-320", "9223372036854775807",
    "-9223372036854775808", "18446744073709551615", "99999999999999999999999", "4294967295", "4294967296", "1e18",
    "1000000000000000", "null",
  ].map { Array($0.utf8) }

  private static let pieces: [[UInt8]] =
    [
      "{", "}", "[", "]", ",", ":", "\"", "\\", "\\u0000", "\\ud800", "\n", "\r", "\t", " ", "\u{0}", "\u{feff}", "💥",
      "null",
      "true", "false", "-", "e", ".", "#", "&", "*", "!", "cell", "simulation", "done", "counts", "[[[[[[[[",
      "{\"a\":{\"a\":",
    ].map { Array($0.utf8) } + [[0xff], [0xc3], [0xed, 0xa0, 0x80]]

  private mutating func change(_ bytes: inout [UInt8]) {
    let start = below(bytes.count)
    switch next() % 10 {
    case 0: if !bytes.isEmpty { bytes[start] ^= 1 << UInt8(next() % 8) }
    case 1: bytes.removeSubrange(start..<min(bytes.count, start + below(12)))
    case 2: if next() % 4 == 0 { bytes.removeSubrange(start...) }
    case 3: bytes.insert(contentsOf: Self.pieces[below(Self.pieces.count)], at: start)
    case 4:
      let copied = Array(bytes[start..<min(bytes.count, start + below(300))])
      bytes.insert(contentsOf: copied, at: below(bytes.count))
    case 5: bytes.removeSubrange(start..<min(bytes.count, start + below(300)))
    case 6, 7:
      if let number = number(in: bytes, from: start) {
        bytes.replaceSubrange(number, with: Self.numbers[below(Self.numbers.count)])
      }
    default: swapNumbers(&bytes, start)
    }
  }

  private mutating func swapNumbers(_ bytes: inout [UInt8], _ start: Int) {
    guard let a = number(in: bytes, from: start), let b = number(in: bytes, from: below(bytes.count)) else { return }
    guard !a.overlaps(b) else { return }
    let (first, second) = a.lowerBound < b.lowerBound ? (a, b) : (b, a)
    let (early, late) = (Array(bytes[first]), Array(bytes[second]))
    bytes.replaceSubrange(second, with: early)
    bytes.replaceSubrange(first, with: late)
  }

  /// The first number that begins at a place or behind it.
  private func number(in bytes: [UInt8], from start: Int) -> Range<Int>? {
    let digits = UInt8(ascii: "0")...UInt8(ascii: "9")
    guard let first = bytes[start...].firstIndex(where: { digits.contains($0) }) else { return nil }
    let end = bytes[first...].firstIndex {
      !(digits.contains($0) || $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "e"))
    }
    let minus = first > 0 && bytes[first - 1] == UInt8(ascii: "-") ? 1 : 0
    return first - minus..<(end ?? bytes.count)
  }
}
