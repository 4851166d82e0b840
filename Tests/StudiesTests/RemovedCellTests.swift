import Experiments
import Studies
import Testing

/// Cells that the command line takes out of a study, and how it names cells.
@Suite struct RemovedCellTests {
  private static let study = """
    \(shortest)
    cells:
      relu: {}
      leaky_0.3: {network: {activation: {leaky_relu: {slope: 0.3}}}}
      elu: {network: {activation: elu}}
    compare: [[leaky_0.3, relu], [elu, relu], [elu, leaky_0.3]]
    reported: {relu: {constant: {fraction: 0.5, of: 10}}, leaky_0.3: {constant: {fraction: 0.5, of: 10}}}

    """

  private func plan(_ settings: String..., text: String = study) throws -> StudyPlan {
    try StudyPlan(text: text, overrides: StudyOverrides(settings: settings))
  }

  private func found(_ settings: String..., text: String = study) -> [String] {
    problems(text, StudyOverrides(settings: settings)).map(\.description)
  }

  @Test("--set cells.NAME=null removes the cell, and what names it", arguments: ["null", "~"])
  func removed(_ nothing: String) throws {
    let plan = try plan("cells.leaky_0.3=\(nothing)")
    #expect(plan.cells.map(\.name) == ["relu", "elu"])
    #expect(plan.compare.map { plan.names(of: $0) } == [["elu", "relu"]])
    #expect(plan.reported.outcomes.map(\.cell) == [0])
    #expect(
      plan.notes == [
        "--set cells.leaky_0.3=\(nothing): cell leaky_0.3 removed, with 2 pairs of `compare` and its `reported`"
      ]
    )
    #expect(try StudyPlan(text: plan.resolvedText) == plan)
  }

  @Test("The note names what goes with the cell alone")
  func removedAlone() throws {
    #expect(
      try plan("compare=[[relu, elu]]", "cells.elu=null").notes == [
        "--set cells.elu=null: cell elu removed, with one pair of `compare`"
      ]
    )
    #expect(try plan("compare=[]", "cells.elu=null").notes == ["--set cells.elu=null: cell elu removed"])
  }

  @Test("Cells that are not there, and the only one, are not removed; an empty one changes nothing")
  func notRemoved() throws {
    #expect(found("cells.elo=null").first?.contains("cells.elo: no such cell; did you mean `elu`?") == true)
    #expect(
      found("cells.leaky_0.3=null", "cells.elu=null", "cells.relu=null") == [
        "--set cells.relu=null: cells.relu: nothing; the only cell cannot be removed: write cells.relu={} for one with "
          + "nothing to change"
      ]
    )
    #expect(found("cells.elu=null", "compare=[[elu, relu]]").first?.contains("no such cell") == true)
    let empty = try plan("cells.leaky_0.3={}")
    #expect(empty.cells.map { $0.experiment?.network.layers[0].activation } == [.relu, .relu, .elu])
  }

  @Test("No value is refused, as for other keys", arguments: ["", " "])
  func noValue(_ blank: String) {
    #expect(
      found("cells.relu=\(blank)") == [
        "--set cells.relu=\(blank): cells.relu: nothing; must be a map, such as {} for a cell with nothing to change; to "
          + "remove the cell, write cells.relu=null"
      ]
    )
  }

  @Test("A cell's name may hold dots: the longest that exists is meant")
  func dots() throws {
    let text = Self.study.replacing("  elu:", with: "  leaky_0: {}\n  elu:")
    let plan = try plan("cells.leaky_0.3.network.activation=tanh", "cells.leaky_0.network.width=2", text: text)
    #expect(plan.cells.map { $0.experiment?.network.layers[0].activation } == [.relu, .tanh, .relu, .elu])
    #expect(plan.cells.map { $0.experiment?.network.layers[0].units } == [3, 3, 2, 3])
    let report = try self.plan("reported=null", "reported.leaky_0.3.constant={fraction: 0.2, of: 10}")
    #expect(report.reported.outcomes.map(\.cell) == [1])
  }

  @Test(
    "An unknown name is shown with its dots",
    arguments: ["=null", "=relu", ".network.activation=relu", ".training=5", ".training.epochs=0.5"]
  )
  func unknownDots(_ rest: String) {
    let start = "--set cells.leaky_0.4\(rest): cells.leaky_0.4: no such cell; did you mean `leaky_0.3`?"
    let found = found("cells.leaky_0.4\(rest)")
    #expect(found.count == 1 && found[0].hasPrefix(start), "\(found)")
  }

  @Test(
    "A study with a data set reports only the true mistake",
    arguments: ["cells=null", "cells={}", "sweep=5", "task="]
  )
  func noFollowOn(_ setting: String) {
    let text = FoundImages.study(
      "{layers: [{convolution: 3}, {dense: 4, activation: softmax}]}",
      training: "training: {clipping: {norm: 1}}"
    )
    let found = found(setting, text: text)
    #expect(found.count == 1 && found[0].hasPrefix("--set \(setting): "), "\(found)")
  }
}
