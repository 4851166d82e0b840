import Experiments
import Studies
import Testing

@Suite struct SweepTests {
  private func sweep(_ axes: String) -> String { shortest + "\nsweep: {\(axes)}" }

  @Test func aGridHasEveryCombinationTheFirstKeySlowest() throws {
    let plan = try StudyPlan(text: sweep("network.hidden_layers: [1, 10], network.width: [2, 3, 4]"))
    #expect(
      plan.cells.map(\.name) == [
        "hidden_layers=1,width=2", "hidden_layers=1,width=3", "hidden_layers=1,width=4",
        "hidden_layers=10,width=2", "hidden_layers=10,width=3", "hidden_layers=10,width=4",
      ]
    )
    #expect(plan.cells.map(\.experiment!.network.hiddenLayerCount) == [1, 1, 1, 10, 10, 10])
    #expect(plan.cells.map { $0.experiment!.network.layers[0].units } == [2, 3, 4, 2, 3, 4])
  }

  @Test func valuesOfEveryKindHaveReadableNames() throws {
    let axes = """
      network.activation: [relu, {leaky_relu: {slope: 0.01}}], network.widths: [[1, 2]], precision: [float64], \
      task.domain: [[-1, sqrt(7)]], training.optimizer: [{adam: {beta_1: 0.5, beta_2: 0.7}}]
      """
    let plan = try StudyPlan(text: sweep(axes))
    let rest = "widths=1-2,precision=float64,domain=-1-sqrt7,optimizer=adam-beta_1=0.5-beta_2=0.7"
    #expect(plan.cells.map(\.name) == ["activation=relu,\(rest)", "activation=leaky_relu-slope=0.01,\(rest)"])
    #expect(plan.cells[1].experiment!.network.layers.map(\.units) == [1, 2, 1])
    #expect(plan.cells[1].experiment!.training.optimizer == .adam(beta1: 0.5, beta2: 0.7))
  }

  @Test func aSweepIsTheSameStudyAsItsCells() throws {
    let grid = try StudyPlan(text: sweep("network.width: [2, 4]"))
    let cells = shortest + "\ncells: {width=2: {network: {width: 2}}, width=4: {network: {width: 4}}}"
    #expect(try StudyPlan(text: cells) == grid)
  }

  @Test func keysThatEndAlikeAreNamedInFull() throws {
    let axes = "training.optimizer.sgd.learning_rate: [0.1], task.training_points: [100, 200]"
    let plan = try StudyPlan(text: sweep(axes))
    #expect(
      plan.cells.map(\.name) == ["learning_rate=0.1,training_points=100", "learning_rate=0.1,training_points=200"]
    )
    #expect(plan.cells[0].experiment!.training.optimizer == .sgd(learningRate: 0.1))
  }

  @Test func aThousandCellsAreTheMost() throws {
    let hundred = (1...100).map(String.init).joined(separator: ", ")
    let ten = (1...10).map(String.init).joined(separator: ", ")
    let plan = try StudyPlan(text: sweep("network.hidden_layers: [\(hundred)], network.width: [\(ten)]"))
    #expect(plan.cells.count == 1_000)
    #expect(try StudyPlan(text: plan.resolvedText) == plan)
    let found = problems(sweep("network.hidden_layers: [\(hundred)], network.width: [\(ten), 11]"))
    #expect(found.map(\.description) == ["a.yaml:5: sweep.network.width: 100 × 11 cells so far; must be at most 1000"])
  }
}
