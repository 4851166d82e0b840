/// The numbers that lanes are made of, `Float` and `Double`: each is a vector of one lane, and knows the constants of its
/// format.
///
/// Polynomials are written in the order Horner's rule evaluates them. Their coefficients are those of Taylor's series
/// (1/k!, 2/(2k + 1)): on the reduced intervals these are as short as minimax ones to within a term, and need no table.
public protocol LaneElement: Lanes, BinaryFloatingPoint where Element == Self {
  associatedtype Word: FixedWidthInteger & UnsignedInteger & Sendable

  /// Every bit but the sign.
  static var magnitudeMask: Word { get }
  /// 1.5 · 2^(significand bits): adding it leaves the nearest integer in the low bits.
  static var integerShift: Self { get }
  /// The exponent field of 1.
  static var exponentBias: Word { get }
  static var significandWidth: Word { get }

  /// ln 2 in two parts, the first with trailing zero bits so that its multiples by an exponent are exact.
  static var ln2: (high: Self, low: Self) { get }
  /// π/2 in three parts.
  static var halfPi: (Self, Self, Self) { get }
  /// Above `high`, exp is ∞; below `low`, it is 0.
  static var expRange: (low: Self, high: Self) { get }
  /// Below `low`, exp − 1 rounds to −1; above `high` it is taken as ∞.
  static var expm1Range: (low: Self, high: Self) { get }

  /// (exp(r) − 1 − r) / r² on |r| ≤ ln 2 / 2.
  static func expTail<V: Lanes>(_ r: V) -> V where V.Element == Self
  /// (2 artanh(s) / s − 2) / z with z = s², on 0 ≤ z ≤ 0.0295.
  static func logTail<V: Lanes>(_ z: V) -> V where V.Element == Self
  /// (sin(r) − r) / r³ with z = r², on |r| ≤ π/4.
  static func sineTail<V: Lanes>(_ z: V) -> V where V.Element == Self
  /// (cos(r) − 1 + r²/2) / r⁴ with z = r², on |r| ≤ π/4.
  static func cosineTail<V: Lanes>(_ z: V) -> V where V.Element == Self
  /// The two rational functions of the standard normal quantile; see ``Lanes/upperNormalQuantile``.
  static func normalCentre<V: Lanes>(_ r: V) -> V where V.Element == Self
  static func normalTail<V: Lanes>(_ r: V) -> V where V.Element == Self

  /// Each lane's 32-bit word as a number on [0, 1): a multiple of 2⁻²⁴ (Float: the word's top 24 bits) or 2⁻³² (Double).
  static func unitInterval<V: Lanes>(_ words: V.Words) -> V where V.Element == Self
  /// The low 31 bits of each word as a number in the open interval (0, 1): the middle of one of 2²³ (Float: the top 23 of
  /// them) or 2³¹ (Double) equal parts.
  static func openInterval<V: Lanes>(_ words: V.Words) -> V where V.Element == Self
}

extension Lanes {
  /// self · x + c, fused: one step of Horner's rule.
  @inlinable @inline(__always)
  func then(_ x: Self, _ c: Element) -> Self { Self(c).addingProduct(self, x) }
}
