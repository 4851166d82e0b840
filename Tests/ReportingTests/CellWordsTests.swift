import Foundation
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
        "ReLU, 10 × 2, float32", "leaky ReLU with slope 0.2, 10 × 2, float64", "ReLU, 1-2-2, float32",
        "2 × ReLU, tanh, 2-2-3, float32",
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

  @Test(
    "Different widths stand in order, up to four of them",
    arguments: [
      ([7], "1 × 7"), ([30, 30], "2 × 30"), ([300, 100], "300-100"), ([1000, 500, 100, 50], "1,000-500-100-50"),
      ([100, 300, 100], "100-300-100"), ([30, 30, 30, 30, 30], "5 × 30"), ([6, 5, 4, 3, 2], "5 × 2–6"),
    ] as [([Int], String)]
  )
  func widths(_ widths: [Int], words: String) throws {
    let text = "name: a\nnetwork: {widths: \(widths), activation: relu}\ntask: {dataset: ball}\ntraining: {}"
    #expect(try summaries(text) == ["ReLU, \(words), float32"])
  }

  private static let named = """
    name: a
    network: {hidden_layers: 2, width: 2, activation: relu}
    task: {target: abs, domain: [-1, 2]}
    training: {}
    cells:
      relu: {}
      ReLU10: {}
      leaky_relu: {network: {activation: {leaky_relu: {slope: 0.2}}}}
      wide: {network: {width: 5}}
      leaky: {}
      relu-vs-tanh: {}
    """

  @Test("A name that mentions another activation than the cell trains is drawn with what it trains")
  func labels() throws {
    func labels(_ settings: String...) throws -> [String] {
      try StudyPlan(text: Self.named, overrides: StudyOverrides(settings: settings)).cells.map(\.label)
    }
    #expect(try labels() == ["relu", "ReLU10", "leaky_relu", "wide", "leaky (ReLU)", "relu-vs-tanh"])
    #expect(
      try labels("network.activation=tanh") == [
        "relu (tanh)", "ReLU10 (tanh)", "leaky_relu", "wide", "leaky (tanh)", "relu-vs-tanh",
      ]
    )
    let leaky = "leaky ReLU with slope 0.1"
    #expect(
      try labels("network.activation={leaky_relu: {slope: 0.1}}") == [
        "relu (\(leaky))", "ReLU10 (\(leaky))", "leaky_relu", "wide", "leaky", "relu-vs-tanh (\(leaky))",
      ]
    )
    #expect(try labels("cells.leaky_relu.network.activation=relu")[2] == "leaky_relu (ReLU)")
  }

  @Test("A comparison of two folders says what a cell trains, of both where they differ")
  func compared() throws {
    let place = FileManager.default.temporaryDirectory.appendingPathComponent("compare-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: place) }
    func side(_ name: String, _ settings: String...) throws -> FolderComparison.Side {
      let folder = place.appendingPathComponent(name)
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      var results = ReportFixture.results()
      results.study = name
      try Data(try JSON.bytes(results)).write(to: folder.appendingPathComponent("results.json"))
      let plan = try StudyPlan(
        text: Self.named.replacing("leaky: {}", with: "leaky: {network: {activation: elu}}"),
        overrides: StudyOverrides(settings: settings)
      )
      return FolderComparison.Side(folder: try StoredFolder(folder.path), plan: plan, results: results)
    }
    let text = ComparisonText(try FolderComparison(side("a"), side("b", "network.activation=tanh"))).text
    #expect(text.contains("\nrelu (A: ReLU, 2 × 2, float32; B: tanh, 2 × 2, float32): not in pairs, since"), "\(text)")
    #expect(text.contains("\nleaky (ELU, 2 × 2, float32): not in pairs, since"), "\(text)")
    #expect(text.contains("\ntanh: not in pairs, since"), "a cell that is in neither plan has its name alone")
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
    // Where there is no heading, the name says it.
    #expect(page.contains("<strong>relu (tanh)</strong>: ") && page.contains("<strong>tanh</strong>: "))
    #expect(page.contains("<h3>leaky (tanh) against relu (tanh)</h3>"))
    for figure in Figure.all(results, plan) {
      #expect(figure.script.contains("relu (tanh)") && figure.alt.contains("relu (tanh)"), "\(figure.name)")
      #expect(figure.rows.allSatisfy { ["relu", "leaky", "tanh"].contains($0[0]) }, "\(figure.name)")
    }
  }
}
