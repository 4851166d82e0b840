package import Experiments
internal import Foundation
internal import RandomStreams

/// Bounds of the probability that a ReLU network is born dead, for H hidden layers of N units each, one input, zero biases
/// and independent weights that are symmetric about zero and have no atoms, over a domain with points on both sides of zero.
///
/// With L = H + 1 and q = 1 − 2^−N: at most 1 − q^(L−2); at least
/// 1 − a₁^(L−2) + (1 − 2^(1−N)) q / (1 + (N − 1) 2^−N) · (a₂^(L−2) − a₁^(L−2)), a₁ = q, a₂ = 1 − 2^(1−N) − (N − 1) 4^−N.
/// They hold for the network, not for a sample: an interval of ours may end within them.
///
/// Reference: Lu, Shin, Su and Karniadakis 2019, "Dying ReLU and Initialization", arXiv 1903.06733.
package struct BornDeadBounds: Hashable {
  package var lower: Double
  package var upper: Double

  package init(hiddenLayers: Int, width: Int) {
    precondition(hiddenLayers >= 1 && width >= 1)
    let (n, power) = (Double(width), Double(hiddenLayers - 1))
    let half = pow(2, -n)
    let (a1, a2) = (1 - half, 1 - 2 * half - (n - 1) * half * half)
    let share = (1 - 2 * half) * (1 - half) / (1 + (n - 1) * half)
    // 0⁰ is 1, and a₂ of one unit is 0.
    lower = 1 - pow(a1, power) + share * (pow(a2, power) - pow(a1, power))
    upper = 1 - pow(a1, power)
  }

  /// Nil where the experiment is not of the kind that the bounds speak of.
  package init?(_ experiment: Experiment) {
    let network = experiment.network
    let task = experiment.task
    let hidden = network.hiddenLayers
    guard network.inputs == 1, let first = hidden.first,
      hidden.allSatisfy({ $0.units == first.units && $0.activation.allUnitsOff == .dead && $0.initializer.isSymmetric }
      ),
      !task.shared.contains(.weights), task.low < 0, task.high > 0
    else { return nil }
    // Rare enough that no simulation's points all lie on one side.
    let larger = max(task.high, -task.low) / (task.high - task.low)
    guard Double(task.trainingPoints) * log10(larger) < -9 else { return nil }
    self.init(hiddenLayers: network.hiddenLayerCount, width: first.units)
  }
}

extension Initializer {
  /// Independent weights, as probable as their opposites, no value with a probability of its own.
  fileprivate var isSymmetric: Bool {
    switch self {
    case .zeros, .constant: false
    case .uniform(let low, let high): low == -high && high > 0
    case .normal(let mean, let deviation, _): mean == 0 && deviation > 0
    case .varianceScaling(let scale, _, _): scale > 0
    }
  }
}
