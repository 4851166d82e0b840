import Datasets
import Experiments
import Foundation
import Studies
import Testing

@Suite("What a study's data were found to be")
struct FoundDataTests {
  @Test("is read from the files when the study does not say it")
  func found() throws {
    let folder = try MadeFolder()
    let task = try layered(folder.study(task: ", validation: {first: 10}, test_points: 5")).task
    let facts = task.facts
    #expect(facts.shape == PointShape(height: 4, width: 3) && facts.classes == 10)
    #expect(facts.training == 30 && facts.validation == 10 && facts.test == 5 && facts.digest?.count == 64)
    #expect(task.source == .mnist(folder: folder.path) && task.scaling == .unit)
    let data = try task.load(seed: 1, simulation: 0)
    #expect(data.training.count == 30, "whoever loads the data finds the same")
    let parts = try layered(folder.study(", parts: test_files, training: 12")).task
    #expect(parts.facts.training == 12 && parts.facts.test == 8)
  }

  @Test("is believed where the files are not")
  func believed() throws {
    var folder: MadeFolder? = try MadeFolder()
    let text = try #require(folder).study(", parts: test_files, training: 12", task: ", training_points: 11")
    let plan = try StudyPlan(text: text)
    folder = nil
    #expect(problems(text).first?.description.contains("is no folder") == true)
    let again = try StudyPlan(text: plan.resolvedText)
    #expect(again == plan && again.planHash == plan.planHash)
    let images = try layered(FoundImages.layers("{dense: 4, activation: softmax}")).task.facts
    #expect(images.shape == PointShape(channels: 3, height: 8, width: 8) && images.digest == FoundImages.digest)
  }

  /// Each with what must be said anew beside it, and what the study had before.
  @Test(
    "is looked for again once it was found of something else",
    arguments: [
      (["task.dataset=ball", "network.inputs=10", "task.scaling=raw"], ""),
      (["task.dataset.mnist={parts: test_files, training: 15, folder: F}"], ""),
      (["task.validation={last: 3}"], ""), (["task.training_points=20"], ""), (["task.test_points=3"], ""),
      (["task.training_points=all"], ", training_points: 20"), (["task.validation=none"], ", validation: {first: 20}"),
      (["task.validation={last: 3}"], ", validation: {first: 3}"), (["task.test_points=all"], ", test_points: 20"),
    ]
  )
  func stale(_ settings: [String], _ before: String) throws {
    let folder = try MadeFolder()
    let text = folder.study(task: before, training: "{batch_size: 4, loss: categorical_crossentropy}")
      .replacing("activation: relu", with: "activation: relu, output_activation: softmax")
    let overrides = StudyOverrides(settings: settings.map { $0.replacing("F}", with: "\(folder.path)}") })
    let resolved = try StudyPlan(text: text).resolvedText
    #expect(resolved.contains("found: {source: mnist"))
    let plan = try StudyPlan(text: resolved, overrides: overrides)
    #expect(try plan == StudyPlan(text: text, overrides: overrides))
    #expect(try plan != StudyPlan(text: text))
  }

  @Test("is found once a source, and freed")
  func once() throws {
    let folder = try MadeFolder()
    let text =
      folder.study() + "\nsweep: {task.training_points: [\((10...40).map(String.init).joined(separator: ", "))]}"
    let plan = try StudyPlan(text: text)
    #expect(plan.cells.compactMap(\.layered?.task.facts.training) == Array(10...40))
    #expect(Set(plan.cells.compactMap(\.layered?.task.facts.digest)).count == 1)
  }

  @Test("is told by the key that asks too much")
  func problemsOfData() throws {
    let folder = try MadeFolder()
    func found(_ text: String) -> [String] { problems(text).map(\.description) }
    #expect(
      found(folder.study(task: ", validation: {last: 40}")) == [
        "a.yaml:3: task.validation: mnist: 40 points to hold out; there are 40 to train on: hold out 0 to 39"
      ]
    )
    #expect(
      found(folder.study(task: ", training_points: 41"))
        == ["a.yaml:3: task.training_points: mnist: 41 of 40 training points; ask for 1 to 40"]
    )
    #expect(
      found(folder.study(task: ", test_points: 21"))
        == ["a.yaml:3: task.test_points: mnist: 21 of 20 test points; ask for 1 to 20"]
    )
    let fewer = found(folder.study(task: ", training_points: 9"))
    #expect(fewer.count == 1 && fewer[0].contains("task.training_points: mnist: no training point of class 9 among 9"))
    let many = found(folder.study(", parts: test_files"))
    #expect(many.count == 1 && many[0].contains("task.dataset: \(folder.path): 8000 of 20 points of the test files"))
    let missing = found(folder.study().replacing(folder.path, with: "/no/such"))
    #expect(missing.count == 1 && missing[0].hasPrefix("a.yaml:3: task.dataset: /no/such: is no folder; download"))
    let twice = found(
      folder.study().replacing(folder.path, with: "/no/such") + "\ncells: {a: {}, b: {training: {epochs: 2}}}"
    )
    #expect(twice.count == 1, "what cells share is told once")
    let batch = found(folder.study(training: "{batch_size: 41}"))
    #expect(batch == ["a.yaml:4: training.batch_size: 41; must be at most 40, the training points; or write all"])
  }

  @Test("begins at home where the path does")
  func home() throws {
    let home = try #require(ProcessInfo.processInfo.environment["HOME"])
    let text = FoundImages.layers("{dense: 4}").replacing("/no/a.h5", with: "~/a.h5")
    #expect(try layered(text).task.source == .hdf5(training: "\(home)/a.h5", test: "/no/b.h5"))
  }
}
