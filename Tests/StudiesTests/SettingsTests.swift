import Studies
import Testing

@Suite("A study's keys one by one")
struct SettingsTests {
  @Test("hold every default, in the words of the resolved study")
  func settings() throws {
    let text = """
      name: small
      seed: 4
      simulations: 60
      network: {hidden_layers: 4, width: 2, activation: {leaky_relu: {slope: 0.5}}}
      task: {target: abs, domain: [-1, 1], training_points: 48, test_points: 12}
      training: {batch_size: 8, epochs: 3}
      cells:
        a: {}
        b: {network: {width: 3}}
      compare: [[a, b]]

      """
    let plan = try StudyPlan(text: text)
    func value(_ key: String, _ settings: [StudySetting]) -> String? { settings.first { $0.key == key }?.value }
    #expect(value("seed", plan.settings) == "4")
    #expect(value("compare", plan.settings) == "[[a, b]]")
    #expect(value("records", plan.settings) == "default")
    for (cell, width) in zip(plan.cells, ["2", "3"]) {
      #expect(value("network.width", cell.settings) == width)
      #expect(value("network.activation", cell.settings) == "{leaky_relu: {slope: 0.5}}")
      #expect(value("training.loss", cell.settings) == "mse")
      #expect(value("task.domain", cell.settings) == "[-1.0, 1.0]")
      #expect(Set(cell.settings.map(\.key)).count == cell.settings.count)
    }
  }
}
