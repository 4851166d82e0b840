/// A map whose keys are read one by one. What is wrong is reported, and reading goes on with a stand-in.
struct Section {
  let place: Place
  private let value: Value
  /// False when no map stands there: that is the one problem, its keys are not missed.
  private let isMap: Bool
  let problems: Problems
  /// The keys that are not missed, since an unknown one was probably meant to be them.
  private(set) var excused: Excused

  /// - Parameters:
  ///   - keys: all that may stand here; others are reported.
  ///   - refused: keys that are understood and cannot be used, with the remedy.
  ///   - excused: keys that need not be missed beyond those that are misspelt here.
  init(
    _ value: Value,
    keys: [String],
    refused: [String: String] = [:],
    excused: Excused = Excused(),
    _ problems: Problems
  ) {
    self.excused = excused
    self.value = value
    self.problems = problems
    place = value.place
    isMap = value.entries != nil
    guard let entries = value.entries else {
      let example = Self.example(value, keys).map { ": write \($0)" } ?? ""
      problems.add(value.place, "\(value.shown); must be a map of \(keys.joined(separator: ", "))\(example)")
      return
    }
    for entry in entries where !keys.contains(entry.key) {
      let elsewhere = Self.elsewhere(entry, value, keys, refused)
      self.excused.add(elsewhere == nil ? guess(entry.key, of: keys) : nil)
      if problems.areMany { continue }
      let remedy = elsewhere ?? "unknown key; \(nearest(entry.key, of: keys))"
      problems.add(entry.place, remedy + entry.key.strangers)
    }
  }

  /// The message for a known key that does not belong here; nil for an unknown or misspelt key.
  private static func elsewhere(_ entry: Value.Entry, _ map: Value, _ keys: [String], _ refused: [String: String])
    -> String?
  {
    if let remedy = refused[entry.key] { return remedy }
    if !Synonyms.of(entry.key, among: keys).isEmpty { return nil }
    if let key = Synonyms.of(entry.key, among: refused.keys.sorted()).first { return refused[Synonyms.name(of: key)] }
    return KeyHomes.remedy(for: entry, in: map)
  }

  /// Parameters that a bare number is probably meant for.
  private static let mainKeys = ["slope", "stddev", "value", "learning_rate", "scale", "momentum", "points", "lambda"]

  /// `{leaky_relu: {slope: 0.2}}` for `{leaky_relu: 0.2}`.
  private static func example(_ value: Value, _ keys: [String]) -> String? {
    guard let text = value.plainText, Double(plain: text) != nil, let key = mainKeys.first(where: keys.contains),
      let name = value.place.path.split(separator: ".").last
    else { return nil }
    return "{\(name): {\(key): \(text)}}"
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
      if isMap, !excused.contains(key) {
        problems.add(place.key(key), "missing; \(remedy)", as: .init(place: place, remedy: remedy))
      }
      return nil
    }
    return read(value)
  }
}

/// Keys whose absence an unknown key beside them explains: one mistake, one line.
struct Excused {
  private var keys: Set<String> = []
  /// True beside a key that could have been meant for any.
  private var areAll = false

  /// - Parameter guess: what the unknown key was meant to be; nil where that cannot be told.
  mutating func add(_ guess: String?) {
    if let guess { keys.insert(guess) } else { areAll = true }
  }

  func contains(_ key: String) -> Bool { areAll || keys.contains(key) }
}

extension Section {
  /// The key with its value, where it is given.
  func entry(_ key: String) -> Value.Entry? { value.entries?.first { $0.key == key } }
}
