import Experiments

extension Reader {
  /// What cells can differ in; all else belongs to the study.
  static let cellKeys = ["precision", "network", "task", "training", "criteria", "looks"]

  /// Reads the common part under each cell's own. Fewer cells than written, or none, where problems were reported.
  func cells(_ root: Section, seed: UInt64) -> [StudyCell] {
    let common = Value(content: .map(Self.cellKeys.compactMap { root.entry($0) }), place: root.place)
    let variants: [Variant]
    switch (root["cells"], root["sweep"]) {
    case (let cells?, nil): variants = self.variants(cells, common)
    case (nil, let sweep?): variants = self.variants(sweep: sweep, common)
    case (_?, let sweep?):
      problems.add(sweep.place, "stands beside `cells`; keep one of them")
      variants = []
    case (nil, nil): variants = [Variant(name: "all", tree: common)]
    }
    guard areOfOneKind(variants) else { return [] }
    var cells: [StudyCell] = []
    for variant in variants {
      // A mistake in a thousand cells is told five times.
      if problems.areMany { break }
      guard let hasData = variant.hasData else {
        reportUndecidedTask(variant.tree, excused: root.excused)
        continue
      }
      let subject: CellExperiment? =
        hasData
        ? layeredExperiment(variant.tree, seed: seed, excused: root.excused).map { .dataset($0) }
        : experiment(variant.tree, seed: seed, excused: root.excused).map { .function($0) }
      if let subject { cells.append(StudyCell(name: variant.name, subject: subject)) }
    }
    checkOverridden(common, variants, seed: seed)
    noteUnreached(common, variants)
    if let reported = root["reported"] { noteChanged(reported, variants) }
    return cells
  }

  private func areOfOneKind(_ variants: [Variant]) -> Bool {
    guard let data = variants.first(where: { $0.hasData == true }),
      let function = variants.first(where: { $0.hasData == false })
    else { return true }
    let place = data.tree["task"]?["dataset"]?.place ?? data.tree.place
    let names = "cell \(data.name) has a data set and cell \(function.name) a target"
    return reported(place, "\(names), and cells are of one kind; write two studies") ?? false
  }

  private func variants(_ cells: Value, _ common: Value) -> [Variant] {
    guard let entries = cells.entries, !entries.isEmpty else {
      let _: Int? = reported(
        cells,
        "must be a map of one or more cells, such as cells: {relu: {}}; for a single cell leave it out"
      )
      return []
    }
    guard entries.count <= Limits.cells else {
      let _: Int? = reported(cells.place, "\(entries.count) cells; must be at most \(Limits.cells)")
      return []
    }
    var variants: [Variant] = []
    for entry in entries {
      guard entry.key.isCellName else {
        problems.add(entry.place, "must be a name of letters, digits and _ . = , -\(entry.key.strangers)")
        continue
      }
      if entry.value.isNull {
        variants.append(Variant(name: entry.key, tree: common))
        continue
      }
      let refused = [
        "seed": "cells have no seed of their own: they share their draws, so that they can be compared; leave it out",
        "simulations": "cells always have the same simulations; write it at the top",
      ]
      _ = Section(entry.value, keys: Self.cellKeys, refused: refused, problems)
      if entry.value.entries != nil {
        variants.append(Variant(name: entry.key, tree: common.merged(with: entry.value)))
      }
    }
    return variants
  }

  /// One cell; nil when a problem was reported.
  /// - Parameter excused: what is not missed here, being misspelt at the top.
  func experiment(_ tree: Value, seed: UInt64, excused: Excused) -> Experiment? {
    let section = Section(tree, keys: Self.cellKeys, excused: excused, problems)
    var reader = self
    reader.precision = section.optional("precision", default: .float32) { choice($0) }
    let task = section.required("task", "write at least task: {target: abs, domain: [-1, 1]}") { reader.task($0) }
    let network = section.required("network", "write at least its hidden_layers, width and activation") {
      reader.network($0, target: task?.target)
    }
    let training = section.required("training", "write at least its epochs") {
      reader.training($0, points: task?.trainingPoints)
    }
    let criteria = section.optional("criteria", default: Criteria()) { reader.criteria($0) }
    let looks = section.optional("looks", default: .none) { reader.looks($0) }
    guard problems.all.isEmpty, let task, let network, let training else { return nil }
    return Experiment(
      seed: seed,
      precision: reader.precision,
      network: network,
      task: task,
      training: training,
      criteria: criteria,
      looks: looks
    )
  }
}

/// A cell that was not read yet.
struct Variant {
  let name: String
  let tree: Value
  /// True for a combination of a sweep.
  var isSwept = false

  /// Whether its task has a data set, or was meant to; nil where the task tells neither a data set nor a target.
  var hasData: Bool? {
    let keys = tree["task"]?.entries?.map(\.key) ?? []
    if keys.contains("dataset") || keys.contains("target") { return keys.contains("dataset") }
    let (ofData, ofTargets) = (["dataset", "validation", "scaling", "found"], ["target", "domain"])
    let known = ofData + ofTargets + ["training_points", "test_points", "share"]
    let meant = keys.compactMap { guess($0, of: known) }
    if meant.contains(where: { ofData.contains($0) }) { return true }
    return meant.contains { ofTargets.contains($0) } ? false : nil
  }
}

extension String {
  /// True for 1 to 200 characters out of `[A-Za-z0-9_.=,-]`.
  var isCellName: Bool {
    let others = "_.=,-"
    return (1...Limits.keyLength).contains(utf8.count)
      && allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || others.contains($0)) }
  }
}
