import Experiments
import Testing

/// Predictions made by hand at inputs −1 … 1, in float32 or float64.
private func isHalfTrained(_ function: (Double) -> Double, points: Int = 101, flat: [Double] = [1e-3, 0.1]) -> Bool {
  let inputs = (0..<points).map { Double($0) / Double(points - 1) * 2 - 1 }
  return isHalfTrained(inputs, inputs.map(function), flat: flat)
}

private func isHalfTrained(_ inputs: [Double], _ predictions: [Double], outputs: Int = 1, flat: [Double]) -> Bool {
  TestPredictions(inputs: inputs, targets: predictions, predictions: predictions, outputs: outputs)
    .fit(.mse, Criteria(flat: flat)).hasFlatEnd
}

@Suite("Half trained: fitted on one part, constant on the rest")
struct FlatEndTests {
  @Test("A hinge is, from either end, whatever its height and where it stands")
  func hinge() {
    for size in [1.0, 0.2, 1e100] {
      #expect(isHalfTrained { size * max($0, 0) })
      #expect(isHalfTrained { 7 * size - size * max(-$0, 0) })
    }
  }

  @Test("A ramp is not, nor is a hat, whose ends are equal and whose middle is not")
  func ramp() {
    #expect(!isHalfTrained { 3 * $0 })
    #expect(!isHalfTrained { 1 - $0.magnitude })
    // A quarter of the points at each end, less one.
    #expect(!isHalfTrained { max(0, 1 - $0.magnitude * 2 + 0.04) })
  }

  @Test("A hat with a wide brim is: flat over a quarter from an end")
  func brim() {
    #expect(isHalfTrained { max(0, 1 - $0.magnitude * 2) })
  }

  @Test("Rounding is not counted: noise of one unit in the last place neither makes nor breaks a flat end")
  func rounding() {
    func noise(_ x: Double) -> Double { Int((x * 1000).rounded()) % 3 == 0 ? 1 : 0 }
    // A hinge whose flat part is noisy, in float64 and in float32.
    #expect(isHalfTrained { 1 + max($0, 0) + noise($0) * 0x1p-52 })
    #expect(isHalfTrained { Double(Float(1 + max($0, 0)) + Float(noise($0)) * 0x1p-23) })
    // A network that is flat but for noise, or whose first half is exactly flat and whose second is noise.
    #expect(!isHalfTrained { 1 + noise($0) * 0x1p-52 })
    #expect(!isHalfTrained { $0 < 0 ? 1 : 1 + noise($0) * 0x1p-23 })
    #expect(!isHalfTrained { _ in 1 })
  }

  @Test("A hundredth of the range is the tolerance, about the prediction at the end")
  func tolerance() {
    // Ranges are 1: what lies between −1 and −0.5 is a quarter of the points.
    func shape(_ height: Double) -> (Double) -> Double {
      { $0 < -0.45 ? ($0 < -0.9 ? 0 : height) : ($0 + 0.45) / 1.45 }
    }
    #expect(isHalfTrained(shape(0.0099)) && !isHalfTrained(shape(0.0101)))
  }

  @Test("The range must reach the largest flat tolerance; below it a network is flat")
  func flat() {
    for (height, isIt) in [(0.0999, false), (0.1, true), (1, true)] {
      #expect(isHalfTrained { height * max($0, 0) } == isIt, "\(height)")
      #expect(isHalfTrained({ height * max($0, 0) }, flat: [0.1, 1e-6, 1e-2]) == isIt, "\(height)")
    }
    #expect(isHalfTrained({ 0.01 * max($0, 0) }, flat: [1e-3]))
    #expect(!isHalfTrained({ max($0, 0) }, flat: []), "nothing says what is flat")
  }

  @Test("Predictions that are not finite are no flat end")
  func notFinite() {
    #expect(!isHalfTrained { $0 < 0.9 ? 0 : .infinity } && !isHalfTrained { $0 < 0.9 ? 0 : .nan })
    #expect(!isHalfTrained { $0 < 0.9 ? -1.7e308 : 1.7e308 }, "a range beyond the Doubles")
  }

  @Test("Of several outputs all must be flat at the end, but for those that are flat everywhere")
  func outputs() {
    let inputs = (0..<9).map { Double($0) }
    func isIt(_ second: (Double) -> Double) -> Bool {
      isHalfTrained(inputs, inputs.flatMap { [max($0 - 4, 0), second($0)] }, outputs: 2, flat: [0.1])
    }
    #expect(isIt { max($0 - 3, 0) } && !isIt { $0 } && !isIt { max(4 - $0, 0) })
    #expect(isIt { $0 * 0.01 } && isIt { _ in 3 })
  }

  @Test("Points that are repeated at an end are one point: they agree in every network")
  func repeated() {
    #expect(!isHalfTrained([0, 0, 1, 2, 3], [0, 0, 1, 2, 3], flat: [0.1]))
    #expect(!isHalfTrained([0, 1, 2, 3, 3], [0, 1, 2, 3, 3], flat: [0.1]))
    #expect(isHalfTrained([0, 0, 1, 2, 3], [0, 0, 0, 1, 2], flat: [0.1]))
  }
}
