import Experiments
import Testing

@Suite("Summaries of a layer")
struct SummaryTests {
  @Test("The norm of tiny and of huge values neither vanishes nor overflows")
  func norm() {
    #expect(l2Norm([3.0, -4]) == 5)
    #expect(l2Norm([3e-300, 4e-300]) == 5e-300)
    #expect((l2Norm([3e300, 4e300]) / 5e300 - 1).magnitude < 1e-15)
    #expect(l2Norm([Double(Float.leastNonzeroMagnitude)]) == Double(Float.leastNonzeroMagnitude))
    #expect(l2Norm([Double.leastNonzeroMagnitude, 0]) == .leastNonzeroMagnitude)
  }

  @Test("The norm of nothing, or of zeros of either sign, is 0")
  func zero() {
    #expect(l2Norm([Double]()) == 0 && l2Norm([0.0, -0.0]) == 0)
  }

  @Test("The norm of values that are not finite is not finite")
  func notFinite() {
    #expect(l2Norm([1, .infinity, 2.0]) == .infinity && l2Norm([-.infinity, 1.0]) == .infinity)
    #expect(l2Norm([1, .nan, 2.0]).isNaN && l2Norm([Double.infinity, .nan]).isNaN && l2Norm([Double.nan]).isNaN)
  }

  @Test("Mean and deviation are the population's, and survive a large mean")
  func deviation() {
    let values = [2.0, 4, 4, 4, 5, 5, 7, 9]
    let (mean, deviation) = meanAndDeviation(values)
    #expect(mean == 5 && deviation == 2)
    let shifted = meanAndDeviation(values.map { $0 + 1e9 })
    #expect(shifted.mean == 1e9 + 5 && shifted.deviation == 2)
    let one = meanAndDeviation([0.5])
    #expect(one.mean == 0.5 && one.deviation == 0)
    #expect(meanAndDeviation([1, Double.nan]).mean.isNaN)
  }
}
