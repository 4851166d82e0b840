extension Value {
  /// Keys whose maps say one thing together: a cell that gives one means all of it.
  static let atoms: Set<String> = [
    "activation", "output_activation", "initializer", "first_initializer", "output_initializer", "optimizer", "dataset",
    "validation", "scaling", "found", "clipping", "bins",
  ]

  /// This map with what `override` says on top: maps are merged key by key, all else is replaced.
  /// - Complexity: O(entries of both maps, squared a map).
  func merged(with override: Value, key: String = "") -> Value {
    guard var entries, let changes = override.entries, !Self.atoms.contains(key) else { return override }
    if key == "network" { entries.removeAlternatives(to: changes.map(\.key)) }
    for change in changes {
      if let index = entries.firstIndex(where: { $0.key == change.key }) {
        let merged = entries[index].value.merged(with: change.value, key: change.key)
        entries[index] = Entry(key: change.key, place: change.place, value: merged)
      } else {
        entries.append(change)
      }
    }
    return Value(content: .map(entries), place: place)
  }

  /// This tree with `value` at the end of `keys`; what stands in the way of a map there gives way to one.
  /// - Parameter place: of this tree, as the author of `value` sees it.
  func setting(_ keys: ArraySlice<String>, to value: Value, at place: Place) -> Value {
    guard let key = keys.first else { return value }
    var entries = self.entries ?? []
    if self.place.path.split(separator: ".").last == "network" { entries.removeAlternatives(to: [key]) }
    let keyPlace = place.key(key)
    let index = entries.firstIndex { $0.key == key }
    let old = index.map { entries[$0].value } ?? Value(content: .map([]), place: keyPlace)
    let new = Entry(key: key, place: keyPlace, value: old.setting(keys.dropFirst(), to: value, at: keyPlace))
    if let index {
      // The key was there before: what is wrong with its old neighbours is still told by their own places.
      entries[index] = Entry(key: key, place: keys.count == 1 ? keyPlace : entries[index].place, value: new.value)
    } else {
      entries.append(new)
    }
    return Value(content: .map(entries), place: self.entries == nil ? place : self.place)
  }
}

extension [Value.Entry] {
  /// Depth and widths of a network can be told in three ways; who tells one takes back the others.
  fileprivate mutating func removeAlternatives(to keys: [String]) {
    // Who tells a depth tells the network anew. All else beside `layers` or `widths` is a mistake, and says so.
    if keys.contains("layers") { removeAll { !["inputs", "layers"].contains($0.key) } }
    if keys.contains("widths") { removeAll { ["layers", "hidden_layers", "width"].contains($0.key) } }
    if keys.contains("hidden_layers") { removeAll { ["layers", "widths"].contains($0.key) } }
  }
}
