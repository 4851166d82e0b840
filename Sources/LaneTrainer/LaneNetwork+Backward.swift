import Experiments
import Lanes

extension LaneNetwork {
  /// Takes the losses of a block that went forward, and adds its gradients to those of the blocks before it.
  /// - Parameters:
  ///   - targets: `[point · outputs + output]`.
  ///   - scale: see `Loss.gradientScale`.
  ///   - lossSum: gains the losses point by point, output by output.
  @inline(__always)
  func backward<let count: Int>(
    _: Points<count, V>.Type,
    _ loss: Loss,
    targets: UnsafePointer<V>,
    scale: V,
    lossSum: inout V
  ) {
    var above = upper.start
    var below = lower.start
    lossSum = losses(Points<count, V>.self, loss, targets: targets, onto: lossSum)
    differentiateLosses(Points<count, V>.self, loss, targets: targets, scale: scale, into: above)
    layers.withUnsafeBufferPointer { layers in
      var index = layers.count &- 1
      while index >= 0 {
        if layers[index].shape == .narrowing || layers[index].shape == .pair {
          index = descendNarrow(Points<count, V>.self, layers, from: index, above)
        } else {
          descend(Points<count, V>.self, layers[index], above: above, below: index > 0 ? below : nil)
          swap(&above, &below)
          index &-= 1
        }
      }
    }
  }

  /// Goes back through one layer: turns ∂L/∂a of each unit into ∂L/∂z, adds what its parameters gain by it, and what
  /// ∂L/∂a of the layer below gains by it.
  /// - Parameter below: nil where nothing lies below.
  @inline(__always)
  private func descend<let count: Int>(
    _: Points<count, V>.Type,
    _ layer: LaneLayer<V>,
    above: UnsafePointer<V>,
    below: UnsafeMutablePointer<V>?
  ) {
    let fanIn = layer.fanIn
    let received = UnsafePointer(trace.start + layer.received &* count)
    let values = UnsafePointer(trace.start + layer.values &* count)
    let weights = UnsafePointer(parameters.start + layer.weights)
    let weightGradients = gradients.start + layer.weights
    let biasGradients = gradients.start + layer.biases
    var unit = 0
    while unit &+ 2 <= layer.units {
      var delta0 = Points<count, V>(from: above + unit &* count)
      var delta1 = Points<count, V>(from: above + (unit &+ 1) &* count)
      layer.activation.differentiate(&delta0, values: Points(from: values + unit &* count))
      layer.activation.differentiate(&delta1, values: Points(from: values + (unit &+ 1) &* count))
      let row = unit &* fanIn
      biasGradients[unit] = delta0.sum(onto: biasGradients[unit])
      biasGradients[unit &+ 1] = delta1.sum(onto: biasGradients[unit &+ 1])
      for input in 0..<fanIn {
        let x = Points<count, V>(from: received + input &* count)
        let (first, second) = (row &+ input, row &+ fanIn &+ input)
        // Two sums side by side; both are in variables before either is stored, as the compiler cannot know that the
        // places differ.
        let (total0, total1) = (weightGradients[first], weightGradients[second])
        let sum0 = delta0.sumOfProducts(with: x, onto: total0)
        let sum1 = delta1.sumOfProducts(with: x, onto: total1)
        weightGradients[first] = sum0
        weightGradients[second] = sum1
        guard let below else { continue }
        let place = below + input &* count
        var gradient = unit == 0 ? Points<count, V>(V(0)) : Points(from: place)
        gradient.add(delta0, weights[first])
        gradient.add(delta1, weights[second])
        gradient.store(to: place)
      }
      unit &+= 2
    }
    if unit < layer.units {
      var delta = Points<count, V>(from: above + unit &* count)
      layer.activation.differentiate(&delta, values: Points(from: values + unit &* count))
      let row = unit &* fanIn
      biasGradients[unit] = delta.sum(onto: biasGradients[unit])
      for input in 0..<fanIn {
        let x = Points<count, V>(from: received + input &* count)
        weightGradients[row &+ input] = delta.sumOfProducts(with: x, onto: weightGradients[row &+ input])
        guard let below else { continue }
        let place = below + input &* count
        var gradient = unit == 0 ? Points<count, V>(V(0)) : Points(from: place)
        gradient.add(delta, weights[row &+ input])
        gradient.store(to: place)
      }
    }
  }
}
