import Lanes
import Networks
import RandomStreams
import Training

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
  private let upper: LaneBuffer<V>
  private let lower: LaneBuffer<V>

  /// Nil where an activation is not for the lanes.
  init?(_ network: Network) {
    guard let layers = LaneLayer<V>.layers(of: network) else { return nil }
    self.layers = layers
    inputs = network.inputs
    outputs = network.outputs
    let last = layers[layers.count - 1]
    let zero = V(0)
    let block = EightPoints<V>.count
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

  /// Puts a block of points, `[point · inputs + input]`, in place for a pass.
  @inline(__always)
  func load<B: PointBlock<V>>(_: B.Type, _ points: UnsafePointer<V>) {
    for point in 0..<B.count {
      for input in 0..<inputs { trace.start[input &* B.count &+ point] = points[point &* inputs &+ input] }
    }
  }

  /// Where layer `index` leaves its values: `[unit · block + point]`.
  @inline(__always)
  func values<B: PointBlock<V>>(ofLayer index: Int, _: B.Type) -> UnsafeMutablePointer<V> {
    trace.start + layers[index].values &* B.count
  }

  /// Runs a block of points, whose inputs are in place, through all layers.
  @inline(__always)
  func forward<B: PointBlock<V>>(_: B.Type) {
    layers.withUnsafeBufferPointer { layers in
      for index in 0..<layers.count {
        // Narrow networks are what is studied most: with a bound that is known, their loops are written out.
        if layers[index].fanIn == 2 {
          forward(B.self, layers[index], fanIn: 2)
        } else {
          forward(B.self, layers[index], fanIn: layers[index].fanIn)
        }
      }
    }
  }

  /// Runs a block through one layer: two units at a time, then the odd one.
  @inline(__always)
  private func forward<B: PointBlock<V>>(_: B.Type, _ layer: LaneLayer<V>, fanIn: Int) {
    let received = UnsafePointer(trace.start + layer.received &* B.count)
    let values = trace.start + layer.values &* B.count
    let biases = UnsafePointer(parameters.start + layer.biases)
    var weights = UnsafePointer(parameters.start + layer.weights)
    var unit = 0
    while unit &+ 2 <= layer.units {
      var z0 = B(biases[unit])
      var z1 = B(biases[unit &+ 1])
      for input in 0..<fanIn {
        B.addProducts(&z0, weights[input], &z1, weights[fanIn &+ input], received + input &* B.count)
      }
      layer.activation.apply(to: &z0)
      layer.activation.apply(to: &z1)
      z0.store(to: values + unit &* B.count)
      z1.store(to: values + (unit &+ 1) &* B.count)
      weights += 2 &* fanIn
      unit &+= 2
    }
    if unit < layer.units {
      var z = B(biases[unit])
      for input in 0..<fanIn { z.addProduct(weights[input], received + input &* B.count) }
      layer.activation.apply(to: &z)
      z.store(to: values + unit &* B.count)
    }
  }

  /// Takes the losses of a block that went forward, and adds its gradients to those of the blocks before it.
  /// - Parameters:
  ///   - targets: `[point · outputs + output]`.
  ///   - scale: see `Loss.gradientScale`.
  ///   - lossSum: gains the losses point by point, output by output.
  @inline(__always)
  func backward<B: PointBlock<V>>(
    _: B.Type,
    _ loss: Loss,
    targets: UnsafePointer<V>,
    scale: V,
    lossSum: inout V
  ) {
    var above = upper.start
    var below = lower.start
    addLosses(B.self, loss, targets: targets, to: &lossSum)
    differentiateLosses(B.self, loss, targets: targets, scale: scale, into: above)
    layers.withUnsafeBufferPointer { layers in
      for index in stride(from: layers.count &- 1, through: 0, by: -1) {
        let goesOn = index > 0 ? below : nil
        if layers[index].fanIn == 2 {
          descend(B.self, layers[index], fanIn: 2, above: above, below: goesOn)
        } else {
          descend(B.self, layers[index], fanIn: layers[index].fanIn, above: above, below: goesOn)
        }
        swap(&above, &below)
      }
    }
  }

  /// Goes back through one layer: turns ∂L/∂a of each unit into ∂L/∂z, adds what its parameters gain by it, and what
  /// ∂L/∂a of the layer below gains by it.
  /// - Parameter below: nil where nothing lies below.
  @inline(__always)
  private func descend<B: PointBlock<V>>(
    _: B.Type,
    _ layer: LaneLayer<V>,
    fanIn: Int,
    above: UnsafePointer<V>,
    below: UnsafeMutablePointer<V>?
  ) {
    let received = UnsafePointer(trace.start + layer.received &* B.count)
    let values = UnsafePointer(trace.start + layer.values &* B.count)
    let weightGradients = gradients.start + layer.weights
    let biasGradients = gradients.start + layer.biases
    let weights = UnsafePointer(parameters.start + layer.weights)
    var unit = 0
    while unit &+ 2 <= layer.units {
      let delta0 = differentiated(B.self, layer, unit, above, values)
      let delta1 = differentiated(B.self, layer, unit &+ 1, above, values)
      let row = unit &* fanIn
      // Totals are kept in variables, not in place: the compiler cannot know that no two of them overlap, and would store
      // each step.
      var (bias0, bias1) = (biasGradients[unit], biasGradients[unit &+ 1])
      B.sums(delta0, onto: &bias0, delta1, onto: &bias1)
      biasGradients[unit] = bias0
      biasGradients[unit &+ 1] = bias1
      addWeightGradients(delta0, delta1, received, weightGradients + row, fanIn)
      if let below {
        for input in 0..<fanIn {
          let place = below + input &* B.count
          var gradient = unit == 0 ? B(V(0)) : B(from: place)
          B.add(delta0, weights[row &+ input], delta1, weights[row &+ fanIn &+ input], to: &gradient)
          gradient.store(to: place)
        }
      }
      unit &+= 2
    }
    if unit < layer.units {
      let delta = differentiated(B.self, layer, unit, above, values)
      let row = unit &* fanIn
      biasGradients[unit] = delta.folded(biasGradients[unit]) { $0 + $1 }
      for input in 0..<fanIn {
        weightGradients[row &+ input] = delta.sumOfProducts(
          with: received + input &* B.count,
          onto: weightGradients[row &+ input]
        )
        guard let below else { continue }
        let place = below + input &* B.count
        var gradient = unit == 0 ? B(V(0)) : B(from: place)
        gradient.add(delta, weights[row &+ input])
        gradient.store(to: place)
      }
    }
  }

  /// The weight gradients of two units whose rows follow each other.
  @inline(__always)
  private func addWeightGradients<B: PointBlock<V>>(
    _ delta0: B,
    _ delta1: B,
    _ received: UnsafePointer<V>,
    _ row: UnsafeMutablePointer<V>,
    _ fanIn: Int
  ) {
    let next = row + fanIn
    var input = 0
    while input &+ 2 <= fanIn {
      var (a0, a1, b0, b1) = (row[input], row[input &+ 1], next[input], next[input &+ 1])
      B.sumsOfProducts(
        delta0,
        delta1,
        with: received + input &* B.count,
        received + (input &+ 1) &* B.count,
        onto: &a0,
        &a1,
        &b0,
        &b1
      )
      row[input] = a0
      row[input &+ 1] = a1
      next[input] = b0
      next[input &+ 1] = b1
      input &+= 2
    }
    if input < fanIn {
      row[input] = delta0.sumOfProducts(with: received + input &* B.count, onto: row[input])
      next[input] = delta1.sumOfProducts(with: received + input &* B.count, onto: next[input])
    }
  }

  /// ∂L/∂z of one unit.
  @inline(__always)
  private func differentiated<B: PointBlock<V>>(
    _: B.Type,
    _ layer: LaneLayer<V>,
    _ unit: Int,
    _ gradients: UnsafePointer<V>,
    _ values: UnsafePointer<V>
  ) -> B {
    var delta = B(from: gradients + unit &* B.count)
    layer.activation.differentiate(&delta, values: values + unit &* B.count)
    return delta
  }

  /// Takes the losses of a block that went forward, point by point, output by output.
  /// - Parameter targets: `[point · outputs + output]`.
  @inline(__always)
  func addLosses<B: PointBlock<V>>(
    _: B.Type,
    _ loss: Loss,
    targets: UnsafePointer<V>,
    to lossSum: inout V
  ) {
    let predictions = values(ofLayer: layers.count &- 1, B.self)
    if outputs == 1 {
      let errors = B(from: predictions).mapped(with: targets) { $0 - $1 }
      lossSum = errors.folded(lossSum) { loss.added($1, to: $0) }
      return
    }
    for point in 0..<B.count {
      for output in 0..<outputs {
        let error = predictions[output &* B.count &+ point] - targets[point &* outputs &+ output]
        lossSum = loss.added(error, to: lossSum)
      }
    }
  }

  /// Leaves ∂L/∂a of the outputs of a block, `[output · block + point]`.
  @inline(__always)
  private func differentiateLosses<B: PointBlock<V>>(
    _: B.Type,
    _ loss: Loss,
    targets: UnsafePointer<V>,
    scale: V,
    into gradients: UnsafeMutablePointer<V>
  ) {
    let predictions = values(ofLayer: layers.count &- 1, B.self)
    if outputs == 1 {
      B(from: predictions).mapped(with: targets) { loss.gradient($0 - $1, scale: scale) }.store(to: gradients)
      return
    }
    for point in 0..<B.count {
      for output in 0..<outputs {
        let position = output &* B.count &+ point
        gradients[position] = loss.gradient(predictions[position] - targets[point &* outputs &+ output], scale: scale)
      }
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
