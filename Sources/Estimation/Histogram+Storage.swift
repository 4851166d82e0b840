// Where counts are kept: slot 0 what is not finite, slot 1 the zeros, then the negative and the positive bins of `stored`,
// each from small magnitudes to large.

extension Histogram.Window {
  /// Where a value is counted, or `nil` if it is not finite or outside of the window.
  ///
  /// No branch depends on the sign or on being zero: both are coin tosses here, which a branch predictor loses.
  @inlinable @inline(__always)
  func slot(of value: Double) -> Int? {
    let magnitude = value.magnitude.bitPattern
    // All ones for a negative value, else all zeros.
    let sign = Int(truncatingIfNeeded: Int64(bitPattern: value.bitPattern) >> 63)
    let lower = positive.lowerBound ^ ((positive.lowerBound ^ negative.lowerBound) & sign)
    let upper = positive.upperBound ^ ((positive.upperBound ^ negative.upperBound) & sign)
    let first = 2 &+ ((negative.upperBound &- negative.lowerBound) & ~sign)
    let offset = Int(truncatingIfNeeded: magnitude >> Histogram.bitsBelowCode) &- lower
    // All ones for a zero, all zeros else: no magnitude reaches the top bit, so only 0 − 1 has it.
    let zero = Int(truncatingIfNeeded: Int64(bitPattern: magnitude &- 1) >> 63)
    // One comparison for both ends: an offset below zero is a huge unsigned number. A zero always has room.
    guard UInt(bitPattern: offset & ~zero) < UInt(bitPattern: (upper &- lower) | (zero & 1)) else { return nil }
    return (1 & zero) | ((first &+ offset) & ~zero)
  }
}

extension Histogram {
  /// A magnitude's code is its bit pattern without this many low bits.
  @usableFromInline static let bitsBelowCode = 49
  /// Codes of finite magnitudes: 2047 exponents of eight bins each.
  static let codes = 2047 * 8

  /// Exponent and upper mantissa of a value, as one number that grows with the magnitude.
  static func code(of value: Double) -> Int {
    Int(truncatingIfNeeded: value.magnitude.bitPattern >> bitsBelowCode)
  }

  /// The smallest magnitude with this code.
  static func magnitude(ofCode code: Int) -> Double {
    Double(bitPattern: UInt64(code) << bitsBelowCode)
  }

  /// The slots of magnitude codes on one side; there must be room for them.
  func slots(of codes: Range<Int>, negative: Bool) -> Range<Int> {
    let side = negative ? stored.negative : stored.positive
    let start = (negative ? 2 : 2 + stored.negative.count) - side.lowerBound
    return codes.isEmpty ? 0..<0 : (start + codes.lowerBound)..<(start + codes.upperBound)
  }

  /// The count of one magnitude code on one side, room or not.
  func count(code: Int, negative: Bool) -> Int64 {
    guard (negative ? stored.negative : stored.positive).contains(code) else { return 0 }
    return counts[slots(of: code..<(code + 1), negative: negative).lowerBound]
  }

  /// The codes of one side from the first count that is not zero to the last; `0..<0` when there is none.
  func occupied(negative: Bool) -> Range<Int> {
    let side = negative ? stored.negative : stored.positive
    let slots = slots(of: side, negative: negative)
    guard
      let first = counts[slots].firstIndex(where: { $0 != 0 }),
      let last = counts[slots].lastIndex(where: { $0 != 0 })
    else { return 0..<0 }
    let codeOfSlotZero = side.lowerBound - slots.lowerBound
    return (codeOfSlotZero + first)..<(codeOfSlotZero + last + 1)
  }

  /// Adds `count` to a bin, making room.
  mutating func add(_ count: Int64, to bin: Bin) {
    guard let code = bin.code else {
      counts[1] += count
      return
    }
    let codes = code..<(code + 1)
    let negative = bin.index < 0
    makeRoom(for: Window(negative: negative ? codes : 0..<0, positive: negative ? 0..<0 : codes))
    counts[slots(of: codes, negative: negative).lowerBound] += count
  }

  /// Stores at least `window`, in whole blocks of eight octaves, so that drifting magnitudes seldom ask again.
  mutating func makeRoom(for window: Window) {
    guard !stored.contains(window) else { return }
    let larger = Window(
      negative: Self.wholeBlocks(window.negative),
      positive: Self.wholeBlocks(window.positive)
    ).union(stored)
    var flat: [Int64] = []
    flat.reserveCapacity(larger.flatCount)
    appendCounts(in: larger, to: &flat)
    counts = flat
    stored = larger
  }

  private static func wholeBlocks(_ codes: Range<Int>) -> Range<Int> {
    guard !codes.isEmpty else { return 0..<0 }
    let block = 64
    // The last block is cut short, since codes from `Self.codes` on are not finite and must never find room.
    return (codes.lowerBound / block * block)..<min((codes.upperBound + block - 1) / block * block, Self.codes)
  }
}
