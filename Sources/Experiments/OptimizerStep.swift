public import Lanes

/// An optimizer at one step, its constants rounded to the study's precision: the rule by which a parameter moves.
///
/// Powers β^t are products of t factors in `Double`, never a library's `pow`.
public struct OptimizerStep<V: Lanes>: Sendable {
  @usableFromInline
  enum Rule: Sendable {
    case plain
    case momentum
    case nesterov
    case rmsprop
    case adamKeras
    case adamKingmaBa
    case adagrad
    case adadelta
    case nadam
  }

  @usableFromInline let rule: Rule
  @usableFromInline let rate: V
  @usableFromInline let decay1: V
  @usableFromInline let fresh1: V
  @usableFromInline let decay2: V
  @usableFromInline let fresh2: V
  @usableFromInline let epsilon: V
  @usableFromInline let unbias1: V
  @usableFromInline let unbias2: V

  /// - Parameters:
  ///   - unbias1: what Adam's m is multiplied by; Nadam's factor of m, the rate in it.
  ///   - unbias2: what Adam's or Nadam's v is multiplied by.
  @inlinable
  init(
    rule: Rule,
    rate: Double,
    decay1: Double = 0,
    decay2: Double = 0,
    epsilon: Double = 0,
    unbias1: Double = 1,
    unbias2: Double = 1
  ) {
    func lanes(_ value: Double) -> V { V(V.Element(value)) }
    self.rule = rule
    self.rate = lanes(rate)
    self.decay1 = lanes(decay1)
    self.fresh1 = lanes(1 - decay1)
    self.decay2 = lanes(decay2)
    self.fresh2 = lanes(1 - decay2)
    self.epsilon = lanes(epsilon)
    self.unbias1 = lanes(unbias1)
    self.unbias2 = lanes(unbias2)
  }

  /// Moves one parameter, and what the optimizer remembers of it.
  /// - Parameters:
  ///   - slot0: momentum, the mean or sum of squares, or Adam's and Nadam's m; starts at 0.
  ///   - slot1: Adam's and Nadam's v, or Adadelta's d; starts at 0.
  @inlinable @inline(__always)
  public func apply(_ parameter: inout V, gradient: V, slot0: inout V, slot1: inout V) {
    switch rule {
    case .plain:
      parameter = parameter.addingProduct(rate.negated, gradient)
    case .momentum:
      slot0 = (decay1 * slot0).addingProduct(rate.negated, gradient)
      parameter += slot0
    case .nesterov:
      slot0 = (decay1 * slot0).addingProduct(rate.negated, gradient)
      parameter = parameter.addingProduct(rate.negated, gradient).addingProduct(decay1, slot0)
    case .rmsprop:
      slot0 = (decay2 * slot0).addingProduct(fresh2, gradient * gradient)
      parameter = parameter - (rate * gradient) / (slot0.squareRoot() + epsilon)
    case .adamKeras:
      slot0 = (decay1 * slot0).addingProduct(fresh1, gradient)
      slot1 = (decay2 * slot1).addingProduct(fresh2, gradient * gradient)
      parameter = parameter - (rate * slot0) / (slot1.squareRoot() + epsilon)
    case .adamKingmaBa:
      slot0 = (decay1 * slot0).addingProduct(fresh1, gradient)
      slot1 = (decay2 * slot1).addingProduct(fresh2, gradient * gradient)
      parameter = parameter - (rate * (slot0 * unbias1)) / ((slot1 * unbias2).squareRoot() + epsilon)
    case .adagrad:
      slot0 = slot0.addingProduct(gradient, gradient)
      parameter = parameter - (rate * gradient) / (slot0.squareRoot() + epsilon)
    case .adadelta:
      slot0 = (decay2 * slot0).addingProduct(fresh2, gradient * gradient)
      let step = gradient * (slot1 + epsilon).squareRoot() / (slot0 + epsilon).squareRoot()
      parameter = parameter.addingProduct(rate.negated, step)
      slot1 = (decay2 * slot1).addingProduct(fresh2, step * step)
    case .nadam:
      slot0 = (decay1 * slot0).addingProduct(fresh1, gradient)
      slot1 = (decay2 * slot1).addingProduct(fresh2, gradient * gradient)
      let direction = (rate * gradient).addingProduct(unbias1, slot0)
      parameter = parameter - direction / ((slot1 * unbias2).squareRoot() + epsilon)
    }
  }
}

/// The steps of one training run, one after the other.
public struct OptimizerSchedule: Sendable {
  public let optimizer: Optimizer
  @usableFromInline var power1 = 1.0
  @usableFromInline var power2 = 1.0
  /// Nadam's t, and Π μ so far.
  @usableFromInline var steps = 0
  @usableFromInline var momentumProduct = 1.0

  @inlinable
  public init(_ optimizer: Optimizer) { self.optimizer = optimizer }

  /// The next step, counted from 1.
  @inlinable
  public mutating func next<V: Lanes>(_: V.Type = V.self) -> OptimizerStep<V> {
    switch optimizer {
    case .sgd(let rate, let momentum, let nesterov):
      let rule: OptimizerStep<V>.Rule = momentum == 0 ? .plain : nesterov ? .nesterov : .momentum
      return OptimizerStep(rule: rule, rate: rate, decay1: momentum)
    case .rmsprop(let rate, let rho, let epsilon):
      return OptimizerStep(rule: .rmsprop, rate: rate, decay2: rho, epsilon: epsilon)
    case .adagrad(let rate, let epsilon):
      return OptimizerStep(rule: .adagrad, rate: rate, epsilon: epsilon)
    case .adadelta(let rate, let rho, let epsilon):
      return OptimizerStep(rule: .adadelta, rate: rate, decay2: rho, epsilon: epsilon)
    case .adam(let rate, let beta1, let beta2, let epsilon, let form):
      power1 *= beta1
      power2 *= beta2
      return OptimizerStep(
        rule: form == .keras ? .adamKeras : .adamKingmaBa,
        rate: form == .keras ? rate * (1 - power2).squareRoot() / (1 - power1) : rate,
        decay1: beta1,
        decay2: beta2,
        epsilon: epsilon,
        unbias1: 1 / (1 - power1),
        unbias2: 1 / (1 - power2)
      )
    case .nadam(let rate, let beta1, let beta2, let epsilon, let decay):
      // 0.96^x without the C library, whose `pow` differs between machines.
      func momentum(_ step: Int) -> Double {
        beta1 * (1 - 0.5 * (Double(step) * decay * 0.96.naturalLogarithm).exponential)
      }
      steps += 1
      let (now, next) = (momentum(steps), momentum(steps + 1))
      momentumProduct *= now
      power2 *= beta2
      return OptimizerStep(
        rule: .nadam,
        rate: rate * (1 - now) / (1 - momentumProduct),
        decay1: beta1,
        decay2: beta2,
        epsilon: epsilon,
        unbias1: rate * next / (1 - momentumProduct * next),
        unbias2: 1 / (1 - power2)
      )
    }
  }
}
