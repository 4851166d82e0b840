// Where counts are kept: slot 0 what is not finite, slot 1 the zeros, then the negative and the positive bins of `stored`,
// each from small magnitudes to large. While nothing is stored there, the bins of single values are listed in `few`.

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
    let offset = Int(truncatingIfNeeded: magnitude &>> bitsBelowCode) &- lower
    // All ones for a zero, all zeros else: no magnitude reaches the top bit, so only 0 − 1 has it.
    let zero = Int(truncatingIfNeeded: Int64(bitPattern: magnitude &- 1) >> 63)
    // One comparison for both ends: an offset below zero is a huge unsigned number. A zero always has room.
    guard UInt(bitPattern: offset & ~zero) < UInt(bitPattern: (upper &- lower) | (zero & 1)) else { return nil }
    return (1 & zero) | ((first &+ offset) & ~zero)
  }
}

extension Histogram {
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

  /// Adds values to the bins with these indices, none of which is that of the zeros.
  ///
  /// - Complexity: O(the number of values), and O(the octaves spanned) where there is no room yet.
  mutating func add(bins indices: some Collection<Int32>) {
    if isListed {
      for (place, index) in indices.enumerated() {
        few.append(index)
        guard isListTooLong else { continue }
        layOut()
        return add(bins: Array(indices.dropFirst(place + 1)))
      }
    } else {
      makeRoom(for: window(of: indices))
      for index in indices { count(index) }
    }
  }

  /// Counts a value of the bin with this index, which there is room for.
  private mutating func count(_ index: Int32) {
    let code = Int(index.magnitude) - 1
    counts[slots(of: code..<(code + 1), negative: index < 0).lowerBound] += 1
  }

  /// Whether values are listed in `few`, not yet counted.
  var isListed: Bool { stored.isEmpty }

  /// Whether the list takes as much memory as counts would; looked at whenever it has doubled.
  private var isListTooLong: Bool {
    let length = few.count
    guard length >= 64, length & (length - 1) == 0 else { return false }
    return length * MemoryLayout<Int32>.size >= wholeBlocks(window(of: few)).flatCount * MemoryLayout<Int64>.size
  }

  /// The smallest window that holds the bins with these indices.
  func window(of indices: some Collection<Int32>) -> Window {
    var (negative, positive) = (0..<0, 0..<0)
    for index in indices {
      let code = Int(index.magnitude) - 1
      func widen(_ codes: inout Range<Int>) {
        codes = codes.isEmpty ? code..<code + 1 : min(codes.lowerBound, code)..<max(codes.upperBound, code + 1)
      }
      if index < 0 { widen(&negative) } else { widen(&positive) }
    }
    return Window(negative: negative, positive: positive, resolution)
  }

  /// Counts the values that are listed.
  mutating func layOut() {
    guard !few.isEmpty else { return }
    let listed = few
    few = []
    makeRoom(for: window(of: listed))
    for index in listed { count(index) }
  }

  /// The same histogram with all values counted: what is asked more than once is quicker to ask of it.
  public var laidOut: Histogram {
    guard !few.isEmpty else { return self }
    var histogram = self
    histogram.layOut()
    return histogram
  }

  /// Stores at least `window`, in whole blocks of bins, so that drifting magnitudes seldom ask again.
  mutating func makeRoom(for window: Window) {
    guard !stored.contains(window) else { return }
    let larger = wholeBlocks(window).union(stored)
    var flat: [Int64] = []
    flat.reserveCapacity(larger.flatCount)
    appendCounts(in: larger, to: &flat)
    counts = flat
    stored = larger
  }

  private func wholeBlocks(_ window: Window) -> Window {
    func whole(_ codes: Range<Int>) -> Range<Int> {
      guard !codes.isEmpty else { return 0..<0 }
      let block = 64
      // The last block is cut short, since codes from there on are not finite and must never find room.
      return (codes.lowerBound / block * block)..<min((codes.upperBound + block - 1) / block * block, resolution.codes)
    }
    return Window(negative: whole(window.negative), positive: whole(window.positive), resolution)
  }
}
