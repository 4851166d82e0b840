import Experiments
import Lanes

/// The layers of the narrow networks that are studied most, for which there are kernels of their own.
enum LaneShape {
  /// One value received, two units.
  case widening
  /// Two values received, two units.
  case pair
  /// Two values received, one unit.
  case narrowing
  case other

  init(fanIn: Int, units: Int) {
    switch (fanIn, units) {
    case (1, 2): self = .widening
    case (2, 2): self = .pair
    case (2, 1): self = .narrowing
    default: self = .other
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
  var shape: LaneShape
  var isHidden: Bool
  /// Hidden units of the layers before.
  var firstHiddenUnit: Int

  /// The layers of a network one after the other; nil where an activation is not for the lanes.
  static func layers(of network: Network) -> [LaneLayer]? {
    var layers: [LaneLayer] = []
    var parameter = 0
    var received = 0
    var hiddenUnit = 0
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
          received: received,
          shape: LaneShape(fanIn: fanIn, units: layer.units),
          isHidden: index < network.hiddenLayerCount,
          firstHiddenUnit: hiddenUnit
        )
      )
      parameter = layers[index].parameterEnd
      received += fanIn
      hiddenUnit += layer.units
    }
    return layers
  }
}
