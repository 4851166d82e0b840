extension Double: LaneElement {
  @inlinable public static var magnitudeMask: UInt64 { 0x7fff_ffff_ffff_ffff }
  @inlinable public static var integerShift: Double { 0x1.8p52 }
  @inlinable public static var exponentBias: UInt64 { 1023 }
  @inlinable public static var significandWidth: UInt64 { 52 }
  @inlinable public static var ln2: (high: Double, low: Double) { (0x1.62e42fefa4p-1, -0x1.8432a1b0e2634p-43) }
  @inlinable public static var halfPi: (Double, Double, Double) {
    (0x1.921fb54442d18p+0, 0x1.1a62633145c07p-54, -0x1.f1976b7ed8fbcp-110)
  }
  @inlinable public static var expRange: (low: Double, high: Double) { (-760, 720) }
  @inlinable public static var expm1Range: (low: Double, high: Double) { (-50, 700) }

  @inlinable @inline(__always)
  public static func expTail<V: Lanes>(_ r: V) -> V where V.Element == Self {
    V(1 / 6_227_020_800)
      .then(r, 1 / 479_001_600).then(r, 1 / 39_916_800).then(r, 1 / 3_628_800).then(r, 1 / 362_880)
      .then(r, 1 / 40_320).then(r, 1 / 5040).then(r, 1 / 720).then(r, 1 / 120).then(r, 1 / 24).then(r, 1 / 6)
      .then(r, 1 / 2)
  }

  @inlinable @inline(__always)
  public static func logTail<V: Lanes>(_ z: V) -> V where V.Element == Self {
    V(2.0 / 21)
      .then(z, 2.0 / 19).then(z, 2.0 / 17).then(z, 2.0 / 15).then(z, 2.0 / 13).then(z, 2.0 / 11).then(z, 2.0 / 9)
      .then(z, 2.0 / 7).then(z, 2.0 / 5).then(z, 2.0 / 3)
  }

  @inlinable @inline(__always)
  public static func sineTail<V: Lanes>(_ z: V) -> V where V.Element == Self {
    V(1 / 355_687_428_096_000)
      .then(z, -1 / 1_307_674_368_000).then(z, 1 / 6_227_020_800).then(z, -1 / 39_916_800).then(z, 1 / 362_880)
      .then(z, -1 / 5040).then(z, 1 / 120).then(z, -1 / 6)
  }

  @inlinable @inline(__always)
  public static func cosineTail<V: Lanes>(_ z: V) -> V where V.Element == Self {
    V(1 / 20_922_789_888_000)
      .then(z, -1 / 87_178_291_200).then(z, 1 / 479_001_600).then(z, -1 / 3_628_800).then(z, 1 / 40_320)
      .then(z, -1 / 720).then(z, 1 / 24)
  }

  // Wichura 1988, algorithm AS 241, PPND16.
  @inlinable @inline(__always)
  public static func normalCentre<V: Lanes>(_ r: V) -> V where V.Element == Self {
    let numerator =
      V(2.509_080_928_730_122_67e3)
      .then(r, 3.343_057_558_358_812_81e4).then(r, 6.726_577_092_700_870_08e4).then(r, 4.592_195_393_154_987_14e4)
      .then(r, 1.373_169_376_550_946_11e4).then(r, 1.971_590_950_306_551_44e3).then(r, 1.331_416_678_917_843_77e2)
      .then(r, 3.387_132_872_796_366_60e0)
    let denominator =
      V(5.226_495_278_852_854_56e3)
      .then(r, 2.872_908_573_572_194_26e4).then(r, 3.930_789_580_009_271_06e4).then(r, 2.121_379_430_158_659_58e4)
      .then(r, 5.394_196_021_424_751_10e3).then(r, 6.871_870_074_920_579_08e2).then(r, 4.231_333_070_160_091_12e1)
      .then(r, 1)
    return numerator / denominator
  }

  @inlinable @inline(__always)
  public static func normalTail<V: Lanes>(_ r: V) -> V where V.Element == Self {
    let numerator =
      V(7.745_450_142_783_414_07e-4)
      .then(r, 2.272_384_498_926_918_45e-2).then(r, 2.417_807_251_774_506_11e-1)
      .then(r, 1.270_458_252_452_368_38e0).then(r, 3.647_848_324_763_204_60e0).then(r, 5.769_497_221_460_691_40e0)
      .then(r, 4.630_337_846_156_545_29e0).then(r, 1.423_437_110_749_683_57e0)
    let denominator =
      V(1.050_750_071_644_416_84e-9)
      .then(r, 5.475_938_084_995_344_94e-4).then(r, 1.519_866_656_361_645_71e-2)
      .then(r, 1.481_039_764_274_800_74e-1).then(r, 6.897_673_349_851_000_04e-1)
      .then(r, 1.676_384_830_183_803_84e0).then(r, 2.053_191_626_637_758_82e0).then(r, 1)
    return numerator / denominator
  }

  @inlinable @inline(__always)
  public static func unitInterval<V: Lanes>(_ words: V.Words) -> V where V.Element == Self {
    (V(bits: words | V.Words(repeating: 0x4330_0000_0000_0000)) - V(0x1p52)) * V(0x1p-32)
  }

  @inlinable @inline(__always)
  public static func openInterval<V: Lanes>(_ words: V.Words) -> V where V.Element == Self {
    let part = words & V.Words(word: 0x7fff_ffff)
    return ((V(bits: part | V.Words(repeating: 0x4330_0000_0000_0000)) - V(0x1p52)) + V(0.5)) * V(0x1p-31)
  }
}
