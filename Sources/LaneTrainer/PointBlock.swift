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
  func mapped(with other: UnsafePointer<V>, _ body: (V, V) -> V) -> Self
  /// body(body(total, point 0), point 1) and so on.
  func folded(_ total: V, _ body: (V, V) -> V) -> V
  /// total + point 0 · source[0] + point 1 · source[1] + …, in this order, each step fused.
  func sumOfProducts(with source: UnsafePointer<V>, onto total: V) -> V

  // Two of the same at once. Each sum keeps its own order; that they run side by side hides the latency of the
  // multiply-add, and what they share is loaded once.

  /// Adds factorA · source[c] to point c of `a`, and factorB · source[c] to point c of `b`, fused.
  static func addProducts(
    _ a: inout Self,
    _ factorA: V,
    _ b: inout Self,
    _ factorB: V,
    _ source: UnsafePointer<V>
  )
  /// Adds other · factor, point by point, fused.
  mutating func add(_ other: Self, _ factor: V)
  /// Adds a · factorA, then b · factorB, point by point, each fused.
  static func add(_ a: Self, _ factorA: V, _ b: Self, _ factorB: V, to sum: inout Self)
  /// totalA + point 0 of a + point 1 of a + …, in this order, and b likewise.
  static func sums(_ a: Self, onto totalA: inout V, _ b: Self, onto totalB: inout V)
  /// The four sums of products of a and b with source and next, as `sumOfProducts` takes them.
  static func sumsOfProducts(
    _ a: Self,
    _ b: Self,
    with source: UnsafePointer<V>,
    _ next: UnsafePointer<V>,
    onto a0: inout V,
    _ a1: inout V,
    _ b0: inout V,
    _ b1: inout V
  )
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
  @inline(__always)
  func mapped(with other: UnsafePointer<V>, _ body: (V, V) -> V) -> OnePoint { OnePoint(body(p0, other[0])) }
  @inline(__always) func folded(_ total: V, _ body: (V, V) -> V) -> V { body(total, p0) }
  @inline(__always) func sumOfProducts(with source: UnsafePointer<V>, onto total: V) -> V {
    total.addingProduct(p0, source[0])
  }

  @inline(__always)
  static func addProducts(
    _ a: inout OnePoint,
    _ factorA: V,
    _ b: inout OnePoint,
    _ factorB: V,
    _ source: UnsafePointer<V>
  ) {
    a.addProduct(factorA, source)
    b.addProduct(factorB, source)
  }
  @inline(__always) mutating func add(_ other: OnePoint, _ factor: V) { p0 = p0.addingProduct(other.p0, factor) }
  @inline(__always)
  static func add(_ a: OnePoint, _ factorA: V, _ b: OnePoint, _ factorB: V, to sum: inout OnePoint) {
    sum.add(a, factorA)
    sum.add(b, factorB)
  }
  @inline(__always)
  static func sums(_ a: OnePoint, onto totalA: inout V, _ b: OnePoint, onto totalB: inout V) {
    totalA += a.p0
    totalB += b.p0
  }
  @inline(__always)
  static func sumsOfProducts(
    _ a: OnePoint,
    _ b: OnePoint,
    with source: UnsafePointer<V>,
    _ next: UnsafePointer<V>,
    onto a0: inout V,
    _ a1: inout V,
    _ b0: inout V,
    _ b1: inout V
  ) {
    a0 = a.sumOfProducts(with: source, onto: a0)
    a1 = a.sumOfProducts(with: next, onto: a1)
    b0 = b.sumOfProducts(with: source, onto: b0)
    b1 = b.sumOfProducts(with: next, onto: b1)
  }
}
