public import Lanes

/// Philox4x32-10: a keyed bijection of 128-bit counters whose outputs pass for random (Salmon, Moraes, Dror and Shaw,
/// "Parallel random numbers: as easy as 1, 2, 3", SC 2011, section 3.3).
public struct Philox4x32: Sendable, Hashable {
  public var key0: UInt32
  public var key1: UInt32

  @inlinable
  public init(key0: UInt32, key1: UInt32) {
    self.key0 = key0
    self.key1 = key1
  }

  /// The study's seed as key: low word, high word.
  @inlinable
  public init(seed: UInt64) {
    self.init(key0: UInt32(truncatingIfNeeded: seed), key1: UInt32(truncatingIfNeeded: seed &>> 32))
  }

  /// Four random words a lane for one counter a lane.
  @inlinable @inline(__always)
  public func block<W: WordLanes>(_ c0: W, _ c1: W, _ c2: W, _ c3: W) -> (W, W, W, W) {
    var (x0, x1, x2, x3) = (c0, c1, c2, c3)
    var key = self
    for _ in 0..<10 { key.round(&x0, &x1, &x2, &x3) }
    return (x0, x1, x2, x3)
  }

  /// Two blocks at once, whose counters differ in the first word: a round is a chain of dependent steps, and two chains
  /// side by side take the time of one.
  @inlinable @inline(__always)
  public func blocks<W: WordLanes>(
    _ first: W,
    _ second: W,
    _ c1: W,
    _ c2: W,
    _ c3: W
  ) -> ((W, W, W, W), (W, W, W, W)) {
    var (x0, x1, x2, x3) = (first, c1, c2, c3)
    var (y0, y1, y2, y3) = (second, c1, c2, c3)
    var key = self
    for _ in 0..<10 {
      var same = key
      same.round(&x0, &x1, &x2, &x3)
      key.round(&y0, &y1, &y2, &y3)
    }
    return ((x0, x1, x2, x3), (y0, y1, y2, y3))
  }

  /// One of the ten rounds, and the step to the next round's key.
  @inlinable @inline(__always)
  mutating func round<W: WordLanes>(_ x0: inout W, _ x1: inout W, _ x2: inout W, _ x3: inout W) {
    let (high0, low0) = x0.multiplied32(by: 0xd251_1f53)
    let (high1, low1) = x2.multiplied32(by: 0xcd9e_8d57)
    x0 = high1 ^ x1 ^ W(word: key0)
    x1 = low1
    x2 = high0 ^ x3 ^ W(word: key1)
    x3 = low0
    key0 &+= 0x9e37_79b9
    key1 &+= 0xbb67_ae85
  }
}
