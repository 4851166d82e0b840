import Networks

extension Reader {
  /// Checks what the common part says and every cell says otherwise: no cell reads it, so a mistake there would go unseen.
  ///
  /// It is checked by itself, since it need not fit what the cells say, and need not be complete.
  func checkOverridden(_ common: Value, _ variants: [Variant], seed: UInt64) {
    guard let unread = common.unread(in: variants.map(\.tree)), case .map(var entries) = unread.content else { return }
    let trial = Problems()
    var reader = Reader(problems: trial)
    reader.readsData = false
    // Whatever the cells compute in, a number that one of them could hold is no mistake.
    let precisions = variants.compactMap { $0.tree["precision"] }
    if let precision = unread["precision"] { _ = reader.choice(precision, Precision.self) }
    entries.removeAll { $0.key == "precision" }
    if let widest = precisions.first(where: { $0.text == Precision.float64.rawValue }) {
      entries.append(Value.Entry(key: "precision", place: widest.place, value: widest))
    }
    let tree = Value(content: .map(entries), place: common.place)
    if variants.first?.hasData ?? false {
      _ = reader.layeredExperiment(tree, seed: seed, excused: Excused())
    } else {
      _ = reader.experiment(tree, seed: seed, excused: Excused())
    }
    // What is missing is in the cells.
    let places = unread.leaves().map(\.value.place)
    for problem in trial.all where places.contains(where: { problem.isBelow($0) }) {
      problems.add(Place(origin: problem.origin, line: problem.line, path: problem.keyPath), problem.text)
    }
  }

  /// Notes which cells an override of the command line does not reach, since they have a value of their own.
  func noteUnreached(_ common: Value, _ variants: [Variant]) {
    for (keys, value) in common.leaves() where value.place.isOption {
      let isReached = variants.map { $0.tree.value(at: keys)?.place == value.place }
      let others = zip(variants, isReached).filter { !$1 }.map(\.0.name)
      guard !others.isEmpty else { continue }
      let reached = zip(variants, isReached).filter(\.1).map(\.0.name)
      let key = keys.joined(separator: ".")
      let changed = reached.isEmpty ? "changes no cell" : "changes \(reached.shown)"
      let kept = "\(others.shown) \(others.count == 1 ? "keeps its" : "keep their") own \(key)"
      let remedy = variants.contains(where: \.isSwept) ? "" : "; to change it there, --set cells.\(others[0]).\(key)="
      problems.notes.append("\(value.place.origin): \(changed); \(kept)\(remedy)")
    }
  }
}

extension [String] {
  /// The first three names, and how many more there are.
  var shown: String { prefix(3).joined(separator: ", ") + (count > 3 ? " and \(count - 3) more" : "") }
}

extension StudyProblem {
  /// True for a problem of the value at a place, or of something in it.
  fileprivate func isBelow(_ place: Place) -> Bool {
    origin == place.origin
      && (keyPath == place.path || [".", "["].contains { keyPath.hasPrefix(place.path + $0) })
  }
}

extension Value {
  /// The part of this tree that stands in none of `trees` as it stands here; nil where there is none. Choices such as an
  /// optimizer are whole.
  fileprivate func unread(in trees: [Value?], key: String = "") -> Value? {
    guard let entries, !Self.atoms.contains(key) else { return trees.contains { $0?.place == place } ? nil : self }
    let unread = entries.compactMap { entry in
      entry.value.unread(in: trees.map { $0?[entry.key] }, key: entry.key).map {
        Entry(key: entry.key, place: entry.place, value: $0)
      }
    }
    return unread.isEmpty ? nil : Value(content: .map(unread), place: place)
  }

  /// The values that are no maps, or empty ones, with their keys from the top.
  fileprivate func leaves(below keys: [String] = []) -> [(keys: [String], value: Value)] {
    guard let entries, !entries.isEmpty else { return [(keys, self)] }
    return entries.flatMap { $0.value.leaves(below: keys + [$0.key]) }
  }

  fileprivate func value(at keys: [String]) -> Value? { keys.reduce(Optional(self)) { $0?[$1] } }
}
