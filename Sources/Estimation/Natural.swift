/// A whole number of any size, 0 or more: as much of its arithmetic as exact moments need, once a report.
struct Natural {
  /// In base 2³², the lowest first, without zeros at the high end.
  private(set) var digits: [UInt32]

  /// - Parameter digits: in base 2³², the lowest first.
  init(digits: [UInt32]) {
    self.digits = digits
    while self.digits.last == 0 { self.digits.removeLast() }
  }

  init(_ value: UInt64) { self.init(digits: [UInt32(truncatingIfNeeded: value), UInt32(value >> 32)]) }

  var bitWidth: Int { digits.count * 32 - (digits.last?.leadingZeroBitCount ?? 0) }

  /// This number times 2^(32 · `places`).
  func shifted(digits places: Int) -> Natural {
    Natural(digits: [UInt32](repeating: 0, count: places) + digits)
  }

  /// - Complexity: O(digits of the one × digits of the other).
  static func * (a: Natural, b: Natural) -> Natural {
    var product = [UInt32](repeating: 0, count: a.digits.count + b.digits.count)
    // The low digits of what doubles hold are seldom used.
    for (i, x) in a.digits.enumerated() where x != 0 {
      var carry: UInt64 = 0
      for (j, y) in b.digits.enumerated() {
        // (2³² − 1)² + 2 (2³² − 1) = 2⁶⁴ − 1
        let total = UInt64(x) * UInt64(y) + UInt64(product[i + j]) + carry
        product[i + j] = UInt32(truncatingIfNeeded: total)
        carry = total >> 32
      }
      product[i + b.digits.count] = UInt32(carry)
    }
    return Natural(digits: product)
  }

  /// - Precondition: `b` is not the larger.
  static func - (a: Natural, b: Natural) -> Natural {
    precondition(b <= a, "a difference below zero")
    var (difference, borrow) = (a.digits, Int64(0))
    for i in difference.indices {
      let total = Int64(a.digits[i]) - (i < b.digits.count ? Int64(b.digits[i]) : 0) - borrow
      difference[i] = UInt32(truncatingIfNeeded: total)
      borrow = total < 0 ? 1 : 0
    }
    return Natural(digits: difference)
  }

  static func <= (a: Natural, b: Natural) -> Bool {
    if a.digits.count != b.digits.count { return a.digits.count < b.digits.count }
    return !b.digits.reversed().lexicographicallyPrecedes(a.digits.reversed())
  }

  /// The whole part of a quotient, and whether it is all of it.
  ///
  /// - Parameter divisor: from 1 to 2⁶³ − 1.
  func divided(by divisor: UInt64) -> (value: Natural, isExact: Bool) {
    var (quotient, rest) = (digits, UInt128(0))
    for i in digits.indices.reversed() {
      let (digit, remainder) = (rest << 32 | UInt128(digits[i])).quotientAndRemainder(dividingBy: UInt128(divisor))
      quotient[i] = UInt32(digit)
      rest = remainder
    }
    return (Natural(digits: quotient), rest == 0)
  }

  /// The leading bits of this number times 2^`exponent`, 126 or more of them if it has as many.
  ///
  /// - Parameters:
  ///   - exponent: even.
  ///   - isExact: whether nothing smaller than one was left out before.
  func truncated(exponent: Int, isExact: Bool) -> Truncated {
    // An even number of bits is dropped, so that the exponent's half is a whole number.
    let dropped = max(0, (bitWidth - 126) / 2 * 2)
    var (leading, isExact) = (UInt128(0), isExact)
    for (place, digit) in digits.enumerated() where digit != 0 {
      let shift = place * 32 - dropped
      leading |= shift >= 0 ? UInt128(digit) << shift : UInt128(digit) >> -shift
      if shift < 0, Int(digit.trailingZeroBitCount) < -shift { isExact = false }
    }
    return Truncated(leading: leading, exponent: exponent + dropped, isExact: isExact)
  }
}

/// A number of which the leading bits are known: `leading` · 2^`exponent`, and, unless it is exact, something more than
/// that, by less than one unit.
struct Truncated {
  var leading: UInt128
  var exponent: Int
  var isExact: Bool

  /// The square root, its whole part being at least half as many bits.
  ///
  /// - Precondition: the exponent is even, `leading` has less than 128 bits.
  var squareRoot: Truncated {
    precondition(exponent % 2 == 0 && leading >> 127 == 0, "half an exponent, or too many bits")
    var root: UInt128 = 0
    for bit in (0..<64).reversed() {
      let larger = root | 1 << bit
      if larger * larger <= leading { root = larger }
    }
    return Truncated(leading: root, exponent: exponent / 2, isExact: isExact && root * root == leading)
  }

  /// The nearest Double, of two the even one; infinity beyond them.
  ///
  /// - Precondition: it is exact, has 54 bits or more, or its unit is below that of the Doubles.
  var nearest: Double {
    let bitWidth = 128 - leading.leadingZeroBitCount
    precondition(isExact || bitWidth > 53 || exponent < -1074, "too few bits to round")
    let dropped = max(0, bitWidth - 53, -1074 - exponent)
    guard dropped > 0 else { return Self.scaled(leading, exponent) }
    let (kept, half) = (leading >> dropped, UInt128(1) << (dropped - 1))
    let rest = leading & ((half << 1) &- 1)
    // More bits dropped than there are: less than half a unit, whatever the rest is.
    let roundsUp = half != 0 && (rest > half || rest == half && (!isExact || kept & 1 == 1))
    return Self.scaled(kept + (roundsUp ? 1 : 0), exponent + dropped)
  }

  /// A number of at most 53 bits, or 2⁵³, in its place: exact, or infinity.
  private static func scaled(_ number: UInt128, _ exponent: Int) -> Double {
    Double(sign: .plus, exponent: exponent, significand: Double(UInt64(number)))
  }
}
