import Experiments
import Foundation
import Lanes
import Testing

@Suite("Activations")
struct ActivationTests {
  @Test("take their documented derivative at z = 0, of either sign")
  func derivativeAtZero() {
    let cases: [(Activation, Double)] = [
      (.relu, 0), (.leakyReLU(slope: 0.01), 0.01), (.elu, 1), (.selu, Activation.seluScale), (.tanh, 1),
      (.sigmoid, 0.25), (.linear, 1),
    ]
    for (activation, derivative) in cases {
      for zero in [0.0, -0.0] {
        let value = activation.value(zero)
        #expect(activation.gradient(3.0, sum: zero, value: value) == 3 * derivative, "\(activation)")
        let (single, lane) = (Float(zero), SIMD16<Float>(repeating: Float(zero)))
        let gradient = activation.gradient(Float(3), sum: single, value: activation.value(single))
        #expect(activation.gradient(SIMD16(3), sum: lane, value: activation.value(lane))[15] == gradient)
      }
    }
  }

  @Test("equal their formulas in the C library's functions to 1e-15, relatively")
  func values() {
    for step in -400...400 {
      let z = Double(step) / 40 + 0.0037
      let expected: [(Activation, Double)] = [
        (.relu, max(z, 0)),
        (.leakyReLU(slope: 0.2), z > 0 ? z : 0.2 * z),
        (.elu, z > 0 ? z : expm1(z)),
        (.selu, Activation.seluScale * (z > 0 ? z : Activation.seluAlpha * expm1(z))),
        (.tanh, Foundation.tanh(z)),
        (.sigmoid, 1 / (1 + exp(-z))),
        (.linear, z),
      ]
      for (activation, value) in expected {
        #expect((activation.value(z) - value).magnitude <= 1e-15 * value.magnitude, "\(activation) of \(z)")
      }
    }
  }

  @Test("let NaN through, and ReLU and its kin turn −∞ into what they must")
  func special() {
    for activation in GradientTests.activations {
      #expect(activation.value(Double.nan).isNaN, "\(activation)")
      #expect(activation.value(SIMD8<Double>(repeating: .nan))[7].isNaN)
    }
    #expect(Activation.relu.value(-Double.infinity) == 0)
    #expect(Activation.elu.value(-Double.infinity) == -1)
    #expect(Activation.leakyReLU(slope: 0.1).value(-Double.infinity) == -.infinity)
  }
}

@Suite("Losses")
struct LossTests {
  @Test("MAE passes no gradient at no error, ± scale elsewhere, and NaN on")
  func absolute() {
    #expect(Loss.mae.gradient(0.0, scale: 0.5) == 0 && Loss.mae.gradient(-0.0, scale: 0.5) == 0)
    #expect(Loss.mae.gradient(1e-300, scale: 0.5) == 0.5 && Loss.mae.gradient(-7.0, scale: 0.5) == -0.5)
    #expect(Loss.mae.gradient(Double.nan, scale: 0.5).isNaN && Loss.mse.gradient(Double.nan, scale: 0.5).isNaN)
  }

  @Test("are means over points and outputs")
  func scale() {
    #expect(Loss.mse.gradientScale(points: 5, outputs: 2) == 0.2)
    #expect(Loss.mae.gradientScale(points: 5, outputs: 2) == 0.1)
  }
}
