public import Lanes

/// The simulation indices that sit in the lanes of one vector: the two upper words of the counter.
public struct SimulationLanes<W: WordLanes>: Sendable {
  @usableFromInline var low: W
  @usableFromInline var high: W

  /// Lane k holds simulation `first` + k.
  @inlinable
  public init(from first: UInt64) {
    low = W(word: 0)
    high = W(word: 0)
    for lane in 0..<W.laneCount {
      let index = first &+ UInt64(lane)
      low[lane] = W.Word(truncatingIfNeeded: index & 0xffff_ffff)
      high[lane] = W.Word(truncatingIfNeeded: index &>> 32)
    }
  }

  /// Every lane holds the index of the draws that all simulations share, 2⁶⁴ − 1.
  @inlinable
  public static var shared: SimulationLanes {
    var result = SimulationLanes(from: 0)
    result.low = W(word: .max)
    result.high = W(word: .max)
    return result
  }
}
