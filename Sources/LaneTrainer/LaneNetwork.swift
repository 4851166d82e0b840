import Experiments
import Lanes
import RandomStreams

/// The parameters of one network a lane, and the passes over blocks of points.
///
/// The scalar twin of each pass is in ``ReferenceNetwork``, which states the order of every sum; lanes of a group hold
/// different networks and never mix. Pointers are used throughout the passes, see ``LaneBuffer``.
struct LaneNetwork<V: Lanes>: ~Copyable {
  let layers: [LaneLayer<V>]
  let inputs: Int
  let outputs: Int
  let parameters: LaneBuffer<V>
  let gradients: LaneBuffer<V>
  private let slot0: LaneBuffer<V>
  private let slot1: LaneBuffer<V>
  /// What a block's layers receive and give, from the inputs on: `[vector · block + point]`.
  let trace: LaneBuffer<V>
  /// ∂L/∂a of one layer and of the layer below.
  let upper: LaneBuffer<V>
  let lower: LaneBuffer<V>

  /// Points that go through the kernels together; what a batch leaves over goes one by one. Enough independent sums to
  /// hide the latency of the multiply-add, few enough that two layers' values stay in registers.
  typealias Block = Points<8, V>
  typealias OnePoint = Points<1, V>

  /// Nil where an activation is not for the lanes.
  init?(_ network: Network) {
    guard let layers = LaneLayer<V>.layers(of: network) else { return nil }
    self.layers = layers
    inputs = network.inputs
    outputs = network.outputs
    let last = layers[layers.count - 1]
    let zero = V(0)
    let block = Block.count
    let widest = layers.reduce(network.inputs) { max($0, $1.units) }
    parameters = LaneBuffer(count: last.parameterEnd, filledWith: zero)
    gradients = LaneBuffer(count: last.parameterEnd, filledWith: zero)
    slot0 = LaneBuffer(count: last.parameterEnd, filledWith: zero)
    slot1 = LaneBuffer(count: last.parameterEnd, filledWith: zero)
    trace = LaneBuffer(count: (last.values + last.units) * block, filledWith: zero)
    upper = LaneBuffer(count: widest * block, filledWith: zero)
    lower = LaneBuffer(count: widest * block, filledWith: zero)
  }

  var byteCount: Int {
    parameters.byteCount + gradients.byteCount + slot0.byteCount + slot1.byteCount + trace.byteCount
      + upper.byteCount + lower.byteCount
  }

  /// Makes the networks of these simulations as they are born.
  func reset(_ network: Network, seed: UInt64, simulations: SimulationLanes<V.Words>) {
    let zero = V(0)
    parameters.start.update(repeating: zero, count: parameters.count)
    slot0.start.update(repeating: zero, count: slot0.count)
    slot1.start.update(repeating: zero, count: slot1.count)
    for (index, layer) in layers.enumerated() {
      let distribution = network.layers[index].initializer.resolved(fanIn: layer.fanIn, fanOut: layer.units)
      let stream = RandomStream(seed: seed, purpose: .weights, layer: index, simulations: simulations)
      let weights = parameters.start + layer.weights
      stream.forEachWord(count: layer.units * layer.fanIn) { weights[$0] = distribution.draw($1) }
    }
  }

  /// Moves every parameter by the gradients of the batch.
  @inline(__always)
  func step(_ rule: OptimizerStep<V>) {
    for layer in layers {
      // Biases stand behind the weights; a layer without them keeps them at zero.
      let end = layer.hasBias ? layer.parameterEnd : layer.biases
      for index in layer.weights..<end {
        rule.apply(
          &parameters.start[index],
          gradient: gradients.start[index],
          slot0: &slot0.start[index],
          slot1: &slot1.start[index]
        )
      }
    }
  }
}
