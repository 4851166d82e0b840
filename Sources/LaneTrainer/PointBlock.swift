import Lanes

/// A few points of a batch side by side, each a vector of lanes: what the kernels hold in registers.
///
/// Points of a block are independent in the forward pass; where a sum runs over points, it runs in their order.
protocol PointBlock<V> {
  associatedtype V: Lanes
  /// Points in a block.
  static var count: Int { get }

  /// The same vector for every point.
  init(_ value: V)
  /// `count` vectors in a row.
  init(from source: UnsafePointer<V>)
  func store(to destination: UnsafeMutablePointer<V>)
  /// Adds factor · source[c] to point c, fused.
  mutating func addProduct(_ factor: V, _ source: UnsafePointer<V>)
  /// Each point through a function.
  mutating func map(_ body: (V) -> V)
  /// Each point and the vector beside it through a function.
  mutating func map(with other: UnsafePointer<V>, _ body: (V, V) -> V)
  /// total + point 0 + point 1 + …, in this order.
  func sum(onto total: V) -> V
  /// total + point 0 · source[0] + point 1 · source[1] + …, in this order, each step fused.
  func sumOfProducts(with source: UnsafePointer<V>, onto total: V) -> V
}

/// One point: for what is left over when a batch is no multiple of eight.
struct OnePoint<V: Lanes>: PointBlock {
  var p0: V

  @inline(__always) static var count: Int { 1 }
  @inline(__always) init(_ value: V) { p0 = value }
  @inline(__always) init(from source: UnsafePointer<V>) { p0 = source[0] }
  @inline(__always) func store(to destination: UnsafeMutablePointer<V>) { destination[0] = p0 }
  @inline(__always) mutating func addProduct(_ factor: V, _ source: UnsafePointer<V>) {
    p0 = p0.addingProduct(factor, source[0])
  }
  @inline(__always) mutating func map(_ body: (V) -> V) { p0 = body(p0) }
  @inline(__always) mutating func map(with other: UnsafePointer<V>, _ body: (V, V) -> V) { p0 = body(p0, other[0]) }
  @inline(__always) func sum(onto total: V) -> V { total + p0 }
  @inline(__always) func sumOfProducts(with source: UnsafePointer<V>, onto total: V) -> V {
    total.addingProduct(p0, source[0])
  }
}

/// Eight points: enough independent sums to hide the latency of the multiply-add, few enough that the activations of a deep
/// network's block stay in the first-level cache.
struct EightPoints<V: Lanes>: PointBlock {
  var p0: V
  var p1: V
  var p2: V
  var p3: V
  var p4: V
  var p5: V
  var p6: V
  var p7: V

  @inline(__always) static var count: Int { 8 }

  @inline(__always) init(_ value: V) {
    p0 = value
    p1 = value
    p2 = value
    p3 = value
    p4 = value
    p5 = value
    p6 = value
    p7 = value
  }

  @inline(__always) init(from source: UnsafePointer<V>) {
    p0 = source[0]
    p1 = source[1]
    p2 = source[2]
    p3 = source[3]
    p4 = source[4]
    p5 = source[5]
    p6 = source[6]
    p7 = source[7]
  }

  @inline(__always) func store(to destination: UnsafeMutablePointer<V>) {
    destination[0] = p0
    destination[1] = p1
    destination[2] = p2
    destination[3] = p3
    destination[4] = p4
    destination[5] = p5
    destination[6] = p6
    destination[7] = p7
  }

  @inline(__always) mutating func addProduct(_ factor: V, _ source: UnsafePointer<V>) {
    p0 = p0.addingProduct(factor, source[0])
    p1 = p1.addingProduct(factor, source[1])
    p2 = p2.addingProduct(factor, source[2])
    p3 = p3.addingProduct(factor, source[3])
    p4 = p4.addingProduct(factor, source[4])
    p5 = p5.addingProduct(factor, source[5])
    p6 = p6.addingProduct(factor, source[6])
    p7 = p7.addingProduct(factor, source[7])
  }

  @inline(__always) mutating func map(_ body: (V) -> V) {
    p0 = body(p0)
    p1 = body(p1)
    p2 = body(p2)
    p3 = body(p3)
    p4 = body(p4)
    p5 = body(p5)
    p6 = body(p6)
    p7 = body(p7)
  }

  @inline(__always) mutating func map(with other: UnsafePointer<V>, _ body: (V, V) -> V) {
    p0 = body(p0, other[0])
    p1 = body(p1, other[1])
    p2 = body(p2, other[2])
    p3 = body(p3, other[3])
    p4 = body(p4, other[4])
    p5 = body(p5, other[5])
    p6 = body(p6, other[6])
    p7 = body(p7, other[7])
  }

  @inline(__always) func sum(onto total: V) -> V { total + p0 + p1 + p2 + p3 + p4 + p5 + p6 + p7 }

  @inline(__always) func sumOfProducts(with source: UnsafePointer<V>, onto total: V) -> V {
    total.addingProduct(p0, source[0]).addingProduct(p1, source[1])
      .addingProduct(p2, source[2]).addingProduct(p3, source[3])
      .addingProduct(p4, source[4]).addingProduct(p5, source[5])
      .addingProduct(p6, source[6]).addingProduct(p7, source[7])
  }
}
