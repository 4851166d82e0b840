extension Float: LaneElement {
  @inlinable public static var magnitudeMask: UInt32 { 0x7fff_ffff }
  @inlinable public static var integerShift: Float { 0x1.8p23 }
  @inlinable public static var exponentBias: UInt32 { 127 }
  @inlinable public static var significandWidth: UInt32 { 23 }
  @inlinable public static var ln2: (high: Float, low: Float) { (0x1.62e4p-1, 0x1.7f7d1cp-20) }
  @inlinable public static var halfPi: (Float, Float, Float) { (0x1.921fb6p+0, -0x1.777a5cp-25, -0x1.ee59dap-50) }
  @inlinable public static var expRange: (low: Float, high: Float) { (-110, 100) }
  @inlinable public static var expm1Range: (low: Float, high: Float) { (-40, 80) }

  @inlinable @inline(__always)
  public static func expTail<V: Lanes>(_ r: V) -> V where V.Element == Self {
    V(1 / 5040)
      .then(r, 1 / 720).then(r, 1 / 120).then(r, 1 / 24).then(r, 1 / 6).then(r, 1 / 2)
  }

  @inlinable @inline(__always)
  public static func logTail<V: Lanes>(_ z: V) -> V where V.Element == Self {
    V(2.0 / 11)
      .then(z, 2.0 / 9).then(z, 2.0 / 7).then(z, 2.0 / 5).then(z, 2.0 / 3)
  }

  @inlinable @inline(__always)
  public static func sineTail<V: Lanes>(_ z: V) -> V where V.Element == Self {
    V(1 / 362_880)
      .then(z, -1 / 5040).then(z, 1 / 120).then(z, -1 / 6)
  }

  @inlinable @inline(__always)
  public static func cosineTail<V: Lanes>(_ z: V) -> V where V.Element == Self {
    V(-1 / 3_628_800)
      .then(z, 1 / 40_320).then(z, -1 / 720).then(z, 1 / 24)
  }

  // Wichura 1988, algorithm AS 241, PPND7.
  @inlinable @inline(__always)
  public static func normalCentre<V: Lanes>(_ r: V) -> V where V.Element == Self {
    let numerator =
      V(5.910_937_472_0e1)
      .then(r, 1.592_911_320_2e2).then(r, 5.043_427_193_8e1).then(r, 3.387_132_717_9)
    let denominator =
      V(6.718_756_360_0e1)
      .then(r, 7.875_775_766_4e1).then(r, 1.789_516_946_9e1).then(r, 1)
    return numerator / denominator
  }

  @inlinable @inline(__always)
  public static func normalTail<V: Lanes>(_ r: V) -> V where V.Element == Self {
    let numerator =
      V(1.702_382_110_3e-1)
      .then(r, 1.306_728_481_6).then(r, 2.756_815_390_0).then(r, 1.423_437_277_7)
    let denominator =
      V(1.202_113_297_5e-1)
      .then(r, 7.370_016_425_0e-1).then(r, 1)
    return numerator / denominator
  }

  @inlinable @inline(__always)
  public static func unitInterval<V: Lanes>(_ words: V.Words) -> V where V.Element == Self {
    // Numbers between 2²³ and 2²⁴ are integers that carry 23 bits in their pattern; the 24th bit is put in by a sum.
    let top = V(bits: words.shiftedDown(9) | V.Words(word: 0x4b00_0000)) - V(0x1p23)
    let lastBit = V.Words(word: 0) &- (words.shiftedDown(8) & V.Words(word: 1))
    let last = V(bits: lastBit & V(0x1p-24).bits)
    return last.addingProduct(top, V(0x1p-23))
  }

  @inlinable @inline(__always)
  public static func openInterval<V: Lanes>(_ words: V.Words) -> V where V.Element == Self {
    let part = (words & V.Words(word: 0x7fff_ffff)).shiftedDown(8)
    return ((V(bits: part | V.Words(word: 0x4b00_0000)) - V(0x1p23)) + V(0.5)) * V(0x1p-23)
  }
}
