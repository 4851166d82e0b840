/// What one rank gathered: every rank's elements, one after the other in the order of ranks.
///
/// A collection of one slice a rank; `gathered[3]` is what rank 3 sent, without a copy.
public struct Gathered<Element: MessageElement>: RandomAccessCollection, Sendable {
  /// All elements, rank 0's first.
  public let elements: [Element]
  /// Where each rank's elements start in `elements`, and after them the number of all.
  let offsets: [Int]

  public var startIndex: Int { 0 }
  public var endIndex: Int { offsets.count - 1 }

  /// - Parameter rank: the rank that sent.
  /// - Complexity: O(1).
  public subscript(rank: Int) -> ArraySlice<Element> { elements[offsets[rank]..<offsets[rank + 1]] }
}
