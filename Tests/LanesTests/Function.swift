import Foundation
import Lanes
import Testing

/// The functions of one variable that Lanes offers, each with what its documentation promises.
enum Function: String, CaseIterable {
  case exp, expm1, log, sin, cos, tanh, logistic, quantile

  func callAsFunction<V: Lanes>(_ x: V) -> V {
    switch self {
    case .exp: x.exponential
    case .expm1: x.exponentialMinusOne
    case .log: x.naturalLogarithm
    case .sin: x.sine
    case .cos: x.cosine
    case .tanh: x.hyperbolicTangent
    case .logistic: x.logistic
    case .quantile: x.upperNormalQuantile
    }
  }

  /// The largest error promised, in units in the last place.
  var promisedUlps: Double {
    switch self {
    case .exp, .expm1, .log, .sin, .cos: 2
    case .tanh, .logistic: 4
    case .quantile: .infinity  // promised in relative terms, see NormalQuantileTests
    }
  }
}

/// |value − (true + rest units)| in units in the last place of `true`; 0 where both are the same infinity.
func ulps<Number: BinaryFloatingPoint>(_ value: Number, from true: Number, rest: Double = 0) -> Double {
  if value == `true`, rest == 0 { return 0 }
  guard value.isFinite, `true`.isFinite else { return .infinity }
  return (Double((value - `true`) / `true`.ulp) - rest).magnitude
}

/// One line of Reference/elementary.txt, which Reference/elementary.py writes.
struct TableLine {
  var function: Function
  var isSingle: Bool
  var argument: Double
  var value: Double
  var rest: Double

  static func all() throws -> [TableLine] {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    let table = try String(contentsOf: folder.appendingPathComponent("Reference/elementary.txt"), encoding: .utf8)
    return try table.split(separator: "\n").map { line in
      let words = line.split(separator: " ")
      return TableLine(
        function: try #require(Function(rawValue: String(words[0]))),
        isSingle: words[1] == "f32",
        argument: try #require(Double(words[2])),
        value: try #require(Double(words[3])),
        rest: try #require(Double(words[4]))
      )
    }
  }
}

/// `COLLAPSAR_MEASURE=1 swift test …` prints the largest error of every sweep: the figures in the module's README.
let measuring = ProcessInfo.processInfo.environment["COLLAPSAR_MEASURE"] != nil
