internal import Experiments
internal import Lanes

extension Kernel {
  /// One loop an activation: a switch inside would be taken for every vector.
  @inline(__always)
  static func activate(_ activation: Activation, _ z: Source, into a: Output, count: Int) {
    switch activation {
    case .relu: map(z, into: a, count: count) { Activation.relu.value($0) }
    case .leakyReLU(let slope): map(z, into: a, count: count) { Activation.leakyReLU(slope: slope).value($0) }
    case .elu: map(z, into: a, count: count) { Activation.elu.value($0) }
    case .selu: map(z, into: a, count: count) { Activation.selu.value($0) }
    case .tanh: map(z, into: a, count: count) { Activation.tanh.value($0) }
    case .sigmoid: map(z, into: a, count: count) { Activation.sigmoid.value($0) }
    case .linear: a.update(from: z, count: count)
    case .prelu, .rrelu, .softmax: preconditionFailure("has a stage of its own")
    }
  }

  @inline(__always)
  static func gradient(_ activation: Activation, _ gradient: Source, z: Source, a: Source, into dz: Output, count: Int)
  {
    switch activation {
    case .relu:
      map(gradient, z, a, into: dz, count: count) { Activation.relu.gradient($0, sum: $1, value: $2) }
    case .leakyReLU(let slope):
      map(gradient, z, a, into: dz, count: count) {
        Activation.leakyReLU(slope: slope).gradient($0, sum: $1, value: $2)
      }
    case .elu:
      map(gradient, z, a, into: dz, count: count) { Activation.elu.gradient($0, sum: $1, value: $2) }
    case .selu:
      map(gradient, z, a, into: dz, count: count) { Activation.selu.gradient($0, sum: $1, value: $2) }
    case .tanh:
      map(gradient, z, a, into: dz, count: count) { Activation.tanh.gradient($0, sum: $1, value: $2) }
    case .sigmoid:
      map(gradient, z, a, into: dz, count: count) { Activation.sigmoid.gradient($0, sum: $1, value: $2) }
    case .linear: dz.update(from: gradient, count: count)
    case .prelu, .rrelu, .softmax: preconditionFailure("has a stage of its own")
    }
  }

  @inline(__always)
  static func leak(_ z: Source, slopes: Source, own: Bool, into a: Output, rows: Int, width: Int) {
    for row in 0..<rows {
      let start = row &* width
      let slopes = own ? slopes + start : slopes
      for column in 0..<width {
        let value = z[start &+ column]
        a[start &+ column] = value <= 0 ? slopes[column] * value : value
      }
    }
  }

  @inline(__always)
  static func leakGradient(
    _ gradient: Source,
    z: Source,
    slopes: Source,
    own: Bool,
    into dz: Output,
    rows: Int,
    width: Int
  ) {
    for row in 0..<rows {
      let start = row &* width
      let slopes = own ? slopes + start : slopes
      for column in 0..<width {
        let value = gradient[start &+ column]
        dz[start &+ column] = z[start &+ column] <= 0 ? slopes[column] * value : value
      }
    }
  }

  @inline(__always)
  static func slopeGradient(_ gradient: Source, z: Source, into slopes: Output, rows: Int, width: Int) {
    slopes.update(repeating: 0, count: width)
    for row in 0..<rows {
      let start = row &* width
      for column in 0..<width {
        let value = z[start &+ column]
        let off = value <= 0 ? value : 0
        slopes[column] = slopes[column].addingProduct(gradient[start &+ column], off)
      }
    }
  }

  @inline(__always)
  static func shift(_ x: Source, by shift: Double, into out: Output, count: Int) {
    let shift = Scalar(shift)
    for index in 0..<count { out[index] = x[index] + shift }
  }

  @inline(__always)
  static func gate(_ x: Source, mask: Source, scale: Double, into out: Output, count: Int) {
    let scale = Scalar(scale)
    for index in 0..<count { out[index] = mask[index] == 0 ? 0 : scale * x[index] }
  }

  @inline(__always)
  static func softmax(_ z: Source, into a: Output, rows: Int, width: Int) {
    for row in 0..<rows {
      let start = row &* width
      let largest = largest(z + start, count: width)
      for column in 0..<width { a[start &+ column] = z[start &+ column] - largest }
    }
    map(a, into: a, count: rows &* width) { $0.exponential }
    for row in 0..<rows {
      let values = a + row &* width
      var sum = Scalar(0)
      for column in 0..<width { sum += values[column] }
      for column in 0..<width { values[column] /= sum }
    }
  }

  @inline(__always)
  static func largest(_ z: Source, count: Int) -> Scalar {
    var largest = z[0]
    for index in 1..<max(count, 1) where z[index] > largest { largest = z[index] }
    return largest
  }
}
