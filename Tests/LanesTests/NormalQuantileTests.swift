import Lanes
import Testing

@Suite("The upper normal quantile")
struct NormalQuantileTests {
  // Measured: 3.8e-16 (Double) and 3.8e-7 (Float, in the sweep below).
  @Test("is within 1e-15 (Double) and 1e-6 (Float) of the true values, relatively, from 2⁻³³ to ½")
  func accuracy() throws {
    let lines = try TableLine.all().filter { $0.function == .quantile && $0.value != 0 }
    var worst = (single: 0.0, double: 0.0)
    for line in lines {
      if line.isSingle {
        let error = (Double(Float(line.argument).upperNormalQuantile) - line.value).magnitude / line.value
        worst.single = max(worst.single, error)
      } else {
        worst.double = max(worst.double, (line.argument.upperNormalQuantile - line.value).magnitude / line.value)
      }
    }
    #expect(lines.count >= 70)
    #expect(worst.double < 1e-15 && worst.single < 1e-6, "\(worst)")
    if measuring { print("measured quantile \(worst)") }
  }

  @Test("in Float is within 1e-6 of the Double function, relatively, at 400,000 probabilities of all sizes")
  func sweep() {
    let count = 400_000
    let (low, high) = (Float(0x1p-33).bitPattern, Float(0.4999).bitPattern)
    var worst = (error: 0.0, at: Float(0))
    for index in 0...count {
      let p = Float(bitPattern: low + UInt32(Double(high - low) * Double(index) / Double(count)))
      let true_ = Double(p).upperNormalQuantile
      let error = (Double(p.upperNormalQuantile) - true_).magnitude / true_
      if !(error <= worst.error) { worst = (error, p) }
    }
    #expect(worst.error < 1e-6, "\(worst)")
    if measuring { print("measured quantile f32 sweep \(worst)") }
  }

  @Test("does not rise with the probability by more than its error, across the change of branch at 0.075")
  func falls() {
    let count = 200_000
    var last = Double.infinity
    for index in 1...count {
      let value = (0.5 * Double(index) / Double(count)).upperNormalQuantile
      if !(value <= last * (1 + 2e-15)) { Issue.record("rises to \(value) at step \(index)") }
      last = value
    }
  }
}
