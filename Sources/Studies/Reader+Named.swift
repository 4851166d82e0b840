/// A thing that has a name and perhaps parameters: `relu`, `{leaky_relu: {slope: 0.01}}`.
struct Named {
  let name: String
  /// Of the name itself.
  let place: Place
  /// What the name is followed by; an empty map when it stands alone.
  let parameters: Value
}

extension Reader {
  /// - Parameters:
  ///   - known: the names that can be used.
  ///   - later: names that are understood and not available yet.
  ///   - withData: names that are understood and to be had in studies of data sets alone.
  func named(_ value: Value, known: [String], later: [String] = [], withData: [String] = []) -> Named? {
    let named: Named
    if let text = value.text, !value.isNull {
      named = Named(name: text, place: value.place, parameters: Value(content: .map([]), place: value.place))
    } else {
      let remedy = "must be one name, or one name with parameters, out of \(known.joined(separator: ", "))"
      guard let entry = onlyEntry(value, remedy) else { return nil }
      let none = Value(content: .map([]), place: entry.place)
      named = Named(name: entry.key, place: entry.place, parameters: entry.value.isNull ? none : entry.value)
    }
    if later.contains(named.name) {
      return reported(value.place, "\(named.name) is not available yet; use one of \(known.joined(separator: ", "))")
    }
    if withData.contains(named.name) {
      let text = "\(named.name) comes with data sets, that is with task.dataset"
      return reported(value.place, "\(text); use one of \(known.joined(separator: ", "))")
    }
    guard known.contains(named.name) else {
      return reported(value.place, "\(named.name.shown()); \(nearest(named.name, of: known))\(named.name.strangers)")
    }
    return named
  }

  /// The entry of a map that makes one choice, such as `{adam: {…}}`. Reports anything else.
  ///
  /// An override of a parameter, `--set training.optimizer.adam.learning_rate=1e-3`, adds a second choice to a map that has
  /// made one: then the message names both, and how to replace the map as a whole.
  func onlyEntry(_ value: Value, _ remedy: String) -> Value.Entry? {
    guard let entries = value.entries, let added = entries.last else { return reported(value, remedy) }
    if entries.count == 1 { return added }
    guard let first = entries.first(where: { !whence($0, from: added).isEmpty }) else { return reported(value, remedy) }
    let path = added.place.path.dropLast(added.place.path.hasSuffix(added.key) ? added.key.count + 1 : 0)
    let whole = "{\(added.key): \(added.value.flow)}".shown(atMost: 200)
    let replacement =
      added.place.isOption
      ? "--set '\(path)=\(whole)'"
      : "whole values, \(path.hasPrefix("sweep.") ? path.dropFirst("sweep.".count) : path): [\(whole), …]"
    return reported(
      added.place,
      "stands beside `\(first.key)`\(whence(first, from: added)); there can be one: to replace it, write \(replacement)"
    )
  }

  /// Where an entry stands that is at odds with another, in brackets: file with line, or option, and key path. Nothing for
  /// neighbours in one map; an override or a cell may come from far apart.
  func whence(_ entry: Value.Entry, from other: Value.Entry) -> String {
    let isNear =
      entry.place.origin == other.place.origin
      && entry.place.path.dropLast(entry.key.count) == other.place.path.dropLast(other.key.count)
    return isNear ? "" : " (\(entry.place.position): \(entry.place.path))"
  }

  /// Reports parameters of a name that takes none.
  func hasNoParameters(_ named: Named) -> Bool {
    guard let entries = named.parameters.entries else {
      return reported(named.parameters, "\(named.name) takes no parameters; write \(named.name) alone") ?? false
    }
    for entry in entries { problems.add(entry.place, "\(named.name) takes no parameters; leave it out") }
    return entries.isEmpty
  }
}
