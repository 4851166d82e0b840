import Foundation
import Harness
import RunFolder
import Synchronization
import Testing

@Suite("Simulations that could not be computed are tried again, and counted once", .timeLimit(.minutes(60)))
struct UncomputedTests {
  private static let study = StudyRunTests.study.replacing("simulations: 85", with: "simulations: 165")

  @Test("a few times: the same bytes, and every time is told", arguments: [1, 2, 3, 7])
  func few(ranks: Int) throws {
    let whole = StoppedStudy()
    try whole.carryOn(Self.study)
    let pieces = StoppedStudy()
    let faults: [UInt64: Int] = [0: 1, 40: 3, 47: 1, 100: 1, 164: 2]
    #expect(try pieces.carryOn(Self.study, .init(ranks: ranks, unitsPerSlice: 2, faults: faults)) == nil)
    #expect(try pieces.bytes() == whole.bytes())
    let complaints = pieces.complaints.withLock { $0 }
    #expect(complaints.count == 8, "\(complaints)")
    #expect(
      complaints.contains { $0.hasSuffix("simulations 32 to 47 of cell relu: it is not to be") },
      "\(complaints)"
    )
    #expect(complaints.allSatisfy { $0.hasPrefix("rank ") })
    let log = try String(contentsOfFile: pieces.path + "/log.jsonl", encoding: .utf8)
    #expect(log.components(separatedBy: #""event":"failure""#).count == 9)
  }

  @Test("too often: all leave with what came before, and the same command goes on", arguments: [1, 3, 7], [0, 2])
  func tooOften(ranks: Int, mostFailures: Int) throws {
    let whole = StoppedStudy()
    try whole.carryOn(Self.study)
    let pieces = StoppedStudy()
    let conditions = StoppedStudy.Conditions(
      ranks: ranks,
      unitsPerSlice: 2,
      faults: [100: 1000],
      mostFailures: mostFailures
    )
    #expect(try pieces.carryOn(Self.study, conditions) == .failures)
    #expect(pieces.complaints.withLock { $0.count } == mostFailures + 1)
    // The unit of simulation 100 begins at 96: everything before it is kept, or was not come to.
    #expect(try #require(try StoredFolder(pieces.path).checkpoint()).done == 0..<96)
    #expect(try pieces.carryOn(Self.study, .init(ranks: 2)) == nil)
    #expect(try pieces.bytes() == whole.bytes())
  }
}
