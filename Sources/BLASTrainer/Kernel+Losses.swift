internal import Lanes

extension Kernel {
  @inline(__always)
  static func squaredError(_ a: Source, _ y: Source, count: Int) -> Double {
    var sum = 0.0
    for index in 0..<count {
      let error = Double(a[index]) - Double(y[index])
      sum += error * error
    }
    return sum
  }

  @inline(__always)
  static func crossEntropy(_ z: Source, _ y: Source, rows: Int, width: Int) -> Double {
    let count = rows &* width
    let room = (count &+ 7) / 8 &* 8
    return withUnsafeTemporaryAllocation(of: Double.self, capacity: 2 &* room) { work in
      guard let less = work.baseAddress else { return 0 }
      work.update(repeating: 0)
      for row in 0..<rows {
        let start = row &* width
        let most = Double(largest(z + start, count: width))
        for column in 0..<width { less[start &+ column] = Double(z[start &+ column]) - most }
      }
      let exponentials = less + room
      Kernel<SIMD8<Double>>.map(less, into: exponentials, count: count) { $0.exponential }
      var sum = 0.0
      for row in 0..<rows {
        let start = row &* width
        var total = 0.0
        for column in 0..<width { total += exponentials[start &+ column] }
        let logarithm = total.naturalLogarithm
        for column in 0..<width where y[start &+ column] != 0 {
          sum += Double(y[start &+ column]) * (logarithm - less[start &+ column])
        }
      }
      return sum
    }
  }

  @inline(__always)
  static func binaryCrossEntropy(_ z: Source, _ y: Source, count: Int) -> Double {
    var sum = 0.0
    for index in 0..<count {
      let value = Double(z[index])
      // log(1 + e) for small e: the rounding of 1 + e is divided out (Kahan's log1p).
      let e = value.magnitude.negated.exponential
      let u = 1 + e
      let rest = u == 1 ? e : u.naturalLogarithm * (e / (u - 1))
      sum += (value > 0 ? value : value.isNaN ? value : 0) - value * Double(y[index]) + rest
    }
    return sum
  }

  @inline(__always)
  static func scaledError(_ a: Source, _ y: Source, scale: Double, into out: Output, count: Int) {
    let scale = Scalar(scale)
    for index in 0..<count { out[index] = (a[index] - y[index]) * scale }
  }
}
