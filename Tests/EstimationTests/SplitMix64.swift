/// Random bits from a fixed seed (Steele, Lea and Flood 2014), so that a failure is the same failure tomorrow.
struct SplitMix64: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var z = state
    z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
    return z ^ (z >> 31)
  }

  /// Any finite bit pattern, subnormals and zeros as likely as their patterns are.
  mutating func nextFiniteDouble() -> Double {
    while true {
      let value = Double(bitPattern: next())
      if value.isFinite { return value }
    }
  }

  /// A signed value of about the sizes that gradients have: magnitudes log-uniform in 1e-30...10, a tenth zeros.
  mutating func nextTypicalDouble() -> Double {
    let bits = next()
    if bits % 10 == 0 { return bits & 64 == 0 ? 0 : -0.0 }
    let exponent = Int64.random(in: -100...3, using: &self)
    let magnitude = Double(sign: .plus, exponent: Int(exponent), significand: Double.random(in: 1..<2, using: &self))
    return bits & 128 == 0 ? magnitude : -magnitude
  }
}
