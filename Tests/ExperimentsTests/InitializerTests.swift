import Experiments
import Testing

@Suite("Initializers resolved for a layer of 3 inputs and 5 units")
struct InitializerTests {
  private func resolved(_ initializer: Initializer) -> WeightDistribution { initializer.resolved(fanIn: 3, fanOut: 5) }

  private func expect(_ initializer: Initializer, limit: Double) {
    guard case .uniform(let low, let high) = resolved(initializer) else {
      Issue.record("\(initializer) is not uniform")
      return
    }
    #expect(low == -high && (high - limit).magnitude < 1e-15)
  }

  private func expect(_ initializer: Initializer, deviation: Double, truncated: Bool) {
    switch resolved(initializer) {
    case .normal(let mean, let value) where !truncated:
      #expect(mean == 0 && (value - deviation).magnitude < 1e-15)
    case .truncatedNormal(let mean, let value) where truncated:
      #expect(mean == 0 && (value - deviation).magnitude < 1e-15)
    default:
      Issue.record("\(initializer) has another shape")
    }
  }

  @Test("Uniform limits: Glorot √(6 / (fan-in + fan-out)), He √(6 / fan-in), LeCun √(3 / fan-in)")
  func uniform() {
    expect(.glorotUniform, limit: (6.0 / 8).squareRoot())
    expect(.heUniform, limit: (6.0 / 3).squareRoot())
    expect(.leCunUniform, limit: (3.0 / 3).squareRoot())
    expect(.varianceScaling(scale: 2, mode: .fanOut, distribution: .uniform), limit: (6.0 / 5).squareRoot())
  }

  @Test("Normal deviations: Glorot √(2 / (fan-in + fan-out)), He √(2 / fan-in), LeCun √(1 / fan-in), not truncated")
  func normal() {
    expect(.glorotNormal(), deviation: (2.0 / 8).squareRoot(), truncated: false)
    expect(.heNormal(), deviation: (2.0 / 3).squareRoot(), truncated: false)
    expect(.leCunNormal(), deviation: (1.0 / 3).squareRoot(), truncated: false)
  }

  @Test("Truncated normals are widened so that the cut leaves the variance asked for, as in Keras")
  func truncated() {
    let widening = 1 / 0.87962566103423978
    expect(.glorotNormal(truncated: true), deviation: (2.0 / 8).squareRoot() * widening, truncated: true)
    expect(.heNormal(truncated: true), deviation: (2.0 / 3).squareRoot() * widening, truncated: true)
    expect(.leCunNormal(truncated: true), deviation: (1.0 / 3).squareRoot() * widening, truncated: true)
  }

  @Test("Plain distributions keep their parameters, whatever the fans; a truncated one is not widened")
  func plain() {
    #expect(resolved(.zeros) == .constant(0))
    #expect(resolved(.constant(0.25)) == .constant(0.25))
    #expect(resolved(.uniform(low: -1, high: 2)) == .uniform(low: -1, high: 2))
    #expect(
      resolved(.normal(mean: 1, standardDeviation: 2, truncated: false)) == .normal(mean: 1, standardDeviation: 2)
    )
    #expect(
      resolved(.normal(mean: 1, standardDeviation: 2, truncated: true))
        == .truncatedNormal(mean: 1, standardDeviation: 2)
    )
  }
}
