import Lanes

/// Every operation of `Lanes` that gives lanes back, as one table: generic code that runs at any width.
enum Operation: String, CaseIterable {
  case sum, difference, product, quotient, accumulate, addingProduct, squareRoot, magnitude, negated
  case below, atMost, equal, notBelow

  func callAsFunction<V: Lanes>(_ a: V, _ b: V, _ c: V) -> V {
    switch self {
    case .sum: return a + b
    case .difference: return a - b
    case .product: return a * b
    case .quotient: return a / b
    case .accumulate:
      var total = a
      total += b
      return total
    case .addingProduct: return c.addingProduct(a, b)
    case .squareRoot: return a.squareRoot()
    case .magnitude: return a.magnitude
    case .negated: return a.negated
    case .below: return a.replacing(with: c, where: a.isBelow(b))
    case .atMost: return a.replacing(with: c, where: a.isAtMost(b))
    case .equal: return a.replacing(with: c, where: a.equals(b))
    case .notBelow: return a.replacing(with: c, where: V.inverted(a.isBelow(b)))
    }
  }
}

/// Every operation of `WordLanes` that gives lanes back.
enum WordOperation: String, CaseIterable {
  case and, or, exclusiveOr, sum, difference, up1, up20, down1, down20, high, low

  func callAsFunction<W: WordLanes>(_ a: W, _ b: W, factor: UInt32) -> W {
    switch self {
    case .and: a & b
    case .or: a | b
    case .exclusiveOr: a ^ b
    case .sum: a &+ b
    case .difference: a &- b
    case .up1: a.shiftedUp(1)
    case .up20: a.shiftedUp(20)
    case .down1: a.shiftedDown(1)
    case .down20: a.shiftedDown(20)
    case .high: a.multiplied32(by: factor).high
    case .low: a.multiplied32(by: factor).low
    }
  }
}

/// Reproducible bits (Steele, Lea and Flood 2014).
struct SplitMix: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var z = state
    z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
    return z ^ (z >> 31)
  }
}
