import Datasets
import Experiments
import RandomStreams

extension Reader {
  static let dataTaskKeys = [
    "dataset", "validation", "scaling", "training_points", "test_points", "share", "found",
  ]

  /// A task with a data set, and what that was found to be.
  func dataTask(_ value: Value) -> DataTask? {
    let targets = ["target", "domain"]
    let keys = Self.dataTaskKeys + (value["dataset"] == nil ? [] : targets.filter { value[$0] != nil })
    let section = Section(value, keys: keys, problems)
    let isSet = (["dataset"] + targets).contains { section.entry($0)?.place.isOption ?? false }
    let whole = isSet ? "; to replace it, write the task whole: --set 'task={dataset: ball}'" : ""
    conflict(section, "dataset", with: targets, "a task has a data set, or else a target with its domain\(whole)")
    let remedy = "write one of \(Self.sources.joined(separator: ", "))"
    let source = section.required("dataset", remedy) { self.source($0) }
    let validation = section["validation"].flatMap { holdout($0) }
    let scaling = section["scaling"].flatMap { self.scaling($0) }
    let trainingPoints = section["training_points"].flatMap { countOrAll($0) }
    let testPoints = section["test_points"].flatMap { countOrAll($0) }
    let shared = section.optional("share", default: []) { self.shared($0) }
    guard problems.all.isEmpty, readsData, let source else { return nil }
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
    let remedy = "must be {first: 5000}, {last: 5000} or none"
    guard let entry = onlyEntry(value, remedy) else { return nil }
    guard ["first", "last"].contains(entry.key) else { return reported(value, remedy) }
    return integer(entry.value, in: 1...Limits.points).map { entry.key == "first" ? .first($0) : .last($0) }
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
