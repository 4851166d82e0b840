import Estimation
import Testing

@Suite("Means over replicates at every magnitude")
struct FarValuesTests {
  private static let values = [1.25, -0.75, 3.5, 2.125, 0.375, 1.0]

  @Test(
    "Values times a power of two have mean, deviation and both intervals times it",
    arguments: [-900, -665, 531, 1000]
  )
  func scaled(exponent: Int) throws {
    let power = Double(sign: .plus, exponent: exponent, significand: 1)
    let (usual, far) = (MeanSummary(Self.values), MeanSummary(Self.values.map { $0 * power }))
    #expect(try #require(far.mean) == #require(usual.mean) * power)
    #expect(try #require(far.standardDeviation) == #require(usual.standardDeviation) * power)
    for (mine, theirs) in [
      (far.interval(confidence: 0.95), usual.interval(confidence: 0.95)),
      (far.predictionInterval(confidence: 0.95), usual.predictionInterval(confidence: 0.95)),
    ] {
      let (mine, theirs) = (try #require(mine), try #require(theirs))
      #expect(mine.lowerBound == theirs.lowerBound * power && mine.upperBound == theirs.upperBound * power)
    }
  }

  @Test("1e-200 and 1e160 in decimal digits")
  func decimal() throws {
    for size in [1e-200, 1e160] {
      let summary = MeanSummary([1 * size, 3 * size])
      #expect((try #require(summary.mean) / size - 2).magnitude < 1e-15)
      #expect((try #require(summary.standardDeviation) / size - 2.0.squareRoot()).magnitude < 1e-15)
    }
  }
}
