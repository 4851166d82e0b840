import Lanes
import Testing

/// One function at one argument, where the answer is known exactly.
struct SpecialCase: CustomStringConvertible {
  var function: Function
  var argument: Double
  var value: Double

  var description: String { "\(function.rawValue)(\(argument)) = \(value)" }

  /// The answers that are exact, by function: argument, value.
  private static let answers: [(Function, [(Double, Double)])] = [
    (.exp, [(0, 1), (-0.0, 1), (.infinity, .infinity), (-.infinity, 0), (.nan, .nan), (1e4, .infinity), (-1e4, 0)]),
    (
      .expm1,
      [
        (0, 0), (-0.0, -0.0), (.infinity, .infinity),
        (-.infinity, -1), (.nan, .nan), (1e4, .infinity), (-1e4, -1),
      ]
    ),
    (
      .log,
      [
        (1, 0), (0, -.infinity), (-0.0, -.infinity), (.infinity, .infinity),
        (-.infinity, .nan), (-1, .nan), (-1e-40, .nan), (.nan, .nan),
      ]
    ),
    (.sin, [(0, 0), (-0.0, -0.0), (.infinity, .nan), (-.infinity, .nan), (.nan, .nan)]),
    (.cos, [(0, 1), (-0.0, 1), (.infinity, .nan), (-.infinity, .nan), (.nan, .nan)]),
    (.tanh, [(0, 0), (-0.0, -0.0), (.infinity, 1), (-.infinity, -1), (.nan, .nan), (20, 1), (-20, -1)]),
    (.logistic, [(0, 0.5), (-0.0, 0.5), (.infinity, 1), (-.infinity, 0), (.nan, .nan), (100, 1), (-1e4, 0)]),
    (.quantile, [(0.5, 0)]),
  ]

  static let both = answers.flatMap { function, pairs in
    pairs.map { SpecialCase(function: function, argument: $0.0, value: $0.1) }
  }
}

@Suite("Elementary functions at zeros, infinities, NaN and the borders of the format")
struct ElementarySpecialTests {
  @Test("Exact answers are exact, signs of zero too, in both formats", arguments: SpecialCase.both)
  func exact(_ special: SpecialCase) {
    let double = special.function(special.argument)
    let single = special.function(Float(special.argument))
    if special.value.isNaN {
      #expect(double.isNaN && single.isNaN)
    } else {
      #expect(double.bitPattern == special.value.bitPattern)
      #expect(single.bitPattern == Float(special.value).bitPattern)
    }
  }

  @Test("exp overflows and underflows where the true value does")
  func expBorders() {
    #expect(Float(88.72283).exponential.isFinite && Float(88.72284).exponential == .infinity)
    #expect(Float(-103.97207).exponential == .leastNonzeroMagnitude && Float(-103.97209).exponential == 0)
    #expect(709.782712893384.exponential.isFinite && 709.7827128933841.exponential == .infinity)
    #expect((-745.1332191019411).exponential == .leastNonzeroMagnitude && (-745.1332191019412).exponential == 0)
  }

  @Test("exp − 1 is ∞ above 80 (Float) or 700 (Double), as documented, and finite up to there")
  func expm1Borders() {
    #expect(Float(80).exponentialMinusOne.isFinite && Float(80).nextUp.exponentialMinusOne == .infinity)
    #expect(700.0.exponentialMinusOne.isFinite && 700.0.nextUp.exponentialMinusOne == .infinity)
  }

  @Test("Tiny and subnormal arguments come back from expm1, sin and tanh as they are", arguments: [1.0, -1.0])
  func tiny(sign: Double) {
    for function in [Function.expm1, .sin, .tanh] {
      for exponent in stride(from: -149, through: -30, by: 1) {
        let x = Float(sign) * Float(sign: .plus, exponent: exponent, significand: 1)
        #expect(function(x).magnitude.bitPattern.distance(to: x.magnitude.bitPattern).magnitude <= 1)
        #expect(function(x).sign == x.sign)
      }
      for exponent in stride(from: -1074, through: -60, by: 1) {
        let x = sign * Double(sign: .plus, exponent: exponent, significand: 1)
        #expect(function(x).magnitude.bitPattern.distance(to: x.magnitude.bitPattern).magnitude <= 1)
        #expect(function(x).sign == x.sign)
      }
    }
  }

  @Test("exp, log, tanh and the logistic function never fall by more than 2 ulp where they should rise")
  func rising() {
    // Errors of an ulp or two leave room for falls of that size between neighbours, not for more.
    for (function, low, high) in [
      (Function.exp, -100.0, 88.0), (.log, 0.001, 1000), (.tanh, -10, 10), (.logistic, -100, 20),
    ] {
      let count = 100_000
      var last = function(Float(low))
      for index in 1...count {
        let value = function(Float(low + (high - low) * Double(index) / Double(count)))
        if !(value >= last - 2 * last.ulp) { Issue.record("\(function) falls to \(value) at step \(index)") }
        last = value
      }
    }
  }
}
