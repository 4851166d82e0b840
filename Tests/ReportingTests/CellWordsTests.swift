import Reporting
import RunFolder
import Studies
import Testing

@Suite struct CellWordsTests {
  private static let study = """
    name: a
    network: {hidden_layers: 10, width: 2, activation: relu}
    task: {target: abs, domain: [-1, 2]}
    training: {}
    cells:
      relu: {}
      leaky: {precision: float64, network: {activation: {leaky_relu: {slope: 0.2}}}}
      uneven: {network: {widths: [1, 2, 2]}}
      listed: {network: {layers: [{dense: 2, activation: relu}, {dense: 2, activation: relu}, {dense: 3, activation: tanh}, {dense: 1}]}}
    """

  private func summaries(_ text: String, _ settings: String...) throws -> [String] {
    try StudyPlan(text: text, overrides: StudyOverrides(settings: settings)).cells.map(\.summary)
  }

  @Test("A cell's heading says what it trains, whatever its name is")
  func functions() throws {
    #expect(
      try summaries(Self.study) == [
        "ReLU, 10 × 2, float32", "leaky ReLU with slope 0.2, 10 × 2, float64", "ReLU, 3 × 1–2, float32",
        "2 × ReLU, tanh, 3 × 2–3, float32",
      ]
    )
    let plain = String(Self.study.split(separator: "cells:")[0])
    #expect(try summaries(plain + "cells: {relu: {}}", "network.activation=tanh") == ["tanh, 10 × 2, float32"])
  }

  @Test("So does the heading of a network on data")
  func data() throws {
    let layers =
      "layers: [{dense: 30, repeat: 3}, batch_normalization, {activation: relu}, {dense: 1, activation: sigmoid}]"
    let text = "name: a\nnetwork: {\(layers), activation: elu}\ntask: {dataset: ball}\ntraining: {}"
    #expect(try summaries(text) == ["ELU, 3 × 30, float32"])
    let one = "name: a\nnetwork: {layers: [{dense: 1, activation: sigmoid}]}\ntask: {dataset: ball}\ntraining: {}"
    #expect(try summaries(one) == ["no hidden layer, float32"])
  }

  @Test("Tables and reports show the heading beside the name")
  func headings() throws {
    let results = ReportFixture.results()
    let cells = results.cells.map { "\($0.name): {}" }.joined(separator: ", ")
    let network = "network: {hidden_layers: 10, width: 2, activation: tanh}"
    let plan = try StudyPlan(
      text: "name: a\n\(network)\ntask: {target: abs, domain: [-1, 2]}\ntraining: {}\ncells: {\(cells)}"
    )
    let name = results.cells[0].name
    #expect(ResultTable(results, plan).text.contains("\n\(name) (tanh, 10 × 2, float32), "))
    #expect(ResultTable(results).text.contains("\n\(name) (float32), "))
    let page = Report(results, studyText: plan.resolvedText, manifest: nil).page([])
    #expect(
      page.contains("<summary><h3>\(name)</h3> <span>") && page.contains(", tanh, 10 × 2, float32</span></summary>")
    )
  }
}
