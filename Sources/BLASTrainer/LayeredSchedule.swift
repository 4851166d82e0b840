internal import Experiments
internal import Lanes

/// The steps of one training run, one after the other: what depends on the step's number alone, in `Double`.
public struct LayeredSchedule: Sendable {
  let optimizer: LayeredOptimizer
  private var plain: OptimizerSchedule?
  /// Nadam's t, Π μ and β₂ᵗ so far.
  private var steps = 0
  private var momentumProduct = 1.0
  private var beta2Power = 1.0

  init(_ optimizer: LayeredOptimizer) {
    self.optimizer = optimizer
    if case .plain(let optimizer) = optimizer { plain = OptimizerSchedule(optimizer) }
  }

  /// - Precondition: the optimizer is one of ``Optimizer``.
  @inline(__always)
  mutating func nextPlain<V: Lanes>() -> OptimizerStep<V> {
    guard let step: OptimizerStep<V> = plain?.next() else { preconditionFailure("not one of the plain optimizers") }
    return step
  }

  /// - Precondition: the optimizer is Nadam.
  /// - Returns: what the step is made of, the learning rate in it: ofGradient · g + ofMomentum · m over √(v · unbias) + ε.
  mutating func nextNadam() -> (ofGradient: Double, ofMomentum: Double, unbias: Double) {
    guard case .nadam(let rate, let beta1, let beta2, _, let decay) = optimizer else {
      preconditionFailure("not Nadam")
    }
    // 0.96^x without the C library, whose `pow` differs between machines.
    func momentum(_ step: Int) -> Double {
      beta1 * (1 - 0.5 * (Double(step) * decay * 0.96.naturalLogarithm).exponential)
    }
    steps += 1
    let now = momentum(steps)
    let next = momentum(steps + 1)
    momentumProduct *= now
    beta2Power *= beta2
    return (
      rate * (1 - now) / (1 - momentumProduct),
      rate * next / (1 - momentumProduct * next),
      1 / (1 - beta2Power)
    )
  }
}
