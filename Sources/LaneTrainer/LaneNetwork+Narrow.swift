import Lanes

/// The passes through a run of narrow layers: one that widens to two units perhaps, pairs, and one that narrows to one unit
/// perhaps. From layer to layer the values stay in registers.
///
/// The sums are those of the general passes, term by term: this is a matter of time alone.
extension LaneNetwork {
  /// Runs a block through the run of narrow layers that begins with layer `first`, which widens or is a pair, and says which
  /// layer follows.
  @inline(__always)
  func forwardNarrow<let count: Int>(
    _: Points<count, V>.Type,
    _ layers: UnsafeBufferPointer<LaneLayer<V>>,
    from first: Int,
    marks: UnsafeMutablePointer<V>?
  ) -> Int {
    let received = UnsafePointer(trace.start + layers[first].received &* count)
    var index = first
    var a0 = Points<count, V>(from: received)
    var a1 = a0
    if layers[index].shape == .widening {
      let parameters = UnsafePointer(parameters.start + layers[index].weights)
      let x = a0
      a0 = Points(parameters[2])
      a1 = Points(parameters[3])
      a0.add(x, parameters[0])
      a1.add(x, parameters[1])
      leave(&a0, &a1, layers[index], marks)
      index &+= 1
    } else {
      a1 = Points(from: received + count)
    }
    while index < layers.count, layers[index].shape == .pair {
      let parameters = UnsafePointer(parameters.start + layers[index].weights)
      var z0 = Points<count, V>(parameters[4])
      var z1 = Points<count, V>(parameters[5])
      z0.add(a0, parameters[0])
      z1.add(a0, parameters[2])
      z0.add(a1, parameters[1])
      z1.add(a1, parameters[3])
      leave(&z0, &z1, layers[index], marks)
      a0 = z0
      a1 = z1
      index &+= 1
    }
    if index < layers.count, layers[index].shape == .narrowing {
      let parameters = UnsafePointer(parameters.start + layers[index].weights)
      var z = Points<count, V>(parameters[2])
      z.add(a0, parameters[0])
      z.add(a1, parameters[1])
      layers[index].activation.apply(to: &z)
      z.store(to: trace.start + layers[index].values &* count)
      if let marks, layers[index].isHidden { mark(z, marks + layers[index].firstHiddenUnit) }
      index &+= 1
    }
    return index
  }

  /// Turns the sums of a layer's two units into its values, and leaves them where they belong.
  @inline(__always)
  private func leave<let count: Int>(
    _ z0: inout Points<count, V>,
    _ z1: inout Points<count, V>,
    _ layer: LaneLayer<V>,
    _ marks: UnsafeMutablePointer<V>?
  ) {
    layer.activation.apply(to: &z0)
    layer.activation.apply(to: &z1)
    let values = trace.start + layer.values &* count
    z0.store(to: values)
    z1.store(to: values + count)
    if let marks, layer.isHidden {
      mark(z0, marks + layer.firstHiddenUnit)
      mark(z1, marks + (layer.firstHiddenUnit &+ 1))
    }
  }

  /// Goes back through the run of narrow layers that ends with layer `last`, a pair or one that narrows, and says which layer
  /// lies below. What one layer received is what the layer below gave, so it is loaded once.
  /// - Parameter place: ∂L/∂a of layer `last`; at the end, of the layer that lies below.
  @inline(__always)
  func descendNarrow<let count: Int>(
    _: Points<count, V>.Type,
    _ layers: UnsafeBufferPointer<LaneLayer<V>>,
    from last: Int,
    _ place: UnsafeMutablePointer<V>
  ) -> Int {
    let values = UnsafePointer(trace.start + layers[last].values &* count)
    var index = last
    var (a0, delta0) = (Points<count, V>(from: values), Points<count, V>(from: place))
    var (a1, delta1) = (a0, delta0)
    if layers[index].shape == .narrowing {
      layers[index].activation.differentiate(&delta0, values: a0)
      let received = UnsafePointer(trace.start + layers[index].received &* count)
      a0 = Points(from: received)
      a1 = Points(from: received + count)
      let total = gradients.start + layers[index].weights
      let weights = UnsafePointer(parameters.start + layers[index].weights)
      // Here and below: all in variables before one is stored, as the compiler cannot know that the places differ.
      let weight0 = delta0.sumOfProducts(with: a0, onto: total[0])
      let weight1 = delta0.sumOfProducts(with: a1, onto: total[1])
      let bias = delta0.sum(onto: total[2])
      total[0] = weight0
      total[1] = weight1
      total[2] = bias
      let delta = delta0
      delta0 = Points(V(0))
      delta1 = Points(V(0))
      delta0.add(delta, weights[0])
      delta1.add(delta, weights[1])
      index &-= 1
    } else {
      a1 = Points(from: values + count)
      delta1 = Points(from: place + count)
    }
    while index >= 0, layers[index].shape == .pair {
      layers[index].activation.differentiate(&delta0, values: a0)
      layers[index].activation.differentiate(&delta1, values: a1)
      let received = UnsafePointer(trace.start + layers[index].received &* count)
      a0 = Points(from: received)
      a1 = Points(from: received + count)
      let total = gradients.start + layers[index].weights
      let weights = UnsafePointer(parameters.start + layers[index].weights)
      let weight00 = delta0.sumOfProducts(with: a0, onto: total[0])
      let weight01 = delta0.sumOfProducts(with: a1, onto: total[1])
      let weight10 = delta1.sumOfProducts(with: a0, onto: total[2])
      let weight11 = delta1.sumOfProducts(with: a1, onto: total[3])
      let bias0 = delta0.sum(onto: total[4])
      let bias1 = delta1.sum(onto: total[5])
      total[0] = weight00
      total[1] = weight01
      total[2] = weight10
      total[3] = weight11
      total[4] = bias0
      total[5] = bias1
      var below0 = Points<count, V>(V(0))
      var below1 = Points<count, V>(V(0))
      below0.add(delta0, weights[0])
      below1.add(delta0, weights[1])
      below0.add(delta1, weights[2])
      below1.add(delta1, weights[3])
      delta0 = below0
      delta1 = below1
      index &-= 1
    }
    guard index >= 0, layers[index].shape == .widening else {
      delta0.store(to: place)
      delta1.store(to: place + count)
      return index
    }
    layers[index].activation.differentiate(&delta0, values: a0)
    layers[index].activation.differentiate(&delta1, values: a1)
    let x = Points<count, V>(from: trace.start + layers[index].received &* count)
    let total = gradients.start + layers[index].weights
    let weights = UnsafePointer(parameters.start + layers[index].weights)
    let weight0 = delta0.sumOfProducts(with: x, onto: total[0])
    let weight1 = delta1.sumOfProducts(with: x, onto: total[1])
    let bias0 = delta0.sum(onto: total[2])
    let bias1 = delta1.sum(onto: total[3])
    total[0] = weight0
    total[1] = weight1
    total[2] = bias0
    total[3] = bias1
    var below = Points<count, V>(V(0))
    below.add(delta0, weights[0])
    below.add(delta1, weights[1])
    below.store(to: place)
    return index &- 1
  }
}
