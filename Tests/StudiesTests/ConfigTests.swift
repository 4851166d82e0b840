import Experiments
import Foundation
import RandomStreams
import Studies
import Testing

@Suite struct ConfigTests {
  @Test func theListNamesEveryFile() throws {
    let files = try FileManager.default.contentsOfDirectory(atPath: Repository.configs.path())
    #expect(
      files.filter { $0.hasSuffix(".yaml") }.sorted()
        == (Repository.studies + Repository.dataStudies).sorted().map { "\($0).yaml" }
    )
  }

  @Test func dyingReLUIsTheExperimentOfTheFacts() throws {
    let plan = try StudyPlan(file: Repository.path("dying-relu"))
    #expect(plan.name == "dying-relu")
    #expect(plan.seed == 1999)
    #expect(plan.simulations == 1_000)
    #expect(plan.cells.map(\.name) == ["relu", "leaky_relu", "leaky_relu_0.2"])
    #expect(plan.records == .all)
    #expect(plan.trainer == nil && plan.stop == nil)
    #expect(plan.compare.map(\.first) == [1, 2] && plan.compare.map(\.second) == [0, 0])
    for (cell, activation) in zip(plan.cells, [.relu, .leakyReLU(slope: 0.01), .leakyReLU(slope: 0.2)] as [Activation])
    {
      #expect(cell.experiment == collapse(activation, seed: 1999))
    }
  }

  @Test func theReferenceTableHasTheFiveRowsOfTheFacts() throws {
    let plan = try StudyPlan(file: Repository.path("reference-table"))
    #expect(plan.simulations == 20_000)
    let rows = [
      collapse(.relu, seed: 1903), collapse(.leakyReLU(slope: 0.01), seed: 1903),
      collapse(.leakyReLU(slope: 0.01), seed: 1903, .float64), collapse(.leakyReLU(slope: 0.2), seed: 1903),
      collapse(.relu, seed: 1903, initializer: .heNormal()),
    ]
    #expect(plan.cells.map(\.experiment) == rows)
  }

  @Test func theMapIsAGridOfDepthAndWidth() throws {
    let cells = try StudyPlan(file: Repository.path("depth-width")).cells
    #expect(cells.first?.name == "hidden_layers=2,width=2" && cells.last?.name == "hidden_layers=20,width=5")
    #expect(
      Set(cells.map { [$0.experiment!.network.hiddenLayerCount, $0.experiment!.network.layers[0].units] }).count == 20
    )
    #expect(cells.allSatisfy { $0.experiment!.network.layers[0].activation == .relu })
  }

  @Test func untilPreciseIsTheSameExperimentWithARule() throws {
    let plan = try StudyPlan(file: Repository.path("until-precise"))
    #expect(
      plan.cells.map(\.experiment) == [collapse(.relu, seed: 1999), collapse(.leakyReLU(slope: 0.01), seed: 1999)]
    )
    let stop = try #require(plan.stop)
    #expect(stop.outcome == "constant" && stop.halfWidth == 0.005 && stop.maximumSimulations == 1_000_000)
    #expect(plan.notes.isEmpty && plan.records == .none)
  }

  @Test func theLeakyNotebookDrawsItsFirstLayerLikeKeras() throws {
    let plan = try StudyPlan(file: Repository.path("notebook-leaky"))
    var expected = collapse(.leakyReLU(slope: 0.2), seed: 1999)
    expected.network.layers[0].initializer = .normal(mean: 0, standardDeviation: 0.01, truncated: false)
    #expect(plan.cells == [StudyCell(name: "all", subject: .function(expected))])
  }

  @Test func theNotebookOf2019HasNoBiasAndFivePoints() throws {
    let plan = try StudyPlan(file: Repository.path("notebook-2019"))
    let experiment = try #require(plan.cells.first).experiment!
    #expect(experiment.network.layers.map(\.units) == [1] + [Int](repeating: 2, count: 9) + [1])
    #expect(experiment.network.layers.allSatisfy { !$0.hasBias && $0.initializer == .glorotUniform })
    #expect(experiment.task.target == .xSinX)
    #expect(experiment.task.shared == [.trainingData])
    #expect(experiment.task.testPoints == .listed([[0.05], [0.15], [0.5], [1], [1.5]]))
    #expect(experiment.training == TrainingPlan(optimizer: .adam(), batchSize: 64, epochs: 10))
    #expect(plan.cells.map { $0.experiment!.network.layers[0].activation } == [.relu, .leakyReLU(slope: 0.1)])
    #expect(plan.cells.allSatisfy { $0.experiment!.network.layers[10].activation == .linear })
  }

  /// What the module's README writes out is read, and what it calls a default is one.
  @Test func theFormatOfDataSetsIsReadAsItIsExplained() throws {
    let readme = Repository.configs.deletingLastPathComponent().appending(path: "Sources/Studies/README.md")
    let text = try String(contentsOf: readme, encoding: .utf8)
    let section = try #require(text.split(separator: "## Data sets\n").last)
    let sample = try #require(section.split(separator: "```").dropFirst().first).dropFirst("yaml\n".count)
    let found =
      "{source: fashion_mnist, shape: [28, 28, 1], classes: 10, training: 9000, validation: 0, test: 900, digest: "
      + "\(FoundImages.digest)}"
    let overrides = StudyOverrides(settings: ["task.found=\(found)"])
    let plan = try StudyPlan(text: "name: readme\n\(sample)", overrides: overrides)
    #expect(plan.cells[0].layered?.network.layers.count == 12)
    let keys = ["task: {dataset: fashion_mnist}", "training: {}"].joined(separator: "\n")
    let layers = try #require(sample.split(separator: "network:").last?.split(separator: "training:\n").first)
    #expect(try StudyPlan(text: "name: readme\n\(keys)\nnetwork:\(layers)", overrides: overrides) == plan)
  }

  /// |x| on [−√7, √7] with ten hidden layers of width 2: the table of an independent implementation.
  private func collapse(
    _ activation: Activation,
    seed: UInt64,
    _ precision: Precision = .float32,
    initializer: Initializer = .glorotUniform
  ) -> Experiment {
    let hidden = DenseLayer(units: 2, activation: activation, initializer: initializer)
    let output = DenseLayer(units: 1, activation: .linear, initializer: initializer)
    return Experiment(
      seed: seed,
      precision: precision,
      network: Network(inputs: 1, layers: [DenseLayer](repeating: hidden, count: 10) + [output]),
      task: LearningTask(
        target: .abs,
        low: -(7.0.squareRoot()),
        high: 7.0.squareRoot(),
        trainingPoints: 3_000,
        testPoints: .drawn(500)
      ),
      training: TrainingPlan(loss: .mse, optimizer: .sgd(learningRate: 0.01), batchSize: 64, epochs: 2),
      criteria: Criteria(flat: [1e-6, 1e-3, 1e-2, 0.1])
    )
  }
}
