import Experiments
import Foundation
import Harness
import RunFolder
import Studies
import Testing

@Suite("A study's files depend on the study alone", .timeLimit(.minutes(60)))
struct StudyRunTests {
  /// Six units, the last of five simulations; cells of different depth, precision and criteria, one of which diverges.
  static let study = """
    name: small
    seed: 11
    simulations: 85
    network: {hidden_layers: 3, width: 2, activation: relu}
    task: {target: abs, domain: [-2, 2], training_points: 24, test_points: 12}
    training: {batch_size: 8, epochs: 1}
    cells:
      relu: {}
      leaky: {network: {activation: {leaky_relu: {slope: 0.01}}}, criteria: {flat: [0.25, 1e-2]}}
      tanh: {network: {activation: tanh, hidden_layers: 1}, precision: float64}
      wild: {training: {optimizer: {sgd: {learning_rate: 1e18}}}}
    """

  @Test(
    "on any number of ranks, in rounds of any size",
    arguments: [(1, 1), (1, 100), (2, nil), (2, 1), (3, 1), (3, 2), (7, nil), (7, 1), (7, 3)] as [(Int, UInt64?)]
  )
  func sameBytes(ranks: Int, unitsPerSlice: UInt64?) throws {
    let alone = try StudyOutcome(Self.study, ranks: 1)
    let found = try StudyOutcome(Self.study, ranks: ranks, unitsPerSlice: unitsPerSlice)
    #expect(found.bytes == alone.bytes)
    #expect(found.simulationsByRank.count == ranks && found.simulationsByRank.reduce(0, +) == 85)
    for (simulations, first) in zip(found.simulationsByRank, found.firstByRank) {
      #expect((first == nil) == (simulations == 0))
    }
  }

  @Test(
    "however few bytes of rows are gathered at once",
    arguments: [(1, nil), (2, nil), (3, 2), (7, nil), (7, 100)] as [(Int, UInt64?)]
  )
  func boundedRows(ranks: Int, unitsPerSlice: UInt64?) throws {
    let alone = try StudyOutcome(Self.study, ranks: 1)
    let unit = try StudyPlan(text: Self.study).rows.mostBytesPerSimulation * Int(GroupTrainer.unitSize)
    for limit in [0, unit, 2 * unit + 1, 3 * unit] {
      let found = try StudyOutcome(Self.study, ranks: ranks, unitsPerSlice: unitsPerSlice, rowBytes: limit)
      #expect(found.bytes == alone.bytes)
      // One rank gathers nothing.
      if ranks > 1 { #expect(found.mostGathered > 0 && found.mostGathered <= max(limit, unit)) }
    }
    // It can fail: without a bound, rank 0 is sent the rows of six units at once.
    if ranks == 7 {
      #expect(try StudyOutcome(Self.study, ranks: ranks, unitsPerSlice: unitsPerSlice).mostGathered > unit)
    }
  }

  @Test("and no rank is idle while there are as many units", arguments: [2, 3, 6])
  func allWork(ranks: Int) throws {
    let found = try StudyOutcome(Self.study, ranks: ranks, unitsPerSlice: 1)
    #expect(found.simulationsByRank.allSatisfy { $0 > 0 })
  }

  @Test("without rows as well")
  func withoutRows() throws {
    let kept = try StudyOutcome(Self.study, ranks: 3)
    let dropped = try StudyOutcome(Self.study + "\nrecords: none", ranks: 3)
    #expect(dropped.results == kept.results && dropped.layers == kept.layers && dropped.rows.isEmpty)
  }

  @Test("fewer simulations are the beginning of more")
  func prefix() throws {
    let some = try StudyOutcome(Self.study.replacing("simulations: 85", with: "simulations: 50"), ranks: 2)
    let all = try StudyOutcome(Self.study, ranks: 3)
    #expect(all.rows.starts(with: some.rows) && all.rows.count > some.rows.count)
  }

  @Test("the comparison can fail: another seed is another study")
  func otherSeed() throws {
    let one = try StudyOutcome(Self.study, ranks: 1)
    let other = try StudyOutcome(Self.study.replacing("seed: 11", with: "seed: 12"), ranks: 1)
    #expect(zip(one.bytes, other.bytes).allSatisfy { $0 != $1 })
  }

  @Test("rows are ordered by simulation, then by cell, and none is missing")
  func rowOrder() throws {
    let rows = String(decoding: try StudyOutcome(Self.study, ranks: 3, unitsPerSlice: 1).rows, as: UTF8.self)
    let lines = rows.split(separator: "\n").dropFirst().map {
      $0.split(separator: ",").prefix(2).joined(separator: ",")
    }
    let expected = (0..<85).flatMap { index in ["relu", "leaky", "tanh", "wild"].map { "\($0),\(index)" } }
    #expect(lines == expected)
  }

  @Test("results and rows tell the same counts")
  func countsAgree() throws {
    let outcome = try StudyOutcome(Self.study, ranks: 2)
    let results = try JSON.value(Results.self, from: outcome.results)
    let lines = String(decoding: outcome.rows, as: UTF8.self).split(separator: "\n")
    let header = lines[0].split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    let rows = lines.dropFirst().map { $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init) }
    for cell in results.cells {
      let mine = rows.filter { $0[0] == cell.name }
      #expect(cell.simulations == 85 && mine.count == 85, "diverged simulations stay in the denominator")
      #expect(Set(cell.outcomeOrder) == Set(cell.outcomes.keys))
      for (name, outcome) in cell.outcomes {
        let column = try #require(header.firstIndex(of: name))
        let seen = mine.map { $0[column] }
        if let outcome {
          #expect(seen.count { $0 == "1" } == Int(outcome.count) && seen.allSatisfy { $0 == "0" || $0 == "1" })
        } else {
          #expect(seen.allSatisfy { $0.isEmpty })
        }
      }
    }
    let wild = try #require(results.cells.last)
    #expect(wild.outcomes["diverged"]??.count ?? 0 > 0)
    #expect(results.cells[0].outcomes["diverged"]??.count == 0)
  }

  @Test("the log of a short study has a beginning and an end", arguments: [1, 3])
  func log(ranks: Int) throws {
    let log = try StudyOutcome(Self.study, ranks: ranks).log
    #expect(log.count == 2)
    #expect(log.first?.contains(#""event":"begin""#) == true)
    #expect(log.last?.contains(#""event":"end""#) == true)
    #expect(log.last?.contains(#""reason":"finished","simulations":85,"#) == true, "\(log)")
  }

  /// One rank that loses touch at the end of its third round.
  private final class Unreachable: RankCommunicator {
    private var rounds = 0
    var rank: Int { 0 }
    var size: Int { 1 }
    var name: String { "rank 0" }
    func broadcast(_ bytes: [UInt8]) -> [UInt8] { bytes }
    func sum(_ values: [Int64]) -> [Int64]? { values }
    func maximum(_ values: [Int64]) -> [Int64] { values }
    func gather(_ bytes: [UInt8]) -> [[UInt8]]? { [bytes] }
    func collect(_ message: [Int64], waiting: ([Int]) -> Void) throws(CommunicationError) -> [[Int64]]? {
      rounds += 1
      if rounds == 3 { throw CommunicationError("rank 1 is lost") }
      return [message]
    }
    func exchangeSigns(wish: LeaveWish) -> LeaveWish { wish }
  }

  @Test("a run that fails is written down as such, with what was done")
  func failedRun() throws {
    let path = FileManager.default.temporaryDirectory.path + "/harness-\(UUID().uuidString)"
    defer { try? FileManager.default.removeItem(atPath: path) }
    let plan = try StudyPlan(text: Self.study)
    var folder: RunFolder? = try RunFolder.create(
      path,
      study: plan.resolvedText,
      rowHeader: plan.rows.header,
      manifest: StudyOutcome.manifest(plan)
    )
    let run = try StudyRun(
      plan,
      communicator: Unreachable(),
      trainer: GroupTrainer(),
      options: .init(unitsPerSlice: 1)
    )
    var thrown: HarnessError?
    do throws(HarnessError) { _ = try run.run(folder: &folder, progress: Silence()) } catch { thrown = error }
    #expect(thrown?.description == "rank 1 is lost")
    guard case .none = folder else {
      Issue.record("a folder of a failed run takes no more")
      return
    }
    let manifest = try Data(contentsOf: URL(fileURLWithPath: path + "/manifest.json"))
    #expect(try JSON.value(Manifest.self, from: Array(manifest)).exitReason == "failed: rank 1 is lost")
    let log = try String(contentsOfFile: path + "/log.jsonl", encoding: .utf8)
    #expect(log.contains(#""reason":"failed: rank 1 is lost","simulations":32,"#), "\(log)")
    let rows = try String(contentsOfFile: path + "/simulations.csv", encoding: .utf8)
    #expect(rows.split(separator: "\n").count == 1 + 32 * 4)
  }

  @Test("progress is told of every round, in order, to the end")
  func progress() throws {
    final class Listener: ProgressSink {
      var reports: [ProgressReport] = []
      func advanced(_ report: ProgressReport) { reports.append(report) }
      func waiting(for ranks: [Int]) {}
      func failed(_ complaint: String) {}
    }
    let listener = Listener()
    let run = try StudyRun(
      try StudyPlan(text: Self.study),
      communicator: SingleRank(),
      trainer: GroupTrainer(),
      options: .init(unitsPerSlice: 2)
    )
    var nowhere: RunFolder?
    _ = try run.run(folder: &nowhere, progress: listener)
    #expect(listener.reports.map(\.done) == [32, 64, 85])
    #expect(
      listener.reports.allSatisfy {
        $0.outlook == .exact(85) && $0.cells.map(\.name) == ["relu", "leaky", "tanh", "wild"]
      }
    )
    let last = try #require(listener.reports.last)
    #expect(last.secondsLeft == 0 && last.cells.allSatisfy { $0.count.simulations == 85 })
  }
}
