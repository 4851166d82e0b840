// The operations below are the standard library's concrete ones; what is not written here (+, −, ·, /, `addingProduct`,
// `replacing`, subscripts) it already has under the protocol's names.

extension SIMD4: Lanes where Scalar == Float {
  @inlinable @inline(__always) public static var laneCount: Int { 4 }
  @inlinable @inline(__always) public init(_ value: Float) { self.init(repeating: value) }
  // Same size and layout; only the reading of the bits changes.
  @inlinable @inline(__always) public init(bits: SIMD4<UInt32>) { self = unsafeBitCast(bits, to: Self.self) }
  @inlinable @inline(__always) public var bits: SIMD4<UInt32> { unsafeBitCast(self, to: SIMD4<UInt32>.self) }

  @inlinable @inline(__always) public var doubles: SIMD4<Double> { SIMD4<Double>(self) }

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
    for lane in 0..<4 { result[lane] = self[lane].squareRoot() }
    return result
  }
}

extension SIMD4: WordLanes where Scalar == UInt32 {
  @inlinable @inline(__always) public static var laneCount: Int { 4 }
  @inlinable @inline(__always) public func shiftedUp(_ count: UInt32) -> Self { self &<< Self(repeating: count) }
  @inlinable @inline(__always) public func shiftedDown(_ count: UInt32) -> Self { self &>> Self(repeating: count) }

  @inlinable @inline(__always)
  public func multiplied32(by factor: UInt32) -> (high: Self, low: Self) {
    // Even and odd words each become the low half of a 64-bit lane; same size and layout.
    let pairs = unsafeBitCast(self, to: SIMD2<UInt64>.self)
    let f = SIMD2<UInt64>(repeating: UInt64(factor))
    let lowHalf = SIMD2<UInt64>(repeating: 0xffff_ffff)
    let shift = SIMD2<UInt64>(repeating: 32)
    let even = (pairs & lowHalf) &* f
    let odd = (pairs &>> shift) &* f
    let high = (even &>> shift) | (odd & ~lowHalf)
    // Not put together from the products' low halves: LLVM folds their shift into a 64-bit multiplication, which is slower
    // than multiplying anew.
    let low = self &* Self(repeating: factor)
    return (unsafeBitCast(high, to: Self.self), low)
  }
}
