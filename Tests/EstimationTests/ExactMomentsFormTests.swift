import Estimation
import Testing

/// The flat form that ranks add up, and the form that checkpoints keep.
@Suite struct ExactMomentsFormTests {
  static func samples() -> [ExactMoments] {
    [
      [], [0], [.nan], [1], [-1], [-.leastNonzeroMagnitude], [1e16, 1, -1e16], [1, -1],
      [.greatestFiniteMagnitude, .greatestFiniteMagnitude], [-.greatestFiniteMagnitude, 1, .infinity],
      ExactMomentsTests.drawn(6, 500, lowest: 0, exponents: 2_048),
    ].map { ExactMomentsTests.moments($0) }
      + [-1, .greatestFiniteMagnitude].map { ExactMomentsTests.repeated([$0, 0.5], 1 << 59) }
  }

  @Test("Flat and back")
  func flatRoundTrip() {
    for moments in Self.samples() {
      let flat = moments.flat
      #expect(flat.count == ExactMoments.flatCount && flat[0] == moments.count && flat[1] == moments.nonFinite)
      #expect(ExactMoments(flat: flat) == moments)
      // A slice of a longer array, as it comes out of a reduction of many.
      let packed = [9, 9, 9] + flat + [9]
      let read = ExactMoments(flat: packed[3..<(3 + flat.count)])
      #expect(read == moments && read.flat == flat && read.standardDeviation == moments.standardDeviation)
    }
  }

  @Test("Read back from a checkpoint, equal ones alike")
  func checked() throws {
    for moments in Self.samples() {
      let read = try #require(ExactMoments(checking: moments.flat[...]))
      #expect(read == moments && read.flat == moments.flat)
      var merged = read
      merged.merge(moments)
      merged.merge(ExactMoments(flat: moments.flat))
      #expect(ExactMoments(checking: merged.flat[...]) == merged)
    }
  }

  /// 1 is bit 1074 of the sum, which is bit 18 of digit 33, and bit 2148 of the squares, bit 4 of digit 67.
  @Test("Where digits stand is frozen")
  func frozen() {
    let flat = ExactMomentsTests.moments([1, 1, .nan]).flat
    #expect(flat[..<2] == [2, 1] && flat[2 + 33] == 2 << 18 && flat[70 + 67] == 2 << 4)
    #expect(flat.count { $0 != 0 } == 4 && flat.count == 204)
  }

  @Test("What no values give is refused")
  func damaged() {
    let one = ExactMomentsTests.moments([1]).flat
    func isRefused(_ changes: (Int, Int64)...) -> Bool {
      var flat = one
      for (place, number) in changes { flat[place] = number }
      return ExactMoments(checking: flat[...]) == nil
    }
    let (sum, squares) = (2 + 33, 70 + 67)
    #expect(!isRefused())
    #expect(isRefused((0, -1)) && isRefused((1, -1)), "negative counts")
    #expect(isRefused((0, 0)), "sums of no values")
    #expect(isRefused((sum, one[sum] + 1)), "a sum beyond what the squares allow")
    #expect(isRefused((squares, -16)) && isRefused((squares, 1 << 32)) && isRefused((203, -1)), "digits that are none")
    #expect(isRefused((203, 1 << 32)) && isRefused((69, .min)), "top digits beyond any count")
    #expect(isRefused((70 + 131, 17), (sum, 0)), "squares beyond those of the largest value")
    #expect(ExactMoments(checking: one.dropLast()) == nil && ExactMoments(checking: (one + [0])[...]) == nil)
  }
}
