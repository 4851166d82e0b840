import Foundation
import Lanes
import Testing

/// Where a function is swept, in one format.
struct Sweep: CustomStringConvertible {
  var function: Function
  var low: Double
  var high: Double
  /// Arguments are spread over [low, high) evenly, or, with `byBits`, over all exponents between the two.
  var byBits = false

  var description: String { "\(function.rawValue) on [\(low), \(high))\(byBits ? " by exponent" : "")" }

  static let single = [
    Sweep(function: .exp, low: -103.97, high: 88.722),
    Sweep(function: .exp, low: 0x1p-149, high: 1, byBits: true),
    Sweep(function: .exp, low: -1, high: -0x1p-149, byBits: true),
    Sweep(function: .expm1, low: -40, high: 80),
    Sweep(function: .expm1, low: -2, high: 2),
    Sweep(function: .expm1, low: 0x1p-149, high: 2, byBits: true),
    Sweep(function: .expm1, low: -2, high: -0x1p-149, byBits: true),
    Sweep(function: .log, low: 0x1p-149, high: 0x1.fffffep127, byBits: true),
    Sweep(function: .log, low: 0.5, high: 2),
    Sweep(function: .sin, low: -10_000, high: 10_000),
    Sweep(function: .sin, low: -10, high: 10),
    Sweep(function: .sin, low: 0x1p-149, high: 10, byBits: true),
    Sweep(function: .cos, low: -10_000, high: 10_000),
    Sweep(function: .cos, low: -10, high: 10),
    Sweep(function: .cos, low: 0x1p-149, high: 10, byBits: true),
    Sweep(function: .tanh, low: -21, high: 21),
    Sweep(function: .tanh, low: 0x1p-149, high: 21, byBits: true),
    Sweep(function: .logistic, low: -104, high: 20),
    Sweep(function: .logistic, low: 0x1p-149, high: 20, byBits: true),
  ]

  static let double = [
    Sweep(function: .exp, low: -745.13, high: 709.78),
    Sweep(function: .exp, low: 0x1p-1074, high: 1, byBits: true),
    Sweep(function: .expm1, low: -50, high: 700),
    Sweep(function: .expm1, low: -2, high: 2),
    Sweep(function: .expm1, low: 0x1p-1074, high: 2, byBits: true),
    Sweep(function: .log, low: 0x1p-1074, high: 0x1.fffffffffffffp1023, byBits: true),
    Sweep(function: .log, low: 0.5, high: 2),
    Sweep(function: .sin, low: -1e8, high: 1e8),
    Sweep(function: .sin, low: -10, high: 10),
    Sweep(function: .sin, low: 0x1p-1074, high: 10, byBits: true),
    Sweep(function: .cos, low: -1e8, high: 1e8),
    Sweep(function: .cos, low: -10, high: 10),
    Sweep(function: .tanh, low: -21, high: 21),
    Sweep(function: .tanh, low: 0x1p-1074, high: 21, byBits: true),
    Sweep(function: .logistic, low: -745, high: 40),
    Sweep(function: .logistic, low: -40, high: 40),
  ]

  func argument(_ index: Int, of count: Int) -> Double {
    let part = (Double(index) + 0.618) / Double(count)
    if !byBits { return low + (high - low) * part }
    let (from, to) = (Double(low.magnitude.bitPattern), Double(high.magnitude.bitPattern))
    let magnitude = Double(bitPattern: UInt64(from + (to - from) * part))
    return low < 0 ? -magnitude : magnitude
  }

  func argument(_ index: Int, of count: Int) -> Float {
    let part = (Double(index) + 0.618) / Double(count)
    if !byBits { return Float(low + (high - low) * part) }
    let (from, to) = (Double(Float(low).magnitude.bitPattern), Double(Float(high).magnitude.bitPattern))
    let magnitude = Float(bitPattern: UInt32(from + (to - from) * part))
    return low < 0 ? -magnitude : magnitude
  }
}

@Suite("Elementary functions over their whole ranges")
struct ElementarySweepTests {
  @Test("Float is within the promised ulps of the Double function, at 400,000 points a sweep", arguments: Sweep.single)
  func single(_ sweep: Sweep) {
    let count = 400_000
    var worst = (error: 0.0, at: Float(0))
    for index in 0..<count {
      let x: Float = sweep.argument(index, of: count)
      let value = Double(sweep.function(x))
      let true_ = sweep.function(Double(x))
      let error = (value - true_).magnitude / Double(Float(true_).ulp)
      if !(error <= worst.error) { worst = (error, x) }
    }
    #expect(worst.error <= sweep.function.promisedUlps, "\(worst.error) ulp at \(worst.at)")
    if measuring { print("measured f32 \(sweep): \(worst.error) ulp at \(worst.at)") }
  }

  #if arch(x86_64)
  @Test(
    "Double is within the promised ulps of the C library's 80-bit function, at 200,000 points a sweep",
    arguments: Sweep.double
  )
  func double(_ sweep: Sweep) {
    let count = 200_000
    var worst = (error: 0.0, at: 0.0)
    for index in 0..<count {
      let x: Double = sweep.argument(index, of: count)
      let true_ = sweep.function.extended(Float80(x))
      let error = Double((Float80(sweep.function(x)) - true_).magnitude / Float80(Double(true_).ulp))
      if !(error <= worst.error) { worst = (error, x) }
    }
    #expect(worst.error <= sweep.function.promisedUlps, "\(worst.error) ulp at \(worst.at)")
    if measuring { print("measured f64 \(sweep): \(worst.error) ulp at \(worst.at)") }
  }
  #endif
}

#if arch(x86_64)
extension Function {
  /// The same function with eleven more bits.
  func extended(_ x: Float80) -> Float80 {
    switch self {
    case .exp: Foundation.exp(x)
    case .expm1: Foundation.expm1(x)
    case .log: Foundation.log(x)
    case .sin: Foundation.sin(x)
    case .cos: Foundation.cos(x)
    case .tanh: Foundation.tanh(x)
    case .logistic: 1 / (1 + Foundation.exp(-x))
    case .quantile: preconditionFailure("the C library has no normal quantile")
    }
  }
}
#endif
