import Foundation
import Harness
import RunFolder
import Studies
import Testing

@Suite("A study that is left and gone on with has the bytes of one that was not", .timeLimit(.minutes(60)))
struct ResumeTests {
  /// Eleven work units, the last of five simulations.
  private static let study = StudyRunTests.study.replacing("cells:", with: "compare: [[leaky, relu]]\ncells:")
    .replacing("simulations: 85", with: "simulations: 165")
  private static let stopped = StopTests.study("outcome: born_dead, half_width: 0.12, max_simulations: 1000")

  @Test("left after every round, on other ranks each time", arguments: [study, stopped])
  func left(study: String) throws {
    let whole = StoppedStudy()
    #expect(try whole.carryOn(study) == nil)
    let pieces = StoppedStudy()
    var starts = 0
    var departure: Departure?
    repeat {
      departure = try pieces.carryOn(study, .init(ranks: [1, 3, 2, 7][starts % 4], rounds: 1))
      starts += 1
    } while departure == .signal
    #expect(starts > 2)
    #expect(try pieces.bytes() == whole.bytes())
  }

  @Test("killed at any moment", arguments: [study, stopped], [1, 3])
  func killed(study: String, ranks: Int) throws {
    let whole = StoppedStudy()
    try whole.carryOn(study, .init(ranks: ranks, isCopied: true))
    #expect(whole.copiesTaken.count > 1)
    var begins: Set<UInt64> = []
    for (index, copy) in whole.copiesTaken.enumerated() {
      begins.insert(try StoredFolder(copy).checkpoint()?.done.upperBound ?? 0)
      // Without a checkpoint a folder is begun anew, which `run` sees to.
      if try StoredFolder(copy).checkpoint() == nil { continue }
      #expect(try whole.carryOn(study, .init(ranks: [2, 1, 7][index % 3]), in: copy) == nil)
      #expect(try whole.bytes(in: copy) == whole.bytes(), "copy \(index)")
    }
    #expect(begins.count > 1, "checkpoints were saved on the way: \(begins)")
  }

  @Test("units that are given up are done again", arguments: [(1, 16), (1, 100), (3, 64), (3, 70), (7, 64)])
  func givenUp(ranks: Int, simulations: Int) throws {
    let whole = StoppedStudy()
    try whole.carryOn(Self.study)
    let pieces = StoppedStudy()
    #expect(try pieces.carryOn(Self.study, .init(ranks: ranks, unitsPerSlice: 3, simulations: simulations)) == .signal)
    let done = try #require(try StoredFolder(pieces.path).checkpoint()).done
    #expect(done.upperBound < 165)
    #expect(try pieces.carryOn(Self.study, .init(ranks: 2)) == nil)
    #expect(try pieces.bytes() == whole.bytes())
  }

  @Test("a longer study goes on from a shorter one, within a work unit too", arguments: [1, 3])
  func extended(ranks: Int) throws {
    let whole = StoppedStudy()
    try whole.carryOn(Self.study)
    let pieces = StoppedStudy()
    for count in [10, 50, 51, 165] {
      let study = Self.study.replacing("simulations: 165", with: "simulations: \(count)")
      #expect(try pieces.carryOn(study, .init(ranks: ranks)) == nil)
      #expect(try StoredFolder(pieces.path).checkpoint()?.done == 0..<UInt64(count))
    }
    #expect(try pieces.bytes() == whole.bytes())
  }

  @Test("a study that stops on precision keeps its weight when more precision is asked for")
  func tighter() throws {
    let loose = try StudyPlan(text: Self.stopped)
    let weight = try #require(loose.stop).weight
    let pieces = StoppedStudy()
    try pieces.carryOn(Self.stopped)
    let before = try StoredFolder(pieces.path).checkpoint()?.done.upperBound
    let tight = StopTests.study("outcome: born_dead, half_width: 0.08, max_simulations: 1000")
    #expect(try StudyPlan(text: tight).stop?.weight != weight, "left to itself it would take another")
    try pieces.carryOn(tight, .init(ranks: 3))
    let after = try StoredFolder(pieces.path).checkpoint()
    #expect(after?.stopWeight == weight && (after?.done.upperBound ?? 0) > (before ?? 0))
    let whole = StoppedStudy()
    try whole.carryOn(
      StopTests.study("outcome: born_dead, half_width: 0.08, max_simulations: 1000, weight: \(weight)")
    )
    #expect(try pieces.bytes() == whole.bytes())
  }

  @Test("a part of a study has the rows of the whole")
  func part() throws {
    let whole = StoppedStudy()
    try whole.carryOn(Self.study)
    let part = StoppedStudy()
    let study = Self.study.replacing("simulations: 165", with: "simulations: 40\nfirst_simulation: 30")
    #expect(try part.carryOn(study, .init(ranks: 1, rounds: 1)) == .signal)
    #expect(try part.carryOn(study, .init(ranks: 2)) == nil)
    let lines = { (bytes: [UInt8]) in String(decoding: bytes, as: UTF8.self).split(separator: "\n") }
    let (all, some) = (lines(try whole.bytes()[2]), lines(try part.bytes()[2]))
    #expect(some.dropFirst() == all[(1 + 30 * 4)..<(1 + 70 * 4)])
  }

  @Test("tallies survive a checkpoint, and numbers that no simulations come to are refused, without a trap")
  func tallies() throws {
    let study = StoppedStudy()
    try study.carryOn(Self.study)
    let plan = try StudyPlan(text: Self.study)
    let checkpoint = try #require(try StoredFolder(study.path).checkpoint())
    let tallies = try #require(Tallies(checkpoint, plan))
    var again = tallies.checkpoint(plan, done: 0..<165)
    again.rows = checkpoint.rows
    #expect(again == checkpoint)

    var refused = 0
    var kept = 0
    for cell in checkpoint.cells.indices {
      for index in checkpoint.cells[cell].counts.indices where index % 7 == cell {
        for value in [-1, 166, .max, .min, checkpoint.cells[cell].counts[index] + 1] as [Int64] {
          var bent = checkpoint
          bent.cells[cell].counts[index] = value
          if let tallies = Tallies(bent, plan) {
            kept += 1
            // A count that is only a little wrong cannot be told, and is no trap either.
            _ = plan.results(tallies)
          } else {
            refused += 1
          }
        }
      }
      var short = checkpoint
      short.cells[cell].counts.removeLast()
      #expect(Tallies(short, plan) == nil)
    }
    #expect(refused > 100 && kept > 0, "\(refused) refused, \(kept) not")
  }
}
