import Foundation
import Studies
import Testing

/// One study in every odd spelling that editors, keyboards, spreadsheets and other programs make of it.
@Suite struct OddSpellingTests {
  private static let base = """
    name: odd
    seed: 35
    simulations: 20
    network:
      hidden_layers: 2
      width: 2
      activation: relu
    task: {target: abs, domain: [-1, 1], training_points: 64, test_points: 10}
    training:
      optimizer: {sgd: {learning_rate: 0.001}}
      batch_size: 16
      epochs: 1

    """

  struct Spelling: CustomTestStringConvertible, Sendable {
    var name: String
    var bytes: [UInt8]
    /// Nil where it is the same plan; else what the one line of the message must hold.
    var fragments: [String]?
    var testDescription: String { name }

    init(_ name: String, _ text: String, _ fragments: String...) {
      self.init(name, bytes: Array(text.utf8), fragments)
    }
    init(_ name: String, bytes: [UInt8], _ fragments: [String]) {
      (self.name, self.bytes, self.fragments) = (name, bytes, fragments.isEmpty ? nil : fragments)
    }
    /// A part of the base in another spelling.
    init(_ name: String, _ old: String, as new: String, _ fragments: String...) {
      self.init(name, bytes: Array(base.replacing(old, with: new).utf8), fragments)
    }
  }

  private static func rate(_ text: String, _ fragments: String...) -> Spelling {
    let bytes = Array(base.replacing("0.001", with: text).utf8)
    return Spelling(
      "rate \(text)",
      bytes: bytes,
      fragments.isEmpty ? [] : [":10: training.optimizer.sgd.learning_rate: "] + fragments
    )
  }
  private static func count(_ text: String, _ fragments: String...) -> Spelling {
    let bytes = Array(base.replacing("simulations: 20", with: "simulations: \(text)").utf8)
    return Spelling(
      "count \(text)",
      bytes: bytes,
      fragments.isEmpty ? [] : [":3: simulations: \(fragments[0])"] + fragments
    )
  }
  private static func underscores(_ text: String, _ plain: String) -> Spelling {
    count(text, "\(text); underscores may only separate groups of three digits, as in 1_000_000; write \(plain)")
  }
  private static func domain(_ text: String, _ fragments: String...) -> Spelling {
    let bytes = Array(base.replacing("[-1, 1]", with: text).utf8)
    return Spelling("domain \(text)", bytes: bytes, [":8: task.domain"] + fragments)
  }

  private static func utf16(_ order: String.Encoding) -> [UInt8] { Array(base.data(using: order) ?? Data()) }

  private static let files: [Spelling] = [
    Spelling("as it is", base),
    Spelling("byte order mark", "\u{feff}" + base),
    Spelling("CR LF", "\n", as: "\r\n"), Spelling("CR alone", "\n", as: "\r"),
    Spelling("blanks at line ends", "\n", as: "   \n"), Spelling("no line end at the end", String(base.dropLast())),
    Spelling("document end", base + "...\n"), Spelling("document start", "---\n" + base),
    Spelling("version", "%YAML 1.2\n---\n" + base),
    Spelling("UTF-16", bytes: utf16(.utf16), [":1: UTF-16; a study is UTF-8: save the file in that encoding"]),
    Spelling("UTF-16, other order", bytes: utf16(.utf16BigEndian), [":1: UTF-16; "]),
    Spelling("UTF-32", bytes: utf16(.utf32), [":1: UTF-32; "]),
    Spelling("Latin-1", bytes: Array("name: od".utf8) + [0xe9] + Array(base.dropFirst(8).utf8), [":1: not UTF-8"]),
    Spelling("Latin-1 after CR", bytes: Array("# a\r# b\rname: od".utf8) + [0xe9], [":3: not UTF-8"]),
    Spelling("NUL", base + "\0", ":13: a control character (code 0)"),
    Spelling("two documents", base + "---\n" + base, "a second document begins; keep one study a file"),
    Spelling("nothing", "", "empty; give at least name"), Spelling("a comment", "# nothing\n", "empty; give at least"),
    Spelling("JSON", json),
  ]

  private static let json =
    #"{"name": "odd", "seed": 35, "simulations": 20, "network": {"hidden_layers": 2, "width": 2, "activation": "relu"}, "#
    + #""task": {"target": "abs", "domain": [-1, 1], "training_points": 64, "test_points": 10}, "training": "#
    + #"{"optimizer": {"sgd": {"learning_rate": 0.001}}, "batch_size": 16, "epochs": 1}}"#

  private static let keys: [Spelling] = [
    Spelling("tab before a key", "  width", as: "\twidth", ":6: not YAML", "indent with spaces, not tabs"),
    Spelling(
      "tab before a key, CR LF",
      base.replacing("  width", with: "\twidth").replacing("\n", with: "\r\n"),
      ":6: not YAML",
      "indent with spaces, not tabs"
    ),
    Spelling("tab after a colon", "width: 2", as: "width:\t2"),
    Spelling("tab and comment", "width: 2", as: "width: 2\t# 2"),
    Spelling("a key twice", base + "seed: 36\n", "key `seed` stands twice in one map; keep one"),
    Spelling(
      "merge key",
      "network:\n",
      as: "network:\n  <<: {bias: true}\n",
      ":5: network: key `<<`; maps cannot be merged"
    ),
    Spelling("tag", "seed: 35", as: "seed: !!int 35", "seed: tag tag:yaml.org,2002:int; leave it out"),
    Spelling("alias", "hidden_layers: 2\n  width: 2", as: "hidden_layers: &n 2\n  width: *n"),
    Spelling("upper case", "network:", as: "Network:", ":4: Network: unknown key; did you mean `network`?"),
    Spelling("blank before a colon", "seed: 35", as: "seed : 35"), Spelling("quoted", "seed: 35", as: "\"seed\": 35"),
    Spelling(
      "hyphen",
      "hidden_layers",
      as: "hidden-layers",
      ":5: network.hidden-layers: unknown key; did you mean `hidden_layers`?"
    ),
    Spelling(
      "no blank after a colon",
      "seed: 35",
      as: "seed:35",
      ":2: not YAML",
      "write a blank after the colon: seed: 35"
    ),
    Spelling("no value", "  width: 2", as: "  width:", ":6: network.width: nothing; must be a whole number"),
    Spelling(
      "no-break space",
      "width: 2",
      as: "width:\u{a0}2",
      ":6: not YAML",
      "U+00A0 NO-BREAK SPACE; write an ordinary space"
    ),
    Spelling(
      "no-break indentation",
      "  width",
      as: "\u{a0}\u{a0}width",
      ":6: ",
      "U+00A0 NO-BREAK SPACE; write an ordinary space"
    ),
    Spelling(
      "Cyrillic letter",
      "width",
      as: "w\u{456}dth",
      ":6: network.w\u{456}dth: unknown key; did you mean `width`?",
      "`\u{456}` is U+0456 CYRILLIC SMALL LETTER BYELORUSSIAN-UKRAINIAN I"
    ),
    Spelling("ideographic colon", "seed: 35", as: "seed\u{ff1a}35", ":2: not YAML", "U+FF1A FULLWIDTH COLON; write :"),
    Spelling(
      "curly quotes on a key",
      "seed: 35",
      as: "\u{201c}seed\u{201d}: 35",
      ":2: ",
      "U+201C LEFT DOUBLE QUOTATION MARK"
    ),
  ]

  private static let values: [Spelling] =
    [
      Spelling(
        "zero-width space",
        "width: 2",
        as: "width: 2\u{200b}",
        ":6: network.width: 2",
        "U+200B ZERO WIDTH SPACE; remove it"
      ),
      Spelling(
        "zero-width in a name",
        "name: odd",
        as: "name: o\u{200b}dd",
        ":1: name: ",
        "U+200B ZERO WIDTH SPACE; remove it"
      ),
      Spelling(
        "no-break space in a word",
        "relu",
        as: "re\u{a0}lu",
        ":7: network.activation: ",
        "U+00A0 NO-BREAK SPACE"
      ),
      // The quotes belong to the name, which is no part of the plan.
      Spelling("curly quotes on a name", "name: odd", as: "name: \u{201c}odd\u{201d}"),
      rate("1e-3"), rate("1E-3"), rate("+0.001"), rate(".001"),
      rate("1d-3", "1d-3; must be a number", "write 1e-3"), rate("0.1%", "must be a number"),
      rate("\"0.001\"", "in quotes it is text: write 0.001"),
      rate("0,001", "0,001; the decimal mark is a point: write 0.001"),
      rate("\"0,001\"", "the decimal mark is a point: write 0.001"),
      rate("0.00_1", "must be a number", "without underscores: write 0.001"),
      rate(".nan", "must be a number"), rate(".inf", "must be a number"), rate("0", "0; must be more than 0"),
      rate("1e400", "1e400; must be finite: numbers end at 1.8e308"),
      rate("1e-400", "1e-400; too small: it would be 0"),
      rate("1e-50", "1e-50; too small for float32"), rate("\u{2212}1", "U+2212 MINUS SIGN; write -"),
      rate("010", "010; must not begin with a zero, as octal numbers do: write 10"),
      count("1_000"), count("+12_345_678"), underscores("2_0", "20"), underscores("_20", "20"),
      underscores("1000_000", "1000000"), underscores("1__000", "1000"), underscores("1_000_", "1000"),
      count("2e1", "2e1; must be a whole number, written out in digits: 20"),
      count("20.0", "20.0; must be a whole number, written out in digits: 20"),
      count("024", "024; must not begin with a zero, as octal numbers do: write 24"),
      count("0_24", "0_24; must not begin with a zero"),
      count("0o24", "0o24; must be a whole number"), count("0x14", "0x14; must be a whole number"),
      count("0:20", "0:20; must be a whole number"),
      count("99999999999999999999999", "99999999999999999999999; must be at most 1000000000000"),
      count("1,000", "1,000; must be a whole number, written out in digits: 1000"),
      count("1,5", "1,5; must be a whole number, written out in digits"),
      count(
        "\u{662}\u{660}",
        "\u{662}\u{660}; must be a whole number",
        "`\u{662}` is U+0662 ARABIC-INDIC DIGIT TWO; write 2"
      ),
      count(
        "\u{ff12}\u{ff10}",
        "\u{ff12}\u{ff10}; must be a whole number",
        "`\u{ff12}` is U+FF12 FULLWIDTH DIGIT TWO; write 2"
      ),
      Spelling(
        "negative seed",
        "seed: 35",
        as: "seed: -1",
        ":2: seed: -1; must lie between 0 and 18446744073709551615"
      ),
      Spelling(
        "seed of 2⁶⁴",
        "seed: 35",
        as: "seed: 18446744073709551616",
        ":2: seed: 18446744073709551616; must lie between"
      ),
      Spelling("octal seed", "seed: 35", as: "seed: 035", ":2: seed: 035; must not begin with a zero"),
      domain("[\u{2212}1, 1]", "[0]: \u{2212}1; must be a number", "`\u{2212}` is U+2212 MINUS SIGN; write -"),
      domain("[\u{2013}1, 1]", "[0]: \u{2013}1; must be a number", "`\u{2013}` is U+2013 EN DASH; write -"),
      domain("[-\u{221a}7, \u{221a}7]", "[0]: -\u{221a}7; must be a number", "write -sqrt(7)", "U+221A SQUARE ROOT"),
      domain("[-0,5, 0,5]", "must be two numbers, [low, high]; the decimal mark is a point"),
      Spelling(
        "two optimizers",
        "{sgd: {learning_rate: 0.001}}",
        as: "{sgd: {learning_rate: 0.001}, adam: {learning_rate: 0.001}}",
        ":10: training.optimizer: a map; must be one name, or one name with parameters, out of sgd, rmsprop, adam"
      ),
    ] + ["yes", "on", "y", "Yes", "1"].map { bias($0, "must be true or false") }
    + ["True", "TRUE", "true"].map { bias($0) }

  private static func bias(_ word: String, _ fragment: String...) -> Spelling {
    let text = base.replacing("  activation", with: "  bias: \(word)\n  activation")
    return Spelling("bias \(word)", bytes: Array(text.utf8), fragment.map { ":7: network.bias: \(word); \($0)" })
  }

  @Test(
    "An odd spelling is the same plan, or refused in one line that says what to write",
    arguments: files + keys + values
  )
  func spelling(_ spelling: Spelling) throws {
    let path = "\(NSTemporaryDirectory())/odd-\(UUID().uuidString).yaml"
    try Data(spelling.bytes).write(to: URL(fileURLWithPath: path))
    defer { try? FileManager.default.removeItem(atPath: path) }
    let found: [String]
    do throws(StudyError) {
      let hashes = (try StudyPlan(file: path).planHash, try StudyPlan(text: Self.base).planHash)
      #expect(hashes.0 == hashes.1)
      found = []
    } catch {
      found = error.problems.map(\.description)
    }
    guard let fragments = spelling.fragments else {
      #expect(found.isEmpty)
      return
    }
    #expect(found.count == 1 && fragments.allSatisfy { found.first?.contains($0) ?? false }, "\(found)")
    #expect(found.allSatisfy { $0.unicodeScalars.allSatisfy { $0.properties.generalCategory != .format } })
  }

  @Test("The largest seed runs")
  func largestSeed() throws {
    let text = Self.base.replacing("seed: 35", with: "seed: 18446744073709551615")
    #expect(try StudyPlan(text: text).seed == .max)
  }

  /// −0 and 0 are two numbers, as their bits say: what is drawn may differ in a sign.
  @Test("A domain from -0.0 is told apart from one from 0")
  func negativeZero() throws {
    func plan(_ low: String) throws -> StudyPlan {
      try StudyPlan(text: Self.base.replacing("[-1, 1]", with: "[\(low), 1]"))
    }
    #expect(try plan("-0.0").planHash != plan("0").planHash)
    #expect(try plan("0.0").planHash == plan("0").planHash)
  }

  /// Nine references to nine references, six times over: half a million values, counted and refused at once.
  @Test("A text that its aliases make huge is refused", .timeLimit(.minutes(60)))
  func laughs() {
    var text = "a: &a [\([String](repeating: "x", count: 9).joined(separator: ","))]\n"
    for (last, name) in zip("abcde", "bcdef") {
      text += "\(name): &\(name) [\([String](repeating: "*\(last)", count: 9).joined(separator: ","))]\n"
    }
    let found = problems(text + Self.base)
    #expect(found.count == 1 && found[0].text.hasPrefix("more than 524288 values"), "\(found)")
  }
}
