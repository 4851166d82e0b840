/// How many real values there were, their sum and the sum of their squares, all exact: so a mean and a standard deviation
/// are the same bits whatever the order in which values came, on however many ranks.
///
/// Every finite Double is a whole number of 2⁻¹⁰⁷⁴, its square one of 2⁻²¹⁴⁸. Both sums are kept as such whole numbers,
/// in digits of 32 bits that have 64 bits of room each. Additions touch three digits and five, carries wait, and adding
/// digit by digit, without any carry, adds the numbers: that is what a collective sum of `flat` does.
///
/// Room: a carried number's digits are in 0..<2³², and its top digit, which has the sign, within ±2¹⁷ for any sum of up to
/// 2⁶³ − 1 values. An addition adds less than 2³² to a digit; carries are done before 2³⁰ of them have waited, and where a
/// merge would come to more. As many `flat` forms as MPI can number ranks, 2³¹ − 1, add up within 63 bits. A count that
/// reaches 2⁶³ traps.
///
/// Values that are not finite are counted apart and in neither sum.
///
/// - SeeAlso: U. Kulisch, Computer Arithmetic and Validity (2008), the long accumulator; R. M. Neal, Fast exact summation
///   using small and large superaccumulators, arXiv 1505.05571 (2015), section 2, whose small one this is.
public struct ExactMoments: Sendable {
  /// Count, values not finite, the digits of the sum, the digits of the sum of squares, low digits first.
  @usableFromInline var words = [Int64](repeating: 0, count: flatCount)
  /// Every digit is less than this many times 2³² in magnitude; 1: carried.
  @usableFromInline var load = 1

  /// The moments of nothing.
  public init() {}

  /// Adds one value.
  ///
  /// - Complexity: O(1).
  @inlinable
  public mutating func add(_ value: Double) {
    guard value.isFinite else {
      words[1] += 1
      return
    }
    words[0] += 1
    if load == Self.loadLimit { carry() }
    load &+= 1
    var digits = words.mutableSpan
    Self.add(value, to: &digits)
  }

  /// Adds every value of a sequence: the same as one after the other, and faster, since the storage is asked only once
  /// whether it is shared.
  ///
  /// - Complexity: O(the length of `values`).
  @inlinable
  public mutating func add(contentsOf values: some Sequence<Double>) {
    var rest = values.makeIterator()
    while addSome(&rest) { carry() }
  }

  /// Adds values until there are no more (false) or no room for one (true).
  @inlinable @inline(__always)
  mutating func addSome(_ values: inout some IteratorProtocol<Double>) -> Bool {
    var (finite, nonFinite) = (0, 0)
    let room = Self.loadLimit - load
    var digits = words.mutableSpan
    while finite < room, let value = values.next() {
      if value.isFinite {
        Self.add(value, to: &digits)
        finite &+= 1
      } else {
        nonFinite &+= 1
      }
    }
    digits[0] += Int64(finite)
    digits[1] += Int64(nonFinite)
    load &+= finite
    return finite == room
  }

  /// Adds the moments of other values: associative and commutative, bit for bit.
  ///
  /// - Complexity: O(`flatCount`).
  public mutating func merge(_ other: ExactMoments) {
    for index in words.indices { words[index] += other.words[index] }
    load += other.load
    if load > Self.loadLimit { carry() }
  }

  /// Finite values added.
  public var count: Int64 { words[0] }
  /// NaNs and infinities added.
  public var nonFinite: Int64 { words[1] }
}

extension ExactMoments {
  /// How many numbers `flat` has.
  public static var flatCount: Int { squareDigits.upperBound }

  /// Plain numbers whose elementwise sums, over up to 2³¹ − 1 of them, are those of all values together: the sums'
  /// digits, carried, so that equal moments have equal numbers.
  ///
  /// - Complexity: O(`flatCount`), as everything below.
  public var flat: [Int64] { carried.words }

  /// The moments of a `flat` form that comes from a file.
  /// - Returns: nil for what no values add up to, or is not carried.
  public init?(checking flat: ArraySlice<Int64>) {
    guard flat.count == Self.flatCount, flat.prefix(2).allSatisfy({ $0 >= 0 }) else { return nil }
    let words = Array(flat)
    for places in [Self.sumDigits, Self.squareDigits] {
      guard words[places].dropLast().allSatisfy({ 0 <= $0 && $0 < 1 << 32 }),
        words[places.upperBound - 1].magnitude < 1 << 32
      else { return nil }
    }
    self.init(flat: words)
    if !isPossible { return nil }
  }

  /// The moments that `flat` forms add up to.
  ///
  /// - Parameter flat: `flatCount` numbers, the elementwise sum of up to 2³¹ − 1 of them.
  public init(flat: some Collection<Int64>) {
    precondition(flat.count == Self.flatCount, "\(flat.count) numbers for moments of \(Self.flatCount)")
    words = Array(flat)
    precondition(count >= 0 && nonFinite >= 0, "a count is negative")
    carry()
  }
}

/// Equal sums of equally many values are equal, however they came about.
extension ExactMoments: Hashable {
  public static func == (a: ExactMoments, b: ExactMoments) -> Bool { a.flat == b.flat }

  public func hash(into hasher: inout Hasher) { hasher.combine(flat) }
}
