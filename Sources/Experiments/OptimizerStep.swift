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

  @inlinable
  init(rule: Rule, rate: Double, decay1: Double, decay2: Double, epsilon: Double, unbias1: Double, unbias2: Double) {
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
  ///   - slot0: momentum, RMSprop's mean square, or Adam's m; starts at 0.
  ///   - slot1: Adam's v; starts at 0.
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
    }
  }
}

/// The steps of one training run, one after the other.
public struct OptimizerSchedule: Sendable {
  public let optimizer: Optimizer
  @usableFromInline var power1 = 1.0
  @usableFromInline var power2 = 1.0

  @inlinable
  public init(_ optimizer: Optimizer) { self.optimizer = optimizer }

  /// The next step, counted from 1.
  @inlinable
  public mutating func next<V: Lanes>(_: V.Type = V.self) -> OptimizerStep<V> {
    switch optimizer {
    case .sgd(let rate, let momentum, let nesterov):
      return OptimizerStep(
        rule: momentum == 0 ? .plain : nesterov ? .nesterov : .momentum,
        rate: rate,
        decay1: momentum,
        decay2: 0,
        epsilon: 0,
        unbias1: 1,
        unbias2: 1
      )
    case .rmsprop(let rate, let rho, let epsilon):
      return OptimizerStep(
        rule: .rmsprop,
        rate: rate,
        decay1: 0,
        decay2: rho,
        epsilon: epsilon,
        unbias1: 1,
        unbias2: 1
      )
    case .adam(let rate, let beta1, let beta2, let epsilon, let form):
      power1 *= beta1
      power2 *= beta2
      let unbias1 = 1 / (1 - power1)
      let unbias2 = 1 / (1 - power2)
      switch form {
      case .keras:
        return OptimizerStep(
          rule: .adamKeras,
          rate: rate * (1 - power2).squareRoot() / (1 - power1),
          decay1: beta1,
          decay2: beta2,
          epsilon: epsilon,
          unbias1: unbias1,
          unbias2: unbias2
        )
      case .kingmaBa:
        return OptimizerStep(
          rule: .adamKingmaBa,
          rate: rate,
          decay1: beta1,
          decay2: beta2,
          epsilon: epsilon,
          unbias1: unbias1,
          unbias2: unbias2
        )
      }
    }
  }
}
