public import Lanes

/// Numbers made of random words: one 32-bit word a number, whatever its distribution and value, so that draws stay in step
/// between cells and between precisions.
extension Lanes {
  /// Uniform on [0, 1): the word's top 24 bits in `Float`, all 32 in `Double`.
  @inlinable @inline(__always)
  public init(unitInterval words: Words) { self = Element.unitInterval(words) }

  /// Uniform on [low, high): low + (high − low) · u, fused; rounding can give `high` itself.
  @inlinable @inline(__always)
  public static func uniform(_ words: Words, low: Element, high: Element) -> Self {
    Self(low).addingProduct(Self(high - low), Self(unitInterval: words))
  }

  /// Standard normal by inversion: the sign from the word's top bit, the tail probability from the rest. The largest
  /// magnitude is 5.42 in `Float` and 6.34 in `Double`.
  @inlinable @inline(__always)
  public static func standardNormal(_ words: Words) -> Self {
    let tail = Self(0.5) * Element.openInterval(words)
    return tail.upperNormalQuantile.signed(byTopBitOf: words)
  }

  /// Standard normal cut at ±2 by inversion; its standard deviation is 0.8796 (what Keras' `VarianceScaling` restores).
  @inlinable @inline(__always)
  public static func truncatedStandardNormal(_ words: Words) -> Self {
    // P(Z > 2) = 0.02275…: tails lie between it and ½.
    let cut = Self(0.022_750_131_948_179_21)
    let tail = cut.addingProduct(Self(0.477_249_868_051_820_8), Element.openInterval(words))
    let half = Self(0.5)
    return tail.replacing(with: half, where: half.isBelow(tail)).upperNormalQuantile.signed(byTopBitOf: words)
  }

  /// Beta(2, 1), whose distribution function is x²: the square root of a uniform number.
  @inlinable @inline(__always)
  public static func beta21(_ words: Words) -> Self { Self(unitInterval: words).squareRoot() }

  /// The sign turned over where bit 31 of the word is set.
  @inlinable @inline(__always)
  func signed(byTopBitOf words: Words) -> Self {
    let sign = (words & Words(word: 0x8000_0000)).shiftedUp(Element.Word(Element.Word.bitWidth - 32))
    return Self(bits: bits ^ sign)
  }
}
