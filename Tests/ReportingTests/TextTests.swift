import Reporting
import Testing

@Suite("Numbers as text")
struct TextTests {
  @Test(
    "four decimals, an exponent where they would show nothing",
    arguments: [
      (0, "0.0000"), (-0.0, "0.0000"), (1, "1.0000"), (0.5, "0.5000"), (0.12345, "0.1235"), (-0.12345, "-0.1235"),
      (0.99996, "1.0000"), (12.00004, "12.0000"), (0.0001, "0.0001"), (0.00005, "0.0001"), (0.0000499, "5.0e-5"),
      (3e-7, "3.0e-7"), (-3e-7, "-3.0e-7"), (.leastNonzeroMagnitude, "4.9e-324"), (999_999_999, "999999999.0000"),
      (1e9, "1.0e9"),
      (-1.797e308, "-1.8e308"), (.nan, "nan"), (.infinity, "inf"), (-.infinity, "-inf"),
    ] as [(Double, String)]
  )
  func fourDecimals(value: Double, text: String) { #expect(fixed(value) == text) }

  @Test(
    "two digits and an exponent",
    arguments: [
      (1, "1.0e0"), (9.94, "9.9e0"), (9.96, "1.0e1"), (10, "1.0e1"), (123_456, "1.2e5"), (0.0996, "1.0e-1"),
      (-0.0125, "-1.3e-2"), (1e22, "1.0e22"), (6.02e23, "6.0e23"), (1.797_693_134_862_315_7e308, "1.8e308"),
      (2.3e-308, "2.3e-308"), (0, "0"), (-0.0, "0"), (.nan, "nan"), (.infinity, "inf"), (-.infinity, "-inf"),
    ] as [(Double, String)]
  )
  func twoDigits(value: Double, text: String) { #expect(scientific(value) == text) }

  @Test(
    "the shortest decimal that reads back, whole numbers without a point, exponents as everywhere",
    arguments: [
      (0, "0"), (-0.0, "0"), (12, "12"), (0.625, "0.625"), (1e-6, "1e-6"), (2.5e-7, "2.5e-7"), (1e16, "1e16"),
      (-1.5e-10, "-1.5e-10"), (.leastNonzeroMagnitude, "5e-324"), (.nan, "nan"), (.infinity, "inf"),
    ] as [(Double, String)]
  )
  func plainest(value: Double, text: String) {
    #expect(shortest(value) == text)
    #expect(value.isNaN || Double(shortest(value)) == value)
  }

  @Test("what a terminal would obey is shown instead")
  func unobeyed() {
    #expect("red \u{1B}[31m\u{7}\n\u{202E}x\u{9B}".printable == "red \\u{1B}[31m\\u{7}\\u{A}\\u{202E}x\\u{9B}")
    #expect("äöü – 漢字 e\u{301}".printable == "äöü – 漢字 e\u{301}")
  }

  @Test(
    "thousands are set apart",
    arguments: [
      (0, "0"), (7, "7"), (999, "999"), (1000, "1,000"), (-999, "-999"), (-1000, "-1,000"), (123_456, "123,456"),
      (1_234_567, "1,234,567"), (.max, "9,223,372,036,854,775,807"), (.min, "-9,223,372,036,854,775,808"),
    ] as [(Int, String)]
  )
  func thousands(value: Int, text: String) { #expect(grouped(value) == text) }

  @Test(
    "sizes as disks are sold",
    arguments: [
      (0, "0 bytes"), (1, "1 byte"), (999, "999 bytes"), (1000, "1.0 kB"), (6149, "6.1 kB"), (9940, "9.9 kB"),
      (9960, "10 kB"), (999_499, "999 kB"), (999_600, "1.0 MB"), (25e9, "25 GB"), (1.3e12, "1.3 TB"), (5e22, "50 ZB"),
      (-1, "?"), (.nan, "?"), (.infinity, "?"), (1e300, "?"),
    ] as [(Double, String)]
  )
  func sizes(count: Double, text: String) { #expect(bytes(count) == text) }

  @Test("unsigned numbers too") func unsigned() { #expect(grouped(UInt64.max) == "18,446,744,073,709,551,615") }

  @Test(
    "times as people say them",
    arguments: [
      (0, "0.0 s"), (3.21, "3.2 s"), (9.94, "9.9 s"), (9.96, "10 s"), (42.4, "42 s"), (59.4, "59 s"),
      (59.6, "1 min 0 s"), (250, "4 min 10 s"), (3599.6, "1 h 0 min"), (7500, "2 h 5 min"),
      (3.6e9, "1,000,000 h 0 min"),
      (-1, "?"), (-.infinity, "?"), (.infinity, "?"), (.nan, "?"), (1e300, "?"),
    ] as [(Double, String)]
  )
  func times(seconds: Double, text: String) { #expect(duration(seconds) == text) }
}

@Suite("The line of progress")
struct ProgressLineTests {
  static let line = ProgressLine(
    done: 12_345,
    total: 100_000,
    rate: 4321.9,
    secondsLeft: 20.3,
    cells: [("relu", 0.61, 0.6355), ("leaky_relu", 0, 0.0003)]
  )

  @Test("says how far, how fast, how long and what is known")
  func whole() {
    #expect(
      Self.line.text(width: 200)
        == "12,345 of 100,000 (12 %), 4,321/s, 20 s left; constant: relu 0.6100–0.6355, leaky_relu 0.0000–0.0003"
    )
  }

  @Test("leaves cells out where they do not fit, then the rest")
  func narrow() {
    #expect(
      Self.line.text(width: 80) == "12,345 of 100,000 (12 %), 4,321/s, 20 s left; constant: relu 0.6100–0.6355, …"
    )
    #expect(Self.line.text(width: 30) == "12,345 of 100,000 (12 %)")
  }

  @Test("fits every width, and is the beginning of the whole, with dots for the rest of the cells")
  func fits() {
    let whole = Self.line.text(width: .max)
    for width in 0...whole.count + 2 {
      let text = Self.line.text(width: width)
      #expect(text.count <= width && whole.hasPrefix(text.hasSuffix(", …") ? String(text.dropLast(3)) : text))
      if text.contains("constant"), text != whole { #expect(text.hasSuffix(", …")) }
    }
  }

  @Test(
    "has no time left to tell when done, and survives rates that are no numbers",
    arguments: [
      .nan, .infinity, 1e300, 0,
    ] as [Double]
  )
  func oddRates(rate: Double) {
    let text = ProgressLine(done: 5, total: 5, rate: rate, secondsLeft: 0, cells: []).text(width: 80)
    #expect(text.hasPrefix("5 of 5 (100 %)") && !text.contains("left"))
    #expect(
      ProgressLine(done: 0, total: 0, rate: rate, secondsLeft: nil, cells: []).text(width: 80).hasPrefix("0 of 0")
    )
  }
}
