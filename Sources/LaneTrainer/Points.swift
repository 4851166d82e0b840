import Lanes

/// A few points of a batch side by side, each a vector of lanes: what the kernels hold in registers.
///
/// Points are independent in the forward pass; where a sum runs over points, it runs in their order. The loops over points
/// have a bound that is known, so the compiler writes them out and the array never sees memory. They take no closures, which
/// would be called, not written out, wherever two places look alike.
struct Points<let count: Int, V: Lanes> {
  private var values: InlineArray<count, V>

  /// The same vector for every point.
  @inline(__always) init(_ value: V) { values = InlineArray(repeating: value) }

  /// `count` vectors in a row.
  @inline(__always) init(from source: UnsafePointer<V>) { values = InlineArray { source[$0] } }

  /// `count` vectors, each `stride` further on.
  @inline(__always) init(from source: UnsafePointer<V>, stride: Int) {
    values = InlineArray { source[$0 &* stride] }
  }

  @inline(__always)
  func store(to destination: UnsafeMutablePointer<V>) {
    for point in 0..<count { destination[point] = self[point] }
  }

  /// - Precondition: 0 ≤ `point` < `count`; not checked in a release build.
  @inline(__always)
  subscript(point: Int) -> V {
    get { values[unchecked: point] }
    set { values[unchecked: point] = newValue }
  }

  /// Adds other · factor, point by point, fused.
  @inline(__always)
  mutating func add(_ other: Points, _ factor: V) {
    for point in 0..<count { self[point] = self[point].addingProduct(factor, other[point]) }
  }

  @inline(__always)
  mutating func subtract(_ other: Points) {
    for point in 0..<count { self[point] = self[point] - other[point] }
  }

  /// total + point 0 + point 1 + …, in this order.
  @inline(__always)
  func sum(onto total: V) -> V {
    var total = total
    for point in 0..<count { total += self[point] }
    return total
  }

  /// total + point 0 · other's point 0 + …, in this order, each step fused.
  @inline(__always)
  func sumOfProducts(with other: Points, onto total: V) -> V {
    var total = total
    for point in 0..<count { total = total.addingProduct(self[point], other[point]) }
    return total
  }

  /// Lanes in which no point is above `bound`, nor NaN.
  @inline(__always)
  func areAtMost(_ bound: V) -> V.Mask {
    var all = self[0].isAtMost(bound)
    for point in 1..<count { all = V.both(all, self[point].isAtMost(bound)) }
    return all
  }
}
