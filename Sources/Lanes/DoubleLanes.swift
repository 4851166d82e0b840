/// Double-precision numbers, one a lane: for sums that need more digits than the lanes carry.
///
/// The same contract as ``Lanes``: each lane on its own, nothing fused, nothing reordered.
public protocol DoubleLanes: Sendable {
  /// The same number in every lane.
  init(_ value: Double)
  static func + (a: Self, b: Self) -> Self
  static func - (a: Self, b: Self) -> Self
  static func * (a: Self, b: Self) -> Self
  static func / (a: Self, b: Self) -> Self
  static func += (a: inout Self, b: Self)
  /// The sign bit cleared.
  var magnitude: Self { get }
  subscript(lane: Int) -> Double { get set }
}

extension Double: DoubleLanes {}
extension SIMD2: DoubleLanes where Scalar == Double {}
extension SIMD8: DoubleLanes where Scalar == Double {}

extension SIMD4: DoubleLanes where Scalar == Double {
  @inlinable @inline(__always) public init(_ value: Double) { self.init(repeating: value) }
  @inlinable @inline(__always)
  public var magnitude: Self {
    // Same size and layout; only the reading of the bits changes.
    let bits = unsafeBitCast(self, to: SIMD4<UInt64>.self) & SIMD4<UInt64>(repeating: Double.magnitudeMask)
    return unsafeBitCast(bits, to: Self.self)
  }
}

/// Sixteen doubles: two registers.
public struct DoublePair: DoubleLanes {
  @usableFromInline var low: SIMD8<Double>
  @usableFromInline var high: SIMD8<Double>

  @inlinable @inline(__always)
  init(low: SIMD8<Double>, high: SIMD8<Double>) {
    self.low = low
    self.high = high
  }

  @inlinable @inline(__always)
  public init(_ value: Double) { self.init(low: SIMD8(repeating: value), high: SIMD8(repeating: value)) }

  @inlinable @inline(__always)
  public static func + (a: Self, b: Self) -> Self { Self(low: a.low + b.low, high: a.high + b.high) }
  @inlinable @inline(__always)
  public static func - (a: Self, b: Self) -> Self { Self(low: a.low - b.low, high: a.high - b.high) }
  @inlinable @inline(__always)
  public static func * (a: Self, b: Self) -> Self { Self(low: a.low * b.low, high: a.high * b.high) }
  @inlinable @inline(__always)
  public static func / (a: Self, b: Self) -> Self { Self(low: a.low / b.low, high: a.high / b.high) }
  @inlinable @inline(__always)
  public static func += (a: inout Self, b: Self) { a = a + b }
  @inlinable @inline(__always) public var magnitude: Self { Self(low: low.magnitude, high: high.magnitude) }
  @inlinable @inline(__always)
  public subscript(lane: Int) -> Double {
    get { lane < 8 ? low[lane] : high[lane - 8] }
    set { if lane < 8 { low[lane] = newValue } else { high[lane - 8] = newValue } }
  }
}
