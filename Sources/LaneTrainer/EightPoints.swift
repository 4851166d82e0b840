import Lanes

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

  @inline(__always)
  func mapped(with other: UnsafePointer<V>, _ body: (V, V) -> V) -> EightPoints {
    var result = self
    result.p0 = body(p0, other[0])
    result.p1 = body(p1, other[1])
    result.p2 = body(p2, other[2])
    result.p3 = body(p3, other[3])
    result.p4 = body(p4, other[4])
    result.p5 = body(p5, other[5])
    result.p6 = body(p6, other[6])
    result.p7 = body(p7, other[7])
    return result
  }

  @inline(__always)
  func folded(_ total: V, _ body: (V, V) -> V) -> V {
    body(body(body(body(body(body(body(body(total, p0), p1), p2), p3), p4), p5), p6), p7)
  }

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
