import Experiments
import Reporting
import Studies
import Testing

@Suite("Tables of layers")
struct LayerTableTests {
  private static let found =
    "found: {source: fashion_mnist, shape: [28, 28, 1], classes: 10, training: 50, validation: 0, test: 50, digest: "
    + String(repeating: "0", count: 64) + "}"

  private func lines(_ network: String, cells: String = "") throws -> [String] {
    LayerTable.lines(
      try StudyPlan(
        text: """
          name: a
          network: \(network)
          task: {dataset: fashion_mnist, \(Self.found)}
          training: {}
          \(cells)
          """
      )
    )
  }

  @Test("show kinds, shapes, learned numbers and running moments, with totals")
  func normalized() throws {
    let network =
      "{activation: elu, layers: [flatten, batch_normalization, {dense: 300}, batch_normalization, {dense: 100}, "
      + "batch_normalization, {dense: 10, activation: softmax}]}"
    #expect(
      try lines(network).joined(separator: "\n") == """
        layers:
          layer  kind                 output  learned  running moments
                 input                784
                 flatten              784           0                0
                 batch normalization  784       1,568            1,568
          1      dense 300            300     235,500                0
                 batch normalization  300         600              600
          2      dense 100            100      30,100                0
                 batch normalization  100         200              200
          3      dense 10             10        1,010                0
                 all                          268,978            2,368
          271,346 parameters with the running moments, which no gradient moves
        """
    )
  }

  @Test("show images as such, slopes of PReLU, and what follows itself once")
  func images() throws {
    let network =
      "{layers: [{convolution: 8, activation: prelu}, max_pooling, {dense: 20, repeat: 3}, {dense: 30, activation: prelu}, "
      + "{activation: prelu}, {dropout: 0.5}, {dense: 10, activation: softmax}]}"
    #expect(
      try lines(network).joined(separator: "\n") == """
        layers:
          layer  kind                        output       learned
                 input                       28 × 28
          1      3 × 3 convolution 8, PReLU  26 × 26 × 8    5,488
                 2 × 2 max pooling           13 × 13 × 8        0
          2      dense 20                    20            27,060
          3–4    2 × dense 20                20               840
          5      dense 30, PReLU             30               660
                 PReLU                       30                30
                 dropout 0.5                 30                 0
          6      dense 10                    10               310
                 all                                       34,388
        """
    )
  }

  @Test("stand once for cells that share one, by the cells' names, and not for more than a dozen networks")
  func cells() throws {
    let network = "{hidden_layers: 2, width: 3, activation: relu}"
    let three = "cells: {a: {}, b: {network: {width: 4}}, c: {network: {activation: tanh}}}"
    let shared = try lines(network, cells: three)
    #expect(shared.filter { $0.hasPrefix("layers") } == ["layers of a, c:", "layers of b:"])
    let many = "sweep: {network.width: [\((1...15).map(String.init).joined(separator: ", "))]}"
    let found = try lines(network, cells: many)
    #expect(found.count { $0.hasPrefix("layers of width=") } == 12)
    #expect(found.last == "layers of 3 more networks: left out here")
  }

  @Test("are of networks on data sets alone")
  func functions() throws {
    let plan = try StudyPlan(
      text: """
        name: a
        network: {hidden_layers: 2, width: 3, activation: relu}
        task: {target: abs, domain: [-1, 1]}
        training: {epochs: 1}
        """
    )
    #expect(LayerTable.lines(plan).isEmpty)
  }

  @Test("Which values distributions hold is said in the set-up, layer by layer")
  func kept() throws {
    func looked(_ network: String) throws -> String {
      let plan = try StudyPlan(
        text: """
          name: a
          network: \(network)
          task: {dataset: fashion_mnist, \(Self.found)}
          training: {}
          looks: {every: 20}
          """
      )
      let aspects = LayeredWords.aspects(of: plan.cells.compactMap(\.layered))
      return try #require(aspects.first { $0.title == "Looked at" }?.texts.first)
    }
    let even = try looked("{hidden_layers: 5, width: 100, activation: relu}")
    #expect(even.hasSuffix("; of values at points one in 21, so that every unit has its turn"), "\(even)")
    let uneven = try looked("{widths: [100, 300, 100, 100], activation: relu}")
    let text = "one in 21 (layers 1, 3 to 5), one in 23 (layer 2), so that"
    #expect(uneven.contains(text), "\(uneven)")
  }
}
