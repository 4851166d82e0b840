import Experiments
import Foundation
import ReferenceTrainer
import Reporting
import RunFolder
import Studies
import Testing

@Suite("Outcomes without a premise in texts")
struct UndefinedTextTests {
  private static let cell = CellResults(
    name: "born",
    simulations: 20,
    precision: "float32",
    outcomes: ["died": nil, "constant": ReportFixture.outcome(5, of: 20, 0.1, 0.5)],
    outcomeOrder: ["died", "constant"],
    undefined: ["died": "no batch was trained"],
    quantities: [],
    layers: []
  )
  private static let results = Results(planHash: "", study: "s", seed: 0, cells: [cell])

  @Test("The table shows a dash and the reason")
  func table() {
    #expect(ResultTable(Self.results).text.contains("\n  died      –  (no batch was trained)\n"))
  }

  @Test("The report says the reason in its table, and its sentences speak of the first outcome that is defined")
  func report() {
    let page = Report(Self.results, studyText: "", manifest: nil).page([])
    #expect(page.contains("no batch was trained") && page.contains("of 20 networks are constant"))
  }

  @Test("Results keep the reason through JSON, and read without it")
  func json() throws {
    #expect(try JSON.value(Results.self, from: JSON.bytes(Self.results)) == Self.results)
    var old = Self.results
    old.cells[0].undefined = nil
    let bytes = try JSON.bytes(old)
    #expect(!String(decoding: bytes, as: UTF8.self).contains("undefined"))
    #expect(ResultTable(try JSON.value(Results.self, from: bytes)).text.contains("–  (undefined)"))
  }

  @Test("A replay has null for them, and for what only a trained network has")
  func replay() throws {
    let plan = try StudyPlan(
      text: """
        name: born
        network: {hidden_layers: 2, width: 2, activation: relu}
        task: {target: abs, domain: [-1, 1], training_points: 16, test_points: 4}
        training: {batch_size: 8, epochs: 0}
        """
    )
    let story = ReferenceTrainer.story(try #require(plan.cells[0].experiment), simulation: 0)
    let replay = Replay(plan, cell: 0, story: story, row: .notKept)
    let text = String(decoding: try ReplayJSON(replay).bytes(), as: UTF8.self)
    for name in ["died", "revived", "no_gradient", "half_trained", "train_loss", "first_batch", "last_batch"] {
      #expect(text.contains("\"\(name)\" : null"), "\(name)")
    }
    #expect(!text.contains("\"constant\" : null") && !text.contains("nan"))
    #expect(!ReplayText(replay).text.contains("nan"))
  }
}
