import Experiments
import ReferenceTrainer
import Reporting
import RunFolder
import Studies
import Testing

@Suite("The story of a simulation in words")
struct ReplayTextTests {
  private let plan: StudyPlan

  init() throws {
    plan = try StudyPlan(text: Self.study)
  }

  private static let study = """
    name: small
    seed: 4
    simulations: 60
    network: {hidden_layers: 4, width: 2, activation: relu}
    task: {target: abs, domain: [-1, 1], training_points: 48, test_points: 12}
    training: {batch_size: 8, epochs: 3, optimizer: {sgd: {learning_rate: 0.1}}}
    cells:
      relu: {}
      adam: {training: {optimizer: {adam: {learning_rate: 0.05}}}}
      leaky: {network: {activation: {leaky_relu: {slope: 0.2}}}}
      tanh: {network: {activation: tanh}}
      exploding: {training: {optimizer: {sgd: {learning_rate: 1e6}}}}
      long: {training: {epochs: 100}}

    """

  private func replay(_ cell: String, _ simulation: UInt64) throws -> (text: String, outcomes: Outcomes) {
    let index = try #require(plan.cells.firstIndex { $0.name == cell })
    let story = ReferenceTrainer.story(try #require(plan.cells[index].experiment), simulation: simulation)
    return (ReplayText(Replay(plan, cell: index, story: story, row: .notKept)).text, story.record.outcomes)
  }

  /// The first words of the story, and the outcomes that must go with them. Seeds are fixed; which words come is counted.
  @Test("never says other than the outcomes say", arguments: ["relu", "adam", "leaky", "exploding"])
  func agreesWithOutcomes(cell: String) throws {
    var said: [String: Int] = [:]
    for simulation in UInt64(0)..<60 {
      let (text, outcomes) = try replay(cell, simulation)
      let words = text.split(separator: "\n\n")[2].replacing("\n", with: " ")
      func says(_ words: [String], _ holds: Bool) {
        guard let start = words.first(where: { text.replacing("\n", with: " ").contains($0) }) else { return }
        said[start, default: 0] += 1
        #expect(holds, "\(cell) \(simulation): \(text)")
      }
      says(["Born dead, and so", "Born so, and so"], outcomes.contains([.bornDead, .dead]))
      says(["It died between", "Its units became all negative between"], outcomes.contains(.dead))
      says(
        ["It never died", "Its units were never all negative"],
        outcomes.isDisjoint(with: [.dead, .bornDead, .revived])
      )
      says(["It diverged: "], outcomes.contains(.diverged))
      says(["It came back: "], !outcomes.contains(.dead))
      if outcomes.contains(.dead) { #expect(words.hasPrefix("Born") || words.contains(" between "), "\(words)") }
      if outcomes.contains(.revived) { #expect(words.contains("came back"), "\(words)") }
      #expect(cell != "leaky" || !words.contains("dead") && !words.contains("died"), "\(words)")
    }
    let expected = [
      "relu": ["Born dead, and so", "It never died"], "adam": ["It died between", "It never died"],
      "leaky": ["Its units became all negative between", "It came back: ", "Its units were never all negative"],
      "exploding": ["It diverged: "],
    ]
    for start in expected[cell] ?? [] { #expect((said[start] ?? 0) > 0, "\(said)") }
  }

  @Test("has no words on death where there is none")
  func noDeath() throws {
    let text = try replay("tanh", 0).text
    #expect(text.contains("Being dead means nothing for these activations."))
    #expect(!text.contains("Units that are on"))
    #expect(!text.contains("dead layer"))
  }

  @Test("fits its tables to a terminal, and says what they leave out")
  func long() throws {
    let text = try replay("long", 1).text
    // The table of losses, and those of gradients and units.
    #expect(text.ranges(of: " of 104 moments; --format json has them all)").count == 3)
    for line in text.split(separator: "\n") { #expect(line.count <= 80, "\(line)") }
    for moment in ["before training", "after epoch 100"] { #expect(text.contains(moment)) }
  }

  @Test("as JSON names what is no number as rows do, and as a figure draws what there is")
  func otherForms() throws {
    let index = try #require(plan.cells.firstIndex { $0.name == "exploding" })
    let story = ReferenceTrainer.story(try #require(plan.cells[index].experiment), simulation: 1)
    #expect(story.record.outcomes.contains(.diverged))
    let replay = Replay(plan, cell: index, story: story, row: .notThere)
    let text = String(decoding: try ReplayJSON(replay).bytes(), as: UTF8.self)
    #expect(text.contains("\"NaN\"") || text.contains("\"Infinity\""))
    #expect(!text.contains("nan\"") && !text.contains("inf\""))
    #expect(text.contains("\"row\" : \"not_there\""))
    #expect(try !ReplayWeights(replay).bytes().isEmpty)
    let figure = Figure.replay(replay)
    #expect(figure.rows.count == story.looks.count)
    #expect(!figure.script.contains("nan") && !figure.script.contains("inf"))
  }
}
