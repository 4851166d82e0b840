extension Double {
  /// Where a condition that holds at `inside` stops on the way to `outside`: the nearest number at which it fails.
  ///
  /// Bisection over the Doubles themselves rather than over the line: it needs no tolerance, ends at neighbouring
  /// numbers, is as sharp near 0 as near 1, and asks at most 65 times. `outside` is taken to fail and never asked.
  ///
  /// - Parameters:
  ///   - inside: a finite number at which `holds` is true.
  ///   - outside: a finite number on either side of it.
  ///   - holds: changes once between them.
  /// - Returns: the outer of the two neighbours, so that an interval that ends there is never too short.
  static func boundary(from inside: Double, to outside: Double, where holds: (Double) -> Bool) -> Double {
    var (inner, outer) = (inside.rank, outside.rank)
    while abs(outer - inner) > 1 {
      let middle = inner + (outer - inner) / 2
      if holds(Double(rank: middle)) { inner = middle } else { outer = middle }
    }
    return Double(rank: outer)
  }

  /// Doubles in order as integers in order; both zeros are 0. At most 2⁶³ − 2⁵² in size, and so a difference of two of
  /// them may not fit: the callers' ends lie within [−1, 1], whose ranks are below 2⁶².
  private var rank: Int64 {
    let magnitude = Int64(bitPattern: magnitude.bitPattern)
    return sign == .minus ? -magnitude : magnitude
  }

  private init(rank: Int64) {
    let magnitude = Double(bitPattern: rank.magnitude)
    self = rank < 0 ? -magnitude : magnitude
  }
}
