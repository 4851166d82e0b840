import Experiments
import Studies
import Testing

@Suite struct OverrideTests {
  private let cells =
    shortest + "\ncells: {relu: {}, 'slope=0.01': {network: {activation: {leaky_relu: {slope: 0.01}}}}}"

  private func plan(_ settings: String...) throws -> StudyPlan {
    try StudyPlan(text: cells, overrides: StudyOverrides(settings: settings))
  }

  @Test func settingsReachEveryKindOfKey() throws {
    #expect(try plan("simulations=200").simulations == 200)
    #expect(try plan("simulations=1_000_000").resolvedText.contains("\nsimulations: 1000000\n"))
    #expect(try plan("network.width=4").cells.allSatisfy { $0.experiment!.network.layers[0].units == 4 })
    #expect(try plan("training.optimizer={adam: {}}").cells[0].experiment!.training.optimizer == .adam())
    #expect(try plan("criteria.flat=[0.5]").cells[1].experiment!.criteria.flat == [0.5])
    #expect(try plan("name=a=b").name == "a=b")
    #expect(try plan("network.widths=[7]").cells[0].experiment!.network.layers.map(\.units) == [7, 1])
    #expect(try plan("network.width=4", "network.width=5").cells[0].experiment!.network.layers[0].units == 5)
  }

  @Test func settingsReachIntoCellsWhateverTheirNames() throws {
    let plan = try plan("cells.slope=0.01.network.activation.leaky_relu.slope=0.5", "cells.relu.network.width=1")
    #expect(plan.cells[1].experiment!.network.layers[0].activation == .leakyReLU(slope: 0.5))
    #expect(plan.cells.map { $0.experiment!.network.layers[0].units } == [1, 3])
  }

  @Test func settingOneParameterKeepsItsNeighbours() throws {
    let text = shortest.replacing("training: {}", with: "training: {optimizer: {sgd: {momentum: 0.9}}}")
    let overrides = StudyOverrides(settings: ["training.optimizer.sgd.learning_rate=0.5"])
    let plan = try StudyPlan(text: text, overrides: overrides)
    #expect(plan.cells[0].experiment!.training.optimizer == .sgd(learningRate: 0.5, momentum: 0.9))
  }

  @Test func seedAndSimulationsHaveTheLastWord() throws {
    let overrides = StudyOverrides(seed: .max, simulations: 5, settings: ["seed=1", "simulations=2"])
    let plan = try StudyPlan(text: cells, overrides: overrides)
    #expect(plan.seed == .max && plan.simulations == 5)
    #expect(plan.cells.allSatisfy { $0.experiment!.seed == .max })
  }

  @Test(arguments: [
    ("network.wdth=4", "--set network.wdth=4: network.wdth: unknown key; did you mean `width`?"),
    ("network.width=-3", "--set network.width=-3: network.width: -3; must be 1 or more"),
    ("network.width=", "--set network.width=: network.width: nothing; must be a whole number, written out in digits"),
    ("network.width=1_0", "--set network.width=1_0: network.width: 1_0; underscores may only separate groups of three"),
    ("netwrok.width=4", "--set netwrok.width=4: netwrok: unknown key; did you mean `network`?"),
    ("cells.rleu.network.width=4", "--set cells.rleu.network.width=4: cells.rleu: no such cell; did you mean `relu`?"),
    ("cells.relu.seed=4", "--set cells.relu.seed=4: cells.relu.seed: cells have no seed of their own"),
    ("network.width", "--set network.width: must be KEY=VALUE, such as --set network.width=4"),
    ("=4", "--set =4: must be KEY=VALUE, such as --set network.width=4"),
    ("", "--set : must be KEY=VALUE, such as --set network.width=4"),
    ("a..b=4", "--set a..b=4: must be KEY=VALUE, such as --set network.width=4"),
    ("network.width=[1", "--set network.width=[1: network.width: not YAML:"),
    ("network.width=*a", "--set network.width=*a: network.width: not YAML: found undefined alias"),
    ("stop.half_width=0.1", "--set stop.half_width=0.1: stop.outcome: missing; write {outcome: constant"),
  ])
  func mistakesNameTheOption(_ setting: String, _ start: String) {
    let found = problems(cells, StudyOverrides(settings: [setting]))
    #expect(found.first?.description.hasPrefix(start) == true, "\(found)")
    #expect(found.first?.line == nil)
  }

  /// The base's shape gives way to `layers`; what a cell says of a network that is told layer by layer cannot.
  @Test func layersBesideWhatACellSaysNameBoth() throws {
    let layers = "network.layers=[{dense: 2, activation: tanh}, {dense: 1}]"
    let plan = try StudyPlan(text: shortest, overrides: StudyOverrides(settings: [layers]))
    #expect(plan.cells[0].experiment!.network.layers.map(\.activation) == [.tanh, .linear])
    #expect(
      problems(cells, StudyOverrides(settings: [layers])).map(\.description) == [
        "--set \(layers): network.layers: stands beside `activation` (a.yaml:5: cells.slope=0.01.network.activation); "
          + "write that into the layers, or do without `layers`"
      ]
    )
  }

  @Test(arguments: [
    ("widths: [1, 2], activation: relu", ["network.width=4"], "network.widths: stands beside `width`"),
    ("widths: [1, 2], activation: relu", ["network.hidden_layers=4"], "network.width: missing"),
    ("layers: [{dense: 2}, {dense: 1}]", ["network.width=4"], "network.layers: stands beside `width`"),
    ("layers: [{dense: 2}, {dense: 1}]", ["network.activation=elu"], "network.layers: stands beside `activation`"),
    ("widths: [1, 2], activation: relu", ["network.width=4", "network.hidden_layers=3"], nil),
    ("widths: [1, 2], activation: relu", ["network.hidden_layers=3", "network.width=4"], nil),
    (
      "layers: [{dense: 2}, {dense: 1}]",
      ["network.width=4", "network.activation=elu", "network.hidden_layers=3"], nil
    ),
  ])
  func aShapeGivesWayToAnotherThatIsWhole(_ network: String, _ settings: [String], _ fragment: String?) {
    let study = shortest.replacing("hidden_layers: 2, width: 3, activation: relu", with: network)
    let found = problems(study, StudyOverrides(settings: settings))
    #expect(found.count == (fragment == nil ? 0 : 1), "\(found)")
    if let fragment, let problem = found.first { #expect(problem.description.contains(fragment), "\(found)") }
  }

  @Test func aPlanKnowsWhereItsKeysWereWritten() throws {
    let text = shortest + "\ntrainer: lanes"
    let plan = try StudyPlan(text: text, origin: "a.yaml")
    #expect(plan.position(of: "trainer") == "a.yaml:5" && plan.position(of: "stop") == "a.yaml")
    let set = try StudyPlan(text: text, origin: "a.yaml", overrides: StudyOverrides(settings: ["trainer=blas"]))
    #expect(set.position(of: "trainer") == "--set trainer=blas")
    #expect(try StudyPlan(text: "\n" + text, origin: "b.yaml") == plan, "where it was written is not what it is")
  }

  @Test func simulationsOfZeroNameTheOption() {
    let found = problems(cells, StudyOverrides(simulations: 0))
    #expect(found.map(\.description) == ["--simulations 0: simulations: 0; must be 1 or more"])
    #expect(problems(cells, StudyOverrides(simulations: .max)).first?.origin == "--simulations 18446744073709551615")
  }
}
