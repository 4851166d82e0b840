extension Reader {
  /// The grid of all combinations of `sweep: {network.width: [2, 3], …}`; the first key changes slowest.
  func variants(sweep: Value, _ common: Value) -> [Variant] {
    guard let axes = sweep.entries, !axes.isEmpty else {
      let _: Int? = reported(
        sweep,
        "must be a map of one or more keys with their values, such as {network.width: [2, 3]}"
      )
      return []
    }
    var variants = [Variant(name: "", tree: common)]
    for axis in axes {
      guard let values = values(of: axis) else { return [] }
      // Both factors are small: the product cannot run over.
      guard variants.count * values.count <= Limits.cells else {
        let count = "\(variants.count) × \(values.count)"
        let _: Int? = reported(axis.place, "\(count) cells so far; must be at most \(Limits.cells)")
        return []
      }
      let keys = axis.key.split(separator: ".").map(String.init)
      let label = label(of: axis.key, among: axes.map(\.key))
      variants = variants.flatMap { variant in
        values.map { value in
          let top = Place(origin: axis.place.origin, line: axis.place.line, path: "sweep")
          let name = "\(label)=\(value.nameInCell)"
          return Variant(
            name: variant.name.isEmpty ? name : "\(variant.name),\(name)",
            tree: variant.tree.setting(keys[...], to: value, at: top),
            isSwept: true
          )
        }
      }
    }
    return named(variants, sweep) ? variants : []
  }

  private func values(of axis: Value.Entry) -> [Value]? {
    let parts = axis.key.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.allSatisfy({ !$0.isEmpty }), Self.cellKeys.contains(String(parts[0])) else {
      return reported(
        axis.place,
        "must start with one of \(Self.cellKeys.joined(separator: ", ")), as in network.width"
      )
    }
    return list(axis.value, of: "values", such: "[2, 3]", counts: 1...Limits.cells) { $0 }
  }

  /// The last word of the key, or all of it where two keys end alike.
  private func label(of key: String, among keys: [String]) -> String {
    func last(_ key: String) -> Substring { key.split(separator: ".").last ?? "" }
    return keys.count { last($0) == last(key) } == 1 ? String(last(key)) : key
  }

  private func named(_ variants: [Variant], _ sweep: Value) -> Bool {
    var seen: Set<String> = []
    for name in variants.map(\.name) {
      guard name.isCellName else {
        problems.add(sweep.place, "a cell would be called `\(name.shown())`, which is too long; write cells instead")
        return false
      }
      guard seen.insert(name).inserted else {
        problems.add(sweep.place, "two cells would be called `\(name)`; write each value once, or write cells instead")
        return false
      }
    }
    return true
  }
}

extension Value {
  /// The value as part of a cell's name: `0.01`, `leaky_relu-slope=0.01`, `1-2-2`; signs a name cannot have are dropped.
  var nameInCell: String {
    switch content {
    case .scalar(let text, _): String(text.filter { String($0).isCellName && $0 != "," })
    case .list(let items): items.map(\.nameInCell).joined(separator: "-")
    case .map(let entries):
      entries.map { entry in
        let inner = entry.value.nameInCell
        return inner.isEmpty ? entry.key : "\(entry.key)\(entry.value.entries == nil ? "=" : "-")\(inner)"
      }.joined(separator: "-")
    }
  }
}
