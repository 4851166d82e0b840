/// One lane: the scalar twin of every vector width.
extension Double: Lanes {
  public typealias Element = Double
  public typealias Words = UInt64

  @inlinable @inline(__always) public static var laneCount: Int { 1 }
  @inlinable @inline(__always) public init(bits: UInt64) { self.init(bitPattern: bits) }
  @inlinable @inline(__always) public var bits: UInt64 { bitPattern }
  @inlinable @inline(__always) public var doubles: Double { self }
  @inlinable @inline(__always)
  public subscript(lane: Int) -> Double {
    get { self }
    set { self = newValue }
  }

  @inlinable @inline(__always) public func isBelow(_ other: Double) -> Bool { self < other }
  @inlinable @inline(__always) public func isAtMost(_ other: Double) -> Bool { self <= other }
  @inlinable @inline(__always) public func equals(_ other: Double) -> Bool { self == other }
  @inlinable @inline(__always)
  public func replacing(with other: Double, where mask: Bool) -> Double { mask ? other : self }
  @inlinable @inline(__always) public static func inverted(_ mask: Bool) -> Bool { !mask }
  @inlinable @inline(__always) public static func both(_ a: Bool, _ b: Bool) -> Bool { a && b }
  @inlinable @inline(__always) public static func any(_ mask: Bool) -> Bool { mask }
}

extension UInt64: WordLanes {
  @inlinable @inline(__always) public static var laneCount: Int { 1 }
  @inlinable @inline(__always) public init(repeating value: UInt64) { self = value }
  @inlinable @inline(__always)
  public subscript(lane: Int) -> UInt64 {
    get { self }
    set { self = newValue }
  }
  @inlinable @inline(__always) public func shiftedUp(_ count: UInt64) -> UInt64 { self &<< count }
  @inlinable @inline(__always) public func shiftedDown(_ count: UInt64) -> UInt64 { self &>> count }

  @inlinable @inline(__always)
  public func multiplied32(by factor: UInt32) -> (high: UInt64, low: UInt64) {
    let product = UInt64(self) &* UInt64(factor)
    return (product &>> 32, product & 0xffff_ffff)
  }
}
