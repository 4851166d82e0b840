/// Who sends what in which call when more is gathered than one call can address.
///
/// `MPI_Igatherv` places what it receives by C `int` displacements, so one call reaches 2³¹ − 1 elements from the start of
/// the buffer it is given. The gathered elements are therefore cut into windows of at most that many, one call each, and
/// the buffer's start moves along. Every rank makes the same plan from everybody's lengths, so all make the same calls.
package struct GatherPlan {
  /// Where each rank's elements start among the gathered ones, and after them the number of all.
  package let offsets: [Int]
  /// The windows, in order.
  package let windows: Blocks

  /// - Parameters:
  ///   - lengths: the number of elements of each rank.
  ///   - largestCount: the most elements one call can address.
  package init(lengths: [Int], largestCount: Int) {
    var offsets = [0]
    offsets.reserveCapacity(lengths.count + 1)
    var total = 0
    for length in lengths {
      total += length
      offsets.append(total)
    }
    self.offsets = offsets
    windows = Blocks(count: total, largest: largestCount)
  }

  /// The part of a rank's elements that falls into a window, counted from the first gathered element; may be empty.
  package func share(of rank: Int, in window: Range<Int>) -> Range<Int> {
    (offsets[rank]..<offsets[rank + 1]).clamped(to: window)
  }
}
