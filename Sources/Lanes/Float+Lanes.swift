/// One lane: the scalar twin of every vector width.
extension Float: Lanes {
  public typealias Element = Float
  public typealias Words = UInt32

  @inlinable @inline(__always) public static var laneCount: Int { 1 }
  @inlinable @inline(__always) public init(bits: UInt32) { self.init(bitPattern: bits) }
  @inlinable @inline(__always) public var bits: UInt32 { bitPattern }
  @inlinable @inline(__always) public var doubles: Double { Double(self) }
  @inlinable @inline(__always)
  public subscript(lane: Int) -> Float {
    get { self }
    set { self = newValue }
  }

  @inlinable @inline(__always) public func isBelow(_ other: Float) -> Bool { self < other }
  @inlinable @inline(__always) public func isAtMost(_ other: Float) -> Bool { self <= other }
  @inlinable @inline(__always) public func equals(_ other: Float) -> Bool { self == other }
  @inlinable @inline(__always)
  public func replacing(with other: Float, where mask: Bool) -> Float { mask ? other : self }
  @inlinable @inline(__always) public static func inverted(_ mask: Bool) -> Bool { !mask }
  @inlinable @inline(__always) public static func both(_ a: Bool, _ b: Bool) -> Bool { a && b }
  @inlinable @inline(__always) public static func any(_ mask: Bool) -> Bool { mask }
}

extension UInt32: WordLanes {
  @inlinable @inline(__always) public static var laneCount: Int { 1 }
  @inlinable @inline(__always) public init(repeating value: UInt32) { self = value }
  @inlinable @inline(__always)
  public subscript(lane: Int) -> UInt32 {
    get { self }
    set { self = newValue }
  }
  @inlinable @inline(__always) public func shiftedUp(_ count: UInt32) -> UInt32 { self &<< count }
  @inlinable @inline(__always) public func shiftedDown(_ count: UInt32) -> UInt32 { self &>> count }

  @inlinable @inline(__always)
  public func multiplied32(by factor: UInt32) -> (high: UInt32, low: UInt32) {
    let product = UInt64(self) &* UInt64(factor)
    return (UInt32(product &>> 32), UInt32(truncatingIfNeeded: product))
  }
}
