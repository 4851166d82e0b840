internal import Yams

extension Value {
  /// Reads YAML text of a limited size and depth, without following it into what it could mean.
  /// - Parameters:
  ///   - bytes: UTF-8.
  ///   - place: of the whole text. Without a line, no lines are told: the text is an option's.
  /// - Throws: `StudyError` with the line, whatever the bytes are.
  init(yaml bytes: [UInt8], place: Place) throws(StudyError) {
    let text = try checkedText(bytes, place)
    let root: Node?
    do {
      // No resolver: what a scalar means is asked for later, by a key that knows.
      root = try Yams.compose(yaml: text, .basic, .default, .utf8)
    } catch {
      throw StudyError(yaml: error, text: text, place)
    }
    guard let root else { throw StudyError(place, "empty; give at least name, network, task and training") }
    var converter = Converter(tellsLines: place.line != nil)
    self = try converter.value(root, at: place, depth: 0)
  }
}

/// Turns Yams' nodes, which share what aliases repeat, into a tree of bounded size.
private struct Converter {
  let tellsLines: Bool
  var count = 0

  init(tellsLines: Bool) { self.tellsLines = tellsLines }

  mutating func value(_ node: Node, at place: Place, depth: Int) throws(StudyError) -> Value {
    var place = place
    count += 1
    if count > Limits.values {
      throw StudyError(
        Place(origin: place.origin, line: place.line),
        "more than \(Limits.values) values, each alias counted as often as it is used; write less"
      )
    }
    if place.path.utf8.count > Limits.pathLength {
      let start = Place(origin: place.origin, line: place.line)
      throw StudyError(start, "a key path of more than \(Limits.pathLength) bytes; use shorter keys")
    }
    if depth > Limits.depth {
      throw StudyError(place, "more than \(Limits.depth) maps and lists inside each other; a study needs fewer")
    }
    let tag = node.explicitTag
    if !["", "!", "tag:yaml.org,2002:str", "tag:yaml.org,2002:map", "tag:yaml.org,2002:seq"].contains(tag) {
      throw StudyError(place, "tag \(tag.shown()); leave it out, each key knows its type")
    }
    switch node {
    case .scalar(let scalar):
      if !scalar.string.isEmpty { place.line = line(scalar.mark, place) }
      return Value(content: .scalar(scalar.string, isPlain: scalar.style == .plain && tag.isEmpty), place: place)
    case .sequence(let sequence):
      var items: [Value] = []
      for (index, item) in sequence.enumerated() {
        var itemPlace = place.item(index)
        itemPlace.line = line(item.mark, place)
        items.append(try value(item, at: itemPlace, depth: depth + 1))
      }
      return Value(content: .list(items), place: place)
    case .mapping(let mapping):
      guard mapping.count <= Limits.keys else {
        throw StudyError(place, "a map of \(mapping.count) keys; must have at most \(Limits.keys)")
      }
      var entries: [Value.Entry] = []
      for (keyNode, node) in mapping {
        let entry = try entry(keyNode, node, in: place, depth: depth)
        if let last = entries.last { try check(entry, after: last) }
        entries.append(entry)
      }
      return Value(content: .map(entries), place: place)
    case .alias:
      // `compose` puts the node itself in the place of its alias.
      throw StudyError(place, "an alias; write the value out")
    }
  }

  private mutating func entry(
    _ keyNode: Node,
    _ node: Node,
    in place: Place,
    depth: Int
  ) throws(StudyError) -> Value.Entry {
    var place = place
    place.line = line(keyNode.mark, place)
    guard case .scalar(let scalar) = keyNode else {
      throw StudyError(place, "a list or map as a key; keys are plain words")
    }
    let key = scalar.string
    guard !key.isEmpty, key.unicodeScalars.count <= Limits.keyLength else {
      throw StudyError(place, "key `\(key.shown())`; must have 1 to \(Limits.keyLength) characters")
    }
    // In quotes it is a word like any other.
    if key == "<<", scalar.style == .plain {
      throw StudyError(place, "key `<<`; maps cannot be merged: write the values out, or use cells")
    }
    let keyPlace = place.key(key)
    return Value.Entry(key: key, place: keyPlace, value: try value(node, at: keyPlace, depth: depth + 1))
  }

  /// Refuses what `{learning_rate: 0,001}` is in YAML: an entry of 0, and a key 001.
  private func check(_ entry: Value.Entry, after last: Value.Entry) throws(StudyError) {
    guard entry.value.isNull, entry.place.line == last.place.line, entry.key.isWholeNumber,
      let whole = last.value.plainText, whole.isWholeNumber
    else {
      return
    }
    let number = "\(whole).\(entry.key)"
    throw StudyError(last.place, "\(whole),\(entry.key); the decimal mark is a point: write \(number.shown())")
  }

  private func line(_ mark: Mark?, _ place: Place) -> Int? { tellsLines ? mark?.line ?? place.line : nil }
}

extension Node {
  /// The tag that was written, or that a key was given in passing; empty for none.
  fileprivate var explicitTag: String {
    switch self {
    case .scalar(let scalar): scalar.tag.rawValue
    case .sequence(let sequence): sequence.tag.rawValue
    case .mapping(let mapping): mapping.tag.rawValue
    case .alias(let alias): alias.tag.rawValue
    }
  }
}

extension StudyError {
  /// What Yams says, as one line with its place.
  fileprivate init(yaml error: any Error, text: String, _ place: Place) {
    var place = place
    func at(_ line: Int) { if place.line != nil { place.line = line } }
    switch error {
    case YamlError.scanner(let context, let problem, let mark, _),
      YamlError.parser(let context, let problem, let mark, _),
      YamlError.composer(let context, let problem, let mark, _):
      at(mark.line)
      if problem.contains("nesting level") {
        self.init(place, "thousands of maps and lists inside each other; a study needs fewer")
        return
      }
      if problem.contains("another document") {
        self.init(place, "a second document begins; keep one study a file")
        return
      }
      let said = [context?.text, problem].compactMap { $0 }.joined(separator: ", ")
      // What YAML misses where a key or a quotation ends was often typed where it began, or on the line before.
      let first = min(context?.mark.line ?? mark.line - 1, mark.line)
      let suspect = suspect(in: text, lines: first...mark.line)
      if let suspect { at(suspect.line) }
      self.init(place, "not YAML: \(said); \(suspect?.remedy ?? "mind the indentation, brackets and quotes")")
    case YamlError.reader(let problem, let offset, let value, _):
      at(1 + text.prefix(offset ?? 0).count { $0.isNewline })
      let name = UInt32(exactly: value).flatMap { Unicode.Scalar($0) }.map { " (\($0.nameWithNumber))" } ?? ""
      self.init(place, "not YAML: \(problem)\(name); keep to printable text")
    case YamlError.duplicatedKeysInMapping(let keys, let context):
      at(context.mark.line)
      self.init(place, "key `\((keys.first ?? "").shown())` stands twice in one map; keep one")
    default:
      self.init(place, "not YAML: \("\(error)".shown(atMost: 100)); mind the indentation, brackets and quotes")
    }
  }
}
