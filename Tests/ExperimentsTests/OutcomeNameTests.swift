import Experiments
import Testing

@Suite("Names of outcomes")
struct OutcomeNameTests {
  @Test(
    "tolerances are written as people write them",
    arguments: [
      (0.1, "0.1"), (0.05, "5e-2"), (1e-2, "1e-2"), (2.5e-4, "2.5e-4"), (1e-3, "1e-3"), (1e-6, "1e-6"), (0.25, "0.25"),
      (1, "1"), (10, "10"), (2.5, "2.5"), (1e-5, "1e-5"), (1.5e-5, "1.5e-5"), (1.05e-300, "1.05e-300"),
      (.leastNonzeroMagnitude, "5e-324"),
      (0.09999, "9.999e-2"), (0.012_3, "1.23e-2"), (100.5, "100.5"), (0.000_1, "1e-4"), (0.000_12, "1.2e-4"),
    ]
  )
  func spelling(tolerance: Double, numeral: String) {
    #expect(NamedOutcome.flatName(tolerance) == "flat_" + numeral)
  }

  @Test("a name reads back as its tolerance, for every magnitude")
  func parsesBack() {
    var bits = UInt64(0x9E37_79B9_7F4A_7C15)
    for exponent in 0..<2046 {
      for _ in 0..<20 {
        bits = bits &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        let tolerance = Double(bitPattern: UInt64(exponent) << 52 | bits >> 12)
        let name = NamedOutcome.flatName(tolerance)
        #expect(Double(name.dropFirst(5)) == tolerance, "\(name)")
        if tolerance < 0.1 { #expect(name.contains("e-") && !name.contains("e-0")) }
      }
    }
  }

  @Test("short tolerances have short names", arguments: 1...99)
  func short(mantissa: Int) throws {
    for exponent in 2...40 {
      let tolerance = try #require(Double("\(mantissa)e-\(exponent)"))
      // flat_, at most two digits with a point between, e-, at most two digits.
      #expect(NamedOutcome.flatName(tolerance).count <= 12)
    }
  }

  @Test("every outcome has a name and a flag of its own")
  func all() {
    let all = NamedOutcome.all(Criteria(flat: (1...16).map { Double($0) / 32 }))
    #expect(all.count == 25 && Set(all.map(\.name)).count == 25 && Set(all.map(\.flag.rawValue)).count == 25)
  }
}
