import Experiments
import Lanes

extension LaneNetwork {
  /// Puts a block of points, `[point · inputs + input]`, in place for a pass.
  @inline(__always)
  func load<let count: Int>(_: Points<count, V>.Type, _ points: UnsafePointer<V>) {
    for point in 0..<count {
      for input in 0..<inputs { trace.start[input &* count &+ point] = points[point &* inputs &+ input] }
    }
  }

  /// Where layer `index` leaves its values: `[unit · count + point]`.
  @inline(__always)
  func values<let count: Int>(ofLayer index: Int, _: Points<count, V>.Type) -> UnsafeMutablePointer<V> {
    trace.start + layers[index].values &* count
  }

  /// Runs a block of points, whose inputs are in place, through all layers.
  /// - Parameter marks: gains 1 for every hidden unit that is on (not z ≤ 0) at some point of the block; nil: not looked at.
  @inline(__always)
  func forward<let count: Int>(_: Points<count, V>.Type, marks: UnsafeMutablePointer<V>? = nil) {
    layers.withUnsafeBufferPointer { layers in
      var index = 0
      while index < layers.count {
        if layers[index].shape == .widening || layers[index].shape == .pair {
          index = forwardNarrow(Points<count, V>.self, layers, from: index, marks: marks)
        } else {
          forward(Points<count, V>.self, layers[index])
          if let marks, layers[index].isHidden { mark(Points<count, V>.self, layers[index], marks) }
          index &+= 1
        }
      }
    }
  }

  /// Runs a block through one layer: two units at a time, then the odd one.
  @inline(__always)
  private func forward<let count: Int>(_: Points<count, V>.Type, _ layer: LaneLayer<V>) {
    let fanIn = layer.fanIn
    let received = UnsafePointer(trace.start + layer.received &* count)
    let values = trace.start + layer.values &* count
    let biases = UnsafePointer(parameters.start + layer.biases)
    var weights = UnsafePointer(parameters.start + layer.weights)
    var unit = 0
    while unit &+ 2 <= layer.units {
      var z0 = Points<count, V>(biases[unit])
      var z1 = Points<count, V>(biases[unit &+ 1])
      for input in 0..<fanIn {
        let x = Points<count, V>(from: received + input &* count)
        z0.add(x, weights[input])
        z1.add(x, weights[fanIn &+ input])
      }
      layer.activation.apply(to: &z0)
      layer.activation.apply(to: &z1)
      z0.store(to: values + unit &* count)
      z1.store(to: values + (unit &+ 1) &* count)
      weights += 2 &* fanIn
      unit &+= 2
    }
    if unit < layer.units {
      var z = Points<count, V>(biases[unit])
      for input in 0..<fanIn { z.add(Points(from: received + input &* count), weights[input]) }
      layer.activation.apply(to: &z)
      z.store(to: values + unit &* count)
    }
  }

  @inline(__always)
  private func mark<let count: Int>(
    _: Points<count, V>.Type,
    _ layer: LaneLayer<V>,
    _ marks: UnsafeMutablePointer<V>
  ) {
    let values = UnsafePointer(trace.start + layer.values &* count)
    for unit in 0..<layer.units {
      mark(Points<count, V>(from: values + unit &* count), marks + (layer.firstHiddenUnit &+ unit))
    }
  }

  @inline(__always)
  func mark<let count: Int>(_ values: Points<count, V>, _ place: UnsafeMutablePointer<V>) {
    place.pointee = place.pointee.replacing(with: V(1), where: V.inverted(values.areAtMost(V(0))))
  }
}
