import Experiments
import Testing

@Suite("Mean and deviation at every magnitude of float64")
struct FarMomentsTests {
  /// Numbers of size 1 with no pattern, always the same.
  private static let values: [Double] = {
    var state: UInt64 = 7
    return (0..<100).map { _ in
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Double(state >> 11) * 0x1p-53 * 4 - 1.7
    }
  }()

  private func isSame(_ a: (Double, Double), _ b: (Double, Double)) -> Bool { a.0 == b.0 && a.1 == b.1 }

  /// Two plain passes, as they stand in every textbook.
  private func plain(_ values: [Double]) -> (mean: Double, deviation: Double) {
    let mean = values.reduce(0, +) / Double(values.count)
    let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    return (mean, (squares / Double(values.count)).squareRoot())
  }

  @Test("Everyday values keep the bits of two plain passes", arguments: [-390, -300, -149, -1, 0, 1, 127, 300, 390])
  func everyday(exponent: Int) {
    let scaled = Self.values.map { $0 * Double(sign: .plus, exponent: exponent, significand: 1) }
    #expect(isSame(meanAndDeviation(scaled), plain(scaled)))
  }

  @Test(
    "Values times a power of two have their moments times it, to the last bit",
    arguments: [-960, -665, -450, 450, 531, 1020]
  )
  func far(exponent: Int) {
    let power = Double(sign: .plus, exponent: exponent, significand: 1)
    let (mean, deviation) = plain(Self.values)
    let found = meanAndDeviation(Self.values.map { $0 * power })
    #expect(isSame(found, (mean * power, deviation * power)))
  }

  @Test("1e-200 and 1e160, whose squares are no Doubles; the largest, whose sum and differences are not; the least")
  func ends() {
    #expect((meanAndDeviation([1e-200, 3e-200]).deviation / 1e-200 - 1).magnitude < 1e-15)
    #expect((meanAndDeviation([1e160, 3e160]).deviation / 1e160 - 1).magnitude < 1e-15)
    let most = Double.greatestFiniteMagnitude
    #expect(isSame(meanAndDeviation([most, -most]), (0, most)) && meanAndDeviation([most, most, most]).deviation == 0)
    #expect(meanAndDeviation([most, most]).mean == most)
    let least = Double.leastNonzeroMagnitude
    #expect(isSame(meanAndDeviation([3 * least, -3 * least]), (0, 3 * least)))
    #expect(meanAndDeviation([0, 0, 1e-200, 0]).mean == 0.25e-200)
    #expect(isSame(meanAndDeviation([0, -0.0]), (0, 0)))
  }

  @Test("What is not finite has no deviation, beside far values too")
  func notFinite() {
    for value in [Double.nan, .infinity, -.infinity] {
      for other in [1.0, 1e-200, 1e200] { #expect(meanAndDeviation([value, other]).deviation.isNaN) }
    }
  }
}
