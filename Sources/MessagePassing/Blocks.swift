/// Cuts a range of elements into blocks that one MPI call can count.
package struct Blocks: Sequence {
  /// The number of elements to cut.
  package let count: Int
  /// The most elements a block may have, 1 or more.
  package let largest: Int

  /// The blocks in order; none when there is nothing to cut. Ranks with equal counts get equal blocks.
  package func makeIterator() -> some IteratorProtocol<Range<Int>> {
    stride(from: 0, to: count, by: largest).lazy.map { $0..<Swift.min(count, $0 + largest) }.makeIterator()
  }
}
