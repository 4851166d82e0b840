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
  /// Both sums as `sum(onto:)` takes them.
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
  @inline(__always) mutating func map(with other: UnsafePointer<V>, _ body: (V, V) -> V) { p0 = body(p0, other[0]) }
  @inline(__always) func sum(onto total: V) -> V { total + p0 }
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
    totalA = a.sum(onto: totalA)
    totalB = b.sum(onto: totalB)
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

  @inline(__always)
  static func addProducts(
    _ a: inout EightPoints,
    _ factorA: V,
    _ b: inout EightPoints,
    _ factorB: V,
    _ source: UnsafePointer<V>
  ) {
    let x0 = source[0]
    a.p0 = a.p0.addingProduct(factorA, x0)
    b.p0 = b.p0.addingProduct(factorB, x0)
    let x1 = source[1]
    a.p1 = a.p1.addingProduct(factorA, x1)
    b.p1 = b.p1.addingProduct(factorB, x1)
    let x2 = source[2]
    a.p2 = a.p2.addingProduct(factorA, x2)
    b.p2 = b.p2.addingProduct(factorB, x2)
    let x3 = source[3]
    a.p3 = a.p3.addingProduct(factorA, x3)
    b.p3 = b.p3.addingProduct(factorB, x3)
    let x4 = source[4]
    a.p4 = a.p4.addingProduct(factorA, x4)
    b.p4 = b.p4.addingProduct(factorB, x4)
    let x5 = source[5]
    a.p5 = a.p5.addingProduct(factorA, x5)
    b.p5 = b.p5.addingProduct(factorB, x5)
    let x6 = source[6]
    a.p6 = a.p6.addingProduct(factorA, x6)
    b.p6 = b.p6.addingProduct(factorB, x6)
    let x7 = source[7]
    a.p7 = a.p7.addingProduct(factorA, x7)
    b.p7 = b.p7.addingProduct(factorB, x7)
  }

  @inline(__always) mutating func add(_ other: EightPoints, _ factor: V) {
    p0 = p0.addingProduct(other.p0, factor)
    p1 = p1.addingProduct(other.p1, factor)
    p2 = p2.addingProduct(other.p2, factor)
    p3 = p3.addingProduct(other.p3, factor)
    p4 = p4.addingProduct(other.p4, factor)
    p5 = p5.addingProduct(other.p5, factor)
    p6 = p6.addingProduct(other.p6, factor)
    p7 = p7.addingProduct(other.p7, factor)
  }

  @inline(__always)
  static func add(_ a: EightPoints, _ factorA: V, _ b: EightPoints, _ factorB: V, to sum: inout EightPoints) {
    sum.add(a, factorA)
    sum.add(b, factorB)
  }

  @inline(__always)
  static func sums(_ a: EightPoints, onto totalA: inout V, _ b: EightPoints, onto totalB: inout V) {
    totalA += a.p0
    totalB += b.p0
    totalA += a.p1
    totalB += b.p1
    totalA += a.p2
    totalB += b.p2
    totalA += a.p3
    totalB += b.p3
    totalA += a.p4
    totalB += b.p4
    totalA += a.p5
    totalB += b.p5
    totalA += a.p6
    totalB += b.p6
    totalA += a.p7
    totalB += b.p7
  }

  @inline(__always)
  static func sumsOfProducts(
    _ a: EightPoints,
    _ b: EightPoints,
    with source: UnsafePointer<V>,
    _ next: UnsafePointer<V>,
    onto a0: inout V,
    _ a1: inout V,
    _ b0: inout V,
    _ b1: inout V
  ) {
    step(a.p0, b.p0, source[0], next[0], &a0, &a1, &b0, &b1)
    step(a.p1, b.p1, source[1], next[1], &a0, &a1, &b0, &b1)
    step(a.p2, b.p2, source[2], next[2], &a0, &a1, &b0, &b1)
    step(a.p3, b.p3, source[3], next[3], &a0, &a1, &b0, &b1)
    step(a.p4, b.p4, source[4], next[4], &a0, &a1, &b0, &b1)
    step(a.p5, b.p5, source[5], next[5], &a0, &a1, &b0, &b1)
    step(a.p6, b.p6, source[6], next[6], &a0, &a1, &b0, &b1)
    step(a.p7, b.p7, source[7], next[7], &a0, &a1, &b0, &b1)
  }

  @inline(__always)
  private static func step(
    _ a: V,
    _ b: V,
    _ x: V,
    _ y: V,
    _ a0: inout V,
    _ a1: inout V,
    _ b0: inout V,
    _ b1: inout V
  ) {
    a0 = a0.addingProduct(a, x)
    a1 = a1.addingProduct(a, y)
    b0 = b0.addingProduct(b, x)
    b1 = b1.addingProduct(b, y)
  }
}
