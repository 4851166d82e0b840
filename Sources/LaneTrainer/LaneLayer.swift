import Lanes
import Networks

/// An activation made of straight pieces, ready for the kernels. What it received is negative or zero exactly where what
/// it gave is, so the sums z need not be kept.
///
/// Not an enumeration that carries the slope: its cases would be told apart by the slope's bits, at each layer of each block.
struct LaneActivation<V: Lanes> {
  enum Kind {
    case relu, leakyReLU, linear
  }

  let kind: Kind
  /// Of leaky ReLU, 0 < slope ≤ 1.
  let slope: V

  /// Nil for activations that the kernels do not know.
  init?(_ activation: Activation) {
    switch activation {
    case .relu: (kind, slope) = (.relu, V(0))
    case .leakyReLU(let slope) where V.Element(slope) > 0 && slope <= 1:
      kind = .leakyReLU
      self.slope = V(V.Element(slope))
    case .linear: (kind, slope) = (.linear, V(0))
    case .leakyReLU, .elu, .selu, .tanh, .sigmoid: return nil
    }
  }

  /// f(z) for every point of a block.
  @inline(__always)
  func apply<B: PointBlock<V>>(to z: inout B) {
    let zero = V(0)
    switch kind {
    case .relu: z.map { $0.replacing(with: zero, where: $0.isBelow(zero)) }
    case .leakyReLU:
      // max(z, slope · z): with 0 < slope ≤ 1 the same bits as choosing by sign.
      z.map {
        let scaled = slope * $0
        return $0.replacing(with: scaled, where: $0.isBelow(scaled))
      }
    case .linear: break
    }
  }

  /// ∂L/∂z from ∂L/∂a for every point of a block, by the sign of a.
  @inline(__always)
  func differentiate<B: PointBlock<V>>(_ gradient: inout B, values: UnsafePointer<V>) {
    let zero = V(0)
    switch kind {
    case .relu: gradient = gradient.mapped(with: values) { $0.replacing(with: zero, where: $1.isAtMost(zero)) }
    case .leakyReLU:
      gradient = gradient.mapped(with: values) { $0.replacing(with: $0 * slope, where: $1.isAtMost(zero)) }
    case .linear: break
    }
  }
}

/// Where a layer's numbers lie in the flat buffers.
struct LaneLayer<V: Lanes> {
  var fanIn: Int
  var units: Int
  var activation: LaneActivation<V>
  var hasBias: Bool
  /// First weight, `[unit · fanIn + input]`; the biases follow the weights.
  var weights: Int
  var biases: Int
  /// First vector of what it receives, in units of blocks; its own values start `fanIn` further.
  var received: Int
  var values: Int { received + fanIn }
  var parameterEnd: Int { biases + units }

  /// The layers of a network one after the other; nil where an activation is not for the lanes.
  static func layers(of network: Network) -> [LaneLayer]? {
    var layers: [LaneLayer] = []
    var parameter = 0
    var received = 0
    for (index, layer) in network.layers.enumerated() {
      guard let activation = LaneActivation<V>(layer.activation) else { return nil }
      let fanIn = network.fanIn(ofLayer: index)
      layers.append(
        LaneLayer(
          fanIn: fanIn,
          units: layer.units,
          activation: activation,
          hasBias: layer.hasBias,
          weights: parameter,
          biases: parameter + layer.units * fanIn,
          received: received
        )
      )
      parameter = layers[index].parameterEnd
      received += fanIn
    }
    return layers
  }
}
