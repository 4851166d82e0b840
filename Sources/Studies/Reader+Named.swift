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
    } else if let entries = value.entries, entries.count == 1 {
      let entry = entries[0]
      let none = Value(content: .map([]), place: entry.place)
      named = Named(name: entry.key, place: entry.place, parameters: entry.value.isNull ? none : entry.value)
    } else {
      return reported(value, "must be one name, or one name with parameters, out of \(known.joined(separator: ", "))")
    }
    if later.contains(named.name) {
      return reported(value.place, "\(named.name) is not available yet; use one of \(known.joined(separator: ", "))")
    }
    if withData.contains(named.name) {
      let text = "\(named.name) comes with data sets, that is with task.dataset"
      return reported(value.place, "\(text); use one of \(known.joined(separator: ", "))")
    }
    guard known.contains(named.name) else {
      return reported(value.place, "\(named.name.shown()); \(nearest(named.name, of: known))")
    }
    return named
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
