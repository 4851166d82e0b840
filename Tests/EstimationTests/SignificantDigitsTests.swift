import Estimation
import Testing

@Suite struct SignificantDigitsTests {
  static let answers: [(value: Double, digits: Int, answer: Double)] = [
    (0.125, 2, 0.13), (-0.125, 2, -0.13), (0.124, 2, 0.12), (1.005, 3, 1.01), (0.999_99, 3, 1.0), (99_999, 2, 100_000),
    (1, 1, 1), (123_456_789, 3, 123_000_000), (1e22, 12, 1e22), (1.25e-300, 2, 1.3e-300),
    (0x1p-1074, 12, 0x1p-1074), (0.1 + 0.2, 12, 0.3), (2.0 / 3, 12, 0.666_666_666_667), (1 - 0x1p-53, 12, 1),
    (0x1p53, 12, 9.007_199_254_74e15),
    (1.797_693_134_862_315_7e308, 12, 1.797_693_134_86e308), (9.5, 1, 10), (0.947_000_000_000_000_1, 12, 0.947),
  ]

  @Test func knownAnswers() {
    for (value, digits, answer) in Self.answers {
      #expect(value.rounded(toSignificantDigits: digits) == answer, "\(value) to \(digits) digits")
    }
  }

  @Test func whatIsNotAnOrdinaryNumberStays() {
    #expect(Double.nan.rounded(toSignificantDigits: 12).isNaN)
    #expect(Double.infinity.rounded(toSignificantDigits: 12) == .infinity)
    #expect((-0.0).rounded(toSignificantDigits: 12).bitPattern == (-0.0).bitPattern)
    // Two digits would make 1.8e308, which is infinite.
    #expect(Double.greatestFiniteMagnitude.rounded(toSignificantDigits: 2) == .greatestFiniteMagnitude)
  }

  /// A shortest decimal of at most `digits` digits, at most half a unit of the last digit away, and a fixed point.
  @Test(arguments: [1, 3, 12, 15])
  func resultsAreShortNearAndFinal(digits: Int) {
    var random = SplitMix64(state: 0x5eed)
    for _ in 0..<20_000 {
      let value = random.nextFiniteDouble()
      let rounded = value.rounded(toSignificantDigits: digits)
      #expect(rounded.rounded(toSignificantDigits: digits).bitPattern == rounded.bitPattern)
      if rounded == value { continue }
      let mantissa = rounded.magnitude.description.prefix { $0 != "e" }.filter { $0 != "." }
      let significant = mantissa.drop { $0 == "0" }.reversed().drop { $0 == "0" }
      #expect(significant.count <= digits, "\(value) became \(rounded)")
      // A unit of digit k is at most 10^(1-k) of the number; the rest allows for the two roundings to Double.
      let unit = Double("1e\(1 - digits)") ?? .nan
      #expect(abs(value / 2 - rounded / 2) <= value.magnitude / 4 * unit * 1.001 + .leastNonzeroMagnitude)
    }
  }

  /// Why it exists: results whose last bits differ are written alike.
  @Test func lastBitsDisappear() {
    let value = Proportion(count: 947, n: 1_001).clopperPearson(confidence: 0.95).low
    #expect(value.nextUp.rounded(toSignificantDigits: 12) == value.rounded(toSignificantDigits: 12))
    #expect(value.nextUp != value)
  }
}
