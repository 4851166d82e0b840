public import Lanes

/// One named sequence of random words a lane: a pure function of seed, purpose, layer, epoch and simulation index.
///
/// Word k of the stream is word k mod 4 of Philox block ⌊k / 4⌋; there are 2³⁴ of them.
public struct RandomStream<W: WordLanes>: Sendable {
  @usableFromInline let philox: Philox4x32
  @usableFromInline let tag: W
  @usableFromInline let simulations: SimulationLanes<W>

  /// - Parameters:
  ///   - layer: from 0; at most 255.
  ///   - epoch: from 0; below 2²⁰.
  @inlinable
  public init(
    seed: UInt64,
    purpose: Purpose,
    layer: Int = 0,
    epoch: Int = 0,
    simulations: SimulationLanes<W>
  ) {
    precondition(layer >= 0 && layer < 1 << 8, "a stream's layer has 8 bits")
    precondition(epoch >= 0 && epoch < 1 << 20, "a stream's epoch has 20 bits")
    philox = Philox4x32(seed: seed)
    tag = W(word: purpose.rawValue << 28 | UInt32(layer) << 20 | UInt32(epoch))
    self.simulations = simulations
  }

  /// Words 4 · `index` to 4 · `index` + 3.
  @inlinable @inline(__always)
  public func block(_ index: UInt32) -> (W, W, W, W) {
    philox.block(W(word: index), tag, simulations.low, simulations.high)
  }

  /// Hands words `first` to `first` + `count` − 1 to `body`, each with its position counted from `first`.
  /// - Precondition: `first` is a multiple of 4.
  /// - Complexity: two Philox blocks every eight words.
  @inlinable @inline(__always)
  public func forEachWord(from first: Int = 0, count: Int, _ body: (Int, W) -> Void) {
    precondition(first >= 0 && first % 4 == 0 && count >= 0, "words are handed out from the start of a block")
    precondition(count <= (1 << 34) - first, "a stream has 2³⁴ words")
    let firstBlock = first &>> 2
    var position = 0
    while position < count {
      let block = UInt32(truncatingIfNeeded: firstBlock &+ (position &>> 2))
      let words = philox.blocks(W(word: block), W(word: block &+ 1), tag, simulations.low, simulations.high)
      // One place where `body` stands: in several it would be called, a vector taken apart for each call.
      withUnsafePointer(to: words) {
        $0.withMemoryRebound(to: W.self, capacity: 8) { words in
          for index in 0..<min(8, count &- position) { body(position &+ index, words[index]) }
        }
      }
      position &+= 8
    }
  }
}
