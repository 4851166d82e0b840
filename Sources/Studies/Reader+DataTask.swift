import Datasets
import LayeredTraining
import RandomStreams

extension Reader {
  private static let dataTaskKeys = [
    "dataset", "validation", "scaling", "training_points", "test_points", "share", "found",
  ]

  /// A task with a data set, and what that was found to be.
  func dataTask(_ value: Value) -> DataTask? {
    let targets = ["target", "domain"]
    let keys = Self.dataTaskKeys + (value["dataset"] == nil ? [] : targets.filter { value[$0] != nil })
    let section = Section(value, keys: keys, problems)
    conflict(section, "dataset", with: targets, "a task has a data set, or else a target with its domain")
    let remedy = "write one of \(Self.sources.joined(separator: ", "))"
    let source = section.required("dataset", remedy) { self.source($0) }
    let validation = section["validation"].flatMap { holdout($0) }
    let scaling = section["scaling"].flatMap { self.scaling($0) }
    let trainingPoints = section["training_points"].flatMap { countOrAll($0) }
    let testPoints = section["test_points"].flatMap { countOrAll($0) }
    let shared = section.optional("share", default: []) { self.shared($0) }
    guard problems.all.isEmpty, let source else { return nil }
    var task = DataTask(
      source: source,
      validation: validation,
      scaling: scaling ?? source.scalingByDefault,
      trainingPoints: trainingPoints,
      testPoints: testPoints,
      shared: shared,
      facts: DataFacts(shape: .vector(1), classes: 1, training: 1, validation: 0, test: 1, digest: nil)
    )
    guard let facts = facts(of: task, section), areInBounds(facts, section) else { return nil }
    task.facts = facts
    return task
  }

  /// A count, or the word that stands for nil.
  func countOrAll(_ value: Value) -> Int? {
    value.plainText == "all" ? nil : integer(value, in: 1...Limits.points)
  }

  private func holdout(_ value: Value) -> Holdout? {
    if value.plainText == "none" { return nil }
    guard let entries = value.entries, entries.count == 1, ["first", "last"].contains(entries[0].key) else {
      return reported(value, "must be {first: 5000}, {last: 5000} or none")
    }
    return integer(entries[0].value, in: 1...Limits.points).map { entries[0].key == "first" ? .first($0) : .last($0) }
  }

  private func scaling(_ value: Value) -> Scaling? {
    guard let named = named(value, known: ["raw", "unit", "standardized", "min_max"]) else { return nil }
    if named.name == "min_max" {
      let section = Section(named.parameters, keys: ["low", "high"], problems)
      let example = "write {min_max: {low: -1, high: 1}}"
      let low = section.required("low", example) { number($0) }
      let high = section.required("high", example) { number($0) }
      guard let low, let high else { return nil }
      guard isInterval(low, high) else {
        return reported(named.place, "\(low) to \(high); must be two numbers, low first")
      }
      return .minMax(low: low, high: high)
    }
    guard hasNoParameters(named) else { return nil }
    return named.name == "raw" ? .raw : named.name == "unit" ? .unit : .standardized
  }

  // MARK: - What was found

  /// What the data are: as the study says, where it says so of just this task, otherwise as they are found now.
  private func facts(of task: DataTask, _ section: Section) -> DataFacts? {
    if task.source.synthetic == nil, let found = section["found"], found["source"]?.text == task.foundName {
      return facts(found)
    }
    func told<T>(_ key: String, _ body: () throws(DatasetError) -> T) -> T? {
      do {
        return try body()
      } catch {
        let place = section[key]?.place ?? section.place.key(key)
        return reported(place, error.description.shown(atMost: 1_000))
      }
    }
    guard let outline = told("dataset", { () throws(DatasetError) in try data.outline(of: task.source) }) else {
      return nil
    }
    // Bit by bit, so that the key that asks too much is told of.
    var part = DataTask(source: task.source, facts: task.facts)
    part.validation = task.validation
    guard told("validation", { () throws(DatasetError) in try part.arranged(outline.data) }) != nil else { return nil }
    part.trainingPoints = task.trainingPoints
    guard told("training_points", { () throws(DatasetError) in try part.arranged(outline.data) }) != nil else {
      return nil
    }
    guard let arranged = told("test_points", { () throws(DatasetError) in try task.arranged(outline.data) }) else {
      return nil
    }
    var facts = DataFacts(arranged)
    facts.shape = outline.shape
    return facts
  }

  private func facts(_ found: Value) -> DataFacts? {
    let keys = ["source", "shape", "classes", "training", "validation", "test", "digest"]
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
    guard let shape, let classes, let training, let validation, let test, let digest else { return nil }
    return DataFacts(
      shape: shape,
      classes: classes,
      training: training,
      validation: validation,
      test: test,
      digest: digest
    )
  }

  /// `[10]` or `[height, width, channels]`.
  private func shape(_ value: Value) -> PointShape? {
    let sizes = list(value, of: "sizes", such: "[28, 28, 1]", counts: 1...3) { integer($0, in: 1...Limits.pointValues) }
    guard let sizes else { return nil }
    if sizes.count == 1 { return .vector(sizes[0]) }
    guard sizes.count == 3 else { return reported(value, "must be [height, width, channels], or [features]") }
    return PointShape(channels: sizes[2], height: sizes[0], width: sizes[1])
  }

  private func areInBounds(_ facts: DataFacts, _ section: Section) -> Bool {
    let place = section["dataset"]?.place ?? section.place
    // Each size is below 2²⁴ or of a file that was read: no product of three runs over.
    let (values, overflow) = (facts.shape.height * facts.shape.width)
      .multipliedReportingOverflow(by: facts.shape.channels)
    guard !overflow, values <= Limits.pointValues else {
      return reported(place, "points of \(facts.shape); must have at most \(Limits.pointValues.grouped) features")
        ?? false
    }
    for (key, count) in [("training_points", facts.training), ("test_points", facts.test)] where count > Limits.points {
      let most = "must be at most \(Limits.points.grouped)"
      return reported(place, "\(count.grouped) points; \(most): write a smaller task.\(key)") ?? false
    }
    return true
  }
}

extension DatasetSource {
  /// Pixels between 0 and 1; what is drawn, as it is drawn.
  fileprivate var scalingByDefault: Scaling { synthetic == nil ? .unit : .raw }
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
