import MessagePassing
import Testing

@Suite("Gathering more than one call can address")
struct GatherPlanTests {
  /// Lengths of up to five ranks: empty ones first, last and in a row, equal ones, long ones.
  static let lengths = [[0], [5], [3, 0, 4], [0, 0, 7, 0, 0], [1, 1, 1, 1], [10, 1, 0, 2, 9], [0, 0]]

  @Test("Every element is sent once, in its place, and no window is too wide", arguments: lengths, [1, 2, 3, 7, 100])
  func everyElementOnce(_ lengths: [Int], _ largestCount: Int) {
    let plan = GatherPlan(lengths: lengths, largestCount: largestCount)
    var sent = lengths.map { _ in [Int]() }
    var next = 0
    for window in plan.windows {
      #expect(window.lowerBound == next)
      #expect((1...largestCount).contains(window.count))
      next = window.upperBound
      for rank in lengths.indices { sent[rank] += Array(plan.share(of: rank, in: window)) }
    }
    #expect(next == lengths.reduce(0, +))
    #expect(sent.flatMap(\.self) == Array(0..<next))
    #expect(sent.map(\.count) == lengths)
  }

  @Test("Displacements stay below 2³¹ when all together is beyond it")
  func beyondInt32() {
    let plan = GatherPlan(lengths: [3 << 30, 1, 0, 3 << 30], largestCount: Int(Int32.max))
    let windows = Array(plan.windows)
    #expect(windows.count == 4)
    #expect(windows.last?.upperBound == 6 << 30 + 1)
    #expect(windows.allSatisfy { $0.count <= Int(Int32.max) })
    #expect(plan.share(of: 0, in: windows[1]) == Int(Int32.max)..<3 << 30)
    #expect(plan.share(of: 1, in: windows[1]) == 3 << 30..<3 << 30 + 1)
    #expect(plan.share(of: 2, in: windows[1]).isEmpty)
  }
}
