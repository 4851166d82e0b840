extension Lanes {
  /// The x ≥ 0 that a standard normal variable exceeds with probability self, for 2⁻³³ ≤ self ≤ ½.
  ///
  /// Wichura 1988, algorithm AS 241: about 7 digits (PPND7, Float) and 16 digits (PPND16, Double). Both of its branches are
  /// computed, so that every value costs the same.
  @inlinable
  public var upperNormalQuantile: Self {
    let q = Self(0.5) - self
    let centre = q * Element.normalCentre(Self(0.180625).addingProduct(q.negated, q))
    let tail = Element.normalTail(naturalLogarithm.negated.squareRoot() - Self(1.6))
    return tail.replacing(with: centre, where: q.isAtMost(Self(0.425)))
  }
}
