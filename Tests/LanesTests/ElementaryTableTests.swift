import Lanes
import Testing

@Suite("Elementary functions against true values recorded with mpmath")
struct ElementaryTableTests {
  @Test("Float is within the promised ulps of every recorded true value", arguments: Function.allCases)
  func single(_ function: Function) throws {
    let lines = try TableLine.all().filter { $0.function == function && $0.isSingle }
    #expect(lines.count >= 39)
    var worst = (error: 0.0, at: 0.0)
    for line in lines {
      let value = function(Float(line.argument))
      let error = ulps(value, from: Float(line.value), rest: line.rest)
      if error > worst.error { worst = (error, line.argument) }
    }
    #expect(worst.error <= function.promisedUlps, "\(worst.error) ulp at \(worst.at)")
  }

  @Test("Double is within the promised ulps of every recorded true value", arguments: Function.allCases)
  func double(_ function: Function) throws {
    let lines = try TableLine.all().filter { $0.function == function && !$0.isSingle }
    #expect(lines.count >= 39)
    var worst = (error: 0.0, at: 0.0)
    for line in lines {
      let value = function(line.argument)
      let error = ulps(value, from: line.value, rest: line.rest)
      if error > worst.error { worst = (error, line.argument) }
    }
    #expect(worst.error <= function.promisedUlps, "\(worst.error) ulp at \(worst.at)")
  }
}
