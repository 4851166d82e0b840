/// How often each order of magnitude occurred: integer counts of signed values, eight bins an octave, or 64.
///
/// A bin is cut from the bits of the value: its sign, its 11 exponent bits and the top 3 (or 6) bits of its mantissa. So a
/// value's bin is exact on every machine, a bin is at most an eighth (a 64th) of its octave's lower end wide, and counts add
/// up to the same totals in any order, over ranks, rounds and merges. Zeros of both signs and values that are not finite
/// are counted apart. The least and the greatest value are kept exactly.
///
/// Counts that reach 2⁶³ where they are merged or summed trap.
public struct Histogram: Sendable {
  /// The flat form in window `stored`: what is not finite, the zeros, the negative and the positive bins.
  ///
  /// One array for both signs, so that `add` chooses by arithmetic: the signs of gradients are coin tosses, which a
  /// branch predictor loses half the time.
  @usableFromInline var counts: [Int64] = [0, 0]
  /// The window that there is room for; bins outside of it hold nothing. It depends on the order in which values came,
  /// so nothing that leaves this type may depend on it.
  @usableFromInline var stored: Window
  /// The bins of values that are not counted yet, while that takes less memory than counts; empty once there are counts.
  var few: [Int32] = []
  @usableFromInline var extremes = Extremes()

  /// A histogram of nothing.
  public init(_ resolution: Resolution = .coarse) { stored = .empty(resolution) }

  public var resolution: Resolution { stored.resolution }

  /// Counts one value.
  ///
  /// - Complexity: O(1); the first values of a new magnitude grow the storage, by whole blocks of bins.
  @inlinable
  public mutating func add(_ value: Double) {
    guard let slot = stored.slot(of: value) else { return addOutside(value) }
    counts[slot] &+= 1
    extremes.add(value)
  }

  /// Counts every value of a sequence: the same as one after the other, and somewhat faster, since the storage is
  /// asked only once whether it is shared.
  ///
  /// - Complexity: O(the length of `values`).
  @inlinable
  public mutating func add(contentsOf values: some Sequence<Double>) {
    var rest = values.makeIterator()
    while let outside = addInside(&rest) { addOutside(outside) }
  }

  /// Counts values until one comes that there is no room for, and returns that one.
  @inlinable @inline(__always)
  mutating func addInside(_ values: inout some IteratorProtocol<Double>) -> Double? {
    let window = stored
    var seen = extremes
    defer { extremes = seen }
    var room = counts.mutableSpan
    while let value = values.next() {
      guard let slot = window.slot(of: value) else { return value }
      room[slot] &+= 1
      seen.add(value)
    }
    return nil
  }

  /// Counts a value that is not finite, or one that there is no room for yet.
  @usableFromInline @inline(never)
  mutating func addOutside(_ value: Double) {
    // Zeros always have room.
    guard let bin = Bin(containing: value, resolution) else {
      counts[0] &+= 1
      return
    }
    extremes.add(value)
    add(bins: CollectionOfOne(Int32(bin.index)))
  }

  /// Adds the counts of `other`: associative and commutative, bit for bit.
  ///
  /// - Complexity: O(the octaves that both span).
  public mutating func merge(_ other: Histogram) {
    precondition(resolution == other.resolution, "histograms of different resolutions")
    extremes.merge(other.extremes)
    counts[0] += other.counts[0]
    counts[1] += other.counts[1]
    if other.isListed {
      return add(bins: other.few)
    }
    layOut()
    let window = other.window
    makeRoom(for: window)
    for (ours, theirs) in [
      (slots(of: window.negative, negative: true), other.slots(of: window.negative, negative: true)),
      (slots(of: window.positive, negative: false), other.slots(of: window.positive, negative: false)),
    ] {
      for (i, j) in zip(ours, theirs) { counts[i] += other.counts[j] }
    }
  }

  /// NaNs and infinities added.
  public var nonFinite: Int64 { counts[0] }
  /// Zeros added, of either sign.
  public var zeros: Int64 { counts[1] }
  /// All values added.
  ///
  /// - Complexity: this and the two below, O(the octaves spanned).
  public var total: Int64 { counts.reduce(Int64(few.count), +) }
  /// Finite values added, zeros included.
  public var finite: Int64 { total - nonFinite }
  /// Finite values added that are not zero.
  public var nonZero: Int64 { finite - zeros }
}

extension Histogram {
  /// The least and the greatest finite value; `nil` without values, or for counts of which they are not known.
  public var range: ClosedRange<Double>? { extremes.range }
}

/// Equal counts and extremes are equal, however they came about.
extension Histogram: Equatable {
  public static func == (a: Histogram, b: Histogram) -> Bool {
    let outline = a.outline
    guard outline == b.outline else { return false }
    return a.flat(in: outline.window) == b.flat(in: outline.window)
  }

  private func flat(in window: Window) -> [Int64] {
    var flat: [Int64] = []
    appendCounts(in: window, to: &flat)
    return flat
  }
}
