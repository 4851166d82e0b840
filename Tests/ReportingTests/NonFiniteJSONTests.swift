import Experiments
import Foundation
import ReferenceTrainer
import Reporting
import RunFolder
import Studies
import Testing

/// JSON has no NaN and no infinity; readers in other languages know these numbers by three words alone.
@Suite("Numbers that are not finite, in JSON")
struct NonFiniteJSONTests {
  @Test("stand as NaN, Infinity and -Infinity wherever JSON is written")
  func words() throws {
    struct Numbers: Encodable {
      var double: [Double] = [.nan, -.nan, .infinity, -.infinity, 0.5]
      var float: [Float] = [.nan, .infinity, -.infinity]
    }
    let text = String(decoding: try JSON.bytes(Numbers(), pretty: false), as: UTF8.self)
    #expect(
      text == #"{"double":["NaN","NaN","Infinity","-Infinity",0.5],"float":["NaN","Infinity","-Infinity"]}"# + "\n"
    )
  }

  @Test("are refused in the files that are read again, which hold finite ones alone")
  func reading() {
    #expect(throws: DecodingError.self) { try JSON.value([Double].self, from: Array(#"["NaN"]"#.utf8)) }
  }

  /// A rate of a million: losses and predictions overflow within a few steps.
  @Test("are in the replay of a simulation that diverged, and in its weights")
  func function() throws {
    let plan = try StudyPlan(
      text: """
        name: small
        seed: 4
        network: {hidden_layers: 4, width: 2, activation: linear}
        task: {target: abs, domain: [-1, 1], training_points: 48, test_points: 12}
        training: {batch_size: 8, epochs: 3, optimizer: {sgd: {learning_rate: 1e6}}}
        """
    )
    let story = ReferenceTrainer.story(try #require(plan.cells[0].experiment), simulation: 0)
    #expect(story.record.outcomes.contains(.diverged))
    let replay = Replay(plan, cell: 0, story: story, row: .notKept)
    for bytes in [try ReplayJSON(replay).bytes(), try ReplayWeights(replay).bytes()] {
      expectWords(String(decoding: bytes, as: UTF8.self))
      // No bare word, which a strict reader refuses.
      #expect(try JSONSerialization.jsonObject(with: Data(bytes)) is [String: Any])
    }
  }

  @Test("are in the replay of a replicate on data that diverged, not null")
  func layered() throws {
    let plan = try StudyPlan(
      text: """
        name: short
        network: {hidden_layers: 2, width: 3, activation: relu}
        task: {dataset: ball}
        training: {}
        looks: {losses: 1}
        """
    )
    let experiment = try #require(plan.cells[0].layered)
    let numbers: [Double] = (0..<experiment.numbers.count).map { [.nan, .infinity, 1.5][$0 % 3] }
    let curves = experiment.curves.map { $0.steps.map { $0 == 1 ? 1 : Double.nan } }
    let record = Record(
      simulation: 0,
      outcomes: [.diverged],
      values: numbers,
      curves: curves
    )
    let bytes = try LayeredReplay(plan, cell: 0, experiment, record, row: .notKept).json()
    let text = String(decoding: bytes, as: UTF8.self)
    expectWords(text)
    #expect(text.contains(#""Infinity""#) && !text.contains("null"))
  }

  private func expectWords(_ text: String, sourceLocation: SourceLocation = #_sourceLocation) {
    #expect(text.contains(#""NaN""#), sourceLocation: sourceLocation)
    for word in [#""nan""#, #""inf""#, #""-inf""#] {
      #expect(!text.contains(word), "\(word)", sourceLocation: sourceLocation)
    }
  }
}
