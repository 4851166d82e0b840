// The operations below are the standard library's concrete ones; what is not written here (+, −, ·, /, `addingProduct`,
// `replacing`, subscripts) it already has under the protocol's names.

extension SIMD8: Lanes where Scalar == Double {
  @inlinable @inline(__always) public static var laneCount: Int { 8 }
  @inlinable @inline(__always) public init(_ value: Double) { self.init(repeating: value) }
  // Same size and layout; only the reading of the bits changes.
  @inlinable @inline(__always) public init(bits: SIMD8<UInt64>) { self = unsafeBitCast(bits, to: Self.self) }
  @inlinable @inline(__always) public var bits: SIMD8<UInt64> { unsafeBitCast(self, to: SIMD8<UInt64>.self) }

  @inlinable @inline(__always) public var doubles: SIMD8<Double> { self }

  @inlinable @inline(__always) public func isBelow(_ other: Self) -> SIMDMask<MaskStorage> { self .< other }
  @inlinable @inline(__always) public func isAtMost(_ other: Self) -> SIMDMask<MaskStorage> { self .<= other }
  @inlinable @inline(__always) public func equals(_ other: Self) -> SIMDMask<MaskStorage> { self .== other }
  @inlinable @inline(__always)
  public static func inverted(_ mask: SIMDMask<MaskStorage>) -> SIMDMask<MaskStorage> { .!mask }
  @inlinable @inline(__always)
  public static func both(_ a: SIMDMask<MaskStorage>, _ b: SIMDMask<MaskStorage>) -> SIMDMask<MaskStorage> { a .& b }
  @inlinable @inline(__always) public static func any(_ mask: SIMDMask<MaskStorage>) -> Bool { Swift.any(mask) }

  @inlinable @inline(__always)
  public func squareRoot() -> Self {
    // One by one: the standard library has no vector form, and each is rounded correctly.
    var result = self
    for lane in 0..<8 { result[lane] = self[lane].squareRoot() }
    return result
  }
}

extension SIMD8: WordLanes where Scalar == UInt64 {
  @inlinable @inline(__always) public static var laneCount: Int { 8 }
  @inlinable @inline(__always) public func shiftedUp(_ count: UInt64) -> Self { self &<< Self(repeating: count) }
  @inlinable @inline(__always) public func shiftedDown(_ count: UInt64) -> Self { self &>> Self(repeating: count) }

  @inlinable @inline(__always)
  public func multiplied32(by factor: UInt32) -> (high: Self, low: Self) {
    let product = self &* Self(repeating: UInt64(factor))
    return (product.shiftedDown(32), product & Self(repeating: 0xffff_ffff))
  }
}
