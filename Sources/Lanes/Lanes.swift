/// Several floating-point numbers that go through the same operations side by side, each on its own.
///
/// No operation mixes lanes: lane k of every result depends on lane k of the operands alone, and equals, bit for bit,
/// what the one-lane conformances (`Float`, `Double`) compute. Operations are those of IEEE 754, rounded to nearest even,
/// never fused or reordered unless written so (`addingProduct`).
///
/// Requirements are met with concrete standard-library operations in each conformance: the same operations reached
/// through `V: SIMD` compile to loops over elements, 10 to 30 times slower.
public protocol Lanes: Sendable {
  /// One lane's number.
  associatedtype Element: LaneElement
  /// Unsigned integers as wide as `Element`, one a lane.
  associatedtype Words: WordLanes where Words.Word == Element.Word
  /// Double-precision numbers, one a lane.
  associatedtype Doubles: DoubleLanes
  /// A yes or no a lane.
  associatedtype Mask

  /// How many numbers go side by side.
  static var laneCount: Int { get }

  /// The same number in every lane.
  init(_ value: Element)
  /// The numbers with these bit patterns.
  init(bits: Words)
  /// The bit pattern of each number.
  var bits: Words { get }
  /// Each number as a `Double`, which holds it exactly.
  var doubles: Doubles { get }

  subscript(lane: Int) -> Element { get set }

  static func + (a: Self, b: Self) -> Self
  static func - (a: Self, b: Self) -> Self
  static func * (a: Self, b: Self) -> Self
  static func / (a: Self, b: Self) -> Self
  static func += (a: inout Self, b: Self)
  /// self + a · b, rounded once.
  func addingProduct(_ a: Self, _ b: Self) -> Self
  /// The square root, correctly rounded.
  func squareRoot() -> Self

  /// self < other; false where either is NaN.
  func isBelow(_ other: Self) -> Mask
  /// self ≤ other; false where either is NaN.
  func isAtMost(_ other: Self) -> Mask
  /// self = other by IEEE `==`: +0 equals −0, NaN equals nothing.
  func equals(_ other: Self) -> Mask
  /// `other` where the mask says yes, self elsewhere.
  func replacing(with other: Self, where mask: Mask) -> Self

  static func inverted(_ mask: Mask) -> Mask
  /// Yes where both say yes.
  static func both(_ a: Mask, _ b: Mask) -> Mask
  /// True where some lane says yes.
  static func any(_ mask: Mask) -> Bool
}

extension Lanes {
  /// |self|: the sign bit cleared.
  @inlinable @inline(__always)
  public var magnitude: Self { Self(bits: bits & Words(repeating: Element.magnitudeMask)) }

  /// −self: the sign bit turned over, zeros and NaNs too (the standard library's vector negation maps 0 to +0).
  @inlinable @inline(__always)
  public var negated: Self { Self(bits: bits ^ Words(repeating: ~Element.magnitudeMask)) }

  /// The nearest integer, ties to even, for |self| < 2²² (Float) or 2⁵¹ (Double).
  @inlinable @inline(__always)
  var roundedSmall: Self { (self + Self(Element.integerShift)) - Self(Element.integerShift) }
}

/// Unsigned integers, one a lane, for bit patterns and for random words.
///
/// A random word has 32 bits; lanes as wide as `Double` carry it in their low half.
public protocol WordLanes: Sendable {
  /// One lane's integer.
  associatedtype Word: FixedWidthInteger & UnsignedInteger & Sendable

  static var laneCount: Int { get }
  init(repeating value: Word)
  subscript(lane: Int) -> Word { get set }

  static func & (a: Self, b: Self) -> Self
  static func | (a: Self, b: Self) -> Self
  static func ^ (a: Self, b: Self) -> Self
  static func &+ (a: Self, b: Self) -> Self
  static func &- (a: Self, b: Self) -> Self
  /// Each lane shifted up by `count` bits, 0 ≤ count < the word's width.
  func shiftedUp(_ count: Word) -> Self
  /// Each lane shifted down by `count` bits, zeros coming in.
  func shiftedDown(_ count: Word) -> Self

  /// The high and low 32-bit halves of the 64-bit product of each lane's 32-bit word and `factor`.
  func multiplied32(by factor: UInt32) -> (high: Self, low: Self)
}

extension WordLanes {
  /// A 32-bit word in every lane.
  @inlinable @inline(__always)
  public init(word: UInt32) { self.init(repeating: Word(word)) }
}
