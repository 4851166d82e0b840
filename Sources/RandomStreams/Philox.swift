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
    var x = (c0, c1, c2, c3)
    var key = self
    for _ in 0..<10 { key.round(&x) }
    return x
  }

  /// Two blocks at once, whose counters differ in the first word: one round is a chain of dependent steps, and two chains
  /// side by side take the time of one.
  @inlinable @inline(__always)
  public func blocks<W: WordLanes>(
    _ first: W, _ second: W, _ c1: W, _ c2: W, _ c3: W
  ) -> ((W, W, W, W), (W, W, W, W)) {
    var x = (first, c1, c2, c3)
    var y = (second, c1, c2, c3)
    var key = self
    for _ in 0..<10 {
      let same = key
      key.round(&x)
      key = same
      key.round(&y)
    }
    return (x, y)
  }

  /// One of the ten rounds, and the step to the next round's key.
  @inlinable @inline(__always)
  mutating func round<W: WordLanes>(_ x: inout (W, W, W, W)) {
    let (high0, low0) = x.0.multiplied32(by: 0xd251_1f53)
    let (high1, low1) = x.2.multiplied32(by: 0xcd9e_8d57)
    x = (high1 ^ x.1 ^ W(word: key0), low1, high0 ^ x.3 ^ W(word: key1), low0)
    key0 &+= 0x9e37_79b9
    key1 &+= 0xbb67_ae85
  }
}
