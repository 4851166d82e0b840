/// Where the keys of a study belong, for one that stands elsewhere.
enum KeyHomes {
  /// Parameters by what has them, with the key and the value that take them.
  private static let parameters: [(keys: [String], what: String, path: [String])] = [
    (["learning_rate", "momentum", "nesterov"], "the optimizer", ["training", "optimizer", "sgd"]),
    (["beta_1", "beta_2", "epsilon"], "the optimizer", ["training", "optimizer", "adam"]),
    (["rho"], "the optimizer", ["training", "optimizer", "rmsprop"]),
    (["slope"], "the activation", ["network", "activation", "leaky_relu"]),
    (["stddev"], "the initializer", ["network", "initializer", "normal"]),
  ]

  private static let maps: [(keys: [String], map: String)] = [
    (Reader.networkKeys, "network"), (["target", "domain"] + Reader.dataTaskKeys, "task"),
    (Reader.trainingKeys + ["clipping", "zeroed"], "training"), (["flat"], "criteria"),
    // The others are words that anything may have.
    (["steps", "distributions", "bins", "bias_gradients", "input_descents"], "looks"),
  ]

  /// Says where a key belongs that is unknown in a map.
  /// - Parameters:
  ///   - entry: the key, a study's own or another's word for one, and its value.
  ///   - map: what it was written in.
  /// - Returns: nil for a key that no map of a study has.
  static func remedy(for entry: Value.Entry, in map: Value) -> String? {
    let value = entry.value.flow.shown(atMost: 40)
    for (keys, what, path) in parameters {
      guard let key = Synonyms.of(entry.key, among: keys).first else { continue }
      var path = path
      // The optimizer that the study has, where it says so here.
      if let mine = map[path[1]], let name = mine.text ?? mine.entries?.first?.key, what == "the optimizer" {
        path[2] = name.shown()
      }
      let inner = "\(path[1]): {\(path[2]): {\(key): \(value)}}"
      let isThere = map.place.path.split(separator: ".").last.map(String.init) == path[0]
      return said(entry.key, key, "belongs to \(what)", isThere ? inner : "\(path[0]): {\(inner)}")
    }
    for (keys, home) in maps {
      guard let written = Synonyms.of(entry.key, among: keys).first else { continue }
      let key = Synonyms.name(of: written)
      let example = written == key ? "\(key): \(value)" : written
      return said(entry.key, key, "belongs into `\(home)`", "\(home): {\(example)}")
    }
    guard let key = Synonyms.of(entry.key, among: Reader.studyKeys).first else { return nil }
    return said(entry.key, key, "belongs to the top of the study", "\(key): \(value)")
  }

  private static func said(_ written: String, _ key: String, _ home: String, _ example: String) -> String {
    "unknown key; \(written == key ? "it" : "our `\(key)`") \(home): write \(example)"
  }
}
