import Experiments
import Foundation
import Studies
import Testing

@Suite struct RoundTripTests {
  @Test(arguments: Repository.studies)
  func aResolvedStudyIsTheSamePlan(_ study: String) throws {
    let plan = try StudyPlan(file: Repository.path(study))
    let text = plan.resolvedText
    let again = try StudyPlan(text: text)
    #expect(again == plan)
    #expect(again.planHash == plan.planHash)
    #expect(again.resolvedText == text)
  }

  /// What the configs do not use: every key of the format, in a form of its own.
  @Test(arguments: [
    "name=\"a \\\"quoted\\\": # name\\\\ — ∞\"", "name='null'", "seed=18446744073709551615",
    "stop={outcome: flat_0.1, half_width: 1e-3, max_simulations: 1_000_000}", "records=none", "trainer=blas",
    "network.widths=[1, 2, 3]", "network.hidden_layers=1", "network.first_initializer={constant: {value: 1e-300}}",
    "network.layers=[{dense: 2, activation: elu}, {dense: 3, bias: false}, {dense: 1, initializer: zeros}]",
    "network.initializer={variance_scaling: {scale: 0.3, mode: fan_out, distribution: uniform}}",
    "network.initializer={uniform: {low: -0.0, high: 1e-9}}",
    "network.output_initializer={he_normal: {truncated: true}}",
    "network.output_activation={leaky_relu: {slope: 0.30000000000000004}}", "training.optimizer=rmsprop",
    "training.optimizer={adam: {epsilon_form: kingma_ba}}", "training.optimizer={sgd: {momentum: 0.9, nesterov: true}}",
    "task.test_points=[[0.1], [sqrt(3)]]", "task.share=[shuffle, training_data]", "criteria.flat=[]",
    "cells={'-': {}, 'a,b=1': {network: {bias: false}}, '---': {training: {loss: mae}}, '1': {criteria: {flat: [3]}}}",
    "stop={outcome: dead, half_width: 1e-3, max_simulations: 1_000_000, weight: 0.30000000000000004}",
    "looks={steps: true}", "looks={epochs: true}", "cells={a: {}, b: {looks: {epochs: true}}}",
    "reported={all: {constant: {fraction: 0.947, of: 1000, source: 'a: \"b\"'}, flat_0.10: {fraction: 1, of: 3}}}",
    "reported={all: {test_loss: {value: 0.25, source: Lu}, constant: {fraction: 1, of: 3}}}",
    "sweep={network.width: [1, 2], training.epochs: [0, 3]}", "compare=[]",
  ])
  func everyKeyIsWrittenOut(_ setting: String) throws {
    let overrides = StudyOverrides(settings: ["precision=float64", setting])
    let plan = try StudyPlan(text: shortest, overrides: overrides)
    let text = plan.resolvedText
    #expect(try StudyPlan(text: text) == plan, "\(text)")
    #expect(try StudyPlan(text: text).resolvedText == text)
  }

  @Test func pairsOfCellsWithOddNamesAreWrittenOut() throws {
    let plan = try StudyPlan(text: shortest + "\nsweep: {network.width: [1, 2], training.epochs: [0, 3]}")
    let pair = "compare=[[\"width=1,epochs=3\", \"width=2,epochs=0\"]]"
    let text = shortest + "\nsweep: {network.width: [1, 2], training.epochs: [0, 3]}"
    let compared = try StudyPlan(text: text, overrides: StudyOverrides(settings: [pair]))
    #expect(compared != plan && compared.planHash == plan.planHash)
    #expect(try StudyPlan(text: compared.resolvedText) == compared)
  }

  @Test func defaultsAndSharedPartsAreWrittenOnce() throws {
    let text = try StudyPlan(file: Repository.path("notebook-2019")).resolvedText
    #expect(
      text == """
        name: notebook-2019
        seed: 2019
        simulations: 1000
        precision: float32
        network:
          inputs: 1
          widths: [1, 2, 2, 2, 2, 2, 2, 2, 2, 2]
          bias: false
          initializer: glorot_uniform
          first_initializer: glorot_uniform
          output_initializer: glorot_uniform
          output_activation: linear
        task:
          target: x_sin_x
          domain: [-2.6457513110645907, 2.6457513110645907]
          training_points: 3000
          test_points: [0.05, 0.15, 0.5, 1.0, 1.5]
          share: [training_data]
        training:
          loss: mse
          optimizer: {adam: {learning_rate: 0.001, beta_1: 0.9, beta_2: 0.999, epsilon: 1.0e-07, epsilon_form: keras}}
          batch_size: 64
          epochs: 10
        criteria:
          flat: [1.0e-06, 0.001, 0.01, 0.1]
        looks: {steps: false, epochs: false}
        cells:
          relu:
            network:
              activation: relu
          leaky_relu_0.1:
            network:
              activation: {leaky_relu: {slope: 0.1}}
        compare:
          - [leaky_relu_0.1, relu]
        records: all

        """
    )
  }

  /// Aliases make a short text of what is long when it is written out, and only what is written out can be sent on.
  @Test func aStudyTooLargeToWriteOutIsRefused() {
    func study(cells: Int) -> String {
      let layers = [String](repeating: "{dense: 2, bias: false}", count: 20).joined(separator: ", ")
      let variants = (1...cells).map { "c\($0): {network: {layers: *\($0 % 2 == 0 ? "a" : "b")}}" }
      return """
        name: a
        network: {layers: &a [\(layers), {dense: 1}]}
        task: {target: abs, domain: [-1, 2]}
        training: {}
        cells: {c0: {network: {layers: &b [{dense: 3}, \(layers), {dense: 1}]}}, \(variants.joined(separator: ", "))}
        """
    }
    #expect(problems(study(cells: 300)).isEmpty)
    let found = problems(study(cells: 999))
    #expect(found.count == 1)
    #expect(
      found.first?.text.contains("bytes with every default written out; must be at most 1048576") == true,
      "\(found)"
    )
  }

  @Test func aliasesCountAsOftenAsTheyAreUsed() {
    let points = (1...1_000).map { "0.\($0)" }.joined(separator: ", ")
    let cells = (1...530).map { "c\($0): {task: {test_points: *a}}" }.joined(separator: ", ")
    let task = "task: {target: abs, domain: [-1, 2], test_points: &a [\(points)]}"
    let text = shortest.replacing("task: {target: abs, domain: [-1, 2]}", with: task)
    #expect(problems(text).isEmpty)
    #expect(problems("\(text)\ncells: {\(cells)}").first?.text.hasPrefix("more than 524288 values") == true)
  }

  /// A sweep repeats values that the file holds once: whatever fits when it is written out must be readable.
  @Test func aSweepOverLongListsReadsBack() throws {
    func ones(_ count: Int) -> String { [String](repeating: "1", count: count).joined(separator: ", ") }
    let epochs = (1...500).map(String.init).joined(separator: ", ")
    let axes = "training.epochs: [\(epochs)], network.widths: [[\(ones(80))], [\(ones(85))]]"
    let plan = try StudyPlan(text: "\(shortest)\nsweep: {\(axes)}")
    #expect(plan.cells.count == 1_000)
    #expect(try StudyPlan(text: plan.resolvedText) == plan)
  }
}
