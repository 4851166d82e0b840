// Where the digits are, how a value is cut into them, and how they are carried.

extension ExactMoments {
  /// Where the sum's digits are: 2161 bits hold 2⁶³ values below 2¹⁰²⁴ in units of 2⁻¹⁰⁷⁴.
  @inlinable static var sumDigits: Range<Int> { 2..<70 }
  /// Where the digits of the squares' sum are: 4259 bits hold 2⁶³ values below 2²⁰⁴⁸ in units of 2⁻²¹⁴⁸.
  @inlinable static var squareDigits: Range<Int> { 70..<204 }
  /// The load at which carries are due. Two of it can be merged within 63 bits.
  @inlinable static var loadLimit: Int { 1 << 30 }

  /// Adds a finite value to both sums, without carries.
  ///
  /// No branch depends on the value: signs are coin tosses where gradients are counted.
  @inlinable @inline(__always)
  static func add(_ value: Double, to digits: inout MutableSpan<Int64>) {
    let bits = value.bitPattern
    // All ones for a negative value, else all zeros.
    let sign = Int64(bitPattern: bits) >> 63
    let exponent = (bits >> 52) & 0x7ff
    // The value is ±significand · 2^(shift − 1074); a subnormal has no leading one, and the least normal's exponent.
    let normal: UInt64 = exponent == 0 ? 0 : 1
    let significand = bits & ((1 << 52) - 1) | normal << 52
    let shift = exponent &- normal

    let place = sumDigits.lowerBound &+ Int(truncatingIfNeeded: shift >> 5)
    let (top, low) = shifted(0, significand, by: shift & 31)
    digits[place] &+= (Int64(truncatingIfNeeded: low & 0xffff_ffff) ^ sign) &- sign
    digits[place &+ 1] &+= (Int64(truncatingIfNeeded: low >> 32) ^ sign) &- sign
    digits[place &+ 2] &+= (Int64(truncatingIfNeeded: top) ^ sign) &- sign

    let square = significand.multipliedFullWidth(by: significand)
    let squarePlace = squareDigits.lowerBound &+ Int(truncatingIfNeeded: shift >> 4)
    let squareShift = (shift << 1) & 31
    let (high, squareLow) = shifted(square.high, square.low, by: squareShift)
    // At most 106 + 30 bits: what the high word loses by the shift is the fifth digit.
    let (squareTop, _) = shifted(0, square.high, by: squareShift)
    digits[squarePlace] &+= Int64(truncatingIfNeeded: squareLow & 0xffff_ffff)
    digits[squarePlace &+ 1] &+= Int64(truncatingIfNeeded: squareLow >> 32)
    digits[squarePlace &+ 2] &+= Int64(truncatingIfNeeded: high & 0xffff_ffff)
    digits[squarePlace &+ 3] &+= Int64(truncatingIfNeeded: high >> 32)
    digits[squarePlace &+ 4] &+= Int64(truncatingIfNeeded: squareTop)
  }

  /// The low 128 bits of (high, low) · 2^shift, `shift` below 64.
  @inlinable @inline(__always)
  static func shifted(_ high: UInt64, _ low: UInt64, by shift: UInt64) -> (high: UInt64, low: UInt64) {
    ((high &<< shift) | ((low &>> 1) &>> (63 &- shift)), low &<< shift)
  }

  /// Brings every digit but the top ones into 0..<2³², by adding what is beyond to the next.
  @usableFromInline
  mutating func carry() {
    for places in [Self.sumDigits, Self.squareDigits] {
      var carry: Int64 = 0
      for place in places.dropLast() {
        let total = words[place] + carry
        words[place] = total & 0xffff_ffff
        carry = total >> 32
      }
      words[places.upperBound - 1] += carry
    }
    load = 1
  }

  /// The same sums, carried.
  var carried: ExactMoments {
    var carried = self
    if load > 1 { carried.carry() }
    return carried
  }

  /// One of the sums as sign and magnitude.
  func number(_ places: Range<Int>) -> (isNegative: Bool, magnitude: Natural) {
    var moments = carried
    let isNegative = moments.words[places.upperBound - 1] < 0
    if isNegative {
      for place in places { moments.words[place].negate() }
      moments.carry()
    }
    return (isNegative, Natural(digits: moments.words[places].map { UInt32($0) }))
  }
}
