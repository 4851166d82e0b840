import Studies
import Testing
import Yams

/// Readers of YAML 1.1 (PyYAML, R) and of YAML 1.2 must find the same in a resolved study.
@Suite struct YAMLVersionsTests {
  /// What a plain scalar is to a reader.
  enum Kind: Hashable { case text, whole, number, boolean, nothing, other }

  private static func matches(_ text: String, _ pattern: String) throws -> Bool {
    try Regex(pattern).wholeMatch(in: text) != nil
  }

  /// The patterns of yaml.org/type for YAML 1.1.
  private static func kind11(_ text: String) throws -> Kind {
    if try matches(text, "y|Y|yes|Yes|YES|n|N|no|No|NO|true|True|TRUE|false|False|FALSE|on|On|ON|off|Off|OFF") {
      return .boolean
    }
    if try matches(text, "~|null|Null|NULL|") { return .nothing }
    if try matches(text, "[-+]?(0|[1-9][0-9_]*)") { return .whole }
    // PyYAML and R want a digit before the point, too.
    if try matches(text, #"[-+]?[0-9][0-9_]*\.[0-9_]*([eE][-+][0-9]+)?"#) { return .number }
    let others = [
      "[-+]?0b[0-1_]+", "[-+]?0[0-7_]+", "[-+]?0x[0-9a-fA-F_]+", "[-+]?[1-9][0-9_]*(:[0-5]?[0-9])+",
      #"[-+]?[0-9][0-9_]*(:[0-5]?[0-9])+\.[0-9_]*"#, #"[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)"#, "<<|=",
      #"[-+]?\.[0-9_]+([eE][-+][0-9]+)?"#, "[0-9][0-9][0-9][0-9]-[0-9][0-9]?-[0-9][0-9]?([Tt \t].*)?",
    ]
    return try others.contains { try matches(text, $0) } ? .other : .text
  }

  /// The core schema of YAML 1.2.
  private static func kind12(_ text: String) throws -> Kind {
    if try matches(text, "true|True|TRUE|false|False|FALSE") { return .boolean }
    if try matches(text, "~|null|Null|NULL|") { return .nothing }
    if try matches(text, "[-+]?[0-9]+") { return .whole }
    if try matches(text, #"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?"#) { return .number }
    return try matches(text, #"[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)|0o[0-7]+|0x[0-9a-fA-F]+"#) ? .other : .text
  }

  private static func scalars(_ node: Node, isKey: Bool = false) -> [(scalar: Node.Scalar, isKey: Bool)] {
    switch node {
    case .scalar(let scalar): [(scalar, isKey)]
    case .sequence(let items): items.flatMap { scalars($0) }
    case .mapping(let pairs): pairs.flatMap { scalars($0.key, isKey: true) + scalars($0.value) }
    case .alias: []
    }
  }

  /// Holds every scalar of a text to have one kind in both versions, and every key to be text.
  private func expectOneKind(_ text: String) throws {
    let root = try #require(try Yams.compose(yaml: text, .basic))
    let all = Self.scalars(root)
    #expect(all.count > 20)
    for (scalar, isKey) in all where scalar.style == .plain {
      let (old, new) = (try Self.kind11(scalar.string), try Self.kind12(scalar.string))
      #expect(old == new && old != .other, "`\(scalar.string)` is \(old) in YAML 1.1 and \(new) in YAML 1.2")
      if isKey { #expect(old == .text, "the key `\(scalar.string)` is \(old)") }
    }
  }

  @Test("The patterns tell the versions apart")
  func patterns() throws {
    for (text, old, new) in [
      ("1e-07", .text, .number), ("1.0e-07", .number, .number), ("no", .boolean, .text), ("007", .other, .whole),
      ("1_000", .whole, .text), ("0:20", .text, .text), ("1:20", .other, .text), ("2020-01-01", .other, .text),
      ("<<", .other, .text), ("~", .nothing, .nothing), ("relu", .text, .text), ("-2.5", .number, .number),
    ] as [(String, Kind, Kind)] {
      #expect(try Self.kind11(text) == old && Self.kind12(text) == new, "\(text)")
    }
  }

  @Test("The package's studies are the same in YAML 1.1 and 1.2", arguments: Repository.studies)
  func ownStudies(_ study: String) throws {
    try expectOneKind(StudyPlan(file: Repository.path(study)).resolvedText)
  }

  static let oddWords = [
    "no", "No", "NO", "n", "N", "y", "Y", "yes", "Yes", "on", "ON", "off", "Off", "true", "True", "false", "null",
    "NULL",
    "Null", "007", "0.10", "1e3", "12.5e-3", "1_000", "-1", "1.0", "2020-01-01", "0x1f", "0b1", "0o7", "=", "=1", "-",
    "--",
    ".5", ".", "1,5", "_1", "e1",
  ]

  @Test("Cells of any name keep it in every reader")
  func oddCells() throws {
    let cells = Self.oddWords.map { "\"\($0)\": {}" }.joined(separator: ", ")
    let pair =
      "compare: [[\"no\", \"007\"]]\nreported: {\"off\": {constant: {fraction: 0.5, of: 1000000, source: off}}}"
    let plan = try StudyPlan(text: "\(shortest)\ncells: {\(cells)}\n\(pair)")
    #expect(plan.cells.map(\.name) == Self.oddWords)
    try expectOneKind(plan.resolvedText)
    #expect(try StudyPlan(text: plan.resolvedText) == plan)
  }

  @Test(
    "Names and sources of any text keep it in every reader",
    arguments: oddWords + [
      "~", "<<", "0:20", "1:20", "2020-01-01 12:00:00", "- a", "a: b", "a #b", "#a", "{a}", "[a]", "!a", "&a", "*a",
      "|", ">", "%a", "@a", "`a", "'a", "\"", "\\", "a\"b\\n", "\"\u{301}x", "\\\u{301}", " a ", "±∞ é", "? a", "a:",
    ]
  )
  func oddTexts(_ word: String) throws {
    let quoted = word.unicodeScalars.map { $0 == "\"" || $0 == "\\" ? "\\\($0)" : "\($0)" }.joined()
    let text = shortest.replacing("name: short", with: "name: \"\(quoted)\"")
    let plan = try StudyPlan(text: text)
    #expect(plan.name == word)
    try expectOneKind(plan.resolvedText)
    #expect(try StudyPlan(text: plan.resolvedText) == plan)
  }

  @Test(
    "Numbers are numbers in every reader, with the same bits",
    arguments: [1e-7, 1e-5, 1.5e-7, 1e16, 1e22, .leastNonzeroMagnitude, .greatestFiniteMagnitude, 0.1, 3, 123456.75]
  )
  func numbers(_ number: Double) throws {
    let value = "{normal: {mean: -\(number), stddev: \(number)}}"
    let settings = ["precision=float64", "network.initializer=\(value)"]
    let plan = try StudyPlan(text: shortest, overrides: StudyOverrides(settings: settings))
    try expectOneKind(plan.resolvedText)
    let line = try #require(plan.resolvedText.split(separator: "\n").first { $0.hasPrefix("  initializer:") })
    let shown = try #require(line.split(separator: "stddev: ").last?.prefix { $0 != "," && $0 != "}" })
    #expect(Double(shown) == number && shown.contains("."), "\(line)")
    #expect(try StudyPlan(text: plan.resolvedText) == plan)
  }

  /// The hash is of the canonical form, which YAML has nothing to do with.
  @Test("How numbers and names are written changes no plan hash")
  func planHash() throws {
    let text = shortest.replacing("training: {}", with: "training: {optimizer: {adam: {learning_rate: 1e-4}}}")
    let plan = try StudyPlan(text: text + "\ncells: {\"no\": {}, \"1e3\": {}}")
    #expect(plan.planHash == "1c594b3aa13687be2d0f4bb67553cb5a445776bb0d840df36cd2bb67b0c5231b")
  }
}
