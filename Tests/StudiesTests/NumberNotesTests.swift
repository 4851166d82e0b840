import Datasets
import Experiments
import Foundation
import Studies
import Testing

/// What data, batches, penalties and rounding make of numbers, said before they mislead.
@Suite("Notes on numbers")
struct NumberNotesTests {
  private func notes(_ text: String, _ settings: String...) throws -> [String] {
    try StudyPlan(text: text, overrides: StudyOverrides(settings: settings)).notes
  }

  @Test(
    "A batch of one point under batch normalization is noted, where there is one",
    arguments: [
      (32, 33, "the last batch of every epoch has 1 point (33 by 32)"), (1, 33, "every batch has 1 point"),
      (33, 33, nil), (11, 33, nil), (16, 33, "the last batch of every epoch has 1 point (33 by 16)"), (31, 33, nil),
    ] as [(Int, Int, String?)]
  )
  func loneBatch(size: Int, points: Int, words: String?) throws {
    let text = """
      name: short
      network: {layers: [{dense: 6}, batch_normalization, {activation: relu}, {dense: 1, activation: sigmoid}]}
      task: {dataset: {ball: {points: \(points)}}}
      training: {batch_size: \(size)}
      """
    let found = try notes(text)
    #expect(found.count == (words == nil ? 0 : 1), "\(found)")
    if let words { #expect(found[0].hasPrefix("training.batch_size: \(words); batch normalization makes 0 of all")) }
    #expect(try notes(text, "training.epochs=0").isEmpty, "without training there are no batches")
    #expect(try notes(text, "network.layers=[{dense: 6, activation: relu}, {dense: 1}]").isEmpty)
  }

  @Test("A filter of a convolution has many values in one image, and no such note")
  func loneImage() throws {
    let layers = "{convolution: 2, activation: relu}, batch_normalization, {dense: 4, activation: softmax}"
    let one = "training.batch_size=99"
    #expect(try notes(FoundImages.layers(layers), one).isEmpty)
    let flat = "{convolution: 2, activation: relu}, flatten, batch_normalization, {dense: 4, activation: softmax}"
    #expect(try notes(FoundImages.layers(flat), one).count == 1)
  }

  @Test("Penalties that losses leave out are noted, but not penalties of 0")
  func penalties() throws {
    func found(_ penalty: String) throws -> [String] {
      try notes(FoundImages.layers("{dense: 4, activation: softmax\(penalty)}"))
    }
    for penalty in [", l1: 0.1", ", l2: 1e-3", ", l2: {lambda: 1.5, scale: half_over_points}"] {
      let found = try found(penalty)
      #expect(found.count == 1 && found[0].hasPrefix("network: all losses are shown without the penalties (l1, l2)"))
    }
    #expect(try found("").isEmpty && found(", l2: 0").isEmpty)
  }

  @Test("Blank images are counted when the files are read, and noted wherever the study is shown")
  func blankImages() throws {
    let folder = try MadeFolder()
    #expect(try notes(folder.study()).isEmpty)
    try folder.blank(first: 7)
    let plan = try StudyPlan(text: folder.study(task: ", validation: {last: 5}"))
    let note =
      "task.dataset: 7 of 35 training images are blank, all pixels equal; look at the file, which may be damaged"
    #expect(plan.notes == [note])
    #expect(plan.resolvedText.contains(", blank_images: 7}"))
    let again = try StudyPlan(text: plan.resolvedText)
    #expect(again == plan && again.notes == [note] && again.planHash == plan.planHash, "without the files, too")
    #expect(try #require(plan.cells[0].layered).task.load(seed: 1, simulation: 0).training.count == 35)
    // Blank ones that are held out are not learned from.
    #expect(try notes(folder.study(task: ", validation: {first: 7}")).isEmpty)
  }

  @Test("Validation and test points of one class are noted")
  func oneClass() throws {
    let folder = try MadeFolder()
    // Labels are 0, 1, …, 9, 0, …: the first point is of class 0, and more points of it follow once they are sorted.
    try folder.sortLabels()
    let (validation, test) = (", validation: {first: 3}", ", test_points: 2")
    func names(_ task: String) throws -> [String] {
      try notes(folder.study(task: task)).map { String($0.prefix { $0 != "," }) }
    }
    #expect(try names("").isEmpty)
    #expect(try names(validation) == ["task: all validation points are of one class"])
    #expect(try names(test) == ["task: all test points are of one class"])
    #expect(try names(", test_points: 3").isEmpty, "the third test point is of another class")
    let plan = try StudyPlan(text: folder.study(task: validation + test))
    #expect(plan.notes.count == 2 && plan.resolvedText.contains(", one_class: [validation, test]}"))
    #expect(try StudyPlan(text: plan.resolvedText) == plan)
    #expect(try names(", validation: {first: 1}") == ["task.validation: 1 point"], "one point cannot be of two classes")
  }

  @Test("A validation set of one point is noted, also where the files are not there")
  func loneValidation() throws {
    let folder = try MadeFolder()
    let note =
      "task.validation: 1 point, so that validation accuracy is 0 or 1, and validation loss that of the point; hold out more"
    let plan = try StudyPlan(text: folder.study(task: ", validation: {last: 1}"))
    #expect(plan.notes == [note])
    #expect(try StudyPlan(text: plan.resolvedText).notes == [note])
    #expect(try notes(folder.study(task: ", validation: {last: 2}")).isEmpty)
    #expect(try notes(folder.study()).isEmpty)
  }

  /// Ten layers of four: values shrink by 1.4e-5 a layer, from 5e-6 in the first to 1e-49 in the tenth.
  @Test("Values that rounding makes 0 are noted, by layer, and only where there are such")
  func rounding() throws {
    let text = """
      name: underflow
      network: {hidden_layers: 10, width: 4, activation: relu, initializer: {normal: {stddev: 1e-5}}}
      task: {target: abs, domain: [0.5, 1]}
      training: {epochs: 0}
      """
    let found = try notes(text)
    #expect(found.count == 1)
    let prefix =
      "network: values shrink to about 1e-49 by layer 10, below the smallest number of float32, and become 0: "
    #expect(found.first?.hasPrefix(prefix) == true, "\(found)")
    #expect(
      found.first?.hasSuffix("by rounding and not by the signs of weights; use larger weights, or precision: float64")
        == true
    )
    for setting in [
      "precision=float64", "network.initializer.normal.stddev=1e-2", "network.hidden_layers=8",
      "network.activation=sigmoid", "network.initializer=zeros",
    ] {
      #expect(try notes(text, setting).isEmpty, "\(setting)")
    }
    for setting in ["network.activation={leaky_relu: {slope: 0.01}}", "network.activation=tanh"] {
      #expect(try notes(text, setting, "network.initializer.normal.stddev=1e-6").count == 1, "\(setting)")
    }
    let double = try notes(text, "precision=float64", "network.initializer.normal.stddev=1e-40")
    #expect(double.count == 1 && double[0].contains("float64") && double[0].hasSuffix("; use larger weights"))
    let data = "{layers: [{dense: 50, repeat: 9, activation: tanh}, {dense: 1, activation: sigmoid}]}"
    let tiny = "network={layers: [{dense: 50, repeat: 9}, {dense: 1, activation: sigmoid}], activation: tanh, "
    #expect(try notes(shortestWithData, "network=\(data)").isEmpty)
    #expect(try notes(shortestWithData, tiny + "initializer: {constant: {value: 1e-8}}}").count == 1)
    let normalized = tiny.replacing("{dense: 50, repeat: 9}", with: "{dense: 50}, batch_normalization, {dense: 50}")
    #expect(try notes(shortestWithData, normalized + "initializer: {constant: {value: 1e-8}}}").isEmpty)
  }
}

extension MadeFolder {
  /// Makes the first training images blank.
  fileprivate func blank(first count: Int) throws {
    try change("train-images-idx3-ubyte") { for index in 16..<16 + 12 * count { $0[index] = 200 } }
  }

  /// Puts the labels in order.
  fileprivate func sortLabels() throws {
    for half in ["train", "t10k"] { try change("\(half)-labels-idx1-ubyte") { $0[8...].sort() } }
  }

  private func change(_ name: String, _ body: (inout [UInt8]) -> Void) throws {
    let url = URL(fileURLWithPath: "\(path)/\(name)")
    var bytes = [UInt8](try Data(contentsOf: url))
    body(&bytes)
    try Data(bytes).write(to: url)
  }
}
