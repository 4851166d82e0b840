import Experiments

extension Reader {
  /// Checks what the common part says and every cell says otherwise: no cell reads it, so a mistake there would go unseen.
  ///
  /// It is checked by itself, since it need not fit what the cells say, and need not be complete.
  func checkOverridden(_ common: Value, _ variants: [Variant], seed: UInt64) {
    // Where no cell was read, or none tells a task, there is nothing to check it for.
    guard let hasData = variants.compactMap(\.hasData).first,
      let unread = common.unread(in: variants.map(\.tree)), case .map(var entries) = unread.content
    else { return }
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
    if hasData {
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
    for (keys, value) in common.overrides() {
      let isReached = variants.map { $0.tree.holds(value, at: keys) }
      // Who sets a cell's own value, too, knows of it.
      let others = zip(variants, isReached).filter { !$1 }.map(\.0)
        .filter { $0.isSwept || $0.tree.value(at: keys)?.place.isOption != true }
      guard !others.isEmpty else { continue }
      let reached = zip(variants, isReached).filter(\.1).map(\.0.name)
      let key = keys.joined(separator: ".")
      let changed = reached.isEmpty ? "changes no cell" : "changes \(reached.shown)"
      let kept = "\(others.map(\.name).shown) \(others.count == 1 ? "keeps its" : "keep their") own \(key)"
      // A cell that has made another choice has no such key, and a swept one no place for it.
      let settings = others.filter { !$0.isSwept && $0.tree.value(at: keys) != nil }
        .map { "cells.\($0.name).\(key)=\(value.flow.shown(atMost: 200))" }
      problems.notes.append("\(value.place.origin): \(changed); \(kept)\(remedy(settings))")
    }
  }

  /// Notes which cells have results of others to be compared with, and are not those others' any more.
  func noteChanged(_ reported: Value, _ variants: [Variant]) {
    let names = reported.entries?.map(\.key) ?? []
    let computing: Set = ["precision", "network", "task", "training"]
    let changed = variants.filter { variant in
      names.contains(variant.name)
        && variant.tree.overrides().contains { keys, _ in
          keys.first.map(computing.contains) ?? false && keys.prefix(2) != ["task", "found"]
        }
    }
    guard !changed.isEmpty else { return }
    problems.notes.append(
      "reported: \(changed.map(\.name).shown) \(changed.count == 1 ? "is" : "are") changed by --set, and compared with "
        + "results of the study as its file has it"
    )
  }

  /// How to change what cells have of their own; at most three cells are written out.
  private func remedy(_ settings: [String]) -> String {
    if settings.isEmpty { return "" }
    // A shell takes what cell names are made of as it stands.
    let options = settings.prefix(3).map { $0.isCellName ? "--set \($0)" : "--set '\($0)'" }
    let rest = settings.count > 3 ? ", and likewise for \(settings.count - 3) more" : ""
    return "; to change it there, add \(options.joined(separator: " "))\(rest)"
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

  /// The values that options of the command line set, with their keys from the top. A choice such as an optimizer, set as a whole, is one.
  fileprivate func overrides(below keys: [String] = []) -> [(keys: [String], value: Value)] {
    let isWhole = place.isOption && keys.last.map { Self.atoms.contains($0) } ?? false
    guard let entries, !entries.isEmpty, !isWhole else { return place.isOption ? [(keys, self)] : [] }
    return entries.flatMap { $0.value.overrides(below: keys + [$0.key]) }
  }

  /// Whether what an option set stands in this tree, and in none of its parts another value: a sweep may set parts.
  fileprivate func holds(_ given: Value, at keys: [String]) -> Bool {
    guard let mine = value(at: keys), mine.place == given.place else { return false }
    guard let parts = given.entries, !parts.isEmpty else { return true }
    return mine.leaves().map(\.value.place) == given.leaves().map(\.value.place)
  }

  fileprivate func value(at keys: [String]) -> Value? { keys.reduce(Optional(self)) { $0?[$1] } }
}
