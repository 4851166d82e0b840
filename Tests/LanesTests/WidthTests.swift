import Lanes
import Testing

/// Every lane of every width must hold the bits that the one-lane type computes. Only a NaN's sign and payload may differ
/// (IEEE 754 leaves them open, and the processor takes them from whichever operand the compiler put first).
@Suite("Lane k of a vector equals the scalar, bit for bit")
struct WidthTests {
  @Test("Every operation and function on 16 and 4 floats")
  func singles() {
    compare(SIMD16<Float>.self, rounds: 4000)
    compare(SIMD4<Float>.self, rounds: 8000)
  }

  @Test("Every operation and function on 8 and 2 doubles")
  func doubles() {
    compare(SIMD8<Double>.self, rounds: 4000)
    compare(SIMD2<Double>.self, rounds: 8000)
  }

  @Test("Every word operation, at every width")
  func words() {
    compareWords(SIMD16<UInt32>.self, UInt32.self)
    compareWords(SIMD4<UInt32>.self, UInt32.self)
    compareWords(SIMD8<UInt64>.self, UInt64.self)
    compareWords(SIMD2<UInt64>.self, UInt64.self)
  }

  @Test("`any` sees a single lane, wherever it is")
  func anyLane() {
    func check<V: Lanes>(_: V.Type) {
      for lane in 0..<V.laneCount {
        var a = V(0)
        #expect(!V.any(a.equals(V(1))))
        a[lane] = 1
        #expect(V.any(a.equals(V(1))))
      }
    }
    check(Float.self)
    check(Double.self)
    check(SIMD16<Float>.self)
    check(SIMD4<Float>.self)
    check(SIMD8<Double>.self)
    check(SIMD2<Double>.self)
  }

  private func compare<V: Lanes>(_: V.Type, rounds: Int) where V.Element.Word: FixedWidthInteger {
    var random = SplitMix(state: 1)
    var mistakes = 0
    for _ in 0..<rounds {
      let (a, b, c) = (randomLanes(V.self, &random), randomLanes(V.self, &random), randomLanes(V.self, &random))
      for operation in Operation.allCases {
        let wide = operation(a, b, c)
        for lane in 0..<V.laneCount where !isSame(wide[lane], operation(a[lane], b[lane], c[lane])) {
          mistakes += 1
          if mistakes < 5 { Issue.record("\(operation) on \(a[lane]), \(b[lane]), \(c[lane]) in \(V.self)") }
        }
      }
      for function in Function.allCases {
        let wide = function(a)
        for lane in 0..<V.laneCount where !isSame(wide[lane], function(a[lane])) {
          mistakes += 1
          if mistakes < 5 { Issue.record("\(function) of \(a[lane]) in \(V.self): \(wide[lane])") }
        }
      }
    }
    #expect(mistakes == 0)
  }

  /// Bit patterns of all kinds, and numbers of ordinary size; each lane its own.
  private func randomLanes<V: Lanes>(_: V.Type, _ random: inout SplitMix) -> V {
    let special: [V.Element] = [
      0, -0.0, 1, -1, .infinity, -.infinity, .nan, .leastNonzeroMagnitude, -.leastNormalMagnitude,
      .greatestFiniteMagnitude, 0.5, 2,
    ]
    var result = V(0)
    for lane in 0..<V.laneCount {
      let bits = random.next()
      switch bits & 3 {
      case 0: result[lane] = special[Int((bits >> 8) % UInt64(special.count))]
      case 1: result[lane] = V.Element(Double(Int64(bitPattern: bits)) * 0x1p-58)
      default: result[lane] = pattern(V.Element.Word(truncatingIfNeeded: bits >> 2 ^ bits << 40))
      }
    }
    return result
  }

  private func pattern<Number: LaneElement>(_ word: Number.Word) -> Number {
    var words = Number.Words(repeating: 0)
    words[0] = word
    return Number(bits: words)
  }

  private func isSame<Number: LaneElement>(_ a: Number, _ b: Number) -> Bool {
    a.isNaN ? b.isNaN : a.bits[0] == b.bits[0]
  }

  private func compareWords<W: WordLanes, One: WordLanes>(_: W.Type, _: One.Type)
  where One.Word == W.Word {
    var random = SplitMix(state: 2)
    for _ in 0..<2000 {
      var (a, b) = (W(repeating: 0), W(repeating: 0))
      for lane in 0..<W.laneCount {
        // A random word has 32 bits, in 64-bit lanes too: `multiplied32` asks for that.
        a[lane] = W.Word(truncatingIfNeeded: random.next() & 0xffff_ffff)
        b[lane] = W.Word(truncatingIfNeeded: random.next())
      }
      let factor = UInt32(truncatingIfNeeded: random.next())
      for operation in WordOperation.allCases {
        let wide = operation(a, b, factor: factor)
        for lane in 0..<W.laneCount {
          let one = operation(One(repeating: a[lane]), One(repeating: b[lane]), factor: factor)
          if wide[lane] != one[0] { Issue.record("\(operation) of \(a[lane]), \(b[lane]) in \(W.self)") }
        }
      }
    }
    #expect(W(word: 0x8000_0001)[W.laneCount - 1] == 0x8000_0001)
  }
}

@Suite("Signs")
struct SignTests {
  @Test("`negated` turns the sign of zeros, infinities and NaN, where the standard library's vector − gives 0 − x")
  func negated() {
    #expect(SIMD4<Float>(repeating: 0).negated == SIMD4<Float>(repeating: 0))
    #expect(SIMD4<Float>(repeating: 0).negated[3].sign == .minus)
    #expect(SIMD4<Float>(repeating: -0.0).negated[3].sign == .plus)
    #expect(SIMD8<Double>(repeating: 0).negated[7].sign == .minus)
    #expect(SIMD2<Double>(repeating: -.infinity).negated[1] == .infinity)
    #expect(SIMD16<Float>(repeating: .nan).negated[15].sign == .minus)
    #expect(Float(0).negated.sign == .minus && Double(0).negated.sign == .minus)
  }

  @Test("`magnitude` clears the sign of zeros, infinities and NaN")
  func magnitude() {
    func check<V: Lanes>(_: V.Type) {
      let last = V.laneCount - 1
      #expect(V(-0.0).magnitude[last].sign == .plus)
      #expect(V(-.infinity).magnitude[last] == .infinity)
      #expect(V(-.nan).magnitude[last].sign == .plus && V(-.nan).magnitude[last].isNaN)
      #expect(V(-1.5).magnitude[last] == 1.5 && V(1.5).magnitude[last] == 1.5)
    }
    check(Float.self)
    check(Double.self)
    check(SIMD16<Float>.self)
    check(SIMD4<Float>.self)
    check(SIMD8<Double>.self)
    check(SIMD2<Double>.self)
  }
}
