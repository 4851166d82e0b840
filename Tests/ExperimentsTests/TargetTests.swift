import Experiments
import Foundation
import Lanes
import Testing

@Suite("Targets")
struct TargetTests {
  private static let points = (-2000...2000).map { Double($0) / 500 + 0.000_123 }

  /// By the C library's functions.
  private func expected(_ target: Target, _ output: Int, _ x: Double, _ x2: Double) -> Double {
    switch target {
    case .abs: x.magnitude
    case .xSinX: x * sin(x)
    case .xSin5X: x * sin(5 * x)
    case .stepSin: (x > 0 ? 1 : 0) + 0.2 * sin(5 * x)
    case .abs2D: output == 0 ? (x + x2).magnitude : (x - x2).magnitude
    }
  }

  @Test("agree with the C library, to 1e-15 of their size in Double and 4e-7 in Float", arguments: Target.allCases)
  func values(_ target: Target) {
    for (index, x) in Self.points.enumerated() {
      let x2 = Self.points[(index * 17) % Self.points.count]
      for output in 0..<target.outputs {
        let value = target.value(output: output, x, x2)
        // 5x is rounded once before its sine is taken, here as there.
        let double = expected(target, output, x, x2)
        #expect((value - double).magnitude <= 1e-15 * max(1, x.magnitude), "\(target) at \(x)")
        let (single, single2) = (Float(x), Float(x2))
        let rounded = Double(target.value(output: output, single, single2))
        let true_ = expected(target, output, Double(single), Double(single2))
        // |d/dx| ≤ 5|x| + 1 over the rounding of 5x, half a unit of at most 20.
        #expect((rounded - true_).magnitude <= 4e-7 * max(1, x.magnitude * x.magnitude), "\(target) at \(x)")
      }
    }
  }

  @Test("take the documented value at zero: the step is 0 there")
  func zero() {
    for zero in [0.0, -0.0] {
      #expect(Target.abs.value(output: 0, zero, 0).bitPattern == 0)
      #expect(Target.xSinX.value(output: 0, zero, 0) == 0 && Target.xSin5X.value(output: 0, zero, 0) == 0)
      #expect(Target.stepSin.value(output: 0, zero, 0) == 0)
    }
    #expect(Target.stepSin.value(output: 0, Double.leastNonzeroMagnitude, 0) == 1)
  }

  @Test("have one input and one output, but for abs_2d with two of each")
  func shapes() {
    for target in Target.allCases {
      #expect(target.inputs == (target == .abs2D ? 2 : 1) && target.outputs == target.inputs)
    }
    #expect(Target.abs2D.value(output: 0, 1.0, -3.0) == 2 && Target.abs2D.value(output: 1, 1.0, -3.0) == 4)
  }

  @Test("have the names of the study file")
  func names() {
    #expect(Target.allCases.map(\.rawValue) == ["abs", "x_sin_x", "x_sin_5x", "step_sin", "abs_2d"])
  }

  @Test("have the same bits in every lane of every width", arguments: Target.allCases)
  func widths(_ target: Target) {
    check(target, SIMD16<Float>.self)
    check(target, SIMD4<Float>.self)
    check(target, SIMD8<Double>.self)
    check(target, SIMD2<Double>.self)
  }

  private func check<V: Lanes>(_ target: Target, _: V.Type) {
    for start in stride(from: 0, to: Self.points.count - V.laneCount, by: V.laneCount) {
      var (x, x2) = (V(0), V(0))
      for lane in 0..<V.laneCount {
        x[lane] = V.Element(Self.points[start + lane])
        x2[lane] = V.Element(Self.points[Self.points.count - 1 - start - lane])
      }
      for output in 0..<target.outputs {
        let wide = target.value(output: output, x, x2)
        for lane in 0..<V.laneCount where wide[lane] != target.value(output: output, x[lane], x2[lane]) {
          Issue.record("\(target) in lane \(lane) of \(V.self)")
        }
      }
    }
  }

  // Mean square about the mean, and mean distance from the median, over [−√7, √7]: figures computed apart from this code.
  @Test("are as hard for a constant as they are known to be on [−√7, √7]")
  func bestConstants() {
    let known: [(Target, mse: Double, mae: Double)] = [
      (.abs, 0.5833, 0.6614), (.xSin5X, 1.0143, 0.8012), (.stepSin, 0.2725, 0.5032), (.xSinX, 0.4216, 0.5720),
    ]
    let (count, limit) = (40_000, 7.0.squareRoot())
    for (target, mse, mae) in known {
      let values = (0..<count).map { target.value(output: 0, limit * (Double(2 * $0 + 1) / Double(count) - 1), 0) }
      let mean = values.reduce(0, +) / Double(count)
      let median = values.sorted()[count / 2]
      #expect((values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(count) - mse).magnitude < 1e-4)
      #expect((values.reduce(0) { $0 + ($1 - median).magnitude } / Double(count) - mae).magnitude < 1e-4)
    }
  }
}
