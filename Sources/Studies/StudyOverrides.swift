/// What the command line says that the file does not, or says otherwise.
public struct StudyOverrides: Hashable, Sendable {
  /// `--seed`.
  public var seed: UInt64?
  /// `--simulations`.
  public var simulations: UInt64?
  /// `--range`: the simulations to carry out, instead of the first so many. A study that stops on precision refuses it.
  public var range: Range<UInt64>?
  /// The weight of the confidence sequence where the study leaves it out: the one that it began with, when it is gone on with.
  public var keptWeight: Double?
  /// `--set`: each `key.path=value`, the value in YAML, applied in order before anything is checked.
  public var settings: [String]

  public init(
    seed: UInt64? = nil,
    simulations: UInt64? = nil,
    range: Range<UInt64>? = nil,
    settings: [String] = []
  ) {
    self.seed = seed
    self.simulations = simulations
    self.range = range
    self.settings = settings
  }
}

extension StudyOverrides {
  /// The tree of the file with every override put in its place.
  /// - Parameter problems: told of what goes with a cell that is removed.
  func applied(to root: Value, noting problems: Problems) throws(StudyError) -> Value {
    var root = root
    for setting in settings {
      let origin = "--set \(setting.shown(atMost: 80))"
      guard let (keys, written) = root.parsed(setting: setting[...]) else {
        throw StudyError(Place(origin: origin), "must be KEY=VALUE, such as --set network.width=4")
      }
      let new = try root.setting(keys, written: written, origin: origin)
      guard keys.count == 2, keys[0] == "cells", let cell = new["cells"]?[keys[1]], cell.isNull else {
        root = new
        continue
      }
      if cell.text == "" {
        throw StudyError(
          cell.place,
          "nothing; must be a map, such as {} for a cell with nothing to change; to remove the cell, write "
            + "cells.\(keys[1])=null"
        )
      }
      root = try root.removing(cell: keys[1], origin, problems)
    }
    if let seed { root = try root.setting(["seed"], written: "\(seed)", origin: "--seed \(seed)") }
    if let simulations {
      root = try root.setting(["simulations"], written: "\(simulations)", origin: "--simulations \(simulations)")
    }
    if let range {
      let origin = "--range \(range.lowerBound)..<\(range.upperBound)"
      if let stop = root["stop"], !stop.isNull {
        throw StudyError(
          Place(origin: origin),
          "a study with `stop:` decides by itself how many simulations it takes; leave one of them out (--set stop=)"
        )
      }
      root = try root.setting(["simulations"], written: "\(range.count)", origin: origin)
      root = try root.setting(["first_simulation"], written: "\(range.lowerBound)", origin: origin)
    }
    return root
  }
}

extension Value {
  /// This study without a cell, and without what names it: pairs of `compare` and numbers of `reported`.
  fileprivate func removing(cell: String, _ origin: String, _ problems: Problems) throws(StudyError) -> Value {
    let place = Place(origin: origin).key("cells").key(cell)
    guard let entries, (self["cells"]?.entries?.count ?? 0) > 1 else {
      throw StudyError(
        place,
        "nothing; the only cell cannot be removed: write cells.\(cell)={} for one with nothing to change"
      )
    }
    var removed: [String] = []
    let kept = entries.map { entry in
      var entry = entry
      switch (entry.key, entry.value.content) {
      case ("cells", .map(let cells)), ("reported", .map(let cells)):
        let rest = cells.filter { $0.key != cell }
        if entry.key == "reported", rest.count < cells.count { removed.append("its `reported`") }
        entry.value.content = .map(rest)
      case ("compare", .list(let pairs)):
        let rest = pairs.filter { pair in !(pair.items ?? []).contains { $0.text == cell } }
        let count = pairs.count - rest.count
        if count > 0 { removed.append("\(count == 1 ? "one pair" : "\(count) pairs") of `compare`") }
        entry.value.content = .list(rest)
      default: break
      }
      return entry
    }
    let rest = removed.isEmpty ? "" : ", with \(removed.joined(separator: " and "))"
    problems.notes.append("\(origin): cell \(cell) removed\(rest)")
    return Value(content: .map(kept), place: self.place)
  }

  /// Splits `a.b=value` into keys and value. A cell's name may hold "." and "=", so keys that exist go first.
  fileprivate func parsed(setting: Substring) -> (keys: [String], written: String)? {
    var keys: [String] = []
    var rest = setting
    var node: Value? = self
    while true {
      // A cell may have no `reported` yet.
      let cells = keys == ["reported"] ? self["cells"]?.entries ?? [] : []
      let known = ((node?.entries ?? []) + cells).map(\.key).filter { key in
        rest.hasPrefix(key) && (rest.dropFirst(key.count).first.map { ".=".contains($0) } ?? false)
      }
      let key = known.max { $0.count < $1.count } ?? rest.unknownKey(isCell: keys == ["cells"])
      rest = rest.dropFirst(key.count)
      guard !key.isEmpty, let separator = rest.first, keys.count < Limits.depth else { return nil }
      keys.append(key)
      rest = rest.dropFirst()
      if separator == "=" { return (keys, String(rest)) }
      node = node?[key]
    }
  }

  fileprivate func setting(_ keys: [String], written: String, origin: String) throws(StudyError) -> Value {
    let top = Place(origin: origin)
    if keys[0] == "cells", keys.count > 1, self["cells"]?[keys[1]] == nil {
      let names = (self["cells"]?.entries ?? []).map(\.key)
      let remedy = names.isEmpty ? "the study has no `cells:`" : nearest(keys[1], of: names)
      throw StudyError(top.key("cells").key(keys[1]), "no such cell; \(remedy)")
    }
    let place = keys.reduce(top) { $0.key($1) }
    // `key=` says nothing, as `key:` does in the file.
    let isNothing = written.allSatisfy { $0 == " " }
    let nothing = Value(content: .scalar("", isPlain: true), place: place)
    return setting(keys[...], to: isNothing ? nothing : try Value(yaml: Array(written.utf8), place: place), at: top)
  }
}

extension Substring {
  /// The first key of a setting, if no such key exists. A cell name ends before the first key that cells have, or before `=`.
  fileprivate func unknownKey(isCell: Bool) -> String {
    guard isCell else { return String(prefix { !".=".contains($0) }) }
    let words = prefix { $0 != "=" }.split(separator: ".", omittingEmptySubsequences: false)
    let others = words.dropFirst().prefix { !Reader.cellKeys.contains(String($0)) }
    return (words.prefix(1) + others).joined(separator: ".")
  }
}
