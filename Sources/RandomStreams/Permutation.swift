import Lanes

extension RandomStream where W == UInt32 {
  /// A permutation of 0 ..< count: Fisher and Yates' shuffle (Durstenfeld 1964), one word an element.
  ///
  /// From the last position i down to 1, with word w = word (count − 1 − i) of the stream, positions i and
  /// ⌊w · (i + 1) / 2³²⌋ change places. No position is favoured by more than count / 2³² of its probability.
  /// - Complexity: O(count).
  public func permutation(count: Int) -> [UInt32] {
    precondition(count <= Int(UInt32.max), "a permutation has 32-bit positions")
    var order = [UInt32](0..<UInt32(count))
    forEachWord(count: max(count - 1, 0)) { position, word in
      let last = count - 1 - position
      let other = Int(word.multiplied32(by: UInt32(last + 1)).high)
      order.swapAt(last, other)
    }
    return order
  }
}
