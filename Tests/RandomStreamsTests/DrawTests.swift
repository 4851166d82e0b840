import Lanes
import RandomStreams
import Testing

@Suite("One word, one number")
struct DrawTests {
  @Test("Uniform numbers lie on [0, 1): a multiple of 2⁻²⁴ from the word's top 24 bits, or of 2⁻³² from all")
  func unitInterval() {
    for word in [0, 1, 0xff, 0x100, 0x1ff, 0x8000_0000, 0xffff_feff, 0xffff_ff00, 0xffff_ffff] + testWords(10_000) {
      #expect(Float(unitInterval: word) == Float(word >> 8) * 0x1p-24)
      #expect(Double(unitInterval: UInt64(word)) == Double(word) * 0x1p-32)
    }
    #expect(Float(unitInterval: .max) < 1 && Double(unitInterval: 0xffff_ffff) < 1)
  }

  @Test("The open interval's numbers are middles of its 2²³ or 2³¹ parts, whatever the top bit")
  func openInterval() {
    for word in [0, 1, 0xff, 0x100, 0x7fff_ffff, 0x8000_0000, 0xffff_ffff] + testWords(10_000) {
      let part = word & 0x7fff_ffff
      #expect(Float.openInterval(word) == (Float(part >> 8) + 0.5) * 0x1p-23)
      #expect(Double.openInterval(UInt64(word)) == (Double(part) + 0.5) * 0x1p-31)
    }
    let (least, greatest): (Float, Float) = (Float.openInterval(0), Float.openInterval(0x7fff_ffff))
    #expect(least > 0 && greatest < 1)
  }

  @Test("Uniform on [low, high] is low + (high − low) · u, and stays inside")
  func uniform() {
    for word in [0, 0xffff_ffff] + testWords(10_000) {
      let x = Float.uniform(word, low: -2.5, high: 0.75)
      #expect(x == Float(-2.5).addingProduct(3.25, Float(unitInterval: word)))
      #expect(x >= -2.5 && x <= 0.75)
    }
    #expect(Double.uniform(0, low: -3, high: 5) == -3)
  }

  @Test("The word's top bit is the normal's sign, and nothing else")
  func sign() {
    for word in testWords(1000) {
      for draw in [Draw.normal, .truncated] {
        let (a, b): (Double, Double) = (draw(UInt64(word)), draw(UInt64(word ^ 0x8000_0000)))
        #expect(a == -b && (a.sign == .minus) == (word >> 31 == 1))
        let (c, d): (Float, Float) = (draw(word), draw(word ^ 0x8000_0000))
        #expect(c == -d && (c.sign == .minus) == (word >> 31 == 1))
      }
    }
  }

  @Test("The largest normal magnitudes are 5.42 (Float) and 6.34 (Double), at word 0")
  func extremes() {
    #expect((Float.standardNormal(0) - 5.419_98).magnitude < 2e-5)
    #expect((Double.standardNormal(0) - 6.337_96).magnitude < 2e-5)
    let words = testWords(100_000)
    #expect(words.allSatisfy { Float.standardNormal($0).magnitude <= Float.standardNormal(0) })
    #expect(words.allSatisfy { Double.standardNormal(UInt64($0)).magnitude <= Double.standardNormal(0) })
  }

  @Test("Truncated normals never pass ±2, in the words next to the cut either")
  func cut() {
    let nearest = (0..<50_000).map { UInt32($0) }
    let spread = (0..<50_000).map { UInt32($0) << 8 }
    for word in nearest + spread + testWords(100_000) {
      let (single, double): (Float, Double) = (Draw.truncated(word), Draw.truncated(UInt64(word)))
      if !(single.magnitude <= 2 && double.magnitude <= 2) { Issue.record("\(word): \(single), \(double)") }
    }
    #expect(Double.truncatedStandardNormal(0) > 1.999_999)
  }

  @Test("Float agrees with Double to within what 24 bits of the word allow", arguments: Draw.allCases)
  func precisions(_ draw: Draw) {
    for word in [0, 0xff, 0x7fff_ffff, 0x8000_0000, 0xffff_ffff] + testWords(100_000) {
      let value = Double(draw(word) as Float)
      let (low, high) = draw.boundsOfSingle(word)
      if !(value >= low && value <= high) { Issue.record("\(draw) of \(word): \(value), not in \(low)...\(high)") }
    }
  }

  @Test("Every lane of every width draws what the scalar draws, bit for bit", arguments: Draw.allCases)
  func widths(_ draw: Draw) {
    check(draw, SIMD16<Float>.self)
    check(draw, SIMD4<Float>.self)
    check(draw, SIMD8<Double>.self)
    check(draw, SIMD2<Double>.self)
  }

  private func check<V: Lanes>(_ draw: Draw, _: V.Type) {
    let words = testWords(4096)
    for start in stride(from: 0, to: words.count, by: V.laneCount) {
      var wide = V.Words(repeating: 0)
      for lane in 0..<V.laneCount { wide[lane] = V.Element.Word(words[start + lane]) }
      let values: V = draw(wide)
      for lane in 0..<V.laneCount {
        let one: V.Element = draw(V.Element.Words(word: words[start + lane]))
        if values[lane] != one { Issue.record("lane \(lane) of \(V.self): \(values[lane]), not \(one)") }
      }
    }
  }
}
