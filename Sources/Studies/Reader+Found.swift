import Datasets
import Experiments

extension Reader {
  /// What the data are: as the study says, where it says so of just this task, otherwise as they are found now.
  func facts(of task: DataTask, _ section: Section) -> DataFacts? {
    if task.source.synthetic == nil, let found = section["found"], found["source"]?.text == task.foundName {
      return facts(found)
    }
    // What is scaled and shared changes no fact.
    var part = DataTask(
      source: task.source,
      validation: task.validation,
      trainingPoints: task.trainingPoints,
      testPoints: task.testPoints,
      facts: task.facts
    )
    if let known = data.facts[part] { return known }
    func told<T>(_ key: String, _ body: () throws(DatasetError) -> T) -> T? {
      do {
        return try body()
      } catch {
        let place = section[key]?.place ?? section.place.key(key)
        return reported(place, error.description.shown(atMost: 1_000) + instead(of: task.source, error))
      }
    }
    guard let outline = told("dataset", { () throws(DatasetError) in try data.outline(of: task.source) }) else {
      return nil
    }
    // Bit by bit, so that the key that asks too much is told of.
    part.trainingPoints = nil
    part.testPoints = nil
    guard told("validation", { () throws(DatasetError) in try part.arranged(outline.data) }) != nil else { return nil }
    part.trainingPoints = task.trainingPoints
    guard told("training_points", { () throws(DatasetError) in try part.arranged(outline.data) }) != nil else {
      return nil
    }
    part.testPoints = task.testPoints
    guard let arranged = told("test_points", { () throws(DatasetError) in try part.arranged(outline.data) }) else {
      return nil
    }
    var facts = DataFacts(arranged)
    facts.shape = outline.shape
    if task.source.synthetic == nil { facts.oddities = DataOddities(outline: arranged, shape: outline.shape) }
    data.facts[part] = facts
    return facts
  }

  private func facts(_ found: Value) -> DataFacts? {
    let keys = ["source", "shape", "classes", "training", "validation", "test", "digest", "blank_images", "one_class"]
    let section = Section(found, keys: keys, problems)
    let remedy = "leave `found` out: the program writes it"
    let shape = section.required("shape", remedy) { self.shape($0) }
    let classes = section.required("classes", remedy) { integer($0, in: 1...Limits.width) }
    let training = section.required("training", remedy) { integer($0, in: 1...Limits.points) }
    let validation = section.required("validation", remedy) { integer($0, in: 0...Limits.points) }
    let test = section.required("test", remedy) { integer($0, in: 1...Limits.points) }
    let digest = section.required("digest", remedy) { value -> String? in
      guard let text = value.text, text.utf8.count == 64, text.allSatisfy({ "0123456789abcdef".contains($0) }) else {
        return reported(value, "must be the digest that the program wrote; \(remedy)")
      }
      return text
    }
    let blank = section.optional("blank_images", default: 0) { integer($0, in: 0...Limits.points) }
    let oneClass = section.optional("one_class", default: []) { value in
      list(value, of: "halves", such: "[test]", counts: 0...2) { choice($0, DataOddities.Half.self) }
    }
    guard let shape, let classes, let training, let validation, let test, let digest else { return nil }
    var facts = DataFacts(
      shape: shape,
      classes: classes,
      training: training,
      validation: validation,
      test: test,
      digest: digest
    )
    facts.oddities = DataOddities(blankImages: blank, oneClass: oneClass)
    return facts
  }

  /// `[10]` or `[height, width, channels]`.
  private func shape(_ value: Value) -> PointShape? {
    let sizes = list(value, of: "sizes", such: "[28, 28, 1]", counts: 1...3) { integer($0, in: 1...Limits.pointValues) }
    guard let sizes else { return nil }
    if sizes.count == 1 { return .vector(sizes[0]) }
    guard sizes.count == 3 else { return reported(value, "must be [height, width, channels], or [features]") }
    return PointShape(channels: sizes[2], height: sizes[0], width: sizes[1])
  }
}

extension DataTask {
  /// What `found` was found of, in a word: another source, another part of it or another split has another.
  var foundName: String {
    var words = [source.name]
    switch source {
    case .mnist(_, .testFilesOnly(let count)), .fashionMNIST(_, .testFilesOnly(let count)):
      words.append("test_files_\(count)")
    default: break
    }
    switch validation {
    case .first(let count): words.append("first_\(count)")
    case .last(let count): words.append("last_\(count)")
    case nil: break
    }
    if let trainingPoints { words.append("training_\(trainingPoints)") }
    if let testPoints { words.append("test_\(testPoints)") }
    return words.joined(separator: ".")
  }
}

extension Reader {
  /// MNIST has no Debian package, and a data set of the same shape has.
  private func instead(of source: DatasetSource, _ error: DatasetError) -> String {
    guard case .mnist = source, error.kind == .missing else { return "" }
    return "; or run on Fashion-MNIST: --set task.dataset=fashion_mnist"
  }
}
