/// A map whose keys are read one by one. What is wrong is reported, and reading goes on with a stand-in.
struct Section {
  let place: Place
  private let value: Value
  /// False when no map stands there: that is the one problem, its keys are not missed.
  private let isMap: Bool
  let problems: Problems

  /// - Parameters:
  ///   - keys: all that may stand here; others are reported.
  ///   - refused: keys that are understood and cannot be used, with the remedy.
  init(_ value: Value, keys: [String], refused: [String: String] = [:], _ problems: Problems) {
    self.value = value
    self.problems = problems
    place = value.place
    isMap = value.entries != nil
    guard let entries = value.entries else {
      problems.add(value.place, "\(value.shown); must be a map of \(keys.joined(separator: ", "))")
      return
    }
    for entry in entries where !keys.contains(entry.key) && !problems.areMany {
      problems.add(entry.place, refused[entry.key] ?? "unknown key; \(nearest(entry.key, of: keys))")
    }
  }

  subscript(key: String) -> Value? { value[key] }

  /// What `read` makes of the key's value; the default where the key is left out or wrong.
  func optional<T>(_ key: String, default: T, _ read: (Value) -> T?) -> T {
    guard let value = value[key] else { return `default` }
    return read(value) ?? `default`
  }

  /// What `read` makes of the key's value; nil, and reported, where the key is left out or wrong.
  func required<T>(_ key: String, _ remedy: String, _ read: (Value) -> T?) -> T? {
    guard let value = value[key] else {
      if isMap { problems.add(place.key(key), "missing; \(remedy)") }
      return nil
    }
    return read(value)
  }
}

extension Section {
  /// The key with its value, where it is given.
  func entry(_ key: String) -> Value.Entry? { value.entries?.first { $0.key == key } }
}
