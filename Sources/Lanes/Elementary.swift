/// exp, log, sin and cos as fused multiply-add polynomials: within 2 ulp, and the same bits in every lane of every width on
/// every machine (the C library's differ between machines).
extension Lanes {
  /// 2^k where `shifted` is k plus the integer shift; k within the exponents of normal numbers.
  @inlinable @inline(__always)
  static func powerOfTwo(shifted: Self) -> Self {
    Self(bits: (shifted.bits &+ Words(repeating: Element.exponentBias)).shiftedUp(Element.significandWidth))
  }

  /// x = k · ln 2 + r with an integer k and |r| ≤ ln 2 / 2.
  @inlinable @inline(__always)
  func reducedByLn2() -> (k: Self, r: Self) {
    let k = (self * Self(1.442_695_040_888_963_4)).roundedSmall
    let minusK = k.negated
    let r = addingProduct(minusK, Self(Element.ln2.high)).addingProduct(minusK, Self(Element.ln2.low))
    return (k, r)
  }

  /// e to this power. Overflows to ∞, underflows through the subnormals to 0, NaN stays NaN.
  @inlinable
  public var exponential: Self {
    let range = Element.expRange
    let low = Self(range.low)
    let high = Self(range.high)
    let x = replacing(with: low, where: isBelow(low)).replacing(with: high, where: high.isBelow(self))
    let (k, r) = x.reducedByLn2()
    let p = r.addingProduct(r * r, Element.expTail(r))
    // 2^k in two steps: k may lie outside the exponents of normal numbers while the result does not.
    let shift = Self(Element.integerShift)
    let half = k * Self(0.5) + shift
    let rest = (k - (half - shift)) + shift
    return (Self(1) + p) * Self.powerOfTwo(shifted: half) * Self.powerOfTwo(shifted: rest)
  }

  /// exp(self) − 1, accurate near zero too. ∞ above 80 (Float) or 700 (Double).
  @inlinable
  public var exponentialMinusOne: Self {
    let range = Element.expm1Range
    let low = Self(range.low)
    let high = Self(range.high)
    let x = replacing(with: low, where: isBelow(low)).replacing(with: high, where: high.isBelow(self))
    let (k, r) = x.reducedByLn2()
    let p = r.addingProduct(r * r, Element.expTail(r))
    let scale = Self.powerOfTwo(shifted: k + Self(Element.integerShift))
    // Where |x| is tiny, r is x and p its own answer; 2^k − 1 is exact for every k in range that is not swamped by it.
    let result = (scale - Self(1)).addingProduct(p, scale)
    return result.replacing(with: Self(.infinity), where: high.isBelow(self))
      .replacing(with: self, where: equals(Self(0)))
  }

  /// The natural logarithm: −∞ at zero, NaN below it, ∞ at ∞.
  @inlinable
  public var naturalLogarithm: Self {
    // Subnormals are scaled up first.
    let smallest = Self(Element.leastNormalMagnitude)
    let isSmall = isBelow(smallest)
    let raise = Self(Element(sign: .plus, exponent: Element.Exponent(Element.significandBitCount + 1), significand: 1))
    let x = replacing(with: self * raise, where: isSmall)
    let zero = Self(0)
    let lowered = zero.replacing(with: Self(Element(Element.significandBitCount + 1)), where: isSmall)

    // x = 2^k · m with √½ ≤ m < √2.
    let one = Self(1).bits
    let rootHalf = Self(0.707_106_781_186_547_5).bits
    let offset = x.bits &+ (one &- rootHalf)
    let significandMask = Words(repeating: (1 << Element.significandWidth) &- 1)
    let m = Self(bits: (offset & significandMask) &+ rootHalf)
    let exponentField = offset.shiftedDown(Element.significandWidth)
    let shift = Self(Element.integerShift)
    let biased = Self(bits: shift.bits &+ exponentField) - shift
    let k = biased - Self(Element(Element.exponentBias)) - lowered

    // log m = f − f²/2 + s · (f²/2 + R), s = f / (2 + f) (the form of fdlibm's e_log.c).
    let f = m - Self(1)
    let s = f / (Self(2) + f)
    let z = s * s
    let r = z * Element.logTail(z)
    let halfSquare = Self(0.5) * f * f
    let correction = (k * Self(Element.ln2.low)).addingProduct(s, halfSquare + r)
    let result = (k * Self(Element.ln2.high)) - ((halfSquare - correction) - f)

    let infinity = Self(.infinity)
    return result.replacing(with: Self(.nan), where: isBelow(zero))
      .replacing(with: Self(-Element.infinity), where: equals(zero))
      .replacing(with: self, where: equals(infinity))
      .replacing(with: self, where: Self.inverted(equals(self)))
  }

  /// x = q · π/2 + r with |r| ≤ π/4; the integer q in the low bits of `quadrant`.
  @inlinable @inline(__always)
  func reducedByHalfPi() -> (quadrant: Words, r: Self) {
    let shift = Self(Element.integerShift)
    let shifted = shift.addingProduct(self, Self(0.636_619_772_367_581_4))
    let minusK = (shifted - shift).negated
    let parts = Element.halfPi
    let r = addingProduct(minusK, Self(parts.0)).addingProduct(minusK, Self(parts.1))
      .addingProduct(minusK, Self(parts.2))
    return (shifted.bits, r)
  }

  /// sin and cos of r on |r| ≤ π/4, put in place for the quadrant.
  @inlinable @inline(__always)
  static func quadrantSine(_ r: Self, _ quadrant: Words) -> Self {
    let z = r * r
    let sine = r.addingProduct(r * z, Element.sineTail(z))
    // cos r = 1 − z/2 + z² · C: the rounding of 1 − z/2 is put back.
    let half = Self(0.5) * z
    let w = Self(1) - half
    let cosine = w + ((Self(1) - w) - half).addingProduct(z * z, Element.cosineTail(z))
    let unit = Words(word: 1)
    let odd = Words(word: 0) &- (quadrant & unit)
    let sign = (quadrant & Words(word: 2)).shiftedUp(Element.Word(Element.Word.bitWidth - 2))
    let chosen = (cosine.bits & odd) | (sine.bits & (odd ^ Words(repeating: Element.Word.max)))
    return Self(bits: chosen ^ sign)
  }

  /// The sine, for |self| ≤ 10,000 (Float) or 10⁸ (Double); beyond that digits are lost.
  @inlinable
  public var sine: Self {
    let (quadrant, r) = reducedByHalfPi()
    // The sums above would turn −0 into +0.
    return Self.quadrantSine(r, quadrant).replacing(with: self, where: equals(Self(0)))
  }

  /// The cosine, on the same range.
  @inlinable
  public var cosine: Self {
    let (quadrant, r) = reducedByHalfPi()
    return Self.quadrantSine(r, quadrant &+ Words(word: 1))
  }

  /// The hyperbolic tangent: expm1(2|x|) / (expm1(2|x|) + 2) with the sign of x; within 4 ulp.
  @inlinable
  public var hyperbolicTangent: Self {
    let saturation = Self(20)
    let a = magnitude.replacing(with: saturation, where: saturation.isBelow(magnitude))
    let e = (a + a).exponentialMinusOne
    let t = e / (e + Self(2))
    return Self(bits: t.bits | (bits & Words(repeating: ~Element.magnitudeMask)))
  }

  /// The logistic function 1 / (1 + exp(−x)), through the subnormals down to 0; within 4 ulp.
  @inlinable
  public var logistic: Self {
    // Below zero as exp(x) / (1 + exp(x)): exp(−x) overflows while the answer is still a subnormal number.
    let e = magnitude.negated.exponential
    let numerator = Self(1).replacing(with: e, where: isBelow(Self(0)))
    return numerator / (Self(1) + e)
  }
}
