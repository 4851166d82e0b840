internal import Experiments
internal import Lanes

extension Kernel {
  @inline(__always)
  static func step(
    _ schedule: inout OptimizerSchedule,
    _ parameters: Output,
    _ gradients: Source,
    _ slot0: Output?,
    _ slot1: Output?,
    count: Int
  ) {
    let rule: OptimizerStep<V> = schedule.next()
    move(parameters, gradients, slot0, slot1, count: count) { rule.apply(&$0, gradient: $1, slot0: &$2, slot1: &$3) }
  }

  /// Goes over parameters and what is remembered of each; a slot that is nil is 0 each time.
  @inline(__always)
  private static func move(
    _ parameters: Output,
    _ gradients: Source,
    _ slot0: Output?,
    _ slot1: Output?,
    count: Int,
    _ rule: (inout V, V, inout V, inout V) -> Void
  ) {
    let gradients = UnsafeRawPointer(gradients)
    let parameters = UnsafeMutableRawPointer(parameters)
    let first = slot0.map { UnsafeMutableRawPointer($0) }
    let second = slot1.map { UnsafeMutableRawPointer($0) }
    let end = count &* MemoryLayout<Scalar>.stride
    var offset = 0
    while offset < end {
      var w = parameters.loadUnaligned(fromByteOffset: offset, as: V.self)
      let g = gradients.loadUnaligned(fromByteOffset: offset, as: V.self)
      var s = first?.loadUnaligned(fromByteOffset: offset, as: V.self) ?? V(0)
      var t = second?.loadUnaligned(fromByteOffset: offset, as: V.self) ?? V(0)
      rule(&w, g, &s, &t)
      parameters.storeBytes(of: w, toByteOffset: offset, as: V.self)
      first?.storeBytes(of: s, toByteOffset: offset, as: V.self)
      second?.storeBytes(of: t, toByteOffset: offset, as: V.self)
      offset &+= MemoryLayout<V>.stride
    }
  }

  @inline(__always)
  static func addPenaltyGradient(_ penalty: Penalty, weights: Source, to gradient: Output, count: Int) {
    switch penalty.norm {
    case .l1:
      let factor = Scalar(penalty.factor)
      for index in 0..<count {
        let w = weights[index]
        gradient[index] += w > 0 ? factor : w < 0 ? -factor : 0
      }
    case .l2:
      let factor = Scalar(2 * penalty.factor)
      for index in 0..<count { gradient[index] = gradient[index].addingProduct(factor, weights[index]) }
    }
  }

  @inline(__always)
  static func norm(_ norm: Penalty.Norm, _ weights: Source, count: Int) -> Double {
    switch norm {
    case .l1: sum(weights, count: count) { $1 + $0.magnitude }
    case .l2: sumOfSquares(weights, count: count)
    }
  }

  @inline(__always)
  static func sumOfSquares(_ x: Source, count: Int) -> Double { sum(x, count: count) { $1.addingProduct($0, $0) } }

  /// Eight sums side by side, then those in order.
  @inline(__always)
  private static func sum(_ x: Source, count: Int, _ added: (SIMD8<Double>, SIMD8<Double>) -> SIMD8<Double>) -> Double {
    var sums = SIMD8<Double>(repeating: 0)
    var index = 0
    while index < count {
      var values = SIMD8<Double>(repeating: 0)
      if index &+ 8 <= count {
        for lane in 0..<8 { values[lane] = Double(x[index &+ lane]) }
      } else {
        for lane in 0..<count &- index { values[lane] = Double(x[index &+ lane]) }
      }
      sums = added(values, sums)
      index &+= 8
    }
    var total = 0.0
    for lane in 0..<8 { total += sums[lane] }
    return total
  }

  @inline(__always)
  static func scale(_ x: Output, by factor: Double, count: Int) {
    let factor = Scalar(factor)
    for index in 0..<count { x[index] *= factor }
  }

  @inline(__always)
  static func clip(_ x: Output, to limit: Double, count: Int) {
    let limit = Scalar(limit)
    for index in 0..<count { x[index] = x[index] > limit ? limit : x[index] < -limit ? -limit : x[index] }
  }
}
